"""Drawings: DOT as pydot reads it, Mermaid by its own rules and, where it is at hand, by itself."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
import pydot
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.model.iri import page
from kb.share.formats.drawings import LONGEST, MOST_ARROWS, dot, mermaid
from kb.share.formats.format import near
from profiles import examples

if TYPE_CHECKING:
    from collections.abc import Callable

    from kb.share.formats import Whole

# pydot calls its parser's functions by names that the parser would rather forget.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:pydot.dot_parser")


def unquoted(text: str) -> str:
    """A quoted string as Graphviz writes it out: escapes first, then entities."""
    assert text[0] == text[-1] == '"'
    inside = re.sub(r"\\(.)", lambda match: {"n": "\n"}.get(match[1], match[1]), text[1:-1])
    return html.unescape(inside)


def spaced(text: str) -> str:
    """A text with single spaces, and the lines it has."""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(lines).replace("\0", "\ufffd")


def cut(title: str) -> str:
    return title if len(title) <= 120 else f"{title[:119].rstrip()}…"


def drawn(data: bytes) -> tuple[dict[str, dict[str, str]], list[tuple[str, str, dict[str, str]]]]:
    (graph,) = pydot.graph_from_dot_data(data.decode("utf-8")) or []

    def said(part: pydot.Node | pydot.Edge) -> dict[str, str]:
        return {name: unquoted(value) for name, value in part.get_attributes().items()}

    nodes = {unquoted(n.get_name()): said(n) for n in graph.get_nodes() if n.get_name()[0] == '"'}
    edges = [
        (unquoted(e.get_source()), unquoted(e.get_destination()), said(e))
        for e in graph.get_edges()
    ]
    return nodes, edges


def same_drawing(whole: Whole) -> None:
    nodes, edges = drawn(dot(whole))
    graph = whole.graph
    chosen = list(graph) if whole.of is None else near(graph, whole.debate, whole.of)
    assert list(nodes) == chosen
    for node in chosen:
        data = graph.nodes[node]
        kind = whole.corpus.records[node.partition("#")[0]].kind
        assert nodes[node]["URL"] == page(kind, node)
        assert nodes[node].get("tooltip", "") == spaced(data["text"])
    expected = [
        (s, t, d.get("force") or d["relation"], spaced(d.get("why") or ""))
        for s, t, d in graph.edges(chosen, data=True)
        if t in chosen and (d["relation"] != "has" or len(graph[s][t]) == 1)
    ]
    assert [(s, t, d["label"], d.get("tooltip", "")) for s, t, d in edges] == expected


def test_pydot_reads_the_same_graph(small_world: Any) -> None:
    same_drawing(small_world.whole)


def test_pydot_reads_what_bears_on_an_entry_of_the_valley(valley: Any) -> None:
    nodes, edges = drawn(valley.file("dot", "canal"))
    assert list(nodes) == near(valley.graph, valley.debate, "canal")
    assert ("water-seeps", "water-keeps", "refutes") in {
        (source, target, edge["label"]) for source, target, edge in edges
    }


@examples(25)
@given(data=st.data())
def test_any_text_survives_in_dot(
    data: st.DataObject, texts: st.SearchStrategy[str], with_texts: Callable[[str], Whole]
) -> None:
    same_drawing(replace(with_texts(data.draw(texts)), of="growth-is-visible"))


def test_a_label_has_title_and_status(small_world: Any) -> None:
    nodes, _ = drawn(small_world.file("dot"))
    assert nodes["gardening"]["label"] == "Patient gardening\nconditional"
    assert nodes["ada-reed"]["label"] == "Ada Reed"


def test_a_long_title_is_cut_in_the_label_alone(with_texts: Callable[[str], Whole]) -> None:
    nodes, _ = drawn(dot(with_texts("a vine " * 50)))
    title, status = nodes["gardening"]["label"].split("\n")
    assert (title[-2:], status) == ("e…", "conditional")
    assert 110 < len(title) <= 120
    assert len(nodes["gardening"]["tooltip"]) == 349


def test_a_weakening_is_dashed(small_world: Any) -> None:
    _, edges = drawn(small_world.file("dot"))
    dashed = {(source, target) for source, target, edge in edges if edge.get("style") == "dashed"}
    weakens = nx.get_edge_attributes(small_world.graph, "force")
    assert dashed == {(s, t) for (s, t, _), force in weakens.items() if force == "weakens"} != set()


# What is near


def test_near_a_claim_is_what_decides_it_and_what_speaks_for_it(small_world: Any) -> None:
    found = near(small_world.graph, small_world.debate, "growth-is-visible")
    assert found[0] == "growth-is-visible"
    assert set(found) >= small_world.debate.behind(["growth-is-visible"])


def test_near_a_proposal_are_its_own_statements_before_all_others(small_world: Any) -> None:
    found = near(small_world.graph, small_world.debate, "gardening")
    own = [address for address in small_world.debate.points if address.startswith("gardening#")]
    assert found[: len(own) + 1] == ["gardening", *own]


@pytest.mark.parametrize("of", ["canal", "dry-decade", "water-keeps"])
def test_nothing_that_decides_a_point_is_left_out(of: str, valley: Any) -> None:
    found = near(valley.graph, valley.debate, of)
    assert set(found) >= valley.debate.behind([of])
    assert len(found) == len(set(found))


def test_near_what_is_not_debated_are_its_neighbours(small_world: Any) -> None:
    graph = small_world.graph
    found = near(graph, small_world.debate, "shaping")
    assert set(found) == {"shaping", *graph.successors("shaping"), *graph.predecessors("shaping")}


# Mermaid


def flowchart(data: bytes) -> tuple[dict[str, str], list[tuple[str, str, str, str]]]:
    """Labels of nodes by name, and arrows as (source, arrow, word, target)."""
    lines = data.decode("utf-8").splitlines()
    assert lines[0] == "flowchart LR"
    nodes, arrows = {}, []
    for line in lines[1:]:
        if match := re.fullmatch(r'  (n\d+)[\[({/]+"([^"]*)"[\])}\\]+', line):
            nodes[match[1]] = html.unescape(re.sub(r"#(\d+);", r"&#\1;", match[2]))
        elif match := re.fullmatch(r'  (n\d+) (\S+)\|"([a-z-]+)"\| (n\d+)', line):
            arrows.append((match[1], match[2], match[3], match[4]))
        else:
            assert re.fullmatch(r'  %% .*|  click n\d+ href "https://[^"]+"', line), line
    return nodes, arrows


@pytest.mark.parametrize("of", ["gardening", "growth-is-visible", "shaping", "gardening#cut"])
def test_mermaid_draws_what_is_near(of: str, small_world: Any) -> None:
    nodes, arrows = flowchart(small_world.file("mermaid", of))
    graph = small_world.graph
    chosen = near(graph, small_world.debate, of)
    names = dict(zip(chosen, nodes, strict=True))
    assert [label.split("<br>")[0] for label in nodes.values()] == [
        graph.nodes[node]["title"] for node in chosen
    ]
    among = graph.subgraph(chosen)
    assert {(a[0], a[3]) for a in arrows} == {(names[s], names[t]) for s, t in among.edges()}


def test_arrows_tell_relations_apart(small_world: Any) -> None:
    _, arrows = flowchart(small_world.file("mermaid", "gardening"))
    assert {(arrow, word) for _, arrow, word, _ in arrows} >= {
        ("-->", "refutes"),
        ("-.->", "weakens"),
        ("==>", "supports"),
        ("-->", "assumes"),
    }


@examples(60)
@given(data=st.data())
def test_any_text_survives_in_mermaid(
    data: st.DataObject, texts: st.SearchStrategy[str], with_texts: Callable[[str], Whole]
) -> None:
    text = data.draw(texts)
    nodes, _ = flowchart(mermaid(replace(with_texts(text), of="gardening")))
    shown = re.sub(r"[\x00-\x1f\x7f-\x9f]", "\ufffd", cut(" ".join(text.split())))
    assert {label.rpartition("<br>")[0] for label in nodes.values()} == {shown}


def test_mermaid_is_given_no_more_than_it_draws(valley: Any) -> None:
    for id_ in valley.corpus.records:
        data = valley.file("mermaid", id_)
        assert len(data.decode("utf-8")) <= LONGEST
        assert len(flowchart(data)[1]) <= MOST_ARROWS
        assert b"draws no more" not in data


def test_what_is_too_much_for_mermaid_is_cut_to_the_nearest(
    small_world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kb.share.formats.drawings.MOST_ARROWS", 6)
    data = small_world.file("mermaid", "gardening")
    nodes, arrows = flowchart(data)
    chosen = near(small_world.graph, small_world.debate, "gardening")
    assert f"%% the nearest {len(nodes)} of {len(chosen)}: Mermaid draws no more" in data.decode()
    assert len(arrows) <= 6
    more = small_world.graph.subgraph(chosen[: len(nodes) + 1])
    assert more.number_of_edges() > 6


HERE = Path(__file__).parent
READERS = HERE.parents[2] / "build" / "readers"
NODE = shutil.which("node")


@pytest.mark.skipif(
    NODE is None or not (READERS / "node_modules" / "mermaid").is_dir(),
    reason="needs node and `make readers`",
)
def test_mermaid_itself_reads_what_was_meant(
    small_world: Any, valley: Any, with_texts: Callable[[str], Whole], tmp_path: Path
) -> None:
    anything = with_texts('end style a:b#c; #quot; <b>&lt;</b> "`x`" [{(|)}] %% -->')
    wholes = [
        replace(small_world.whole, of="gardening"),
        replace(valley.whole, of="canal"),
        replace(anything, of="gardening"),
    ]
    files = [tmp_path / f"{number}.mmd" for number in range(len(wholes))]
    for file, whole in zip(files, wholes, strict=True):
        file.write_bytes(mermaid(whole))
    done = subprocess.run(
        [str(NODE), HERE / "mermaid.mjs", READERS, *files],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    for whole, drawing in zip(wholes, json.loads(done.stdout), strict=True):
        graph = whole.graph
        chosen = near(graph, whole.debate, str(whole.of))
        kinds = [whole.corpus.records[node.partition("#")[0]].kind for node in chosen]
        assert drawing["links"] == list(map(page, kinds, chosen))
        titles = [graph.nodes[node]["title"] for node in chosen]
        labels = [label.rpartition("<br>")[0] for label in drawing["labels"]]
        assert labels == list(map(cut, titles))
        numbers = {node: f"n{number}" for number, node in enumerate(chosen)}
        assert {(start, end) for start, _, end in drawing["arrows"]} == {
            (numbers[source], numbers[target]) for source, target in graph.subgraph(chosen).edges()
        }
