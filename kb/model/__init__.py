"""What an entry may hold: one frozen pydantic model for each kind, and how a source becomes one."""

from kb.model.address import Address
from kb.model.entries import MODELS, Approach, Reason, Retired, View, Work
from kb.model.entry import Entry, Thing
from kb.model.parts import Link, Position, Source, Statement
from kb.model.references import (
    Reference,
    Said,
    prose_of,
    references_of,
    said_in,
    statements_of,
)

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
