"""What two people hold alike, and what they hold against each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kb.people.positions import latest_of, side, verdict
from kb.shown import Fields
from kb.table import QUIET

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kb.people.positions import RecordedPosition


@dataclass(frozen=True, slots=True)
class Common(Fields):
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
    return tuple(
        Common(about, verdict(a) > 0, one, other, a.stand, b.stand, a.date, b.date)
        for about, a, b in _met(held, one, other)
        if verdict(a) == verdict(b) != 0
    )


@dataclass(frozen=True, slots=True)
class Disagreement(Fields):
    """Something on which two people lean to different sides.

    Attributes:
        address: what both take a position on.
        firm: whether one accepts it and the other rejects it, and neither only leans.
        one: id of a person.
        other: id of the other.
        one_stance: the first person's stance, or credence where there is none.
        other_stance: the second person's.
        one_date: when the first held it.
        other_date: when the second did.
    """

    address: str
    firm: bool
    one: str = field(metadata=QUIET)
    other: str = field(metadata=QUIET)
    one_stance: str
    other_stance: str
    one_date: str
    other_date: str


def disagreements(
    held: Sequence[RecordedPosition], one: str, other: str
) -> tuple[Disagreement, ...]:
    """What two people stand on different sides of in their latest positions, firm ones first.

    A leaning is a side; who is unsure of something is on neither.
    """
    found = [
        Disagreement(
            about, verdict(a) * verdict(b) < 0, one, other, a.stand, b.stand, a.date, b.date
        )
        for about, a, b in _met(held, one, other)
        if side(a) * side(b) < 0
    ]
    return tuple(sorted(found, key=lambda each: (not each.firm, each.address)))


def _met(
    held: Sequence[RecordedPosition], one: str, other: str
) -> Iterator[tuple[str, RecordedPosition, RecordedPosition]]:
    """What two people both take a position on, with the latest of each."""
    mine, theirs = latest_of(held, one), latest_of(held, other)
    return ((about, mine[about], theirs[about]) for about in mine if about in theirs)
