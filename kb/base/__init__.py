"""The one face for Python users: load the base, look things up, ask why and what if."""

from kb.base.entry import Entries, Entry, card
from kb.base.held import listed, wrapped
from kb.base.knowledge import KnowledgeBase
from kb.base.loading import default_folder, load
from kb.base.reader import reader

__all__ = [
    "Entries",
    "Entry",
    "KnowledgeBase",
    "card",
    "default_folder",
    "listed",
    "load",
    "reader",
    "wrapped",
]
