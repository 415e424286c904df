"""The grounded labelling, and the parts that it leaves undecided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.dung.board import Board, bits

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kb.dung.framework import Framework


def labelled(framework: Framework) -> dict[str, bool]:
    """The arguments that the grounded labelling settles: true where in, false where out.

    In time linear in arguments and attacks (Modgil and Caminada 2009, algorithm 1): an argument is
    in once all its attackers are out, and out once one of them is in.
    """
    waits = dict.fromkeys(framework.arguments, 0)
    targets: dict[str, list[str]] = {name: [] for name in framework.arguments}
    for source, target in framework.attacks:
        waits[target] += 1
        targets[source].append(target)
    settled: dict[str, bool] = {}
    frontier = [name for name, count in waits.items() if not count]
    settled.update(dict.fromkeys(frontier, True))
    while frontier:
        for target in targets[frontier.pop()]:
            if target in settled:
                continue
            settled[target] = False
            for other in targets[target]:
                waits[other] -= 1
                if not waits[other] and other not in settled:
                    settled[other] = True
                    frontier.append(other)
    return settled


def boards(framework: Framework, settled: Mapping[str, bool]) -> list[Board]:
    """The undecided arguments as boards, none of which an attack joins to another.

    Where the search looks first matters more than how fast it looks: arguments are numbered by
    how many attacks they take part in, most first, and then in the order of the framework.
    """
    targets: dict[str, list[str]] = {
        name: [] for name in framework.arguments if name not in settled
    }
    near: dict[str, list[str]] = {name: [] for name in targets}
    for source, target in framework.attacks:
        if source in targets and target in targets:
            targets[source].append(target)
            near[source].append(target)
            near[target].append(source)
    rank = {name: (-len(others), place) for place, (name, others) in enumerate(near.items())}
    seen: set[str] = set()
    return [
        _board(sorted(_joined(name, near, seen), key=rank.__getitem__), targets)
        for name in targets
        if name not in seen
    ]


def _joined(name: str, near: Mapping[str, list[str]], seen: set[str]) -> list[str]:
    seen.add(name)
    part = [name]
    for member in part:
        for other in near[member]:
            if other not in seen:
                seen.add(other)
                part.append(other)
    return part


def _board(names: Sequence[str], targets: Mapping[str, Iterable[str]]) -> Board:
    number = {name: place for place, name in enumerate(names)}
    attacked = [sum(1 << number[target] for target in targets[name]) for name in names]
    attackers = [0] * len(names)
    for place, some in enumerate(attacked):
        for target in bits(some):
            attackers[target] |= 1 << place
    return Board(tuple(names), tuple(attackers), tuple(attacked), _components(attackers))


def _components(attackers: Sequence[int]) -> tuple[int, ...]:
    """The strongly connected components, each after those that attack it (Tarjan 1972)."""
    # Attacks are walked backwards: Tarjan's algorithm finds last what is walked from.
    index: dict[int, int] = {}
    low: dict[int, int] = {}
    waiting: list[int] = []
    done = 0
    found: list[int] = []
    for root in range(len(attackers)):
        path = [] if root in index else [(root, bits(attackers[root]))]
        while path:
            here, rest = path[-1]
            if here not in index:
                index[here] = low[here] = len(index)
                waiting.append(here)
            other = next(rest, None)
            if other is None:
                path.pop()
                if path:
                    above = path[-1][0]
                    low[above] = min(low[above], low[here])
                if low[here] == index[here]:
                    place = waiting.index(here)
                    found.append(sum(1 << member for member in waiting[place:]))
                    done |= found[-1]
                    del waiting[place:]
            elif other not in index:
                path.append((other, bits(attackers[other])))
            elif not done >> other & 1:
                low[here] = min(low[here], index[other])
    return tuple(found)
