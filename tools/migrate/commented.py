"""Turning a stretch of a file into comments: nothing is lost, and nothing is read any more."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.findings import Fix, Span

if TYPE_CHECKING:
    from kb.read.source import Path, Source

_LEAD = re.compile(r" *(?:- +)?")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was brought over, or that only a person can bring over.

    Attributes:
        line: where it begins in the file as it was.
        what: the field and what it said.
        wanted: what the present language asks for.
        fix: the replacement; None where it has to be done by hand.
    """

    line: int
    what: str
    wanted: str
    fix: Fix | None


def commented(source: Source, path: Path, what: str, wanted: str) -> Step:
    """The step that makes comments of a field or an item, under a line that says what is wanted.

    What shares its lines with something else is left to a person.
    """
    value = source.values[path]
    first = source.keys.get(path, value)
    lead = source.line(first.line)[: first.column - 1]
    if not _LEAD.fullmatch(lead):
        return Step(first.line, what, wanted, None)
    last = _last(source, path)
    indent = " " * (len(lead) - len(lead.lstrip(" ")))
    lines = [f"{indent}# {wanted}"]
    for number in range(first.line, last + 1):
        line = source.line(number)
        silent = not line.strip() or line.lstrip().startswith("#")
        lines.append(line if silent else f"{indent}# {line[len(indent) :]}")
    span = Span(first.line, 1, last, len(source.line(last)) + 1)
    return Step(first.line, what, wanted, Fix(span, "\n".join(lines)))


def _last(source: Source, path: Path) -> int:
    """The line in which the last value at a path, or below it, ends."""
    ends = []
    for below, span in source.values.items():
        plain = not isinstance(source.at(below), list | dict)
        if below[: len(path)] == path and (plain or source.between(span)[:1] in {"[", "{"}):
            ends.append(span.end_line - (span.end_column == 1))
    last = max(ends)
    while not source.line(last).strip():
        last -= 1
    return last
