"""Positions: who holds what, since when, and what changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kb.errors import NotADate
from kb.model import Position, View
from kb.model.dates import by, is_date, when
from kb.model.words import Reading, Stance, Voice  # a table asks what its columns hold
from kb.shown import Fields
from kb.table import QUIET, means

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kb.read import Corpus


@dataclass(frozen=True, slots=True)
class RecordedPosition(Fields):
    """A position with the view that records it; present ids stand for former ones."""

    holder: str = field(metadata=means("id of the person"))
    about: str = field(metadata=means("address of what it is about"))
    date: str = field(metadata=means("when it was held"))
    stance: Stance | None = field(
        metadata=means("from strongly-disagree over leanings to strongly-agree")
    )
    credence_low: float | None = field(
        metadata=means("the credence, or its lower bound", quiet=True)
    )
    credence_high: float | None = field(
        metadata=means("the credence, or its upper bound", quiet=True)
    )
    reading: Reading = field(metadata=means("stated by the holder, or inferred by the editors"))
    words: Voice = field(
        metadata=means("whose words the source has: the holder's own, or reported by others")
    )
    quote: str | None = field(metadata=means("the holder's own words, where it is they"))
    reported: str | None = field(
        metadata=means("the words of whoever reports the holder, after both their names")
    )
    reporter: str | None = field(
        metadata=means("authors of the source in short, where the holder is none", quiet=True)
    )
    at: str | None = field(metadata=means("where in the source", quiet=True))
    source: str = field(metadata=means("id of the work that shows it", quiet=True))
    view: str = field(metadata=means("id of the view that records it", quiet=True))
    note: str | None = field(
        metadata=means("what a reader must know to read it rightly", quiet=True)
    )
    because: tuple[str, ...] = field(
        metadata=means("addresses of what moved the holder", quiet=True)
    )
    cruxes: tuple[str, ...] = field(
        metadata=means("addresses of what it turns on, by the holder's own account", quiet=True)
    )
    position: Position = field(repr=False, metadata=means("as written"))

    @property
    def credence(self) -> str | None:
        """How likely the holder finds it, for people: `20%` or `20% to 40%`."""
        return self.position.odds

    @property
    def stand(self) -> str:
        """The stance, or the credence where there is none."""
        return self.position.stand


def positions(corpus: Corpus) -> tuple[RecordedPosition, ...]:
    """Every recorded position, by holder, then date, then the order in the view."""
    found = (
        recorded(corpus, record.id, record.entry, position)
        for record in corpus.of_kind("view")
        if isinstance(record.entry, View)
        for position in record.entry.positions
    )
    return tuple(sorted(found, key=lambda one: (one.holder, when(one.date))))


def recorded(corpus: Corpus, id_: str, view: View, position: Position) -> RecordedPosition:
    """A position as a view records it, with what it leaves to the view."""
    present = corpus.present
    low, high = position.bounds or (None, None)
    holder, source = present(view.holder), present(position.source or view.source)
    words = corpus.voice(holder, source)
    return RecordedPosition(
        holder,
        present(position.about),
        position.date or view.date,
        position.stance,
        low,
        high,
        position.reading,
        words,
        position.quote if words is Voice.OWN else None,
        corpus.reported(holder, source, position.quote),
        corpus.reporter(source) if words is Voice.REPORTED else None,
        position.at,
        source,
        id_,
        position.note,
        tuple(map(present, position.because)),
        tuple(map(present, position.cruxes)),
        position,
    )


def held_by(held: Iterable[RecordedPosition], date: str) -> tuple[RecordedPosition, ...]:
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


def latest(held: Iterable[RecordedPosition]) -> dict[tuple[str, str], RecordedPosition]:
    """The last position of each holder about each address."""
    return {(one.holder, one.about): one for one in sorted(held, key=lambda one: when(one.date))}


def latest_of(held: Iterable[RecordedPosition], holder: str) -> dict[str, RecordedPosition]:
    """The last position of one person about each address, by address."""
    said = latest(one for one in held if one.holder == holder)
    return {one.about: one for _, one in sorted(said.items())}


@dataclass(frozen=True, slots=True)
class Changed(Fields):
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
    because: tuple[str, ...] = field(metadata=QUIET)
    before: RecordedPosition
    after: RecordedPosition


def changed(held: Iterable[RecordedPosition]) -> tuple[Changed, ...]:
    """The changes of mind, in the order of the later positions.

    Two consecutive positions of one holder about one address are a change where the stances
    differ, or where both give credences that do not overlap.
    """
    found: list[Changed] = []
    history: dict[tuple[str, str], RecordedPosition] = {}
    for one in sorted(held, key=lambda one: when(one.date)):
        before = history.get((one.holder, one.about))
        if before is not None and before.date != one.date:
            found.extend(_change(before, one))
        history[one.holder, one.about] = one
    return tuple(found)


def _change(before: RecordedPosition, after: RecordedPosition) -> Iterator[Changed]:
    """The change from one position to the next, if it is one."""
    was: str | None = before.stance
    now: str | None = after.stance
    if was is None or now is None or was == now:
        one, other = before.position.bounds, after.position.bounds
        if one is None or other is None or not (one[1] < other[0] or other[1] < one[0]):
            return
        was, now = before.credence, after.credence
    said = (before.date, was or "", after.date, now or "")
    yield Changed(after.holder, after.about, *said, after.because, before, after)


def side(held: RecordedPosition) -> int:
    """The side on which a position is, if it only leans there: 1 for, -1 against, 0 neither."""
    return held.position.stance_leans or held.position.credence_leans


def verdict(held: RecordedPosition) -> int:
    """What a position settles: 1 accepts, -1 rejects, 0 neither, as of whoever only leans."""
    return held.position.credence_leans if held.stance is None else held.stance.verdict
