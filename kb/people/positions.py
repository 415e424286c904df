"""Positions: who holds what, since when, and what changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.errors import NotADate
from kb.model import View
from kb.model.dates import by, is_date, when

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kb.model import Position
    from kb.model.words import Reading, Stance
    from kb.read import Corpus, Record


@dataclass(frozen=True, slots=True)
class Held:
    """A position with the view that records it.

    Former ids are replaced by present ones everywhere but in `position`.

    Attributes:
        holder: id of the person.
        about: what it is about.
        date: when it was held: the position's own date, else the view's.
        source: the work that shows it: the position's own, else the view's.
        because: what moved the holder: reasons, statements, works.
        cruxes: what the position turns on.
        position: as written.
        record: the view.
    """

    holder: str
    about: str
    date: str
    source: str
    because: tuple[str, ...]
    cruxes: tuple[str, ...]
    position: Position
    record: Record

    @property
    def stance(self) -> Stance | None:
        """From strongly-disagree to strongly-agree, or None where only a credence is recorded."""
        return self.position.stance

    @property
    def credence_low(self) -> float | None:
        """How likely the holder finds it, at least."""
        bounds = self.position.bounds
        return bounds[0] if bounds else None

    @property
    def credence_high(self) -> float | None:
        """How likely the holder finds it, at most."""
        bounds = self.position.bounds
        return bounds[1] if bounds else None

    @property
    def credence(self) -> str | None:
        """How likely the holder finds it, for people: `20%` or `20% to 40%`."""
        if self.position.bounds is None:
            return None
        low, high = self.position.bounds
        return _percent(low) if low == high else f"{_percent(low)} to {_percent(high)}"

    @property
    def said(self) -> str:
        """The stance, or the credence where there is none."""
        return self.stance or self.credence or "nothing"

    @property
    def reading(self) -> Reading:
        """`stated` by the holder, or `inferred` by the editors."""
        return self.position.reading

    @property
    def quote(self) -> str | None:
        """The words in which it is held."""
        return self.position.quote

    @property
    def at(self) -> str | None:
        """Where in the source."""
        return self.position.at

    @property
    def note(self) -> str | None:
        """What a reader must know to read it rightly."""
        return self.position.note

    @property
    def view(self) -> str:
        """The id of the view that records it."""
        return self.record.id


def _percent(probability: float) -> str:
    return f"{100 * probability:.4g}%"


def positions(corpus: Corpus) -> Iterator[Held]:
    """Every recorded position, by holder, then date, then the order in the view."""
    present = corpus.present
    found = [
        Held(
            present(entry.holder),
            present(position.about),
            position.date or entry.date,
            present(position.source or entry.source),
            tuple(map(present, position.because)),
            tuple(map(present, position.cruxes)),
            position,
            record,
        )
        for record in corpus.of_kind("view")
        if isinstance(entry := record.entry, View)
        for position in entry.positions
    ]
    return iter(sorted(found, key=lambda held: (held.holder, when(held.date))))


def held_by(held: Iterable[Held], date: str) -> tuple[Held, ...]:
    """The positions that were held by a date, for certain, in the order given.

    All of the date counts, so 2022-12 includes its last day; and all of the time to which a
    position is dated must have passed, so one dated 2022 was held by 2022-12, but not by 2022-06.

    Args:
        held: positions of anyone.
        date: `YYYY[-MM[-DD]]`, or whatever else entries can be dated.

    Raises:
        NotADate: if `date` is none.
    """
    if not is_date(date):
        raise NotADate(date)
    return tuple(one for one in held if by(one.date, date))


def latest(held: Iterable[Held]) -> dict[tuple[str, str], Held]:
    """The last position of each holder about each address."""
    return {(one.holder, one.about): one for one in sorted(held, key=lambda one: when(one.date))}


def latest_of(held: Iterable[Held], holder: str) -> dict[str, Held]:
    """The last position of one person about each address, by address."""
    said = latest(one for one in held if one.holder == holder)
    return {one.about: one for _, one in sorted(said.items())}


@dataclass(frozen=True, slots=True)
class Changed:
    """A change of mind: two positions of one person about one thing, one after the other.

    Attributes:
        holder: id of the person.
        about: what the positions are about.
        since: when the earlier one was held.
        was: its stance, or its credence where the stances do not differ.
        date: when the later one was held.
        now: its stance or credence.
        because: what moved the holder to the later one: reasons, statements, works.
        before: the earlier position.
        after: the later position.
    """

    holder: str
    about: str
    since: str
    was: str
    date: str
    now: str
    because: tuple[str, ...]
    before: Held
    after: Held


def changed(held: Iterable[Held]) -> tuple[Changed, ...]:
    """The changes of mind, in the order of the later positions.

    Two consecutive positions of one holder about one address are a change where the stances
    differ, or where both give credences that do not overlap.
    """
    found = []
    history: dict[tuple[str, str], Held] = {}
    for one in sorted(held, key=lambda one: when(one.date)):
        before = history.get((one.holder, one.about))
        if before is not None and before.date != one.date and _differ(before, one):
            found.append(_change(before, one))
        history[one.holder, one.about] = one
    return tuple(found)


def _differ(one: Held, other: Held) -> bool:
    return _stances_differ(one, other) or _credences_differ(one, other)


def _stances_differ(one: Held, other: Held) -> bool:
    return one.stance is not None and other.stance is not None and one.stance != other.stance


def _credences_differ(one: Held, other: Held) -> bool:
    first, second = one.position.bounds, other.position.bounds
    if first is None or second is None:
        return False
    return first[1] < second[0] or second[1] < first[0]


def _change(before: Held, after: Held) -> Changed:
    stances = _stances_differ(before, after)
    was, now = (one.stance if stances else one.credence for one in (before, after))
    return Changed(
        after.holder,
        after.about,
        before.date,
        was or "",
        after.date,
        now or "",
        after.because,
        before,
        after,
    )


def lean(held: Held) -> int:
    """Which way a position goes: 1 for, -1 against, 0 unsure."""
    position = held.position
    return position.credence_leans if held.stance is None else position.stance_leans
