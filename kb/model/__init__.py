"""What an entry may hold: one frozen pydantic model for each kind, and how a source becomes one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.offered import offered

if TYPE_CHECKING:
    from kb.model.address import Address as Address
    from kb.model.entries import MODELS as MODELS
    from kb.model.entries import Approach as Approach
    from kb.model.entries import Reason as Reason
    from kb.model.entries import Retired as Retired
    from kb.model.entries import View as View
    from kb.model.entries import Work as Work
    from kb.model.entry import Entry as Entry
    from kb.model.entry import Thing as Thing
    from kb.model.parts import Link as Link
    from kb.model.parts import Position as Position
    from kb.model.parts import Source as Source
    from kb.model.parts import Statement as Statement
    from kb.model.references import Reference as Reference
    from kb.model.references import Said as Said
    from kb.model.references import prose_of as prose_of
    from kb.model.references import references_of as references_of
    from kb.model.references import said_in as said_in
    from kb.model.references import statements_of as statements_of

_ROOMS = {
    "Address": "address",
    "Approach": "entries",
    "Entry": "entry",
    "Link": "parts",
    "MODELS": "entries",
    "Position": "parts",
    "Reason": "entries",
    "Reference": "references",
    "Retired": "entries",
    "Said": "references",
    "Source": "parts",
    "Statement": "parts",
    "Thing": "entry",
    "View": "entries",
    "Work": "entries",
    "prose_of": "references",
    "references_of": "references",
    "said_in": "references",
    "statements_of": "references",
}
"""What is offered, and the module that makes it: who asks for words needs no models."""

__all__ = [
    "MODELS",
    "Address",
    "Approach",
    "Entry",
    "Link",
    "Position",
    "Reason",
    "Reference",
    "Retired",
    "Said",
    "Source",
    "Statement",
    "Thing",
    "View",
    "Work",
    "prose_of",
    "references_of",
    "said_in",
    "statements_of",
]

__getattr__ = offered(globals(), _ROOMS)
