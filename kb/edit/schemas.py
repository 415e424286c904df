"""The models as JSON Schemas, for editors: with what each field and each of its values means."""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from kb.model import MODELS, Retired
from kb.model.words import KINDS, Choice
from kb.read import RETIRED

if TYPE_CHECKING:
    from collections.abc import Mapping

PLACE: Final = "kb/model/schemas"
"""Where the library keeps its own, beside its entries."""

ENDING: Final = ".schema.json"

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

FOLDERS: Final = MappingProxyType(
    {**{kind.name: kind.folder for kind in KINDS.values()}, RETIRED: RETIRED}
)
"""The folder that each schema is for."""

_MEANINGS: Final = MappingProxyType(
    {
        tuple(words): [word.meaning for word in words]
        for words in Choice.__subclasses__()
        if all(word.meaning for word in words)
    }
)
"""What words mean, by the list from which one is chosen."""


def schema(kind: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one kind of entry, or of `retired`.

    A value that YAML reads as a number is allowed wherever the text of it would be.

    Raises:
        KeyError: for a word that is no kind.
    """
    model = Retired if kind == RETIRED else MODELS[kind]
    raw = model.model_json_schema(by_alias=True)
    whole = _part(raw)
    parts = {name: _part(part) for name, part in raw.get("$defs", {}).items()}
    return {
        "$schema": DIALECT,
        **{name: value for name, value in whole.items() if name != "$defs"},
        **({"$defs": parts} if parts else {}),
    }


def text(kind: str) -> str:
    """The same as text."""
    return json.dumps(schema(kind), ensure_ascii=False, indent=2) + "\n"


def _part(raw: Mapping[str, Any]) -> dict[str, Any]:
    """One group of fields, without what editors would show twice."""
    part = dict(raw)
    part["properties"] = {
        field: _documented(_plain(shape)) for field, shape in raw["properties"].items()
    }
    return part


def _plain(shape: Any) -> Any:
    """A shape without names of its own and without the null that stands for an absent field."""
    if isinstance(shape, list):
        return [_plain(one) for one in shape]
    if not isinstance(shape, dict):
        return shape
    kept = {
        name: _plain(value)
        for name, value in shape.items()
        if not (name == "title" or (name == "default" and value in (None, [])))
    }
    options = [one for one in kept.get("anyOf", ()) if one != {"type": "null"}]
    if len(options) == 1:
        del kept["anyOf"]
        return {**options[0], **kept}
    return kept | ({"anyOf": options} if options else {})


def _documented(shape: dict[str, Any]) -> dict[str, Any]:
    """A shape, and what each word means where it can be chosen from words with meanings."""
    meanings = _MEANINGS.get(tuple(shape.get("enum", ())))
    return shape | {"enumDescriptions": meanings} if meanings else shape
