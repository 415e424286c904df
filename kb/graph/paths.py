"""Paths: the shortest way from one entry or statement to another, and how to say it."""

from __future__ import annotations

import html
import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from kb.errors import NoPath, UnknownKind
from kb.graph.links import link_of
from kb.graph.model import EDGES
from kb.model.words import KINDS, REASONS, STATEMENT, THINGS
from kb.shown import PLAIN, brief, unformulated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kb.graph.links import Link
    from kb.graph.model import Graph

PASSED: Final = (*THINGS, "claim", *REASONS, STATEMENT)
"""The kinds that every path may go through: things and reasons, and what these say."""


@dataclass(frozen=True, slots=True, repr=False)
class Path:
    """A way from one address to another, over links that can be read in either direction.

    Its length is the number of its links.

    Attributes:
        nodes: the addresses, first to last.
        links: what joins each to the next, as it is written.
    """

    nodes: tuple[str, ...]
    links: tuple[Link, ...]

    def __len__(self) -> int:
        """How many links it has."""
        return len(self.links)

    def __repr__(self) -> str:
        """A line for each link: what it says."""
        return brief(link.text for link in self.links) or self.nodes[0]

    def __str__(self) -> str:
        """The addresses, and between them the relations, with arrows that run as written."""
        steps = (
            f" —{link.relation}→ {link.end}" if link.forward else f" ←{link.relation}— {link.end}"
            for link in self.links
        )
        return self.nodes[0] + "".join(steps)

    def explain(self) -> str:
        """The path in sentences: what each link says, with titles and the stated reason."""
        return " ".join(link.text for link in self.links)

    def _repr_html_(self) -> str:
        items = "".join(f"<li>{html.escape(link.text)}</li>" for link in self.links)
        return f"<p {PLAIN}>{html.escape(str(self))}</p><ol {PLAIN}>{items}</ol>"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        """The path for notebooks, in the forms they can choose from."""
        items = "".join(f"\n1. {html.escape(link.text, quote=False)}" for link in self.links)
        return {
            "text/plain": str(self),
            "text/html": self._repr_html_(),
            "text/markdown": unformulated(f"{html.escape(str(self), quote=False)}\n{items}"),
        }


def path(graph: Graph, a: str, b: str, through: str | Iterable[str] = ()) -> Path:
    """The shortest path from `a` to `b`.

    It goes through concepts, problems, proposals, forecasts, claims, statements, critiques and
    arguments, and follows what joins them in both directions. People, works and views join nearly
    everything, and so lead through only where they are asked to. Among equally short paths it is
    the one with fewest relations that say little (`related`, then `prerequisites`), then with
    most stated reasons, then the first by relations and addresses.

    Raises:
        NoPath: if there is none; it says which further kinds would give one.
        UnknownKind: for a word in `through` that is no kind.
        KeyError: if the graph lacks one of the two.
    """
    wider = _wider(through)
    for node in (a, b):
        graph.nodes[node]
    steps = _shortest(graph, a, b, {*PASSED, *wider})
    if steps is None:
        raise NoPath(_none(graph, a, b, wider))
    nodes = (a, *(step.end for step in steps))
    links = (_link(graph, start, step) for start, step in zip(nodes, steps, strict=False))
    return Path(nodes, tuple(links))


class _Step(NamedTuple):
    relation: str
    end: str
    key: str
    forward: bool


class _Cost(NamedTuple):
    """What makes one path better than another of the same length; the least is best."""

    little: int
    silent: int
    steps: tuple[_Step, ...]


def _shortest(graph: Graph, a: str, b: str, kinds: set[str]) -> tuple[_Step, ...] | None:
    """The best of the shortest paths: breadth first, with the best way to each node of a layer."""
    best = {a: _Cost(0, 0, ())}
    layer = [a]
    while layer and b not in best:
        onward: dict[str, _Cost] = {}
        for node in layer:
            little, silent, steps = best[node]
            for step, reason in _steps(graph, node):
                end = step.end
                if end in best or (end != b and graph.nodes[end]["kind"] not in kinds):
                    continue
                said = little + EDGES[step.relation].little, silent + (not reason)
                cost = _Cost(*said, (*steps, step))
                if end not in onward or cost < onward[end]:
                    onward[end] = cost
        best |= onward
        layer = list(onward)
    return best[b].steps if b in best else None


def _steps(graph: Graph, node: str) -> Iterator[tuple[_Step, str | None]]:
    for _, other, key, data in graph.out_edges(node, keys=True, data=True):
        yield _Step(data["relation"], other, key, forward=True), data.get("why")
    for other, _, key, data in graph.in_edges(node, keys=True, data=True):
        yield _Step(data["relation"], other, key, forward=False), data.get("why")


def _link(graph: Graph, start: str, step: _Step) -> Link:
    ends = (start, step.end) if step.forward else (step.end, start)
    return link_of(graph, *ends, step.key, forward=step.forward)


def _wider(through: str | Iterable[str]) -> tuple[str, ...]:
    """The kinds asked for beside those that every path may go through."""
    asked = [through] if isinstance(through, str) else list(through)
    known = (*KINDS, STATEMENT)
    for kind in asked:
        if kind not in known:
            raise UnknownKind(kind, known)
    return tuple(kind for kind in KINDS if kind in asked and kind not in PASSED)


def _none(graph: Graph, a: str, b: str, wider: tuple[str, ...]) -> str:
    """Why there is no path, and which further kinds would give the shortest."""
    words = ["things", "reasons", *(KINDS[kind].plural.lower() for kind in wider)]
    said = f"no path from {a!r} to {b!r} through {_listed(words)}"
    left = [kind for kind in KINDS if kind not in PASSED and kind not in wider]
    for number in range(1, len(left) + 1):
        found = [
            (len(steps), kinds)
            for more in itertools.combinations(left, number)
            if (steps := _shortest(graph, a, b, {*PASSED, *(kinds := (*wider, *more))})) is not None
        ]
        if found:
            length, kinds = min(found, key=lambda one: one[0])
            asked = "".join(f'"{kind}", ' for kind in kinds)
            asked = asked[:-1] if len(kinds) == 1 else asked[:-2]
            return f"{said}; through=({asked}) finds one of length {length}."
    if not left:
        return f"{said}."
    others = _listed([KINDS[kind].plural.lower() for kind in left], "or")
    return f"{said}, and none through {others} either."


def _listed(words: list[str], last: str = "and") -> str:
    return f" {last} ".join(filter(None, [", ".join(words[:-1]), words[-1]]))
