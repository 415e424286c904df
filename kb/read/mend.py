"""Replacements that put a value into the shape its field takes."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from kb.findings import Fix, Span

if TYPE_CHECKING:
    from kb.read.source import Path, Source

_SAFE = re.compile(r"[\w.~][\w .~/()#'’–-]*(?<! )")
"""Texts that need no quotation marks in a list in brackets."""


def as_list(source: Source, path: Path) -> Fix | None:
    """The replacement that makes a list of a single value; None where it may be several."""
    span = source.values[path]
    raw = source.between(span)
    if raw[:1] == "{":
        return Fix(span, f"[{raw}]")
    if any(where[:-1] == path for where in source.keys):
        return Fix(span, _dashed(raw))
    if span.line != span.end_line or "," in raw:
        return None
    if re.match(r"-\w", raw) and path in source.keys and span.line > source.keys[path].line:
        return Fix(Span(span.line, span.column + 1, span.line, span.column + 1), " ")
    if raw[:1] in {'"', "'"}:
        return Fix(span, f"[{raw}]")
    return Fix(span, f"[{raw if _SAFE.fullmatch(raw) else json.dumps(raw, ensure_ascii=False)}]")


def _dashed(raw: str) -> str:
    """A group of fields as the one item of a list."""
    first, *others = raw.split("\n")
    return "\n".join([f"- {first}", *(f"  {line}" if line.strip() else line for line in others)])


def as_value(source: Source, path: Path) -> Fix | None:
    """The replacement that makes a value of a list that holds nothing else."""
    span, item = source.values[path], source.values[(*path, 0)]
    if path not in source.keys or item.line != item.end_line:
        return None
    raw = source.between(item)
    if raw[:1] in {"[", "{", "|", ">"}:
        return None
    if source.between(span)[:1] == "[":
        return Fix(span, raw)
    key = source.keys[path]
    start = Span(key.end_line, key.end_column, item.line, item.column)
    if not re.fullmatch(r"\s*:\s*-\s+", source.between(start)):
        return None
    return Fix(start._replace(end_column=item.end_column, end_line=item.end_line), f": {raw}")


def as_number(value: str) -> str | None:
    """The number between 0 and 1 that a percentage or a decimal comma stands for.

    >>> as_number("70 %"), as_number("0,7"), as_number("likely")
    ('0.7', '0.7', None)
    """
    if percent := re.fullmatch(r"([0-9]{1,2}(?:[.,][0-9]+)?) ?%", value):
        return f"{float(percent[1].replace(',', '.')) / 100:g}"
    return value.replace(",", ".") if re.fullmatch(r"0?,[0-9]+", value) else None


def as_fields(source: Source, path: Path, value: Any, needed: list[str]) -> Fix | None:
    """The replacement that makes a group of fields of a text, or of a list that holds one.

    Args:
        source: the file.
        path: the value.
        value: as it was read.
        needed: the fields that such a group must have; a text can only stand for one.
    """
    span = source.values[path]
    raw = source.between(span)
    if isinstance(value, str) and len(needed) == 1 and span.line == span.end_line:
        plain = _SAFE.fullmatch(raw) or raw[:1] in {'"', "'"}
        return Fix(span, f"{{{needed[0]}: {raw}}}") if plain else None
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict):
        item = source.values[*path, 0]
        dash = source.line(item.line)[: item.column - 1].rstrip()
        if dash.lstrip() == "-":
            return Fix(Span(item.line, len(dash), item.line, len(dash) + 1), " ")
    return None
