"""The compass: what surrounds a thing, on four sides of its name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kb.site.pages.parts import Anchor

T = TypeVar("T")

MOST: Final = 3
"""Entries shown on one side; the rest are counted."""


class Sides(NamedTuple, Generic[T]):
    """What stands on each side of an entry."""

    above: tuple[T, ...]
    left: tuple[T, ...]
    right: tuple[T, ...]
    below: tuple[T, ...]


AROUND: Final = Sides(
    above=("addresses", "broader", "attacks", "supports"),
    left=("uses", "assumes", "prerequisites"),
    right=("used-by", "addressed-by", "assumed-by", "narrower", "prerequisite-of"),
    below=("attacked-by",),
)
"""The relations and inverses of an entry whose other ends stand on each side of it."""


@dataclass(frozen=True, slots=True)
class Side:
    """What stands on one side.

    Attributes:
        name: above, left, right or below.
        shown: the first entries.
        more: how many more there are.
    """

    name: str
    shown: tuple[Anchor, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Compass:
    """An entry, and the sides on which something stands."""

    centre: Anchor
    sides: tuple[Side, ...]


def compass(centre: Anchor, sides: Sides[Anchor]) -> Compass | None:
    """What surrounds an entry; None where nothing does.

    Args:
        centre: the entry itself.
        sides: its problems above, what it builds on left, what builds on it right, critiques below.
    """
    found = tuple(
        Side(name, side[:MOST], max(0, len(side) - MOST))
        for name, side in zip(Sides._fields, sides, strict=True)
        if side
    )
    return Compass(centre, found) if found else None


def distinct(anchors: Iterable[Anchor]) -> tuple[Anchor, ...]:
    """Anchors without those that lead to an entry already among them."""
    found: dict[str, Anchor] = {}
    for anchor in anchors:
        found.setdefault(anchor.id.entry, anchor)
    return tuple(found.values())
