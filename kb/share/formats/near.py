"""What is near an entry: what is drawn, and what is argued, when an export is of one entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.debate import closure
from kb.graph import EDGES, HAS

if TYPE_CHECKING:
    from collections.abc import Iterator

    import networkx as nx

    from kb.debate import Debate


def near(graph: nx.MultiDiGraph[str], debate: Debate, of: str) -> list[str]:
    """Addresses, nearest first.

    For an entry or a statement that can be argued about: it, its statements, what they rest on,
    what was said for and against all of these, and so on as far as it goes. For anything else: it
    and its neighbours.
    """
    if of not in debate.points:
        return list(dict.fromkeys([of, *graph.successors(of), *graph.predecessors(of)]))
    own = [end for _, end, data in graph.out_edges(of, data=True) if data["relation"] == HAS.name]
    return list(closure([of, *own], {point: tuple(_bearing(graph, point)) for point in graph}))


def _bearing(graph: nx.MultiDiGraph[str], point: str) -> Iterator[str]:
    for _, other, data in graph.out_edges(point, data=True):
        if EDGES[data["relation"]].bears == "target":
            yield other
    for other, _, data in graph.in_edges(point, data=True):
        if EDGES[data["relation"]].bears == "source":
            yield other
