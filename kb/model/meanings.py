"""What the values mean that a field may be chosen from."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kb.model.words import FORCES

if TYPE_CHECKING:
    from collections.abc import Mapping

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
