"""New entries: named, drafted, checked against the whole base, and only then written."""

from kb.edit.new.blanks import Blank, blanks, tree_of
from kb.edit.new.draft import Draft, mistakes, save, shown
from kb.edit.new.names import made_id, near_duplicates

__all__ = [
    "Blank",
    "Draft",
    "blanks",
    "made_id",
    "mistakes",
    "near_duplicates",
    "save",
    "shown",
    "tree_of",
]
