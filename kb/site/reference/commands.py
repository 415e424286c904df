"""The command line as a page. The program is asked what it offers: nothing here may import it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from kb.site import urls
from kb.site.prose import Writer
from kb.site.reference.values import Named

if TYPE_CHECKING:
    from kb.read import Corpus

_PROGRAM: Final = "kb.cli.described"
_HERE: Final = Path(__file__).parents[3]


@dataclass(frozen=True, slots=True)
class Command:
    """One command."""

    id: str
    name: str
    does: Markup
    more: Markup
    usage: str
    arguments: tuple[Named, ...]
    options: tuple[Named, ...]


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
def offered() -> tuple[dict[str, Any], ...]:
    """What the command line offers, as it says itself."""
    done = subprocess.run(  # noqa: S603 - this interpreter, and a module of this package
        [sys.executable, "-m", _PROGRAM],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(_HERE), "PYTHONIOENCODING": "utf-8"},
        check=True,
    )
    return tuple(json.loads(done.stdout))


def command_page(corpus: Corpus) -> CommandPage:
    """The page of the command line, its commands in groups."""
    writer = Writer(corpus, urls.COMMANDS)
    groups: dict[str, list[Command]] = {}
    for one in offered():
        title = re.split("[,:]", one["group"])[0]
        groups.setdefault(title, []).append(_command(writer, one))
    return CommandPage(
        urls.COMMANDS,
        "Command line",
        Markup(  # noqa: S704 - the writer escapes
            writer.inline(
                f"The {len(offered())} commands of `kb`, which is `python -m kb` too, in the words "
                "of their own help."
            )
        ),
        tuple(
            CommandGroup(f"group-{number}", title, tuple(commands))
            for number, (title, commands) in enumerate(groups.items(), 1)
        ),
    )


def _command(writer: Writer, one: dict[str, Any]) -> Command:
    first, _, rest = one["does"].partition("\n\n")
    return Command(
        one["name"].replace(" ", "-"),
        f"kb {one['name']}",
        Markup(writer.inline(first)),  # noqa: S704 - the writer escapes
        Markup(writer.html(rest)),  # noqa: S704 - the same
        one["usage"],
        _named(writer, one["arguments"]),
        _named(writer, one["options"]),
    )


def _named(writer: Writer, pairs: list[list[str]]) -> tuple[Named, ...]:
    return tuple(
        Named(_breakable(name), meaning=Markup(writer.inline(meaning)))  # noqa: S704 - the same
        for name, meaning in pairs
    )


def _breakable(name: str) -> Markup:
    """An option with its choices, which may break between them."""
    return Markup("|<wbr>").join(name.split("|"))
