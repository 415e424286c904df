"""The debate: what stands, what falls and why.

Points are statements, theses, claims, critiques and arguments, each by its address. A point can
assume other points, and critiques attack points, either to refute or to weaken. Every point has one
label, the least fixpoint of

    out        some refuter is in, or something it assumes is out
    in         every refuter and weakener is out, and everything it assumes is in
    undecided  otherwise

which is the grounded labelling (Dung 1995; Caminada 2006) of a framework in which `weakens` and
`assumes` are compiled to helper arguments; `framework` gives that framework.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kb.schema import Approach, Reason, statements
from kb.schema.entries import Claim, Critique
from kb.vocabulary import IN, OUT, UNDECIDED, status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kb.corpus import Corpus

REFUTES: Final = "refutes"
WEAKENS: Final = "weakens"

_PREMISES = frozenset({"steps", "assumptions", "assumes"})


@dataclass(frozen=True, slots=True)
class Attack:
    """A critique against a point."""

    source: str
    target: str
    force: str


@dataclass(frozen=True)
class Debate:
    """Points, what they assume, and what attacks them.

    Attributes:
        points: every address, in order; true where it is a reason (a critique or an argument).
        assumes: what each point rests on, by address.
        attacks: every attack, in order.
    """

    points: Mapping[str, bool]
    assumes: Mapping[str, tuple[str, ...]]
    attacks: tuple[Attack, ...]

    @cached_property
    def attackers(self) -> Mapping[str, tuple[Attack, ...]]:
        """The attacks on each attacked point."""
        found: dict[str, list[Attack]] = {}
        for attack in self.attacks:
            found.setdefault(attack.target, []).append(attack)
        return MappingProxyType({target: tuple(on) for target, on in found.items()})

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """The label of every point: `in`, `out` or `undecided`."""
        return MappingProxyType(label(self.points, self.assumes, self.attacks))

    @cached_property
    def _attacked(self) -> Mapping[str, bool]:
        """Whether an attack is recorded on a point or on anything it assumes."""
        dependants: dict[str, list[str]] = {}
        for point, premises in self.assumes.items():
            for premise in premises:
                dependants.setdefault(premise, []).append(point)
        reached = set(self.attackers)
        frontier = list(reached)
        while frontier:
            for point in dependants.get(frontier.pop(), ()):
                if point not in reached:
                    reached.add(point)
                    frontier.append(point)
        return MappingProxyType({point: point in reached for point in self.points})

    def status(self, point: str) -> str:
        """The status word of a point.

        Raises:
            KeyError: for an address that is no point.
        """
        return status(self.labels[point], attacked=self._attacked[point], reason=self.points[point])

    def why(self, point: str) -> Why:
        """The tree of reasons behind the status of a point.

        Raises:
            KeyError: for an address that is no point.
        """
        return self._why(point, "", set())

    def _why(self, point: str, because: str, shown: set[str]) -> Why:
        again = point in shown
        shown.add(point)
        premises, attackers = self.assumes.get(point, ()), self.attackers.get(point, ())
        reasons: list[Why] = []
        if not again:
            reasons += [
                self._why(premise, "assumes", shown)
                for premise in premises
                if self._attacked[premise]
            ]
            reasons += [
                self._why(attack.source, _passive(attack.force), shown) for attack in attackers
            ]
        return Why(
            point,
            self.status(point),
            self.labels[point],
            because,
            tuple(reasons),
            quiet=sum(not self._attacked[premise] for premise in premises),
            again=again and bool(attackers or any(self._attacked[p] for p in premises)),
        )


@dataclass(frozen=True, slots=True)
class Why:
    """A point, its status, and the points that give it.

    Attributes:
        point: the address.
        status: its status word.
        label: its label.
        because: how it bears on the point above: `assumes`, `refuted by`, `weakened by`, or empty.
        reasons: premises under attack, then attackers.
        quiet: how many more premises it has against which nothing is recorded.
        again: whether it stands above already, with reasons that are not repeated.
    """

    point: str
    status: str
    label: str
    because: str
    reasons: tuple[Why, ...] = field(default=())
    quiet: int = 0
    again: bool = False

    def __str__(self) -> str:
        """The tree as indented lines."""
        lines = [_line(depth, why) for depth, why in self.walk()]
        if self.quiet:
            what = "assumption" if self.quiet == 1 else "assumptions"
            lines.append(f"  assumes {self.quiet} {what} against which nothing is recorded")
        return "\n".join(lines)

    def walk(self, depth: int = 0) -> Iterator[tuple[int, Why]]:
        """This point and those below it, each with its depth, in reading order."""
        yield depth, self
        for reason in self.reasons:
            yield from reason.walk(depth + 1)


def _line(depth: int, why: Why) -> str:
    because = f"{why.because} " if why.because else ""
    again = " (as above)" if why.again else ""
    return f"{'  ' * depth}{because}{why.point}: {why.status}{again}"


def _passive(force: str) -> str:
    return "refuted by" if force == REFUTES else "weakened by"


def debate_of(corpus: Corpus) -> Debate:
    """The debate recorded in a corpus."""
    points: dict[str, bool] = {}
    assumes: dict[str, tuple[str, ...]] = {}
    attacks: list[Attack] = []
    for record in corpus:
        entry = record.entry
        premises: list[str] = []
        for _, name, statement in statements(entry):
            address = f"{record.id}#{statement.id}"
            points[address] = False
            assumes[address] = tuple(corpus.present(need) for need in statement.needs)
            if name in _PREMISES:
                premises.append(address)
        if isinstance(entry, Approach):
            own = [p for p in premises if corpus.parts[p].field == "assumptions"]
            steps = [p for p in premises if p not in own]
            premises = [*_addresses(corpus, entry.assumptions), *own, *steps]
        elif isinstance(entry, Claim | Reason):
            premises.extend(_addresses(corpus, entry.assumes))
        else:
            continue
        points[record.id] = isinstance(entry, Reason)
        assumes[record.id] = tuple(dict.fromkeys(premises))
        if isinstance(entry, Critique):
            attacks.extend(
                Attack(record.id, corpus.present(attack.target), attack.force)
                for attack in entry.attacks
            )
    known = {point: premises for point, premises in assumes.items() if premises}
    return Debate(
        MappingProxyType(points),
        MappingProxyType(
            {p: tuple(q for q in premises if q in points) for p, premises in known.items()}
        ),
        tuple(attack for attack in attacks if attack.target in points),
    )


def _addresses(corpus: Corpus, premises: Iterable[object]) -> Iterator[str]:
    return (corpus.present(premise) for premise in premises if isinstance(premise, str))


def label(
    points: Iterable[str],
    assumes: Mapping[str, Iterable[str]],
    attacks: Iterable[Attack],
) -> dict[str, str]:
    """The label of every point, in time linear in points, premises and attacks.

    Each point waits for its attackers to be out and its premises to be in. A frontier of settled
    points lowers what their neighbours wait for; a point is settled at most once.

    Args:
        points: every address.
        assumes: the premises of each point.
        attacks: attacks between points.
    """
    return _Frontier(points, assumes, attacks).settled()


class _Frontier:
    """The work of `label`: what each point waits for, and the points settled but not yet told."""

    def __init__(
        self,
        points: Iterable[str],
        assumes: Mapping[str, Iterable[str]],
        attacks: Iterable[Attack],
    ) -> None:
        self.labels = dict.fromkeys(points, UNDECIDED)
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

    def settled(self) -> dict[str, str]:
        for point, count in self.waits.items():
            if count == 0:
                self.settle(point, IN)
        while self.frontier:
            point = self.frontier.pop()
            if self.labels[point] == IN:
                self.tell_in(point)
            else:
                self.tell_out(point)
        return self.labels

    def tell_in(self, point: str) -> None:
        for attack in self.against.get(point, ()):
            if attack.force == REFUTES:
                self.settle(attack.target, OUT)
        for other in self.resting.get(point, ()):
            self.relieve(other)

    def tell_out(self, point: str) -> None:
        for attack in self.against.get(point, ()):
            self.relieve(attack.target)
        for other in self.resting.get(point, ()):
            self.settle(other, OUT)

    def settle(self, point: str, value: str) -> None:
        if self.labels[point] == UNDECIDED:
            self.labels[point] = value
            self.frontier.append(point)

    def relieve(self, point: str) -> None:
        self.waits[point] -= 1
        if self.waits[point] == 0:
            self.settle(point, IN)


def framework(debate: Debate) -> tuple[list[str], list[tuple[str, str]]]:
    """A Dung framework whose grounded labelling gives every point its label.

    A refutation is an attack. A premise attacks a helper that attacks the point resting on it. A
    weakening attacks a helper, which attacks a second helper that attacks itself and the target:
    the target can then be undecided by it, but not out.

    Returns:
        The arguments, points first, and the attacks between them.
    """
    arguments = list(debate.points)
    attacks: list[tuple[str, str]] = []
    for point, premises in debate.assumes.items():
        for premise in premises:
            helper = f"not {premise} for {point}"
            arguments.append(helper)
            attacks += [(premise, helper), (helper, point)]
    for attack in debate.attacks:
        if attack.force == REFUTES:
            attacks.append((attack.source, attack.target))
            continue
        answered = f"{attack.source} on {attack.target} answered"
        doubt = f"doubt of {attack.target} from {attack.source}"
        arguments += [answered, doubt]
        attacks += [
            (attack.source, answered),
            (answered, doubt),
            (doubt, doubt),
            (doubt, attack.target),
        ]
    return arguments, attacks
