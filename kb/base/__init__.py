"""The one face for Python users: load the base, look things up, ask why and what if."""

from kb.base.entries import Entries
from kb.base.entry import Entry
from kb.base.knowledge import KnowledgeBase, default_folder, load
from kb.base.values import Assumptions, Change

__all__ = [
    "Assumptions",
    "Change",
    "Entries",
    "Entry",
    "KnowledgeBase",
    "default_folder",
    "load",
]
