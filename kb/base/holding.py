"""Who holds what: positions, changes of mind, cruxes, and the base as one person sees it."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Self, overload

from kb.base.debating import Debating
from kb.base.past import as_of
from kb.errors import KnowledgeBaseError
from kb.people import (
    Changed,
    Common,
    Crux,
    DoubleCrux,
    Held,
    Tension,
    changed,
    common_ground,
    cruxes,
    double_cruxes,
    held_by,
    positions,
    seen_by,
    tensions,
    unexplained,
)
from kb.table.rows import Field, Rows

if TYPE_CHECKING:
    from collections.abc import Iterable

_HELD: Final = (
    Field("holder"),
    Field("about"),
    Field("date"),
    Field("stance"),
    Field("credence_low", "number", brief=False),
    Field("credence_high", "number", brief=False),
    Field("reading"),
    Field("quote"),
    Field("at", brief=False),
    Field("source", brief=False),
    Field("view", brief=False),
    Field("because", "texts", brief=False),
    Field("note", brief=False),
)


class Holding(Debating):
    """Who holds what: positions, changes of mind, cruxes, and the base as one person sees it."""

    @cached_property
    def held(self) -> tuple[Held, ...]:
        """Every recorded position, by holder and date."""
        return tuple(positions(self.corpus))

    def positions(
        self, about: str | None = None, *, holder: str | None = None, as_of: str | None = None
    ) -> Rows[Held]:
        """What people hold, by holder and date.

        Args:
            about: an entry, with its statements, or one statement.
            holder: only what this person holds.
            as_of: only what was held by this date, such as 2022-12, all of it included.

        Raises:
            EntryNotFound: if there is no such address or person.
            NotAClaim: if `about` is nothing that a position can be taken on.
        """
        found = self.held if as_of is None else held_by(self.held, as_of)
        if about is not None:
            own = self.corpus.within(self.known.held(about))
            found = tuple(one for one in found if one.about in own)
        if holder is not None:
            person = self.known.person(holder)
            found = tuple(one for one in found if one.holder == person)
        return self._held(found)

    def _held(self, found: Iterable[Held]) -> Rows[Held]:
        says = Field("text", brief=False, of=lambda one: self._sentence(one.about))
        return Rows(tuple(found), (*_HELD, says), self.known)

    def history(self, holder: str, about: str) -> Rows[Held]:
        """What one person held about one thing, earliest first.

        Raises:
            EntryNotFound: if there is no such person or address.
            NotAClaim: if `about` is nothing that a position can be taken on.
        """
        return self.positions(about, holder=holder)

    def changed_positions(
        self, *, holder: str | None = None, about: str | None = None
    ) -> Rows[Changed]:
        """Changes of mind: another stance than before, or a credence that does not overlap.

        Raises:
            EntryNotFound: if there is no such person or address.
            NotAClaim: if `about` is nothing that a position can be taken on.
        """
        found = changed(self.positions(about, holder=holder))
        return self._rows(Changed, found, hidden=("because",), text="about")

    def as_of(self, date: str) -> Self:
        """The base as it would have been at the end of a day, month or year.

        Works, reasons, approaches, views and positions dated later are left out; claims, problems
        and concepts have no date, and stay. What is known only to have come within a longer time
        counts from the end of that time.

        Args:
            date: `YYYY[-MM[-DD]]`.

        Raises:
            NotADate: if it is none.
        """
        corpus = as_of(self.corpus, date)
        seen = replace(
            self,
            corpus=corpus,
            origin=self._whole,
            settled=MappingProxyType({}),
            viewed=self._worded(f"as of {date}"),
        )
        kept = {point: one for point, one in self.settled.items() if point in seen.debate.points}
        return replace(seen, settled=MappingProxyType(kept))

    def as_seen_by(self, holder: str) -> Self:
        """The base as one person sees it.

        What the person's latest positions agree with stands, what they reject has fallen, and what
        they are unsure of is undecided; everything else follows from these.

        Raises:
            EntryNotFound: if there is no such person.
            KnowledgeBaseError: if no position of theirs is recorded.
        """
        person = self._holder(holder)
        name = self.corpus.records[person].title
        points = self.debate.points
        settled = {a: one for a, one in seen_by(self.held, person, name).items() if a in points}
        return self._view(settled, f"as seen by {name}")

    def _holder(self, holder: str) -> str:
        person = self.known.person(holder)
        if all(one.holder != person for one in self.held):
            holders = ", ".join(dict.fromkeys(one.holder for one in self.held))
            raise KnowledgeBaseError(
                f"no position of {person!r} is recorded"
                + (f"; positions are recorded of {holders}" if holders else "")
            )
        return person

    def tensions(self, holder: str) -> Rows[Tension]:
        """Where what a person says of a point is not what follows from their other positions.

        Raises:
            EntryNotFound: if there is no such person.
            KnowledgeBaseError: if no position of theirs is recorded.
        """
        found = tensions(self.debate, self.held, self._holder(holder), self.corpus)
        return self._rows(Tension, found, text="about")

    def unexplained(self, holder: str) -> Rows[Held]:
        """What a person rejects though no critique of it, or of what it assumes, is recorded.

        Raises:
            EntryNotFound: if there is no such person.
            KnowledgeBaseError: if no position of theirs is recorded.
        """
        return self._held(unexplained(self.debate, self.held, self._holder(holder)))

    @overload
    def cruxes(self, holder: str, *, about: str) -> Rows[Crux]: ...
    @overload
    def cruxes(self, holder: str, other: str, *, about: str) -> Rows[DoubleCrux]: ...
    def cruxes(
        self, holder: str, other: str | None = None, *, about: str
    ) -> Rows[Crux] | Rows[DoubleCrux]:
        """The claims on which a person's view of something turns, or the views of two people.

        A claim is a crux if flipping it, in the person's view, changes the label of `about`. It is
        a double crux (Sabien 2017) if it is one for both.

        Args:
            holder: id of a person.
            other: id of another; then only double cruxes are given, those first on which the two
                stand apart.
            about: address of what is at issue.

        Raises:
            EntryNotFound: if there is no such person or address.
            NotAPoint: if `about` is not part of the debate.
            KnowledgeBaseError: if no position of one of them is recorded.
        """
        one, point = self._holder(holder), self.known.point(about)
        if other is None:
            return self._rows(Crux, cruxes(self.debate, self.held, one, point))
        found = double_cruxes(self.debate, self.held, one, self._holder(other), point)
        return self._rows(DoubleCrux, found, hidden=("about", "one", "other"))

    def common_ground(self, one: str, other: str) -> Rows[Common]:
        """What two people both accept, or both reject.

        Raises:
            EntryNotFound: if there is no such person.
            KnowledgeBaseError: if no position of one of them is recorded.
        """
        found = common_ground(self.held, self._holder(one), self._holder(other))
        return self._rows(Common, found, hidden=("one", "other"))
