"""Replacements that put a value into the shape its field takes."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from kb.findings import Fix, Span
from kb.model.fields import fields_of, part_at

if TYPE_CHECKING:
    from kb.read.mistake import Mistake

_SAFE = re.compile(r"[\w.~][\w .~/()#'’–-]*(?<! )")
"""Texts that need no quotation marks in a list in brackets."""


_PARTS = re.compile(r"\s*(?:[,;&]|\band\b)\s*")
"""What parts names in a text."""


def as_list(mistake: Mistake) -> Fix | None:
    """The replacement that makes a list of a single value; None where it may be several."""
    source, path, span = mistake.source, mistake.path, mistake.span
    if not (mistake.field and mistake.field.listed and isinstance(mistake.value, str | dict)):
        return None
    raw = source.between(span)
    if raw[:1] == "{":
        return Fix(span, f"[{raw}]")
    if any(where[:-1] == path for where in source.keys):
        return Fix(span, _dashed(raw))
    if span.line != span.end_line or _PARTS.search(raw):
        return None
    if raw[:1] in {'"', "'"}:
        return Fix(span, f"[{raw}]")
    return Fix(span, f"[{raw if _SAFE.fullmatch(raw) else json.dumps(raw, ensure_ascii=False)}]")


def several(mistake: Mistake) -> str | None:
    """The list that a text stands for which names several things; None where it names one."""
    value, field = mistake.value, mistake.field
    if not (field and field.listed and isinstance(value, str) and _PARTS.search(value)):
        return None
    items = [item.strip() for item in _PARTS.split(value) if item.strip()]
    return f"[{', '.join(items)}]" if all(map(_SAFE.fullmatch, items)) else None


def _dashed(raw: str) -> str:
    """A group of fields as the one item of a list."""
    first, *others = raw.split("\n")
    return "\n".join([f"- {first}", *(f"  {line}" if line.strip() else line for line in others)])


def as_text(mistake: Mistake) -> Fix | None:
    """The replacement that makes a text of a list that holds nothing else."""
    source, path, span = mistake.source, mistake.path, mistake.span
    if _is_list_of_one(mistake.value, list) and _is_list_of_one(mistake.value[0], str):
        return Fix(span, mistake.value[0][0])
    if not _is_list_of_one(mistake.value, str):
        return None
    item = source.values[*path, 0]
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


def as_number(mistake: Mistake) -> Fix | None:
    """The replacement of a percentage, or of a number with a decimal comma."""
    number = _number_in(mistake.value)
    return Fix(mistake.span, number) if number else None


def _number_in(value: str) -> str | None:
    """The number between 0 and 1 that a percentage or a decimal comma stands for.

    >>> _number_in("70 %"), _number_in("0,7"), _number_in("likely")
    ('0.7', '0.7', None)
    """
    if percent := re.fullmatch(r"([0-9]{1,2}(?:[.,][0-9]+)?) ?%", value):
        return f"{float(percent[1].replace(',', '.')) / 100:g}"
    return value.replace(",", ".") if re.fullmatch(r"0?,[0-9]+", value) else None


def as_group(mistake: Mistake) -> Fix | None:
    """The replacement that makes a group of fields of a text, or of a list that holds one.

    A text can only stand for the one field that such a group must have.
    """
    source, value, span = mistake.source, mistake.value, mistake.span
    part = part_at(mistake.model, mistake.path)
    if part is None:
        return None
    needed = [field.name for field in fields_of(part).values() if field.required]
    if isinstance(value, str) and len(needed) == 1 and span.line == span.end_line:
        raw = source.between(span)
        plain = _SAFE.fullmatch(raw) or raw[:1] in {'"', "'"}
        return Fix(span, f"{{{needed[0]}: {raw}}}") if plain else None
    if _is_list_of_one(value, dict):
        item = source.values[*mistake.path, 0]
        dash = source.line(item.line)[: item.column - 1].rstrip()
        if dash.lstrip() == "-":
            return Fix(Span(item.line, len(dash), item.line, len(dash) + 1), " ")
    return None


def _is_list_of_one(value: object, sort: type) -> bool:
    return isinstance(value, list) and len(value) == 1 and isinstance(value[0], sort)
