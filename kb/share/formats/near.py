"""What is near an entry: what is drawn, and what is argued, when an export is of one entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    import networkx as nx

    from kb.debate import Debate

_DOWN: Final = frozenset({"assumes"})
_UP: Final = frozenset({"attacks", "supports"})


def near(graph: nx.MultiDiGraph[str], debate: Debate, of: str) -> list[str]:
    """Addresses, nearest first.

    For an entry or a statement that can be argued about: it, its statements, what they rest on,
    what was said for and against all of these, and so on as far as it goes. For anything else: it
    and its neighbours.
    """
    found = dict.fromkeys([of, *_statements(debate, of)])
    if not found.keys() & debate.points.keys():
        return list(dict.fromkeys([of, *graph.successors(of), *graph.predecessors(of)]))
    frontier = list(found)
    for point in frontier:
        for other in _bearing(graph, point):
            if other not in found:
                found[other] = None
                frontier.append(other)
    return list(found)


def _statements(debate: Debate, of: str) -> Iterator[str]:
    return (point for point in debate.points if point.startswith(f"{of}#"))


def _bearing(graph: nx.MultiDiGraph[str], point: str) -> Iterator[str]:
    for _, other, data in graph.out_edges(point, data=True):
        if data["relation"] in _DOWN:
            yield other
    for other, _, data in graph.in_edges(point, data=True):
        if data["relation"] in _UP:
            yield other
