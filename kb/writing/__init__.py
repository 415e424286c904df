"""New entries: named, drafted, checked against the whole base, and only then written."""

from kb.writing.blanks import Blank, blanks, missing, tree_of
from kb.writing.citing import Outcome, outcomes
from kb.writing.draft import Draft, mistakes, save, shown
from kb.writing.names import Near, made_id, near_duplicates

__all__ = [
    "Blank",
    "Draft",
    "Near",
    "Outcome",
    "blanks",
    "made_id",
    "missing",
    "mistakes",
    "near_duplicates",
    "outcomes",
    "save",
    "shown",
    "tree_of",
]
