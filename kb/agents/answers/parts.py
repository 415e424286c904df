"""What several answers are made of."""

from __future__ import annotations

from kb.model.parts import Model
from kb.model.words import Force, Role


class Source(Model):
    """A work, and where in it something is said."""

    work: str
    """The id of the work."""
    citation: str
    """Authors and year, to be cited with."""
    url: str | None = None
    """Where it can be read."""
    at: str | None = None
    """Section, page, paragraph, time stamp or comment."""
    quote: str | None = None
    """The work's own words."""
    role: Role | None = None
    """Whether the work first said this, restates it, or discusses it."""


class Attack(Model):
    """What a critique is against."""

    target: str
    force: Force
    """`refutes`: if the critique holds, the target is false. `weakens`: it is in doubt."""
    text: str
    """The sentence that is attacked."""
    why: str | None = None
