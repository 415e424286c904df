"""Text, lists and groups of fields where another of them belongs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kb.findings import Finding, Fix
from kb.model.fields import field_at, fields_of, part_at
from kb.read.mend import as_fields, as_list, as_number, as_value

if TYPE_CHECKING:
    from pydantic import BaseModel

    from kb.read.source import Path, Source


def reshaped(
    source: Source, model: type[BaseModel], path: Path, kind: str, value: Any
) -> Fix | None:
    """The replacement that gives a value the shape it is to have.

    Args:
        source: the file.
        model: that of the entry.
        path: the value.
        kind: what pydantic calls the mistake.
        value: as it was read.
    """
    if kind == "float_parsing" and (number := as_number(value)):
        return Fix(source.values[path], number)
    part, field = part_at(model, path), field_at(model, path)
    if kind in {"model_type", "model_attributes_type"} and part is not None and value:
        needed = [field.name for field in fields_of(part).values() if field.required]
        return as_fields(source, path, value, needed)
    if kind == "tuple_type" and field and field.listed and isinstance(value, str | dict):
        return as_list(source, path) if value else None
    single = isinstance(value, list) and len(value) == 1 and isinstance(value[0], str)
    return as_value(source, path) if single and kind == "string_type" else None


def swallowed(source: Source, path: Path) -> str | None:
    """What stands after a field without a value and was taken for a comment."""
    key = source.span(path, key=True)
    found = re.match(r"\s*:\s+(#[^\s#]\S*)", source.line(key.line)[key.end_column - 1 :])
    return found[1] if found else None


def shape(kind: str, path: Path, value: Any) -> str:
    """What a wrong shape is called, in words of the file rather than of Python."""
    name = field_name(path)
    if value is None:
        return f"`{name}` has no value"
    is_what = (
        "a list"
        if isinstance(value, list)
        else "a group of fields"
        if isinstance(value, dict)
        else f"the text `{value}`"
    )
    if kind in {"tuple_type", "list_type"}:
        return f"`{name}` takes a list, and this is {is_what}"
    if kind == "too_short":
        return f"`{name}` needs at least one item"
    if kind in {"missing", "too_long"}:
        return f"`{name}` takes two values, the lower one first"
    takes = {"float_parsing": "a number", "float_type": "a number", "string_type": "text"}
    return f"`{name}` takes {takes.get(kind, 'a group of fields')}, and this is {is_what}"


def field_name(path: Path) -> str:
    """The nearest name of a field around a part."""
    return next((str(part) for part in reversed(path) if isinstance(part, str)), "entry")


def repeated_path(source: Source, path: Path) -> Finding | None:
    """What is wrong with an `id` or a `kind` in a file, which its name and folder already give."""
    name = str(path[0])
    if name not in {"id", "kind"}:
        return None
    folder, _, file = source.path.rpartition("/")
    said = file.removesuffix(".yaml")
    same = name == "kind" or source.tree[name] == said
    lines = source.lines(path) if same else None
    what = f"the file name, `{file}`, gives the id" if name == "id" else "the folder gives the kind"
    return Finding(
        "KB102",
        source.path,
        source.span(path, key=True),
        f"`{name}` is not a field of an entry: {what}",
        label="unknown field",
        help=("delete it" if same else f"delete it, or rename the file in {folder}",),
        fix=Fix(lines, "") if lines else None,
    )
