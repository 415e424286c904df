"""Positions: who holds what, since when, and what changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.schema import View
from kb.vocabulary import STANCES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.corpus import Corpus, Record
    from kb.schema import Position


@dataclass(frozen=True, slots=True)
class Held:
    """A position with the view that records it.

    Attributes:
        holder: id of the person.
        about: address, with former ids replaced.
        date: when it was held: the position's own date, else the view's.
        position: as written.
        view: the record of the view.
    """

    holder: str
    about: str
    date: str
    position: Position
    view: Record

    @property
    def source(self) -> str:
        """The id of the work that shows it."""
        entry = self.view.entry
        return self.position.source or (entry.source if isinstance(entry, View) else "")


def positions(corpus: Corpus) -> Iterator[Held]:
    """Every recorded position, by holder, then date, then the order in the view."""
    found = [
        Held(
            corpus.present(record.entry.holder),
            corpus.present(position.about),
            position.date or record.entry.date,
            position,
            record,
        )
        for record in corpus.of_kind("view")
        if isinstance(record.entry, View)
        for position in record.entry.positions
    ]
    return iter(sorted(found, key=lambda held: (held.holder, when(held.date))))


def when(date: str) -> int:
    """The middle of the time that a date names, as a number to sort by.

    >>> sorted(["2020-12", "2020~", "2019/2020", "2020-03-01"], key=when)
    ['2019/2020', '2020-03-01', '2020~', '2020-12']
    """
    first, _, last = date.replace("~", "").partition("/")
    start = [int(part) for part in first.split("-")]
    end = [int(part) for part in (last or first).split("-")]
    start += (1, 1)[len(start) - 1 :]
    end += (12, 31)[len(end) - 1 :]
    return sum(year * 372 + month * 31 + day for year, month, day in (start, end))


def latest(held: list[Held]) -> dict[tuple[str, str], Held]:
    """The last position of each holder about each address."""
    return {(one.holder, one.about): one for one in sorted(held, key=lambda one: when(one.date))}


def changed(held: list[Held]) -> list[tuple[Held, Held]]:
    """Consecutive positions of one holder about one address that differ.

    They differ where the stances do, or where both give credences that do not overlap.
    """
    pairs = []
    history: dict[tuple[str, str], Held] = {}
    for one in sorted(held, key=lambda one: when(one.date)):
        before = history.get((one.holder, one.about))
        if (
            before is not None
            and before.date != one.date
            and _differ(before.position, one.position)
        ):
            pairs.append((before, one))
        history[one.holder, one.about] = one
    return pairs


def _differ(one: Position, other: Position) -> bool:
    if one.stance is not None and other.stance is not None and one.stance != other.stance:
        return True
    if one.credence is None or other.credence is None:
        return False
    low, high = (c if isinstance(c, tuple) else (c, c) for c in (one.credence, other.credence))
    return low[1] < high[0] or high[1] < low[0]


def lean(position: Position) -> int:
    """Which way a position goes: 1 for, -1 against, 0 unsure."""
    if position.stance is not None:
        value = STANCES[position.stance]
        return (value > 0) - (value < 0)
    if position.credence is None:
        return 0
    low, high = (
        position.credence if isinstance(position.credence, tuple) else (position.credence,) * 2
    )
    return (low > 0.5) - (high < 0.5)
