"""Surveys: entries side by side, what stands beside them, what they share, and what came when."""

from kb.survey.alternatives import Alternative, alternatives
from kb.survey.assumptions import Assumption, assumptions
from kb.survey.compare import ASPECTS, Comparison, Row, compare
from kb.survey.dated import dated
from kb.survey.timeline import Event, timeline

__all__ = [
    "ASPECTS",
    "Alternative",
    "Assumption",
    "Comparison",
    "Event",
    "Row",
    "alternatives",
    "assumptions",
    "compare",
    "dated",
    "timeline",
]
