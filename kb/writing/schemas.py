"""The models as JSON Schemas, for editors: with what each field and each of its values means."""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from kb.corpus import RETIRED
from kb.schema import MODELS, Retired
from kb.vocabulary import FORCES, KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

FOLDERS: Final = MappingProxyType(
    {**{kind.name: kind.folder for kind in KINDS.values()}, RETIRED: RETIRED}
)
"""The folder that each schema is for."""

MEANINGS: Final[Mapping[tuple[str, str], Mapping[str, str]]] = MappingProxyType(
    {
        ("Attack", "force"): FORCES,
        ("Problem", "type"): {
            "question": "something nobody knows yet",
            "obstacle": "something that stands in the way",
            "failure-mode": "a way in which things go wrong",
            "threat-model": "a way in which things go badly wrong, from cause to harm",
        },
        ("Source", "as"): {
            "original": "it first said this",
            "summary": "it restates what another work said",
            "discussion": "it discusses this",
        },
        ("Review", "status"): {
            "draft": "nobody else has read it beside its sources yet",
            "reviewed": "someone else has read it beside its sources",
            "disputed": "someone holds that it is not faithful to its sources",
        },
        ("Review", "confidence"): {
            "low": "perhaps not faithful to its sources",
            "medium": "probably faithful to its sources",
            "high": "faithful to its sources",
        },
        ("Position", "stance"): {
            "strongly-disagree": "rejects it without reserve",
            "disagree": "rejects it",
            "unsure": "leans neither way",
            "agree": "accepts it",
            "strongly-agree": "accepts it without reserve",
        },
        ("Position", "reading"): {
            "stated": "the holder says so; it needs a quotation",
            "inferred": "the editors read it from the text",
        },
        ("Maturity", "rung"): {
            "argued": "there is an argument for it",
            "formalised": "it is stated in mathematics",
            "toy-experiment": "it was tried in a toy setting",
            "experiment": "it was tried in a realistic setting",
            "deployed": "it is in use",
        },
        ("Evidence", "method"): {
            "experiment": "something was done and measured",
            "benchmark": "systems were compared on set tasks",
            "theorem": "it was proved",
            "survey": "people were asked",
            "case": "one case was studied",
            "anecdote": "someone tells of it",
        },
        ("Retired", "reason"): {
            "duplicate": "another entry says the same",
            "merged": "it became part of another entry",
            "split": "it became several entries",
            "out-of-scope": "it does not belong in this map",
            "not-sourced": "no source was found for it",
        },
    }
)
"""What the values of a field mean, by part and field."""


def schema(kind: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one kind of entry, or of `retired`.

    A value that YAML reads as a number is allowed wherever the text of it would be.

    Raises:
        KeyError: for a word that is no kind.
    """
    model = Retired if kind == RETIRED else MODELS[kind]
    raw = model.model_json_schema(by_alias=True)
    whole = _part(raw, model.__name__)
    parts = {name: _part(part, name) for name, part in raw.get("$defs", {}).items()}
    return {
        "$schema": DIALECT,
        **{name: value for name, value in whole.items() if name != "$defs"},
        **({"$defs": parts} if parts else {}),
    }


def text(kind: str) -> str:
    """The same as text."""
    return json.dumps(schema(kind), ensure_ascii=False, indent=2) + "\n"


def _part(raw: Mapping[str, Any], name: str) -> dict[str, Any]:
    """One group of fields, without what editors would show twice."""
    part = dict(raw)
    part["properties"] = {
        field: _documented(_plain(shape), MEANINGS.get((name, field), {}))
        for field, shape in raw["properties"].items()
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


def _documented(shape: dict[str, Any], meanings: Mapping[str, str]) -> dict[str, Any]:
    if "enum" in shape and meanings:
        return shape | {"enumDescriptions": [meanings[value] for value in shape["enum"]]}
    return shape
