"""What an entry may hold: one frozen pydantic model for each kind, and how a source becomes one."""

from kb.schema.entries import MODELS, Approach, Reason, Retired, View, Work
from kb.schema.entry import Entry, Thing
from kb.schema.parts import Link, Position, Source, Statement
from kb.schema.read import read
from kb.schema.walk import Reference, prose, references, statements

__all__ = [
    "MODELS",
    "Approach",
    "Entry",
    "Link",
    "Position",
    "Reason",
    "Reference",
    "Retired",
    "Source",
    "Statement",
    "Thing",
    "View",
    "Work",
    "prose",
    "read",
    "references",
    "statements",
]
