"""Text, lists and groups of fields where another of them belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kb.mend import as_list, as_value

if TYPE_CHECKING:
    from kb.findings import Fix
    from kb.source import Path, Source


def reshaped(source: Source, annotation: Any, path: Path, kind: str, value: Any) -> Fix | None:
    """The replacement that makes a list of a value, or a value of a list of one."""
    if kind == "tuple_type" and "..." in repr(annotation) and isinstance(value, str | dict):
        return as_list(source, path) if value else None
    single = isinstance(value, list) and len(value) == 1 and isinstance(value[0], str)
    return as_value(source, path) if single and kind == "string_type" else None


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
