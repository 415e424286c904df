"""A checked, cited and queryable map of AI alignment proposals and the critiques of them.

>>> import kb
>>> base = kb.load()
>>> base["rlhf"].status.label in {"in", "out", "undecided"}
True

What it offers is brought in when it is first asked for, so that `import kb` costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kb.base import Entries, Entry, KnowledgeBase, load
    from kb.errors import (
        EngineMissing,
        EntryNotFound,
        ExportRefused,
        InvalidKnowledgeBase,
        KnowledgeBaseError,
        NoPath,
        NotAClaim,
        NotADate,
        NotAnApproach,
        NotAPoint,
        QueryError,
        QueryRefused,
        UnknownField,
        UnknownFormat,
        UnknownKind,
        UnknownMeasure,
        UnknownRelation,
        UnknownStatus,
    )
    from kb.findings import Finding
    from kb.graph import Link
    from kb.model.words import Status
    from kb.table.rows import Rows

__all__ = [
    "EngineMissing",
    "Entries",
    "Entry",
    "EntryNotFound",
    "ExportRefused",
    "Finding",
    "InvalidKnowledgeBase",
    "KnowledgeBase",
    "KnowledgeBaseError",
    "Link",
    "NoPath",
    "NotAClaim",
    "NotADate",
    "NotAPoint",
    "NotAnApproach",
    "QueryError",
    "QueryRefused",
    "Rows",
    "Status",
    "UnknownField",
    "UnknownFormat",
    "UnknownKind",
    "UnknownMeasure",
    "UnknownRelation",
    "UnknownStatus",
    "load",
]

_ROOMS = {
    "Entries": "base",
    "Entry": "base",
    "Finding": "findings",
    "KnowledgeBase": "base",
    "Link": "graph",
    "Rows": "table",
    "Status": "model.words",
    "load": "base",
}
"""The rooms of what is offered; everything else is an exception."""


def __getattr__(name: str) -> Any:
    """What the library offers under a name."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415

    value = getattr(import_module(f"{__name__}.{_ROOMS.get(name, 'errors')}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """What the library offers."""
    return [*globals(), *__all__]
