"""The settled points on which a label rests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.model.words import Force, Label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.debate.model import Debate


def grounds(debate: Debate, point: str) -> tuple[str, ...]:
    """The settled points that give a point its label, nearest first.

    What is out is so because of refuters that are in and premises that are out, and of nothing
    else; what is in, because its attackers are out and its attacked premises in. So these are
    fewer than the settled points in the tree of reasons. There are none for an undecided point.

    Raises:
        KeyError: for an address that is no point.
    """
    found = []
    queue = [point] if debate.labels[point] in {Label.IN, Label.OUT} else []
    seen = set(queue)
    for here in queue:
        if here in debate.assignments:
            found.append(here)
            continue
        for other in _causes(debate, here):
            if other not in seen:
                seen.add(other)
                queue.append(other)
    return tuple(found)


def _causes(debate: Debate, point: str) -> Iterator[str]:
    premises = debate.assumes.get(point, ())
    attacks = debate.attackers.get(point, ())
    if debate.labels[point] == Label.IN:
        yield from (premise for premise in premises if debate.attacked[premise])
        yield from (attack.source for attack in attacks)
        return
    yield from (premise for premise in premises if debate.labels[premise] == Label.OUT)
    yield from (
        a.source
        for a in attacks
        if a.force == Force.REFUTES and debate.labels[a.source] == Label.IN
    )
