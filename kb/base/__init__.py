"""The one face for Python users: load the base, look things up, ask why and what if."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kb.base.entry import Entries as Entries
    from kb.base.entry import Entry as Entry
    from kb.base.entry import card as card
    from kb.base.held import listed as listed
    from kb.base.held import wrapped as wrapped
    from kb.base.home import default_folder as default_folder
    from kb.base.knowledge import KnowledgeBase as KnowledgeBase
    from kb.base.loading import load as load

_ROOMS = {
    "Entries": "entry",
    "Entry": "entry",
    "KnowledgeBase": "knowledge",
    "card": "entry",
    "default_folder": "home",
    "listed": "held",
    "load": "loading",
    "wrapped": "held",
}
"""What is offered, and the module that makes it: who asks for a folder needs no base."""

__all__ = [
    "Entries",
    "Entry",
    "KnowledgeBase",
    "card",
    "default_folder",
    "listed",
    "load",
    "wrapped",
]


def __getattr__(name: str) -> Any:
    """What is offered under a name; brought in when it is first asked for."""
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415

    value = getattr(import_module(f"{__name__}.{_ROOMS[name]}"), name)
    globals()[name] = value
    return value
