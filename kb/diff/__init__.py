"""What changed between two states of the knowledge base, and how large a step that is."""

from kb.diff.compare import changes
from kb.diff.past import NoSuchState, state
from kb.diff.shape import Shape, shape
from kb.diff.values import Changes, LookAlike
from kb.diff.wording import markdown, text
from kb.difference import Edge, Edited, Named, Removed, Renamed, Restated

__all__ = [
    "Changes",
    "Edge",
    "Edited",
    "LookAlike",
    "Named",
    "NoSuchState",
    "Removed",
    "Renamed",
    "Restated",
    "Shape",
    "changes",
    "markdown",
    "shape",
    "state",
    "text",
]
