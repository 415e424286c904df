"""A checked, cited and queryable map of AI alignment proposals and the critiques of them.

>>> import kb
>>> base = kb.load()
>>> base["rlhf"].status
'contested'
"""

from kb.base import Entry, KnowledgeBase, load
from kb.errors import (
    EntryNotFound,
    InvalidKnowledgeBase,
    KnowledgeBaseError,
    NotAPoint,
    UnknownKind,
    UnknownStatus,
)
from kb.findings import Finding

__all__ = [
    "Entry",
    "EntryNotFound",
    "Finding",
    "InvalidKnowledgeBase",
    "KnowledgeBase",
    "KnowledgeBaseError",
    "NotAPoint",
    "UnknownKind",
    "UnknownStatus",
    "load",
]
