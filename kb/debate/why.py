"""Why a point has its status: the tree of reasons, and the settled points it rests on."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from html import escape
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from kb.model.words import Force, Label, Status
from kb.shown import PLAIN, brief, unformulated

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from kb.debate.model import Debate


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Why:
    """A point, its status, and the points that give it.

    Attributes:
        point: the address.
        status: its status.
        label: its label.
        because: how it bears on the point above: `assumes`, `refuted by`, `weakened by`, or empty.
        reasons: premises that do not simply stand, then attackers.
        quiet: how many more premises it has against which nothing is recorded.
        again: whether it stands above already, with reasons that are not repeated.
        note: what settled it, whatever the debate says, or what else is known of it.
        looked: of a point against which nothing is recorded, when someone last looked, if it is
            known here.
        aside: of an entry, the trees of what it says on which its status does not turn, as far as
            that is attacked; `because` says what each is.
    """

    point: str
    status: Status
    label: str
    because: str
    reasons: tuple[Why, ...] = field(default=(), repr=False)
    quiet: int = 0
    again: bool = False
    note: str = ""
    looked: str = ""
    aside: tuple[Why, ...] = field(default=(), repr=False)

    def __eq__(self, other: object) -> bool:
        """Whether another tree says the same; neither is followed by recursion."""
        return isinstance(other, Why) and self._told() == other._told()

    def __hash__(self) -> int:
        """Of all that it says."""
        return hash(self._told())

    def _told(self) -> tuple[tuple[Any, ...], ...]:
        """What the points say, each with its depth."""
        return tuple((depth, *_SAID(why)) for depth, why in self.walk())

    def __repr__(self) -> str:
        """The first lines of the tree."""
        return brief(self._told_lines(), "more; print() shows all")

    def __str__(self) -> str:
        """The tree as indented lines."""
        return "\n".join(self._told_lines())

    def _told_lines(self) -> Iterator[str]:
        for depth, before, point, after in _lines(self):
            yield "  " * depth + before + point + after

    def walk(self, depth: int = 0) -> Iterator[tuple[int, Why]]:
        """This point and those below it, each with its depth, in reading order."""
        stack = [(depth, self)]
        while stack:
            depth, why = stack.pop()
            yield depth, why
            stack += [(depth + 1, reason) for reason in reversed(why.reasons)]

    def _repr_html_(self) -> str:
        """The tree for notebooks as nested lists, escaped, without scripts."""
        parts = []
        above = -1
        for depth, before, point, after in _lines(self):
            start = f"<ul {PLAIN}>" if above < 0 else "<ul>"
            parts.append(start if depth > above else "</li>" + "</ul></li>" * (above - depth))
            name = f"<code>{escape(point)}</code>" if point else ""
            parts.append(f"<li>{escape(before)}{name}{escape(after)}")
            above = depth
        return "".join(parts) + "</li></ul>" * (above + 1)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        """The tree for notebooks, in the forms they can choose from."""
        lines = (
            f"{'  ' * depth}- {escape(before + point + after, quote=False)}"
            for depth, before, point, after in _lines(self)
        )
        return {
            "text/plain": str(self),
            "text/html": self._repr_html_(),
            "text/markdown": unformulated("\n".join(lines)),
        }


def _lines(tree: Why) -> Iterator[tuple[int, str, str, str]]:
    """A line for each point, with its depth: what stands before the address, it, and after."""
    for depth, why in tree.walk():
        because = f"{why.because} " if why.because else ""
        told = ", ".join(filter(None, (why.note, why.looked)))
        note = f" ({told})" if told else ""
        again = " (as above)" if why.again else ""
        yield depth, because, why.point, f": {why.status}{note}{again}"
    if tree.quiet:
        what = "assumption" if tree.quiet == 1 else "assumptions"
        yield 1, f"assumes {tree.quiet} {what} against which nothing is recorded", "", ""
    if tree.aside:
        yield 1, "what is said besides, on which the status does not turn", "", ""
    for one in tree.aside:
        for depth, before, point, after in _lines(one):
            yield depth + 2, before, point, after


_SAID = attrgetter(*(one.name for one in fields(Why) if one.name != "reasons"))
"""What a point says of itself."""


def why(
    debate: Debate,
    point: str,
    deepest: int | None = None,
    *,
    notes: Mapping[str, str] = MappingProxyType({}),
    because: str = "",
    told: Collection[str] = (),
) -> Why:
    """The tree of reasons behind the status of a point.

    Args:
        debate: the points and what bears on them.
        point: an address.
        deepest: how many steps from the point reasons are told; without it, all are.
        notes: what else is known of points, to be told beside their status.
        because: how the point bears on what is told before.
        told: points whose reasons were told before, and are not told again.

    Raises:
        KeyError: for an address that is no point.
    """
    # Chains of replies can be longer than Python's stack is deep: the rows come first, in
    # reading order, and the tree is built from the last to the first.
    rows: list[tuple[str, str, int, bool]] = []
    shown = set(told)
    stack = [(point, because, 0, 0)]
    while stack:
        here, bears, above, depth = stack.pop()
        again = here in shown
        shown.add(here)
        below = [] if again or depth == deepest else list(_bearing(debate, here))
        stack += [(other, how, len(rows), depth + 1) for other, how in reversed(below)]
        rows.append((here, bears, above, again))
    reasons: list[list[Why]] = [[] for _ in rows]
    for number in range(len(rows) - 1, 0, -1):
        here, bears, above, again = rows[number]
        tree = _because(debate, here, bears, reasons[number], notes, again=again)
        reasons[above].insert(0, tree)
    return _because(debate, point, because, reasons[0], notes, again=rows[0][3])


def _because(
    debate: Debate,
    point: str,
    because: str,
    reasons: list[Why],
    notes: Mapping[str, str],
    *,
    again: bool,
) -> Why:
    settled = debate.assignments.get(point)
    premises = () if settled else debate.assumes.get(point, ())
    return Why(
        point,
        debate.status(point),
        debate.labels[point],
        because,
        tuple(reasons),
        quiet=sum(not _speaks(debate, premise) for premise in premises),
        again=again and any(_bearing(debate, point)),
        note=settled.note if settled else notes.get(point, ""),
    )


def _bearing(debate: Debate, point: str) -> Iterator[tuple[str, str]]:
    """What bears on a point, each with how: premises that do not simply stand, then attackers."""
    if point in debate.assignments:
        return
    for premise in debate.assumes.get(point, ()):
        if _speaks(debate, premise):
            yield premise, "assumes"
    for attack in debate.attackers.get(point, ()):
        yield attack.source, "refuted by" if attack.force == Force.REFUTES else "weakened by"


def _speaks(debate: Debate, premise: str) -> bool:
    """Whether there is more to say of a premise than that nothing is recorded against it."""
    contested = debate.attacked[premise] or debate.labels[premise] != Label.IN
    return contested or premise in debate.assignments


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
