"""Fields that do not start where their neighbours do, and colons without a space."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kb.findings import Finding, Fix, Span

if TYPE_CHECKING:
    from kb.read.source.halt import Halt

_FIELD = re.compile(r"^(\s*)((?:- +)*)([\w-]+):(?:\s|$)")
_GLUED = re.compile(r"^(\s*(?:- +)*[a-z_]+:)(?!//)[^\s:\"'\[{]")


def glued(halt: Halt) -> Finding | None:
    """The name of a field whose colon has no space after it."""
    no_colon = "could not find expected ':'" in halt.problem
    if not no_colon and "mapping values are not allowed" not in halt.problem:
        return None
    number = halt.begun[0] if no_colon else halt.above(halt.line)
    match = _GLUED.match(halt.text_of(number))
    if match is None:
        return None
    column = len(match[1]) + 1
    return halt.finding(
        "KB009",
        Span(number, column, number, column + 1),
        f"there is no space after `{match[1].lstrip(' -')}`",
        label="no space",
        advice="write fields as `name: value`",
        fix=Fix(Span(number, column, number, column), " "),
    )


def misplaced(halt: Halt) -> Finding | None:
    """A field that starts in another column than its neighbours."""
    field = _FIELD.match(halt.here)
    above = halt.above(halt.line)
    before = _FIELD.match(halt.text_of(above))
    if field is None or before is None:
        return None
    indent, width = len(field[1]), _column(before)
    if "mapping values are not allowed" in halt.problem and indent > width:
        if halt.here.count(": ") > 1:
            return None
        other = _FIELD.match(halt.text_of(halt.above(above)))
        if other is not None and _column(other) == indent:
            return moved(halt, above, before, indent, "less")
        return moved(halt, halt.line, field, width, "deeper")
    if "did not find expected" in halt.problem and len(before[1]) < indent < width:
        return moved(halt, halt.line, field, width, "less")
    return None


def _column(field: re.Match[str]) -> int:
    """How many characters stand before the name of a field."""
    return len(field[1]) + len(field[2])


def moved(halt: Halt, number: int, field: re.Match[str], width: int, how: str) -> Finding:
    """The finding on a field that is indented deeper or less than its neighbours."""
    indent, name = len(field[1]), field[3]
    marked = Span(number, indent + 1, number, indent + 1 + len(name))
    if how == "deeper":
        marked = Span(number, 1, number, indent + 1)
    return halt.finding(
        "KB009",
        marked,
        f"`{name}` is indented {how} than its neighbours",
        label="too deep" if how == "deeper" else "too far left",
        advice="fields of one entry start in the same column",
        fix=None if field[2] else Fix(Span(number, 1, number, indent + 1), " " * width),
    )
