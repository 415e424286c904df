"""The graph as others read it: by networkx from node-link, GraphML, GEXF and Cytoscape JSON."""

from __future__ import annotations

import io
import json
import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.graph.flat import flat
from kb.share.formats.graphs import cytoscape, gexf, graphml, node_link
from profiles import examples

if TYPE_CHECKING:
    from collections.abc import Callable

    from kb.share.formats import About, Whole

Edges = dict[tuple[str, str, str], dict[str, Any]]


def listed(value: Any) -> Any:
    """What JSON makes of a value."""
    return list(value) if isinstance(value, tuple) else value


def plain(data: dict[str, Any]) -> dict[str, Any]:
    return {name: listed(value) for name, value in data.items()}


def safe(text: str) -> str:
    """A text as XML 1.0 can hold it (section 2.2)."""
    return "".join(
        char
        if char in "\t\n\r"
        or "\x20" <= char <= "\ud7ff"
        or "\ue000" <= char <= "\ufffd"
        or char >= "\U00010000"
        else "\ufffd"
        for char in text
    )


def told(data: dict[str, Any]) -> dict[str, Any]:
    """What XML makes of flat values."""
    return {n: safe(v) if isinstance(v, str) else v for n, v in flat(data).items()}


def nodes(whole: Whole) -> dict[str, dict[str, Any]]:
    """The nodes as viewers of graphs are to see them."""
    found = {}
    for node, data in whole.graph.nodes(data=True):
        own = told({name: value for name, value in data.items() if name != "label"})
        standing = {"debate_label": data["label"]} if "label" in data else {}
        found[node] = {**own, **standing, "label": safe(data["title"])}
    return found


def edges(whole: Whole) -> Edges:
    return {
        (source, target, key): told(data)
        for source, target, key, data in whole.graph.edges(keys=True, data=True)
    }


def from_graphml(data: bytes) -> tuple[dict[str, Any], Edges]:
    graph = nx.read_graphml(io.BytesIO(data), force_multigraph=True)
    found = {(s, t, k): dict(e) for s, t, k, e in graph.edges(keys=True, data=True)}
    for (_, _, key), edge in found.items():
        assert edge.pop("key") == key
    return dict(graph.nodes(data=True)), found


def from_gexf(data: bytes) -> tuple[dict[str, Any], Edges]:
    graph = nx.read_gexf(io.BytesIO(data))
    found = {(s, t, k): dict(e) for s, t, k, e in graph.edges(keys=True, data=True)}
    for number, edge in enumerate(found.values()):
        assert edge.pop("label") == edge["relation"]
        assert edge.pop("id") == str(number)
    return dict(graph.nodes(data=True)), found


def same_in_xml(whole: Whole) -> None:
    for write, read in ((graphml, from_graphml), (gexf, from_gexf)):
        found_nodes, found_edges = read(write(whole))
        assert found_nodes == nodes(whole)
        assert found_edges == edges(whole)


def same_in_json(whole: Whole) -> None:
    graph = whole.graph
    linked = nx.node_link_graph(json.loads(node_link(whole)), edges="edges")
    drawn = nx.cytoscape_graph(json.loads(cytoscape(whole)))
    assert type(linked) is type(drawn) is nx.MultiDiGraph
    assert list(linked) == list(drawn) == list(graph)
    for node, data in graph.nodes(data=True):
        assert linked.nodes[node] == plain(data)
        own = {"id": node, "value": node, "name": data["title"]}
        assert drawn.nodes[node] == {**plain(data), **own}
    assert list(linked.edges(keys=True)) == list(drawn.edges(keys=True))
    for number, (source, target, key, data) in enumerate(graph.edges(keys=True, data=True)):
        assert linked.edges[source, target, key] == plain(data)
        own = {"id": f"edge {number}", "source": source, "target": target, "key": key}
        assert drawn.edges[source, target, key] == {**plain(data), **own}


def test_networkx_reads_the_same_graph_from_json(world: Any) -> None:
    same_in_json(world.whole)


def test_networkx_reads_the_same_graph_from_xml_but_for_the_flattening(world: Any) -> None:
    same_in_xml(world.whole)


@examples(60)
@given(data=st.data())
def test_any_text_survives(
    data: st.DataObject,
    texts: st.SearchStrategy[str],
    with_texts: Callable[[str], Whole],
) -> None:
    whole = with_texts(data.draw(texts))
    same_in_json(whole)
    same_in_xml(whole)


def test_the_four_facts_are_attributes_of_the_graph(small_world: Any, about: About) -> None:
    facts = asdict(about)
    linked = nx.node_link_graph(json.loads(small_world.file("node-link")), edges="edges")
    drawn = nx.cytoscape_graph(json.loads(small_world.file("cytoscape")))
    marked = nx.read_graphml(io.BytesIO(small_world.file("graphml")), force_multigraph=True)
    assert linked.graph == drawn.graph == facts
    assert marked.graph.items() >= facts.items()


def test_gexf_has_the_day_of_the_data_and_not_that_of_writing(small_world: Any) -> None:
    meta = ET.fromstring(small_world.file("gexf")).find("{*}meta")
    assert meta is not None
    assert meta.get("lastmodifieddate") == "2026-11-21"


@pytest.mark.parametrize("format_", ["graphml", "gexf"])
def test_numbers_are_declared_as_numbers_and_all_else_as_text(
    format_: str, small_world: Any
) -> None:
    text = small_world.text(format_)
    declared = dict(re.findall(r'(?:attr\.name|title)="(\w+)" (?:attr\.)?type="(\w+)"', text))
    doubles = {name for name, type_ in declared.items() if type_ == "double"}
    assert doubles == {"credence_low", "credence_high"}
    assert {type_ for name, type_ in declared.items() if name not in doubles} == {"string"}


@pytest.mark.parametrize("format_", ["graphml", "gexf"])
def test_every_attribute_is_declared_once(format_: str, valley: Any) -> None:
    tree = ET.fromstring(valley.file(format_))
    tag, name = ("key", "attr.name") if format_ == "graphml" else ("attribute", "title")
    parents = tree.iter() if format_ == "gexf" else [tree]
    for parent in parents:
        names = [(one.get("for"), one.get(name)) for one in parent.findall(f"{{*}}{tag}")]
        assert len(names) == len(set(names))


def test_edges_of_gexf_have_ids_of_their_own(valley: Any) -> None:
    ids = re.findall(r'<edge id="([^"]+)"', valley.text("gexf"))
    assert len(ids) == len(set(ids)) == valley.graph.number_of_edges()


def test_elements_of_cytoscape_have_ids_of_their_own(valley: Any) -> None:
    elements = json.loads(valley.file("cytoscape"))["elements"]
    ids = [one["data"]["id"] for one in (*elements["nodes"], *elements["edges"])]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"credence": 0.2}, {"credence_low": 0.2, "credence_high": 0.2}),
        ({"credence": [0.2, 0.4]}, {"credence_low": 0.2, "credence_high": 0.4}),
        ({"by": ("a", "b")}, {"by": '["a", "b"]'}),
        ({"attacked": True}, {"attacked": True}),
        ({"count": 2}, {"count": 2.0}),
        ({"why": None}, {}),
    ],
    ids=str,
)
def test_values_are_flattened(value: dict[str, Any], expected: dict[str, Any]) -> None:
    assert flat(value) == expected
