"""The shape of a schema: its kinds, fields and values, told from the JSON Schemas of its kinds.

They are kept in git, so that an earlier schema is data, and no code of another state is read.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kb.edit.schemas import ENDING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

Steps = tuple[str, ...]

_MOST: Final = frozenset({"maxItems", "maxLength", "maximum", "exclusiveMaximum"})
_LEAST: Final = frozenset({"minItems", "minLength", "minimum", "exclusiveMinimum"})


@dataclass(frozen=True, slots=True)
class Shape:
    """What entries may hold, and what they must.

    Attributes:
        paths: a kind, a field of it, a field of what that holds; then ` as text`, or `=value`.
        required: the paths of fields that cannot be left out.
        limits: of a path, the least, the most and the pattern that its values keep to.
    """

    paths: frozenset[Steps]
    required: frozenset[Steps]
    limits: Mapping[Steps, Mapping[str, Any]]

    def beyond(self, other: Shape) -> tuple[str, ...]:
        """What this one has and another has not, as text; of a new kind only the kind."""
        return _named(path for path in self.paths - other.paths if path[:-1] in {(), *other.paths})

    def stricter(self, other: Shape) -> tuple[str, ...]:
        """The fields this one asks for that another could do without, as text."""
        groups = {path[:-1] for path in other.paths if path[-1][0] not in "= "}
        return _named(path for path in self.required - other.required if path[:-1] in groups)

    def narrower(self, other: Shape) -> tuple[str, ...]:
        """The limits that are closer here than in another, as text."""
        return _named(
            (*path, f" {name}")
            for path, limits in self.limits.items()
            if path in other.paths
            for name, limit in limits.items()
            if _closer(name, limit, other.limits.get(path, {}).get(name))
        )


def shape(folder: Path) -> Shape | None:
    """The shape that the JSON Schemas in a folder describe; None where none is to be read there."""
    found: list[tuple[Steps, bool, dict[str, Any]]] = []
    try:
        for file in sorted(folder.glob(f"*{ENDING}")):
            whole = json.loads(file.read_bytes())
            kind = (file.name.removesuffix(ENDING),)
            found += [(kind, False, {}), *_fields(kind, whole, whole.get("$defs", {}), frozenset())]
    except (AttributeError, LookupError, OSError, TypeError, ValueError):
        return None
    if not found:
        return None
    limits: dict[Steps, dict[str, Any]] = {}
    for path, _, here in found:
        limits.setdefault(path, {}).update(here)
    required = frozenset(path for path, needed, _ in found if needed)
    return Shape(frozenset(limits), required, limits)


def _fields(
    above: Steps, group: Mapping[str, Any], parts: Mapping[str, Any], inside: frozenset[str]
) -> Iterator[tuple[Steps, bool, dict[str, Any]]]:
    """The paths below a group of fields, each with whether it is required and its limits."""
    for name, field in group.get("properties", {}).items():
        yield (*above, name), name in group.get("required", ()), {}
        yield from _values((*above, name), field, parts, inside, "")


def _values(
    path: Steps, field: Mapping[str, Any], parts: Mapping[str, Any], inside: frozenset[str], of: str
) -> Iterator[tuple[Steps, bool, dict[str, Any]]]:
    """The paths below a field: the types it takes, values of closed lists, the fields of groups."""
    for option in (*field.get("anyOf", ()), *field.get("oneOf", ())):
        yield from _values(path, option, parts, inside, of)
    if ref := field.get("$ref", "").rpartition("/")[2]:
        if ref not in inside:
            yield from _fields(path, parts[ref], parts, inside | {ref})
        field = {"type": parts[ref]["type"]}
    for value in field.get("enum", ()):
        yield (*path, f"={value}"), False, {}
    if types := field.get("type"):
        # Of several, the others are what YAML reads where the text of it is meant.
        first = types if isinstance(types, str) else types[0]
        limits = {name: field[name] for name in field if name in {*_MOST, *_LEAST, "pattern"}}
        yield (*path, f" as {of}{first}"), False, limits
    for item in (
        *field.get("prefixItems", ())[:1],
        *([field["items"]] if "items" in field else ()),
    ):
        yield from _values(path, item, parts, inside, f"{of}array of ")


def _closer(name: str, limit: Any, other: Any) -> bool:
    if other is None or name == "pattern":
        return bool(limit != other)
    return bool(limit < other if name in _MOST else limit > other)


def _named(paths: Iterator[Steps]) -> tuple[str, ...]:
    return tuple(sorted(".".join(path).replace(".=", "=").replace(". ", " ") for path in paths))
