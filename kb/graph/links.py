"""Links: edges of the graph, each met from one of its ends."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as column
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from kb.errors import UnknownField, UnknownRelation
from kb.graph.model import EDGES
from kb.model.prose import CITATION, MENTION
from kb.model.words import THINGS
from kb.shown import Fields
from kb.suggest import unknown
from kb.table import QUIET

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.graph.model import Graph

DIRECTIONS: Final = ("out", "in", "both")

_INVERSES: Final = MappingProxyType({one.inverse: one.name for one in EDGES.values()})
_SYMMETRIC: Final = frozenset(name for name, one in EDGES.items() if one.inverse == name)
_RANK: Final = MappingProxyType({name: number for number, name in enumerate(EDGES)})


@dataclass(frozen=True, slots=True)
class Link(Fields):
    """An edge of the graph as it is written, met from one of its ends.

    Attributes:
        source: address of what says it.
        relation: its name in the vocabulary, or `has`.
        target: address of what it is said of.
        why: the stated reason.
        force: of an attack, `refutes` or `weakens`.
        field: the field it is written in, where the relation does not tell.
        work: the work that states it.
        at: where in that work; for `sources` and `about`, where in the source.
        forward: whether it was met at its source.
        text: the whole as a sentence, with titles and the reason.
    """

    source: str
    relation: str
    target: str
    why: str | None
    force: str | None = column(metadata=QUIET)
    field: str | None = column(metadata=QUIET)
    work: str | None = column(metadata=QUIET)
    at: str | None = column(metadata=QUIET)
    forward: bool = column(metadata=QUIET)
    text: str = column(metadata=QUIET)

    @property
    def end(self) -> str:
        """The address at the other end from where it was met."""
        return self.target if self.forward else self.source


def link_of(graph: Graph, source: str, target: str, key: str, *, forward: bool) -> Link:
    """The link of one edge.

    Raises:
        KeyError: if there is no such edge.
    """
    data = graph.edges[source, target, key]
    said: dict[str, Any] = {
        name: data.get(name) for name in ("why", "force", "field", "work", "at")
    }
    text = _sentence(graph, source, target, data)
    return Link(source, data["relation"], target, **said, forward=forward, text=text)


def neighbors(
    graph: Graph, node: str, relation: str | None = None, direction: str = "out"
) -> tuple[Link, ...]:
    """The links of a node, by relation, those it writes first, then by the other end.

    What is said of an entry's statements is not said of the entry: its statements are its
    neighbours by `has`, and have neighbours of their own.

    With `relation`, only its links; the name of an inverse, such as `attacked-by`, asks for those
    that come in, whatever the direction. That is `out` for links the node writes, `in` for those
    written elsewhere, or `both`. `related` holds both ways, whichever side writes it.

    Raises:
        UnknownRelation: for a word that is no relation.
        UnknownField: for another direction.
        KeyError: if the graph has no such node.
    """
    if direction not in DIRECTIONS:
        raise UnknownField(unknown("direction", direction, DIRECTIONS))
    if relation is not None and relation not in EDGES:
        if relation not in _INVERSES:
            known = [*EDGES, *_INVERSES]
            raise UnknownRelation(unknown("relation", relation, known, sorted(EDGES)))
        relation, direction = _INVERSES[relation], "in"
    found = [
        link
        for link in _links(graph, node)
        if relation in {None, link.relation}
        and (direction in {"both", "out" if link.forward else "in"} or link.relation in _SYMMETRIC)
    ]
    return tuple(sorted(found, key=lambda x: (_RANK[x.relation], not x.forward, x.end)))


def _links(graph: Graph, node: str) -> Iterator[Link]:
    graph.nodes[node]
    for _, other, key in graph.out_edges(node, keys=True):
        yield link_of(graph, node, other, key, forward=True)
    for other, _, key in graph.in_edges(node, keys=True):
        yield link_of(graph, other, node, key, forward=False)


def _sentence(graph: Graph, source: str, target: str, data: dict[str, Any]) -> str:
    relation, why = EDGES[data["relation"]], plain(data.get("why") or "")
    verb = data.get("force") or relation.verb
    if data.get("field") == "cruxes":
        verb = "names as a crux"
    place = f" ({data['at']})" if relation.placed and data.get("at") else ""
    reason = f": {why}" if why else ""
    said = f"{named(graph, source)} {verb} {named(graph, target)}{place}{reason}"
    return said if said.endswith((".", "?", "!")) else f"{said}."


def named(graph: Graph, node: str) -> str:
    """The name of a node in running text: the short name of an approach, the title of all else.

    What is a sentence, or the title of a text, stands in quotation marks.
    """
    data = graph.nodes[node]
    name = str(data.get("short", data["title"]))
    if data["kind"] in {*THINGS, "person"} and not name.endswith((".", "?", "!")):
        return name
    return f"“{name.removesuffix('.')}”"


def plain(text: str) -> str:
    """Prose without mark-up: mentions as their words, citations left out.

    >>> plain("as [[rlhf|RLHF]] does [@ng-2000-irl, sec. 1]")
    'as RLHF does'
    """
    words = MENTION.sub(lambda match: match[2] or match[1].replace("-", " "), text)
    return " ".join(CITATION.sub("", words).split())
