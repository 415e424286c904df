"""Of what state the entries are: what every export says of itself."""

from __future__ import annotations

import subprocess
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

from kb.model import Work
from kb.share.formats import About

if TYPE_CHECKING:
    from pathlib import Path

    from kb.read import Corpus

LICENSE: Final = "CC-BY-4.0"
"""Of the entries."""

UNKNOWN: Final = "unknown"


PACKED: Final = "_commit"
"""The file beside packaged entries that says what `last` said when they were packed."""


def about(folder: Path, corpus: Corpus, revision: str = "") -> About:
    """The version of the library, and the date and commit of the entries.

    Both come from the last commit that git knows to have touched the folder, or knew when the
    library was packed. Without one the commit is unknown, and the date is the latest on which an
    entry was searched, checked or reviewed.

    Args:
        folder: of the entries.
        corpus: what they are.
        revision: commit that they were read from; the files as they are, unless given.
    """
    packed = folder.parent / PACKED
    told = packed.read_text("utf-8") if packed.is_file() else last(folder, revision)
    day, _, commit = told.strip().partition(" ")
    if not commit:
        return About(version("alignment-kb"), _latest(corpus), UNKNOWN, LICENSE)
    return About(version("alignment-kb"), day, commit, LICENSE)


def last(folder: Path, revision: str = "") -> str:
    """Day and commit at which a folder last changed; whether it was edited since; "" if unknown."""
    at = [revision] if revision else []
    told = git(folder, "log", "-1", "--format=%cs %H", *at, "--", ".")
    edited = told and not revision and git(folder, "status", "--porcelain", "--", ".")
    return f"{told}-edited" if edited else told


def git(folder: Path, *words: str) -> str:
    """What git says of a folder; nothing where there is no git, or where it refuses."""
    command = ["git", "-C", str(folder), *words]
    try:
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)  # noqa: S603
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def _latest(corpus: Corpus) -> str:
    days = [
        day
        for record in corpus
        for day in (
            record.entry.searched,
            record.entry.checked if isinstance(record.entry, Work) else None,
            record.entry.review.date if record.entry.review else None,
        )
        if day is not None
    ]
    return max(days, default=UNKNOWN)
