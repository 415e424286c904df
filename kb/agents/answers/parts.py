"""What several answers are made of."""

from __future__ import annotations

from typing import Literal

from kb.model.parts import Model


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
    role: Literal["original", "summary", "discussion"] | None = None
    """Whether the work first said this, restates it, or discusses it."""


class Attack(Model):
    """What a critique is against."""

    target: str
    force: Literal["refutes", "weakens"]
    """`refutes`: if the critique holds, the target is false. `weakens`: it is in doubt."""
    text: str
    """The sentence that is attacked."""
    why: str | None = None
