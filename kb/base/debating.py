"""What stands and why, and what would change."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Self

from kb.base.lookup import Lookup
from kb.base.values import Assumptions, Change
from kb.debate import Decisive, Settled, debate_of, decisive, framework, why
from kb.dung import Framework, UnknownSemantics, extensions
from kb.errors import KnowledgeBaseError, UnknownMeasure
from kb.model.words import Label
from kb.survey import Assumption, assumptions
from kb.table.rows import fields_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from kb.base.entries import Entries
    from kb.debate import Debate, Why
    from kb.model.words import Status
    from kb.table.rows import Rows


class Debating(Lookup):
    """What stands and why, and what would change."""

    @cached_property
    def debate(self) -> Debate:
        """The points of the debate, what they assume and what attacks them, with their labels."""
        if self.origin is not None and self.origin.corpus is self.corpus:
            return self.origin.debate.settle(self.settled)
        debate = debate_of(self.corpus)
        return debate.settle(self.settled) if self.settled else debate

    def status(self, address: str) -> Status:
        """How an address stands in the recorded debate.

        Raises:
            EntryNotFound: if nothing has this address.
            NotAPoint: if what has it is not part of the debate.
        """
        return self.debate.status(self.known.point(address))

    def why(self, address: str) -> Why:
        """The tree of reasons behind the status of an address.

        Raises:
            EntryNotFound: if nothing has this address.
            NotAPoint: if what has it is not part of the debate.
        """
        return why(self.debate, self.known.point(address))

    def attackers_of(self, address: str) -> Entries:
        """The critiques of an entry and of its statements, or of one statement.

        Raises:
            EntryNotFound: if nothing has this address.
        """
        return self._against(self.corpus.within(self.known.address(address)))

    def critiques_of(self, address: str, status: str | None = None) -> Entries:
        """The critiques of an entry, of its statements, and of the claims these assume.

        Args:
            address: of the entry, or of one statement.
            status: only those with this status: unanswered, upheld, contested or answered.

        Raises:
            EntryNotFound: if nothing has this address.
            UnknownStatus: for a word that is no status of critiques.
        """
        near = set(self.corpus.within(self.known.address(address)))
        near.update(p for point in tuple(near) for p in self.debate.assumes.get(point, ()))
        found = self._against(near)
        return found if status is None else found.where(status=status)

    def _against(self, points: Collection[str]) -> Entries:
        attacks = self.debate.attacks
        found = dict.fromkeys(attack.source for attack in attacks if attack.target in points)
        return self.entries(found, ("critique",))

    @cached_property
    def assumptions(self) -> Assumptions:
        """Everything that something assumes, each with who rests on it."""
        found = tuple(assumptions(self.corpus, self.debate))
        return Assumptions(found, fields_of(Assumption, hidden=("rests",)), self.known)

    def suppose(self, accept: str | Iterable[str] = (), reject: str | Iterable[str] = ()) -> Self:
        """The base as it would be if some points were settled, whatever is said against them.

        Args:
            accept: addresses of points that are taken to stand.
            reject: addresses of points that are taken to have fallen.

        Raises:
            EntryNotFound: if nothing has one of these addresses.
            NotAPoint: if what has it is not part of the debate.
            KnowledgeBaseError: if nothing is supposed, or something both ways.
        """
        accepted, rejected = self._points(accept), self._points(reject)
        if both := accepted & rejected:
            raise KnowledgeBaseError(f"{min(both)!r} cannot be accepted and rejected at once")
        if not accepted | rejected:
            raise KnowledgeBaseError("suppose(accept=…) or suppose(reject=…): name a point")
        settled = {point: Settled(Label.IN, "supposed to stand") for point in sorted(accepted)}
        settled |= {point: Settled(Label.OUT, "supposed to fall") for point in sorted(rejected)}
        words = [f"accepting {point}" for point in sorted(accepted)]
        words += [f"rejecting {point}" for point in sorted(rejected)]
        return self._view(settled, " and ".join(words))

    def _points(self, addresses: str | Iterable[str]) -> set[str]:
        listed = [addresses] if isinstance(addresses, str) else addresses
        return {self.known.point(address) for address in listed}

    def _view(self, settled: dict[str, Settled], viewed: str) -> Self:
        """This base with more points settled."""
        return replace(
            self,
            settled=MappingProxyType({**self.settled, **settled}),
            origin=self._whole,
            viewed=self._worded(viewed),
        )

    def changes(self) -> Rows[Change]:
        """The points whose status differs from the one in the base of which this is a view.

        Raises:
            KnowledgeBaseError: if this is the base as recorded.
        """
        if self.origin is None:
            raise KnowledgeBaseError(
                "nothing was supposed: changes() compares a view, such as suppose(…), with its base"
            )
        before, after = self.origin.debate, self.debate
        found = (
            Change(point, self.corpus.text(point), before.status(point), after.status(point))
            for point in after.points
            if point in before.points and before.status(point) != after.status(point)
        )
        return self._rows(Change, found)

    def decisive(self, top: int | None = None) -> Rows[Decisive]:
        """How many statuses would change if a point were settled, the most decisive first.

        Args:
            top: how many to give; all of them unless given.
        """
        return self._rows(Decisive, decisive(self.debate, top), hidden=("most", "changed"))

    def extensions(
        self, semantics: str = "grounded", *, of: str | None = None
    ) -> tuple[frozenset[str], ...]:
        """The sets of points that can be held together.

        The debate is compiled to an abstract argumentation framework (Dung 1995), whose helper
        arguments are left out of the answer. Sets that differ in helpers alone are given once.

        Args:
            semantics: `grounded`, `complete`, `preferred`, `stable` or `ideal`.
            of: only what bears on this entry or statement: much less to compute, and to read.
                Stable ones are then those of this part, which the whole may have none of.

        Raises:
            EntryNotFound: if nothing has this address.
            NotAPoint: if what has it is not part of the debate.
            UnknownMeasure: for other semantics.
        """
        debate = self.debate
        if of is not None:
            debate = debate.only(debate.behind(self.corpus.within(self.known.point(of))))
        try:
            found = list(extensions(Framework(*framework(debate)), semantics))
        except UnknownSemantics as error:
            raise UnknownMeasure(str(error)) from None
        points = debate.points.keys()
        return tuple(dict.fromkeys(frozenset(points & extension) for extension in found))
