"""The one face for Python users: load the base, look things up, ask why and what if."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.offered import offered

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

__getattr__ = offered(globals(), _ROOMS)
