"""What to ask someone next: the claims in the order in which an answer settles most."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.debate import decisive
from kb.people.positions import latest
from kb.shown import Fields

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from kb.debate import Debate
    from kb.people.positions import RecordedPosition


@dataclass(frozen=True, slots=True)
class Question(Fields):
    """A claim or statement that someone can be asked about.

    Attributes:
        address: what is asked about.
        accepted: how many other points would have another status if they accepted it.
        rejected: how many if they rejected it.
        people: of how many people a position on it is recorded.
    """

    address: str
    accepted: int
    rejected: int
    people: int


def questions(
    debate: Debate, held: Iterable[RecordedPosition], asked: Collection[str] = ()
) -> tuple[Question, ...]:
    """The questions that are left, those first whose answer settles most.

    Where two settle as much, the one comes first on which more people have a recorded position.
    Reasons are not asked about: who rejects one has to say what is wrong with it.

    Args:
        debate: as whoever is asked sees it so far.
        held: the positions of others.
        asked: what was answered or passed over already.
    """
    people = Counter(about for _, about in latest(held))
    found = [
        Question(one.address, one.accepted, one.rejected, people[one.address])
        for one in decisive(debate)
        if not debate.points[one.address] and one.address not in asked
    ]
    return tuple(sorted(found, key=_rank))


def _rank(one: Question) -> tuple[int, int, str]:
    return -max(one.accepted, one.rejected), -one.people, one.address
