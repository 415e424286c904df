"""Surveys: entries side by side, what stands beside them, what they share, and what came when."""

from kb.survey.approach import Alternative, alternatives
from kb.survey.assumptions import Assumption, Assumptions, assumptions
from kb.survey.compare import ASPECTS, Comparison, Row, compare
from kb.survey.dated import as_of, dated
from kb.survey.difference import Change, Difference, changes, difference
from kb.survey.explained import explained
from kb.survey.families import families
from kb.survey.ledger import Result, Side, ledger
from kb.survey.profile import (
    MARKS,
    Against,
    Cell,
    Move,
    Profile,
    critiques,
    looked,
    profile,
    standing,
    worded,
)
from kb.survey.search import WEIGHTS, Hit, Index, documents, hit, words
from kb.survey.statistics import statistics
from kb.survey.strongest import Told, strongest_against, strongest_for
from kb.survey.timeline import Event, timeline

__all__ = [
    "ASPECTS",
    "MARKS",
    "WEIGHTS",
    "Against",
    "Alternative",
    "Assumption",
    "Assumptions",
    "Cell",
    "Change",
    "Comparison",
    "Difference",
    "Event",
    "Hit",
    "Index",
    "Move",
    "Profile",
    "Result",
    "Row",
    "Side",
    "Told",
    "alternatives",
    "as_of",
    "assumptions",
    "changes",
    "compare",
    "critiques",
    "dated",
    "difference",
    "documents",
    "explained",
    "families",
    "hit",
    "ledger",
    "looked",
    "profile",
    "standing",
    "statistics",
    "strongest_against",
    "strongest_for",
    "timeline",
    "worded",
    "words",
]
