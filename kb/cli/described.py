"""What the command line offers, in the words of its own help, for those who cannot import it."""

from __future__ import annotations

import inspect
import json
from typing import TYPE_CHECKING, Any

from typer.main import get_command

from kb.cli import app

if TYPE_CHECKING:
    from collections.abc import Iterator


def described() -> list[dict[str, Any]]:
    """Every command in order: its name, its group, what it does, how it is called, what it takes.

    >>> next(one["does"] for one in described() if one["name"] == "show")
    'Show one entry.'
    """
    return [_described(path, command) for path, command in _commands((), get_command(app))]


def _commands(path: tuple[str, ...], command: Any) -> Iterator[tuple[tuple[str, ...], Any]]:
    if not hasattr(command, "commands"):
        yield path, command
        return
    for name, inner in command.commands.items():
        if not inner.hidden:
            yield from _commands((*path, name), inner)


def _described(path: tuple[str, ...], command: Any) -> dict[str, Any]:
    context = command.context_class(command, info_name=" ".join(("kb", *path)))
    takes: dict[str, list[tuple[str, str]]] = {"argument": [], "option": []}
    for parameter in command.get_params(context):
        if (record := parameter.get_help_record(context)) and parameter.name != "help":
            takes[parameter.param_type_name].append((record[0], " ".join(record[1].split())))
    module = inspect.getmodule(inspect.unwrap(command.callback))
    return {
        "name": " ".join(path),
        "group": (inspect.getdoc(module) or "").split("\n")[0].rstrip("."),
        "does": inspect.cleandoc(command.help or ""),
        "usage": " ".join(command.get_usage(context).removeprefix("Usage: ").split()),
        "arguments": takes["argument"],
        "options": takes["option"],
    }


if __name__ == "__main__":
    print(json.dumps(described(), ensure_ascii=False))  # noqa: T201 - another process reads it
