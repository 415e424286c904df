"""The command line as a page. The program is asked what it offers: nothing here may import it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from kb.site import urls
from kb.site.prose import Writer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.read import Corpus

_HERE: Final = Path(__file__).parents[3]
_COMMAND: Final = re.compile(r"^## `(kb (.+))`\n\n", re.MULTILINE)
_USAGE: Final = re.compile(r"\*\*Usage\*\*:\n\n```console\n\$ (.+)\n```")
_HELP: Final = re.compile(r"^\* `--help`: .*\n", re.MULTILINE)
GROUPS: Final = {
    "show": "Read and ask",
    "bib": "Hand to other programs",
    "check": "Check",
    "new": "Add entries",
    "fix": "Change entries",
    "preview": "Make the site",
}
"""What commands are for: those from one on, as they are listed."""


@dataclass(frozen=True, slots=True)
class Command:
    """One command, and what Typer tells of it."""

    id: str
    name: str
    told: Markup


@dataclass(frozen=True, slots=True)
class CommandGroup:
    """Commands for one purpose."""

    id: str
    title: str
    commands: tuple[Command, ...]


@dataclass(frozen=True, slots=True)
class CommandPage:
    """The page of the command line."""

    path: str
    title: str
    lead: Markup
    groups: tuple[CommandGroup, ...]


@cache
def offered() -> str:
    """What the command line offers, as Markdown, by Typer."""
    done = subprocess.run(
        [sys.executable, "-m", "typer", "kb.cli", "utils", "docs", "--name", "kb"],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(_HERE), "PYTHONIOENCODING": "utf-8"},
        check=True,
    )
    return done.stdout


def command_page(corpus: Corpus) -> CommandPage:
    """The page of the command line, its commands in groups."""
    writer = Writer(corpus, urls.COMMANDS)
    groups: dict[str, list[Command]] = {}
    purpose = ""
    for one in _commands(writer):
        purpose = GROUPS.get(one.id, purpose)
        groups.setdefault(purpose, []).append(one)
    return CommandPage(
        urls.COMMANDS,
        "Command line",
        Markup(  # noqa: S704 - the writer escapes
            writer.inline(
                f"The {sum(map(len, groups.values()))} commands of `kb`, which is `python -m kb` "
                "too, in the words of their own help."
            )
        ),
        tuple(
            CommandGroup(f"group-{number}", title, tuple(commands))
            for number, (title, commands) in enumerate(groups.items(), 1)
        ),
    )


def _commands(writer: Writer) -> Iterator[Command]:
    _, *parts = _COMMAND.split(offered())
    for name, id_, told in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        plain = _HELP.sub("", _USAGE.sub(r"`\1`", told)).replace("**Options**:\n\n\n", "")
        yield Command(id_.replace(" ", "-"), name, writer.html(plain))
