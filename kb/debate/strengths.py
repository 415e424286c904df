"""How strong points are by gradual semantics: an analysis beside the labels, and never a status."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kb.model.words import Label
from kb.shown import Fields

if TYPE_CHECKING:
    from kb.debate.model import Debate

_CLOSE: Final = 1e-12
_ROUNDS: Final = 10_000


@dataclass(frozen=True, slots=True)
class Strength(Fields):
    """How strong a point is.

    Attributes:
        address: the point.
        strength: from 0 to 1, which is that of a point that nothing is said against.
        label: what the debate makes of it.
    """

    address: str
    strength: float
    label: Label


def strengths(debate: Debate) -> tuple[Strength, ...]:
    """The h-categoriser (Besnard and Hunter 2001; Pu et al. 2014): the strongest first.

    The strength of a point is one over one and the strengths of all that attacks it, so that many
    attacks count for more than one, and an attacked attack for less. It sees attacks alone: not
    their force, nor what a point assumes. Points whose label is given are as strong as it says: 1
    where it is in, 0 where it is out.

    Returns:
        Every point, by strength and then by address. Attacks in circles are followed until no
        strength moves by more than one part in a million million.
    """
    given = {
        point: float(one.label == Label.IN)
        for point, one in debate.assignments.items()
        if one.label != Label.UNDECIDED
    }
    attackers = {
        point: [attack.source for attack in debate.attackers.get(point, ())]
        for point in debate.points
        if point not in given
    }
    now = dict.fromkeys(debate.points, 1.0) | given
    for _ in range(_ROUNDS):
        fresh = {p: 1 / (1 + sum(now[foe] for foe in foes)) for p, foes in attackers.items()}
        moved = max((abs(fresh[point] - now[point]) for point in fresh), default=0.0)
        now |= fresh
        if moved < _CLOSE:
            break
    found = (Strength(point, now[point], debate.label_of(point)) for point in debate.points)
    return tuple(sorted(found, key=lambda one: (-one.strength, one.address)))
