"""What changed between two states of the knowledge base, and how large a step that is."""

from kb.edit.diff.compare import Changes, LookAlike, changes
from kb.edit.diff.shape import Shape, shape
from kb.edit.diff.wording import UNKNOWN, markdown, text
from kb.survey.difference import Edge

__all__ = [
    "UNKNOWN",
    "Changes",
    "Edge",
    "LookAlike",
    "Shape",
    "changes",
    "markdown",
    "shape",
    "text",
]
