"""Surveys: entries side by side, what stands beside them, what they share, and what came when."""

from kb.survey.alternatives import Alternative, alternatives
from kb.survey.assumptions import Assumption, assumptions
from kb.survey.compare import ASPECTS, Comparison, Row, compare
from kb.survey.dated import dated
from kb.survey.search import WEIGHTS, Hit, Index, documents, hit, words
from kb.survey.timeline import Event, timeline

__all__ = [
    "ASPECTS",
    "WEIGHTS",
    "Alternative",
    "Assumption",
    "Comparison",
    "Event",
    "Hit",
    "Index",
    "Row",
    "alternatives",
    "assumptions",
    "compare",
    "dated",
    "documents",
    "hit",
    "timeline",
    "words",
]
