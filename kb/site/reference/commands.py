"""The command line as a page. The program is asked what it offers: nothing here may import it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kb.site import urls
from kb.site.pages.parts import NONE
from kb.site.pages.sheet import Page, Section, Word
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


def command_page(corpus: Corpus) -> Page:
    """The page of the command line, its commands in groups."""
    writer = Writer(corpus, urls.COMMANDS)
    groups: dict[str, list[Word]] = {}
    purpose = ""
    for one in _commands(writer):
        purpose = GROUPS.get(one.id, purpose)
        groups.setdefault(purpose, []).append(one)
    return Page(
        "commands.md.j2",
        urls.COMMANDS,
        "Command line",
        writer.inline(
            f"The {sum(map(len, groups.values()))} commands of `kb`, which is `python -m kb` too, "
            "in the words of their own help."
        ),
        tuple(
            Section(f"group-{number}", title, NONE, tuple(commands))
            for number, (title, commands) in enumerate(groups.items(), 1)
        ),
    )


def _commands(writer: Writer) -> Iterator[Word]:
    _, *parts = _COMMAND.split(offered())
    for name, id_, told in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        plain = _HELP.sub("", _USAGE.sub(r"`\1`", told)).replace("**Options**:\n\n\n", "")
        yield Word(id_.replace(" ", "-"), name, writer.html(plain))
