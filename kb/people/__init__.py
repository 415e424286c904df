"""Positions: who holds what, since when; how the debate looks from there, and what follows."""

from kb.people.common import Common, Disagreement, common_ground, disagreements
from kb.people.cruxes import Crux, DoubleCrux, cruxes, double_cruxes, doubled
from kb.people.positions import (
    Changed,
    RecordedPosition,
    changed,
    held_by,
    latest,
    latest_of,
    positions,
    recorded,
    verdict,
)
from kb.people.questions import Question, questions
from kb.people.seen import READER, assignments, seen_by
from kb.people.tensions import Tension, tensions, unexplained

__all__ = [
    "READER",
    "Changed",
    "Common",
    "Crux",
    "Disagreement",
    "DoubleCrux",
    "Question",
    "RecordedPosition",
    "Tension",
    "assignments",
    "changed",
    "common_ground",
    "cruxes",
    "disagreements",
    "double_cruxes",
    "doubled",
    "held_by",
    "latest",
    "latest_of",
    "positions",
    "questions",
    "recorded",
    "seen_by",
    "tensions",
    "unexplained",
    "verdict",
]
