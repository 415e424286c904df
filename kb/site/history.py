"""When each entry was first committed and last changed, as the history of the checkout knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.share.state import git

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Days:
    """The days of an entry, as YYYY-MM-DD."""

    created: str
    changed: str


def history(root: Path) -> Mapping[str, Days]:
    """The days of every entry, by the path of its file from the checkout.

    An entry that was renamed keeps the day of its first name. Without git, or with a part of the
    history only, nothing is known.
    """
    if git(root, "rev-parse", "--is-shallow-repository") != "false":
        return {}
    asked = ("--format=@%cs", "--name-status", "--relative", "-M", "--", "entries")
    log = git(root, "-c", "core.quotePath=false", "log", *asked)
    days: dict[str, Days] = {}
    now: dict[str, str] = {}
    """What a file of the past is called today."""
    day = ""
    for line in log.splitlines():
        if line.startswith("@"):
            day = line[1:]
        elif line:
            _, *names = line.split("\t")
            name = now.get(names[-1], names[-1])
            days[name] = Days(day, days[name].changed if name in days else day)
            if len(names) == 2:
                now[names[0]] = name
    return days
