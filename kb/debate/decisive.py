"""What would change most if it were settled."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kb.debate.model import Assignment
from kb.model.words import Label
from kb.shown import Fields
from kb.table import QUIET

if TYPE_CHECKING:
    from kb.debate.model import Debate


@dataclass(frozen=True, slots=True)
class Decisive(Fields):
    """How much would change if a point were settled.

    Attributes:
        address: the point.
        accepted: how many other points would have another status if it were in.
        rejected: how many if it were out.
        most: the larger of the two.
        changed: the points that would change: if it were out, where that changes more, else if it
            were in.
    """

    address: str
    accepted: int
    rejected: int
    most: int = field(metadata=QUIET)
    changed: tuple[str, ...] = field(metadata=QUIET)


def decisive(debate: Debate, top: int | None = None) -> tuple[Decisive, ...]:
    """How many statuses of other points each point could change, most first, then by address.

    Points that bear on no other are left out, so no thesis is among them: nothing rests on one,
    and none attacks.

    Args:
        debate: as recorded, or as someone sees it.
        top: how many to give; all unless given.
    """
    found = [
        _measured(debate, point)
        for point, others in debate.bears_on.items()
        if set(others) - {point}
    ]
    return tuple(sorted(found, key=lambda one: (-one.most, one.address))[:top])


def _measured(debate: Debate, point: str) -> Decisive:
    accepted, rejected = (_changed(debate, point, label) for label in (Label.IN, Label.OUT))
    changed = max(accepted, rejected, key=len)
    return Decisive(point, len(accepted), len(rejected), len(changed), changed)


def _changed(debate: Debate, point: str, label: Label) -> tuple[str, ...]:
    if debate.labels[point] == label:
        return ()
    after = debate.settle({point: Assignment(label, f"supposed to be {label}")})
    return tuple(sorted(after.restated.keys() - {point}))
