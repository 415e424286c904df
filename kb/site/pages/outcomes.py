"""What would change if a claim or a critique were settled, told at build."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kb.debate import Assignment
from kb.model.words import APPROACHES, Label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kb.site.pages.context import Context
    from kb.site.pages.parts import Anchor

_MOST: Final = 4
"""Changes that are told by name; the rest are counted."""

_SAID: Final = {Label.IN: "accepted", Label.OUT: "rejected"}


@dataclass(frozen=True, slots=True)
class Turn:
    """A point that has another word afterwards."""

    name: str
    status: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What follows if something is accepted, or rejected."""

    settled: str
    """Accepted or rejected."""
    turns: tuple[Turn, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Supposed:
    """Something that can be accepted or rejected, and what follows from either."""

    link: Anchor
    outcomes: tuple[Outcome, ...]


def supposed(context: Context, links: Iterable[Anchor]) -> tuple[Supposed, ...]:
    """What would change if each of some points were settled; without those that change nothing."""
    told = {link.id: link for link in reversed([*links])}
    found = (
        Supposed(link, tuple(filter(None, (_outcome(context, link.id, label) for label in _SAID))))
        for link in reversed(told.values())
    )
    return tuple(one for one in found if one.outcomes)


def _outcome(context: Context, address: str, label: Label) -> Outcome | None:
    base = context.site.base
    if base.debate.label_of(address) == label:
        return None
    after = base.debate.settle({address: Assignment(label, "supposed")}).restated
    changed = sorted(
        (one for one in after if one != address),
        key=lambda one: (base.corpus.owner(one).kind not in APPROACHES, "#" in one, one),
    )
    if not changed:
        return None
    turns = tuple(Turn(context.link(one).text.rstrip("."), after[one]) for one in changed[:_MOST])
    return Outcome(_SAID[label], turns, len(changed) - len(turns))
