"""The graph as node-link JSON, GraphML, GEXF and Cytoscape JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from kb.graph.flat import flat
from kb.share.formats.text import filed, json_of, xml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import networkx as nx

    from kb.graph.flat import Flat
    from kb.share.formats.format import Whole

STANDING: Final = "debate_label"
"""What `label` is called where a label is what viewers write beside a node."""


def node_link(whole: Whole) -> bytes:
    """The graph as `networkx.node_link_graph` reads it back, equal but for the four facts."""
    import networkx as nx  # noqa: PLC0415 - half a second

    return json_of({**nx.node_link_data(whole.graph, edges="edges"), "graph": asdict(whole.about)})


def cytoscape(whole: Whole) -> bytes:
    """The graph as Cytoscape and Cytoscape.js read it; a node's `name` is its title."""
    import networkx as nx  # noqa: PLC0415

    data = nx.cytoscape_data(whole.graph)
    for node in data["elements"]["nodes"]:
        node["data"]["name"] = node["data"].get("title") or node["data"]["id"]
    for number, edge in enumerate(data["elements"]["edges"]):
        edge["data"]["id"] = f"edge {number}"
    return json_of({**data, "data": [[name, value] for name, value in asdict(whole.about).items()]})


@filed
def graphml(whole: Whole) -> Iterator[str]:
    """The graph with flat values as GraphML 1.0 (Brandes and others 2002).

    Edges have no ids, which would have to be unique; their keys are data, and networkx takes them
    for keys again. Control characters, which XML cannot hold, become U+FFFD.
    """
    about = asdict(whole.about)
    nodes, edges = _nodes(whole.graph), list(_keyed(whole.graph))
    told = {
        "graph": _types([about]),
        "node": _types(data for _, data in nodes),
        "edge": _types(data for *_, data in edges),
    }
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for scope, types in told.items():
        for name, type_ in types.items():
            yield (
                f'<key id="{scope}-{xml(name)}" for="{scope}" attr.name="{xml(name)}" '
                f'attr.type="{type_}"/>'
            )
    yield '<graph edgedefault="directed">'
    yield from _data("graph", about)
    for node, data in nodes:
        yield f'<node id="{xml(node)}">'
        yield from _data("node", data)
        yield "</node>"
    for source, target, data in edges:
        yield f'<edge source="{xml(source)}" target="{xml(target)}">'
        yield from _data("edge", data)
        yield "</edge>"
    yield "</graph>"
    yield "</graphml>"


@filed
def gexf(whole: Whole) -> Iterator[str]:
    """The graph with flat values as GEXF 1.2, for Gephi and sigma.js.

    Nodes are labelled with their titles, edges with their relations. Control characters, which XML
    cannot hold, become U+FFFD.
    """
    about = whole.about
    nodes, edges = _nodes(whole.graph), list(_keyed(whole.graph))
    bare = [{name: value for name, value in data.items() if name != "label"} for _, data in nodes]
    node_ids = _numbered(_types(bare), 0)
    edge_ids = _numbered(_types(data for *_, data in edges), len(node_ids))
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">'
    yield f'<meta lastmodifieddate="{about.day}">' if about.day else "<meta>"
    yield f"<creator>alignment-kb {xml(about.schema_version)}</creator>"
    yield f"<description>{xml(about.sentence)}</description>"
    yield "</meta>"
    yield '<graph defaultedgetype="directed" mode="static">'
    for scope, ids in (("node", node_ids), ("edge", edge_ids)):
        yield f'<attributes class="{scope}" mode="static">'
        for name, (number, type_) in ids.items():
            title = "networkx_key" if name == "key" else name
            yield f'<attribute id="{number}" title="{xml(title)}" type="{type_}"/>'
        yield "</attributes>"
    yield "<nodes>"
    for (node, data), own in zip(nodes, bare, strict=True):
        yield f'<node id="{xml(node)}" label="{xml(_plain(data["label"]))}">'
        yield from _values(node_ids, own)
        yield "</node>"
    yield "</nodes>"
    yield "<edges>"
    for number, (source, target, data) in enumerate(edges):
        yield (
            f'<edge id="{number}" source="{xml(source)}" target="{xml(target)}" '
            f'label="{xml(_plain(data["relation"]))}">'
        )
        yield from _values(edge_ids, data)
        yield "</edge>"
    yield "</edges>"
    yield "</graph>"
    yield "</gexf>"


def _nodes(graph: nx.MultiDiGraph[str]) -> list[tuple[str, Flat]]:
    """Every node with flat values; its title is its `label`, its label its `debate_label`."""
    found = []
    for node, data in graph.nodes(data=True):
        own = {STANDING if name == "label" else name: value for name, value in data.items()}
        found.append((node, {"label": str(own.get("title", node)), **flat(own)}))
    return found


def _keyed(graph: nx.MultiDiGraph[str]) -> Iterator[tuple[str, str, Flat]]:
    """Every edge with flat values, and its key among them."""
    for source, target, key, data in graph.edges(keys=True, data=True):
        yield source, target, {**flat(data), "key": key}


def _types(records: Iterable[Flat]) -> dict[str, str]:
    """Each name in order of appearance, with `string`, `double` or `boolean`."""
    found: dict[str, str] = {}
    for record in records:
        for name, value in record.items():
            own = (
                "boolean"
                if isinstance(value, bool)
                else "double"
                if isinstance(value, float)
                else "string"
            )
            found[name] = own if found.get(name, own) == own else "string"
    return found


def _data(scope: str, data: Mapping[str, str | float | bool]) -> Iterator[str]:
    for name, value in data.items():
        yield f'<data key="{scope}-{xml(name)}">{xml(_plain(value))}</data>'


def _numbered(types: Mapping[str, str], first: int) -> dict[str, tuple[int, str]]:
    return {name: (number, type_) for number, (name, type_) in enumerate(types.items(), first)}


def _values(ids: Mapping[str, tuple[int, str]], data: Flat) -> Iterator[str]:
    yield "<attvalues>"
    for name, value in data.items():
        yield f'<attvalue for="{ids[name][0]}" value="{xml(_plain(value))}"/>'
    yield "</attvalues>"


def _plain(value: str | float | bool) -> str:  # noqa: FBT001 - a value, not a switch
    return str(value).lower() if isinstance(value, bool) else str(value)
