"""The labelling: the least fixpoint, in time linear in points, premises and attacks."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from kb.model.words import Force, Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Attack:
    """A critique against a point.

    Attributes:
        source: the critique.
        target: the point.
        force: whether it refutes or weakens it.
        inferred: whether the editors connected the two, and not who wrote the critique.
    """

    source: str
    target: str
    force: Force
    inferred: bool = False


def label(
    points: Iterable[str],
    assumes: Mapping[str, Iterable[str]],
    attacks: Iterable[Attack],
    fixed: Mapping[str, Label] = MappingProxyType({}),
) -> dict[str, Label]:
    """The label of every point, in time linear in points, premises and attacks.

    Each point waits for its attackers to be out and its premises to be in. A frontier of settled
    points lowers what their neighbours wait for; a point is settled at most once.

    Args:
        points: every address.
        assumes: the premises of each point.
        attacks: attacks between points.
        fixed: labels that some points have whatever bears on them.
    """
    return _Frontier(points, assumes, attacks, fixed).settled()


class _Frontier:
    """The work of `label`: what each point waits for, and the points settled but not yet told."""

    def __init__(
        self,
        points: Iterable[str],
        assumes: Mapping[str, Iterable[str]],
        attacks: Iterable[Attack],
        fixed: Mapping[str, Label] = MappingProxyType({}),
    ) -> None:
        self.labels = dict.fromkeys(points, Label.UNDECIDED)
        self.fixed = fixed
        self.waits = dict.fromkeys(self.labels, 0)
        self.resting: dict[str, list[str]] = {}
        self.against: dict[str, list[Attack]] = {}
        for point, premises in assumes.items():
            for premise in premises:
                self.waits[point] += 1
                self.resting.setdefault(premise, []).append(point)
        for attack in attacks:
            self.waits[attack.target] += 1
            self.against.setdefault(attack.source, []).append(attack)
        self.frontier: list[str] = []

    def settled(self) -> dict[str, Label]:
        for point, value in self.fixed.items():
            if value != Label.UNDECIDED:
                self.labels[point] = value
                self.frontier.append(point)
        for point, count in self.waits.items():
            if count == 0:
                self.settle(point, Label.IN)
        while self.frontier:
            point = self.frontier.pop()
            if self.labels[point] == Label.IN:
                self.tell_in(point)
            else:
                self.tell_out(point)
        return self.labels

    def tell_in(self, point: str) -> None:
        for attack in self.against.get(point, ()):
            if attack.force == Force.REFUTES:
                self.settle(attack.target, Label.OUT)
        for other in self.resting.get(point, ()):
            self.relieve(other)

    def tell_out(self, point: str) -> None:
        for attack in self.against.get(point, ()):
            self.relieve(attack.target)
        for other in self.resting.get(point, ()):
            self.settle(other, Label.OUT)

    def settle(self, point: str, value: Label) -> None:
        if self.labels[point] == Label.UNDECIDED and point not in self.fixed:
            self.labels[point] = value
            self.frontier.append(point)

    def relieve(self, point: str) -> None:
        self.waits[point] -= 1
        if self.waits[point] == 0:
            self.settle(point, Label.IN)
