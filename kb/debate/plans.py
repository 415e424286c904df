"""The smallest sets of critiques that would bring a point down, or let it stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.debate.model import Assignment
from kb.model.words import Force, Label, Status  # a table asks what its columns hold
from kb.shown import Fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kb.debate.model import Debate

Sets = frozenset[frozenset[str]]


@dataclass(frozen=True, slots=True)
class Plan(Fields):
    """Critiques that decide a point together, and none of which could be left out.

    Attributes:
        address: the point.
        critiques: those to be accepted, or rejected.
        size: how many they are.
        before: the status of the point as it is.
        after: its status then.
    """

    address: str
    critiques: tuple[str, ...]
    size: int
    before: Status
    after: Status


def attack_plans(debate: Debate, point: str, most: int = 12) -> tuple[Plan, ...]:
    """The sets of critiques that would bring a point down if they were accepted.

    Args:
        debate: as recorded, or as someone sees it.
        point: an address.
        most: critiques in a set; larger sets are not looked for.

    Returns:
        Every such set none of whose critiques could be left out, smallest first. None where the
        point is down already: then nothing need be accepted.

    Raises:
        KeyError: for an address that is no point.
    """
    return _plans(debate, point, Label.OUT, Label.IN, most)


def defences(debate: Debate, point: str, most: int = 12) -> tuple[Plan, ...]:
    """The sets of critiques that would let a point stand if they were rejected.

    As `attack_plans`, from the other side. None where the point stands already.
    """
    return _plans(debate, point, Label.IN, Label.OUT, most)


def _plans(debate: Debate, point: str, wanted: Label, given: Label, most: int) -> tuple[Plan, ...]:
    before = debate.status(point)
    if debate.label_of(point) == wanted or point in debate.assignments:
        return ()
    found: list[Plan] = []
    waiting: set[frozenset[str]] = {frozenset()}
    while waiting:
        some = min(waiting, key=lambda one: (len(one), sorted(one)))
        waiting.remove(some)
        if any(some >= set(one.critiques) for one in found):
            continue
        settled = debate.settle(dict.fromkeys(some, Assignment(given, f"supposed to be {given}")))
        if settled.label_of(point) == wanted:
            critiques = tuple(sorted(some))
            found.append(Plan(point, critiques, len(some), before, settled.status(point)))
        else:
            # What had the label that it should have may have lost it: then more is needed.
            ways = _Seeking(settled, given, most - len(some)).sets(point, wanted, frozenset())
            waiting |= {some | way for way in ways}
    return tuple(sorted(found, key=lambda plan: (plan.size, plan.critiques)))


@dataclass(frozen=True, slots=True)
class _Seeking:
    """The search, backwards along the rules by which labels are settled.

    A point is in where what attacks it is out and what it assumes is in; it is out where a
    refutation of it is in, or a premise out. A set that derives a label so is a candidate: it is
    tried, and where labels on which it counted have changed with it, the search goes on from there.
    """

    debate: Debate
    given: Label
    most: int

    def sets(self, point: str, wanted: Label, above: frozenset[tuple[str, Label]]) -> Sets:
        """The smallest sets of critiques from which the label of a point follows."""
        if (point, wanted) in above or not self.most:
            return frozenset()
        if point in self.debate.assignments:
            return _nothing if self.debate.label_of(point) == wanted else frozenset()
        if self.debate.label_of(point) == wanted:
            return _nothing
        above |= {(point, wanted)}
        found = set(self.in_(point, above) if wanted == Label.IN else self.out(point, above))
        if wanted == self.given and self.debate.points[point] and len(above) > 1:
            found.add(frozenset({point}))
        return _smallest(found)

    def in_(self, point: str, above: frozenset[tuple[str, Label]]) -> Sets:
        needed = [(attack.source, Label.OUT) for attack in self.debate.attackers.get(point, ())]
        needed += [(premise, Label.IN) for premise in self.debate.assumes.get(point, ())]
        together = _nothing
        for other, label in dict.fromkeys(needed):
            ways = self.sets(other, label, above)
            joined = {one | way for one in together for way in ways}
            together = _smallest(one for one in joined if len(one) <= self.most)
            if not together:
                break
        return together

    def out(self, point: str, above: frozenset[tuple[str, Label]]) -> Iterator[frozenset[str]]:
        for attack in self.debate.attackers.get(point, ()):
            if attack.force == Force.REFUTES:
                yield from self.sets(attack.source, Label.IN, above)
        for premise in self.debate.assumes.get(point, ()):
            yield from self.sets(premise, Label.OUT, above)


_nothing: Sets = frozenset({frozenset()})


def _smallest(sets: Iterable[frozenset[str]]) -> Sets:
    """Those that hold no other of them."""
    kept: list[frozenset[str]] = []
    for one in sorted(set(sets), key=len):
        if not any(other <= one for other in kept):
            kept.append(one)
    return frozenset(kept)
