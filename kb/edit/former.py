"""Where an entry or a statement keeps the ids it had, and how one is added there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kb.edit.comments import comments
from kb.edit.fmt import order
from kb.findings import Fix, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic import BaseModel

    from kb.read.source import Path, Source

_FIELD: Final = "former_ids"


def renamed(source: Source, path: Path, model: type[BaseModel], ids: Iterable[str]) -> list[Fix]:
    """The replacements with which the fields at a path have these `former_ids` and no others.

    Args:
        source: the file.
        path: to the fields of the entry, or of a statement in it.
        model: of these fields, which says in what order they stand.
        ids: the former ids, all of them.
    """
    listed, wanted = source.at(path).get(_FIELD) or [], list(ids)
    if listed == wanted:
        return []
    if wanted[:-1] == listed:
        return [remembered(source, path, model, wanted[-1])]
    place = (*path, _FIELD)
    key, value = source.keys[place], source.values[place]
    lines = source.lines(place)
    if not wanted and lines is not None:
        return [Fix(lines, "")]
    last = _span(source, place)
    whole = Span(key.line, key.column, last.end_line, last.end_column)
    if source.between(value)[:1] == "[":
        whole = whole._replace(end_line=value.end_line, end_column=value.end_column)
    return [Fix(whole, f"{_FIELD}: [{', '.join(wanted)}]")]


def remembered(source: Source, path: Path, model: type[BaseModel], old: str) -> Fix:
    """The replacement that adds an id to the `former_ids` of the fields at a path.

    Args:
        source: the file.
        path: to the fields of the entry, or of a statement in it.
        model: of these fields, which says in what order they stand.
        old: the id.
    """
    fields, place = source.at(path), (*path, _FIELD)
    listed = fields.get(_FIELD)
    if listed:
        last = source.values[*place, len(listed) - 1]
        if source.between(source.values[place])[:1] == "[":
            return _insertion(last.end_line, last.end_column, f", {old}")
        line = source.line(last.end_line)
        return _insertion(last.end_line, len(line) + 1, f"\n{line[: last.column - 1]}{old}")
    if listed is not None:
        return Fix(source.values[place], f"[{old}]")
    field = f"{_FIELD}: [{old}]"
    names = order(model)
    later = names[names.index(_FIELD) :]
    after = next((key for key in fields if key in later), None)
    if after is not None:
        return _above(source, (*path, after), field)
    return _below(source, path, field) if path else _at_the_end(source, field)


def _above(source: Source, path: Path, field: str) -> Fix:
    """The field on a line above another one and its comments."""
    key, lines = source.keys[path], source.text.split("\n")
    number = key.line
    for _ in comments(source).before.get(path, ()):
        number -= 1
        while not lines[number - 1].lstrip().startswith("#"):
            number -= 1
    return _insertion(number, 1, f"{' ' * (key.column - 1)}{field}\n")


def _below(source: Source, path: Path, field: str) -> Fix:
    """The field below the others of a statement, in braces where they are."""
    *_, last = source.at(path)
    span = _span(source, (*path, last))
    if source.between(source.values[path])[:1] == "{":
        return _insertion(span.end_line, span.end_column, f", {field}")
    number = span.end_line - (span.end_column == 1)
    while not source.line(number).strip():
        number -= 1
    indent = " " * (source.keys[*path, last].column - 1)
    return _insertion(number, len(source.line(number)) + 1, f"\n{indent}{field}")


def _span(source: Source, path: Path) -> Span:
    """Where a value stands; of one that goes over several items, where the last one does."""
    span, value = source.values[path], source.at(path)
    if isinstance(value, list) and value and source.between(span)[:1] != "[":
        return _span(source, (*path, len(value) - 1))
    return span


def _at_the_end(source: Source, field: str) -> Fix:
    """The field on a line below everything."""
    lines = source.text.split("\n")
    gap = "\n" if lines[-1] else ""
    return _insertion(len(lines), len(lines[-1]) + 1, f"{gap}{field}\n")


def _insertion(line: int, column: int, text: str) -> Fix:
    return Fix(Span(line, column, line, column), text)
