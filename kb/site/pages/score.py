"""The score: the deepest thread about an entry, move by move, and who has the last word in it."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kb.debate import Assignment
from kb.model.cite import letters
from kb.model.words import Label
from kb.site.pages.parts import DEEPEST, listed
from kb.site.pages.sides import OTHER, attacks_on, facing
from kb.site.pages.threads import thread

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kb.debate import Attack, Debate
    from kb.site.pages.context import Context
    from kb.site.pages.parts import Anchor, Thread

_ENOUGH: Final = 4
"""Moves from which on a thread is too deep for the columns of a map."""

_BESIDE: Final = 2
"""Other attacks that stand against the same move and are shown with it."""

_NUMBERS: Final = [
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]


@dataclass(frozen=True, slots=True)
class Line:
    """A move with its number, or a claim through which the thread goes on."""

    number: str
    move: Thread | None = None
    before: str = ""
    hinge: Anchor | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What a point would be if the last words were answered."""

    name: str
    status: str


@dataclass(frozen=True, slots=True)
class Score:
    """The deepest thread."""

    lead: str
    heads: tuple[str, str]
    lines: tuple[Line, ...]
    last: str
    """Who has the last words; empty where the thread goes on."""
    alone: bool
    """Whether it is one word."""
    changes: tuple[Change, ...]
    goes_on: Anchor | None
    """The page on which the thread goes on, if it is deeper than can be shown."""


@dataclass(frozen=True, slots=True)
class _Leg:
    """A move of a chain: what the one before it rests on, through which it goes, and the attack."""

    through: tuple[str, ...]
    attack: Attack


def score(context: Context, roots: Sequence[tuple[str, str]]) -> Score | None:
    """The deepest thread from some points, each with what it is called; None for short ones.

    A move attacks the one before it, or something that this one rests on, near or far. Of two ways
    to a move the shorter counts.
    """
    debate = context.site.base.debate
    root, legs = _deepest(debate, [root for _, root in roots])
    if len(legs) < _ENOUGH:
        return None
    name = _called(next(name for name, one in roots if one == root))
    lines = tuple(_lines(context, root, name, legs))
    hinges = sum(bool(leg.through) for leg in legs)
    far = f", {_NUMBERS[hinges]} of them through what another rests on" if hinges else ""
    moves = [line for line in lines if line.move]
    onward = {leg.attack.source for leg in legs[:-1]}
    last = [
        line
        for line in moves
        if line.move and line.move.link.id not in debate.attackers.keys() | onward
    ]
    first = facing(debate, root)
    return Score(
        f"From the start to the last word on it: {_NUMBERS[len(legs)]} moves{far}.",
        (first, OTHER[first]),
        lines,
        _last(last) if last else "",
        len(last) == 1,
        tuple(_changes(debate, (root, name), legs, moves, last)),
        None if last or not moves[-1].move else moves[-1].move.link,
    )


def _deepest(debate: Debate, roots: Sequence[str]) -> tuple[str, tuple[_Leg, ...]]:
    """The longest of the shortest ways from the roots.

    Attacks are steps of one move, premises of none; so what is met first is nearest.
    """
    came: dict[str, tuple[str, Attack | None]] = {}
    moves = dict.fromkeys(roots, 0)
    queue = deque(roots)
    farthest = roots[0]
    done: set[str] = set()
    while queue:
        here = queue.popleft()
        if here in done:
            continue
        done.add(here)
        if moves[here] > moves[farthest]:
            farthest = here
        near: list[tuple[str, Attack | None]] = [
            (one, None) for one in debate.assumes.get(here, ())
        ]
        far = [(one.source, one) for one in debate.attackers.get(here, ())]
        for point, attack in [*near, *far]:
            count = moves[here] + (attack is not None)
            if count < moves.get(point, DEEPEST + 1):
                came[point], moves[point] = (here, attack), count
                (queue.append if attack else queue.appendleft)(point)
    through: list[str] = []
    legs: list[_Leg] = []
    here = farthest
    way = [here]
    while here in came:
        here = came[here][0]
        way.append(here)
    for point in reversed(way[:-1]):
        attack = came[point][1]
        if attack is None:
            through.append(point)
        else:
            legs.append(_Leg(tuple(through), attack))
            through = []
    return here, tuple(legs)


def _lines(context: Context, root: str, name: str, legs: Sequence[_Leg]) -> Iterator[Line]:
    """The moves of a chain, each with the others that stand against the same move beside it."""
    debate = context.site.base.debate
    yield Line("", hinge=context.link(root), before=f"{name}:")
    side, above, before = facing(debate, root), name, ""
    for count, leg in enumerate(legs, 1):
        beside = _beside(context, before, leg.attack) if before else []
        numbers = [f"{count}{letters(place) if beside else ''}" for place in range(len(beside) + 1)]
        for number, one in zip(numbers, beside, strict=False):
            yield Line(number, thread(context, one, side, count))
        for step, point in enumerate(leg.through):
            who = "It" if step else above
            yield Line("", hinge=context.link(point), before=f"{who} rests on")
        yield Line(numbers[-1], thread(context, leg.attack, side, count))
        side, above, before = OTHER[side], f"Move {numbers[-1]}", leg.attack.source


def _beside(context: Context, target: str, attack: Attack) -> list[Attack]:
    """Other attacks on a move that stand."""
    debate = context.site.base.debate
    return [
        one
        for one in attacks_on(context.site.base, target)
        if one != attack and debate.label_of(one.source) == Label.IN
    ][:_BESIDE]


def _called(name: str) -> str:
    """What a row is called in a sentence."""
    if name.isdigit():
        return f"Assumption {name}"
    said = {"all": "The whole", "it": "This", "also": "A further claim"}
    return said.get(name, name.replace("if", "condition").capitalize())


def _last(lines: Sequence[Line]) -> str:
    """Who has the last words, and where."""
    said = [f"{_who(line.move)} at move {line.number}" for line in lines if line.move]
    none = {1: "no reply to it is recorded", 2: "neither has a recorded reply"}
    return f"{listed(said, len(said))}: {none.get(len(said), 'none has a recorded reply')}."


def _who(move: Thread) -> str:
    source = move.source
    if source is None:
        return f"“{move.link.text}”"
    return f"{source.speaker}, in {source.short}," if source.speaker else source.short


def _changes(
    debate: Debate,
    root: tuple[str, str],
    legs: Sequence[_Leg],
    moves: Sequence[Line],
    last: Sequence[Line],
) -> Iterator[Change]:
    """What would have another status if the last words were answered, the last of it first."""
    answered = Assignment(Label.OUT, "supposed to be answered")
    fallen = {str(line.move.link.id): answered for line in last if line.move}
    if not fallen:
        return
    numbers = {str(line.move.link.id): f"move {line.number}" for line in moves if line.move}
    above = root[1][0].lower() + root[1][1:]
    names = {root[0]: above}
    for leg in legs:
        names |= dict.fromkeys(leg.through, f"what {above} rests on")
        above = names[leg.attack.source] = numbers[leg.attack.source]
    after = debate.settle(fallen).restated
    for point in reversed(names):
        if point in after and point not in fallen:
            yield Change(names[point], after[point])
