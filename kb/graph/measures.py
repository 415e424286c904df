"""Measures of a graph of things or of the debate: its communities, and what is central in it."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import networkx as nx

from kb.errors import UnknownMeasure
from kb.shown import Fields
from kb.suggest import unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kb.graph.model import Graph

    Measure = Callable[[nx.DiGraph[str]], Mapping[str, float]]

_SEED: Final = 0
_DAMPING: Final = 0.85


@dataclass(frozen=True, slots=True)
class Central(Fields):
    """How central a node is.

    Attributes:
        address: the node.
        title: its title.
        kind: the name of its kind, or `statement`.
        score: by the measure asked for; more is more central.
    """

    address: str
    title: str
    kind: str
    score: float


def communities(graph: Graph) -> tuple[tuple[str, ...], ...]:
    """Groups of nodes with many links inside and few to the outside, largest first.

    Found by the Louvain method (Blondel and others 2008), from a fixed seed. Links count in both
    directions, and two nodes that are linked twice are linked more closely.

    Over the whole graph the works that many entries cite would make the groups.
    """
    order = sorted(graph)
    # Numbers, since the order of a set of strings differs from one run of Python to the next.
    place = {node: number for number, node in enumerate(order)}
    joined: nx.Graph[int] = nx.Graph()
    joined.add_nodes_from(range(len(order)))
    for start, end in sorted((place[a], place[b]) for a, b in graph.edges()):
        weight = joined.get_edge_data(start, end, {"weight": 0})["weight"]
        joined.add_edge(start, end, weight=weight + 1)
    found = nx.community.louvain_communities(joined, seed=_SEED)
    groups = (tuple(order[number] for number in sorted(group)) for group in found)
    return tuple(sorted(groups, key=lambda group: (-len(group), group)))


def centrality(graph: Graph, measure: str = "betweenness") -> tuple[Central, ...]:
    """Every node with its score, most central first, then by address.

    Two nodes are joined however many links there are between them. The measures are

    - `degree`: the share of all other nodes to which it is linked, either way;
    - `in-degree`, `out-degree`: the share of those that link to it, and to which it links;
    - `betweenness`: the share of shortest paths that pass through it (Freeman 1977), and
      `closeness`: how near all that it reaches is, and how much that is (Wasserman and Faust 1994,
      sec. 5.2.2), both over links in either direction, since nearly all links of things run from
      approaches to problems and concepts;
    - `pagerank`: how often a reader is there who follows links as they are written, and starts anew
      at any node after one step in seven (Page and others 1999; damping 0.85);
    - `eigenvector`: how central its neighbours are, in either direction (Bonacich 1972).

    Over the whole graph the most central nodes are the works that most entries cite.

    Raises:
        UnknownMeasure: for any other word.
    """
    if measure not in MEASURES:
        raise UnknownMeasure(unknown("measure", measure, MEASURES))
    if not graph:
        return ()
    simple: nx.DiGraph[str] = nx.DiGraph()
    simple.add_nodes_from(sorted(graph))
    simple.add_edges_from(sorted(set(graph.edges())))
    scores = MEASURES[measure](simple)
    found = (
        Central(node, data["title"], data["kind"], _round(scores[node]))
        for node, data in graph.nodes(data=True)
    )
    return tuple(sorted(found, key=lambda one: (-one.score, one.address)))


def _round(score: float) -> float:
    """A score without what the order of additions leaves in its last digits."""
    return round(score, 9)


def _either_way(measure: Callable[..., Mapping[str, float]], **options: int) -> Measure:
    return lambda graph: measure(nx.Graph(graph), **options)


def _pagerank(graph: nx.DiGraph[str]) -> Mapping[str, float]:
    """PageRank by power iteration; that of networkx needs scipy.

    A node without links hands on what it has to all nodes alike.
    """
    count = len(graph)
    ranks = dict.fromkeys(graph, 1 / count)
    change = 1.0
    while change > 1e-12 * count:
        lost = sum(rank for node, rank in ranks.items() if not graph.out_degree(node))
        base = (1 - _DAMPING + _DAMPING * lost) / count
        new = dict.fromkeys(graph, base)
        for node, rank in ranks.items():
            for other in graph.successors(node):
                new[other] += _DAMPING * rank / graph.out_degree(node)
        change = sum(abs(new[node] - ranks[node]) for node in graph)
        ranks = new
    return ranks


MEASURES: Final[Mapping[str, Measure]] = MappingProxyType(
    {
        "degree": _either_way(nx.degree_centrality),
        "in-degree": nx.in_degree_centrality,
        "out-degree": nx.out_degree_centrality,
        "betweenness": _either_way(nx.betweenness_centrality),
        "closeness": _either_way(nx.closeness_centrality),
        "pagerank": _pagerank,
        "eigenvector": _either_way(nx.eigenvector_centrality, max_iter=10_000),
    }
)
"""Measure to the function that scores the nodes of a graph without repeated links."""
