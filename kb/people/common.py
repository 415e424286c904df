"""What two people hold alike."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kb.people.positions import latest_of, verdict
from kb.table import QUIET

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.people.positions import RecordedPosition


@dataclass(frozen=True, slots=True)
class Common:
    """Something that two people both accept, or both reject.

    Attributes:
        address: what both take a position on.
        agree: whether they accept it; otherwise they reject it.
        one: id of a person.
        other: id of the other.
        one_stance: the first person's stance, or credence where there is none.
        other_stance: the second person's.
        one_date: when the first held it.
        other_date: when the second did.
    """

    address: str
    agree: bool
    one: str = field(metadata=QUIET)
    other: str = field(metadata=QUIET)
    one_stance: str
    other_stance: str
    one_date: str
    other_date: str


def common_ground(held: Sequence[RecordedPosition], one: str, other: str) -> tuple[Common, ...]:
    """What two people both accept or both reject in their latest positions, by address.

    What either is unsure of, or only leans on, is left out.
    """
    mine, theirs = latest_of(held, one), latest_of(held, other)
    return tuple(
        Common(about, verdict(a) > 0, one, other, a.stand, b.stand, a.date, b.date)
        for about, a in mine.items()
        if (b := theirs.get(about)) and verdict(a) == verdict(b) != 0
    )
