"""The one face for Python users: load the base, look things up, ask why."""

from kb.base.entry import Entry
from kb.base.knowledge import KnowledgeBase, default_folder, load

__all__ = ["Entry", "KnowledgeBase", "default_folder", "load"]
