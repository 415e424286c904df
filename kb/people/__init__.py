"""Positions: who holds what, since when, and what changed."""

from kb.people.positions import Held, changed, latest, lean, positions, when

__all__ = ["Held", "changed", "latest", "lean", "positions", "when"]
