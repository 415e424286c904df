"""Points, what they assume and what attacks them; statuses, and the reasons behind them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from kb.debate.labels import REFUTES, Attack, label
from kb.schema import Approach, Reason, statements
from kb.schema.entries import Claim, Critique
from kb.vocabulary import status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kb.corpus import Corpus

_PREMISES = frozenset({"steps", "assumptions", "assumes"})


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
        # Chains of replies can be longer than Python's stack is deep: the rows come first, in
        # reading order, and the tree is built from the last to the first.
        rows: list[tuple[str, str, int, bool]] = []
        shown: set[str] = set()
        stack = [(point, "", 0)]
        while stack:
            here, because, above = stack.pop()
            again = here in shown
            shown.add(here)
            below = [] if again else list(self._bearing(here))
            stack += [(other, how, len(rows)) for other, how in reversed(below)]
            rows.append((here, because, above, again))
        reasons: list[list[Why]] = [[] for _ in rows]
        for number in range(len(rows) - 1, 0, -1):
            here, because, above, again = rows[number]
            reasons[above].insert(0, self._because(here, because, reasons[number], again=again))
        return self._because(point, "", reasons[0])

    def _because(self, point: str, because: str, reasons: list[Why], *, again: bool = False) -> Why:
        return Why(
            point,
            self.status(point),
            self.labels[point],
            because,
            tuple(reasons),
            quiet=sum(not self._attacked[premise] for premise in self.assumes.get(point, ())),
            again=again and any(self._bearing(point)),
        )

    def _bearing(self, point: str) -> Iterator[tuple[str, str]]:
        """What bears on a point, each with how: premises under attack, then attackers."""
        for premise in self.assumes.get(point, ()):
            if self._attacked[premise]:
                yield premise, "assumes"
        for attack in self.attackers.get(point, ()):
            yield attack.source, _passive(attack.force)


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
        stack = [(depth, self)]
        while stack:
            depth, why = stack.pop()
            yield depth, why
            stack += [(depth + 1, reason) for reason in reversed(why.reasons)]


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
