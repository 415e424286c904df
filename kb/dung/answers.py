"""Answers as solvers print them in the competitions (ICCMA).

For a file in the format of 2023, as in 2023: an extension is `w` and its numbers, `w 1 2 5`; the
acceptance of an argument is `YES`, or `NO`, and in the next line the extension that shows it,
where one can. For other files, as from 2015 to 2019: `[a,b]`, `YES`, `NO`. In both, `NO` where
there is no extension, and an enumeration is `[[a,b],[c]]`, which in 2023 was no task.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kb.dung.framework import DungError
from kb.dung.reading import AF
from kb.dung.semantics import Verdict, credulous, extensions, sceptical, some
from kb.suggest import unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.dung.reading import Reading

EE, SE, DC, DS = "EE", "SE", "DC", "DS"
TASKS: Final = {
    EE: "every extension",
    SE: "some extension",
    DC: "whether some extension has the argument",
    DS: "whether every extension has the argument",
}


class UnknownTask(DungError):  # noqa: N818 - it says what is so
    """No task of this name is known."""

    def __init__(self, name: str) -> None:
        super().__init__(unknown("task", name, TASKS))


def answer(
    reading: Reading, semantics: str, task: str, argument: str | None = None
) -> Iterator[str]:
    r"""What a solver prints, in pieces: of an enumeration, each extension when it is found.

    Args:
        reading: the framework, and how its file writes arguments.
        semantics: as `extensions` takes it.
        task: one of `TASKS`.
        argument: the argument asked about, for DC and DS.

    Raises:
        UnknownTask: for another task.
        UnknownSemantics: for a word that is no semantics.
        UnknownArgument: for a name that is no argument.
        DungError: for DC or DS without an argument.

    >>> from kb.dung import read
    >>> duel = read("p af 2\n1 2\n2 1")
    >>> "".join(answer(duel, "stable", "EE")), "".join(answer(duel, "stable", "DC", "2"))
    ('[[1],[2]]\n', 'YES\nw 2\n')
    """
    return _said(reading, _found(reading, semantics, task, argument), task)


def data(
    reading: Reading, semantics: str, task: str, argument: str | None = None
) -> dict[str, Any]:
    r"""The same answer as plain data, with arguments by name.

    Raises:
        DungError: as `answer` does.

    >>> from kb.dung import read
    >>> data(read("p af 2\n1 2\n2 1"), "stable", "DC", "2")
    {'semantics': 'stable', 'task': 'DC', 'argument': '2', 'accepted': True, 'extension': ['2']}
    """
    found = _found(reading, semantics, task, argument)
    asked: dict[str, Any] = {"semantics": semantics, "task": task}
    if isinstance(found, Verdict):
        accepted = {"argument": reading.argument(argument or ""), "accepted": found.holds}
        return asked | accepted | {"extension": _names(reading, found.extension)}
    if task == SE:
        return asked | {"extension": _names(reading, next(found, None))}
    return asked | {"extensions": [_names(reading, extension) for extension in found]}


def _found(
    reading: Reading, semantics: str, task: str, argument: str | None
) -> Verdict | Iterator[frozenset[str]]:
    if task not in TASKS:
        raise UnknownTask(task)
    if task == EE:
        return extensions(reading.framework, semantics)
    if task == SE:
        extension = some(reading.framework, semantics)
        return iter(() if extension is None else (extension,))
    if argument is None:
        raise DungError(f"{task} asks about an argument: say which")
    decide = credulous if task == DC else sceptical
    return decide(reading.framework, reading.argument(argument), semantics)


def _names(reading: Reading, extension: frozenset[str] | None) -> list[str] | None:
    if extension is None:
        return None
    return [name for name in reading.framework.arguments if name in extension]


def _said(reading: Reading, found: Verdict | Iterator[frozenset[str]], task: str) -> Iterator[str]:
    if isinstance(found, Verdict):
        yield "YES\n" if found.holds else "NO\n"
        if reading.form == AF and found.extension is not None:
            yield _one(reading, found.extension)
    elif task == SE:
        extension = next(found, None)
        yield "NO\n" if extension is None else _one(reading, extension)
    else:
        yield "["
        for number, extension in enumerate(found):
            yield f"{',' if number else ''}{_bracketed(reading, extension)}"
        yield "]\n"


def _one(reading: Reading, extension: frozenset[str]) -> str:
    if reading.form == AF:
        return " ".join(["w", *_marks(reading, extension)]) + "\n"
    return _bracketed(reading, extension) + "\n"


def _bracketed(reading: Reading, extension: frozenset[str]) -> str:
    return f"[{','.join(_marks(reading, extension))}]"


def _marks(reading: Reading, extension: frozenset[str]) -> Iterator[str]:
    """The members as the file writes them, in its order."""
    for name, mark in zip(reading.framework.arguments, reading.marks, strict=True):
        if name in extension:
            yield mark
