"""Cruxes: the claims on which a person's view of something turns, computed or named."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kb.debate import Assignment
from kb.model.words import Label, Status
from kb.people.positions import latest_of
from kb.people.seen import assignments, without
from kb.shown import Fields
from kb.table import QUIET

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kb.debate import Debate
    from kb.people.positions import RecordedPosition


@dataclass(frozen=True, slots=True)
class Crux(Fields):
    """A claim or statement on which a person's view of something turns.

    Attributes:
        holder: id of the person.
        address: the claim or statement.
        about: what turns on it.
        label: what the person's view makes of the claim now: `in`, `out` or `undecided`.
        before: the status of `about` that follows from the person's other positions.
        accepted: the status of `about` if the claim were in.
        rejected: the status of `about` if the claim were out.
        stance: what the person says of the claim, or None.
        stated: whether a latest position of theirs, about anything, names it as a crux.
        recorded: whether a position of theirs about `about`, even one given up since, names it so.
        changes: whether its flip changes the status of `about`.
    """

    holder: str
    address: str
    about: str
    label: Label
    before: Status
    accepted: Status
    rejected: Status
    stance: str | None
    stated: bool
    recorded: bool
    changes: bool

    @property
    def after(self) -> Status:
        """The status of `about` once the claim is flipped; accepted, if either flip changes it.

        It is the status before the flip, if that changes nothing.
        """
        if self.label == Label.IN or (
            self.label == Label.UNDECIDED and self.accepted == self.before
        ):
            return self.rejected
        return self.accepted


def cruxes(
    debate: Debate, held: Iterable[RecordedPosition], holder: str, about: str
) -> tuple[Crux, ...]:
    """The claims and statements on which one person's view of something turns.

    They are those whose flip in the view changes the status of the thing, and those that a position
    of theirs about it names as a crux, whether or not the flip changes anything here.

    The view is made of the person's latest positions, but for the one about the thing itself, and
    of the recorded debate wherever they take none. In it each claim and statement on which the
    status could depend is flipped, alone: what is in to out, what is out to in, what is undecided
    either way. Reasons are no cruxes unless they are named as such: who flips a reason still has to
    say what is wrong with it.

    Returns:
        Those that a latest position of theirs names as a crux first, then those on which they take
        a position, then by address.

    Raises:
        KeyError: for an address that is no point.
    """
    every = [one for one in held if one.holder == holder]
    own = latest_of(every, holder)
    named = {address for one in own.values() for address in one.cruxes}
    recorded = {address for one in every if one.about == about for address in one.cruxes}
    view = without(debate, assignments(own, holder), about)
    behind = {address for address in debate.behind([about]) if not debate.points[address]}
    found = []
    for address in (behind | (recorded & debate.points.keys())) - {about}:
        turns = _turns(view, about, address)
        changes = len(set(turns)) > 1
        if changes or address in recorded:
            stance = own[address].stand if address in own else None
            said = (view.labels[address], *turns, stance, address in named)
            found.append(Crux(holder, address, about, *said, address in recorded, changes))
    return tuple(sorted(found, key=lambda one: (not one.stated, one.stance is None, one.address)))


def _turns(view: Debate, about: str, address: str) -> tuple[Status, Status, Status]:
    """The status of `about` as it is, if `address` were in, and if it were out."""
    accepted, rejected = (
        view.settle({address: Assignment(label, "flipped")}).status(about)
        for label in (Label.IN, Label.OUT)
    )
    return view.status(about), accepted, rejected


@dataclass(frozen=True, slots=True)
class DoubleCrux(Fields):
    """A claim or statement on which the views of two people of the same thing turn.

    Attributes:
        address: the claim or statement.
        about: what turns on it.
        one: id of a person.
        other: id of the other.
        one_label: what the first person's view makes of the claim.
        other_label: what the second person's view makes of it.
        one_stance: what the first person says of it, or None.
        other_stance: what the second person says of it, or None.
        apart: whether the two views label it differently.
        stated: who names it as a crux.
        changes: in whose views its flip changes the label of `about`.
    """

    address: str
    about: str = field(metadata=QUIET)
    one: str = field(metadata=QUIET)
    other: str = field(metadata=QUIET)
    one_label: Label
    other_label: Label
    one_stance: str | None
    other_stance: str | None
    apart: bool
    stated: tuple[str, ...]
    changes: tuple[str, ...]


def double_cruxes(
    debate: Debate, held: Sequence[RecordedPosition], one: str, other: str, about: str
) -> tuple[DoubleCrux, ...]:
    """The claims and statements that are a crux about something for two people alike.

    Returns:
        Those that the two label differently first; among them those that more of the two name as a
        crux, then those on which more of the two take a position, then by address.

    Raises:
        KeyError: for an address that is no point.
    """
    return doubled(cruxes(debate, held, one, about), cruxes(debate, held, other, about))


def doubled(ones: Iterable[Crux], others: Iterable[Crux]) -> tuple[DoubleCrux, ...]:
    """The cruxes of one person that are cruxes of another too, both about the same thing.

    Returns:
        Them in the order of `double_cruxes`.
    """
    theirs = {crux.address: crux for crux in others}
    found = []
    for a in ones:
        if b := theirs.get(a.address):
            stated = tuple(crux.holder for crux in (a, b) if crux.stated)
            changes = tuple(crux.holder for crux in (a, b) if crux.changes)
            said = (a.label, b.label, a.stance, b.stance, a.label != b.label)
            found.append(DoubleCrux(a.address, a.about, a.holder, b.holder, *said, stated, changes))
    return tuple(sorted(found, key=_rank))


def _rank(crux: DoubleCrux) -> tuple[bool, int, int, str]:
    silent = (crux.one_stance, crux.other_stance).count(None)
    return not crux.apart, -len(crux.stated), silent, crux.address
