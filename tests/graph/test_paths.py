"""Links and paths: what stands beside an entry, and the shortest way from one to another."""

from __future__ import annotations

import itertools
from functools import cache
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

import kb
from kb import graph as graphs
from kb.errors import NoPath, UnknownField, UnknownKind, UnknownRelation
from kb.graph import EDGES, Link
from kb.graph.links import plain
from kb.graph.paths import PASSED
from worlds import VALLEY, world

WORLDS = Path(__file__).parents[1] / "worlds"


@cache
def graph(world: str = "orchard") -> nx.MultiDiGraph[str]:
    return kb.load(WORLDS / world).graph


def valley() -> nx.MultiDiGraph[str]:
    return world(VALLEY).graph


def walked(start: str, end: str, *through: str) -> list[str]:
    return list(graphs.path(graph(), start, end, through).nodes)


def ends(node: str, relation: str | None = None, direction: str = "out") -> list[str]:
    return [one.end for one in graphs.neighbors(graph(), node, relation, direction)]


def test_a_path_leads_over_what_both_address() -> None:
    path = graphs.path(graph(), "smoke-pots", "warm-walls")
    assert path.nodes == ("smoke-pots", "late-frost", "warm-walls")
    assert [(one.source, one.relation, one.target) for one in path.links] == [
        ("smoke-pots", "addresses", "late-frost"),
        ("warm-walls", "addresses", "late-frost"),
    ]


def test_links_of_a_path_say_whether_they_are_walked_as_written() -> None:
    links = graphs.path(graph(), "smoke-pots", "warm-walls").links
    assert [one.forward for one in links] == [True, False]


def test_the_length_of_a_path_is_that_of_its_links() -> None:
    assert len(graphs.path(graph(), "smoke-pots", "warm-walls")) == 2


def test_a_path_from_an_entry_to_itself_has_no_links() -> None:
    path = graphs.path(graph(), "dew", "dew")
    assert (path.nodes, path.links, str(path), path.explain()) == (("dew",), (), "dew", "")


def test_a_path_is_written_with_arrows_that_run_as_written() -> None:
    path = graphs.path(graph(), "smoke-pots", "warm-walls")
    assert str(path) == "smoke-pots —addresses→ late-frost ←addresses— warm-walls"


def test_a_path_explains_itself_with_titles_and_stated_reasons() -> None:
    path = graphs.path(graph(), "ladder", "picking-pole")
    assert path.explain() == (
        "Ladder builds on Rope: it holds the rungs. "
        "Picking pole builds on Rope: it pulls the blade."
    )


def test_a_path_for_notebooks_is_escaped_and_has_no_script(small: Path) -> None:
    file = small / "concepts" / "pruning.yaml"
    file.write_text(file.read_text().replace("title: Pruning", "title: <script>cuts & co"))
    html = graphs.path(kb.load(small).graph, "gardening", "pruning")._repr_html_()
    assert "&lt;script&gt;cuts &amp; co" in html
    assert "<script" not in html


def test_a_path_may_go_through_statements() -> None:
    assert walked("old-orchards", "seedlings-are-faster") == [
        "old-orchards",
        "grafted-trees",
        "grafted-trees#fast",
        "seedlings-are-faster",
    ]


def test_a_path_may_begin_and_end_at_any_kind() -> None:
    assert walked("bo-ek", "winter-stops-sap") == ["bo-ek", "winter-stops-sap"]
    assert walked("grafted-trees", "winter-stops-sap") == [
        "grafted-trees",
        "grafted-trees#join",
        "sap-flows",
        "winter-stops-sap",
    ]
    assert walked("sap-flows", "bo-ek-2005") == ["sap-flows", "bo-ek-2005"]


def test_what_an_entry_assumes_is_said_rather_than_that_it_has_it() -> None:
    links = graphs.path(graph(), "grafted-trees", "grafted-trees#cuts-heal").links
    assert [one.relation for one in links] == ["assumes"]


def test_among_equally_short_paths_that_with_reasons_wins() -> None:
    assert walked("ladder", "picking-pole") == ["ladder", "rope", "picking-pole"]


@pytest.mark.parametrize(
    ("taken", "left"),
    [
        (["rope"], "iron"),
        (["rope", "iron"], "knots"),
        (["rope", "iron", "knots"], "apron"),
    ],
    ids=["the first by name", "then what to read before", "and at last what is merely related"],
)
def test_among_equally_short_paths_that_which_says_more_wins(taken: list[str], left: str) -> None:
    rest = nx.MultiDiGraph(graph())
    rest.remove_nodes_from(taken)
    assert graphs.path(rest, "ladder", "picking-pole").nodes == ("ladder", left, "picking-pole")


def test_people_lead_through_only_where_they_are_asked_to() -> None:
    with pytest.raises(NoPath):
        walked("moon-planting", "grafted-trees")
    assert walked("moon-planting", "grafted-trees", "person") == [
        "moon-planting",
        "ann-lind",
        "grafted-trees",
    ]


def test_one_kind_may_be_given_as_a_word() -> None:
    assert len(graphs.path(graph(), "moon-planting", "grafted-trees", "person")) == 2


def test_kinds_that_every_path_may_go_through_can_be_named_again() -> None:
    assert len(graphs.path(graph(), "ladder", "picking-pole", ("concept", "statement"))) == 2


@pytest.mark.parametrize(
    ("start", "end", "through", "message"),
    [
        (
            "moon-planting",
            "grafted-trees",
            [],
            """things and reasons; through=("person",) finds one of length 2.""",
        ),
        (
            "dew",
            "grafted-trees",
            [],
            """things and reasons; through=("work",) finds one of length 2.""",
        ),
        (
            "star-planting",
            "bark-is-thick",
            ["concept", "statement"],
            """things and reasons; through=("work",) finds one of length 2.""",
        ),
        (
            "dew",
            "grafted-trees",
            ["person"],
            """things, reasons and people; through=("person", "work") finds one of length 2.""",
        ),
        (
            "dew",
            "moon-planting",
            [],
            """things and reasons; through=("person", "work") finds one of length 3.""",
        ),
        (
            "stillness",
            "dew",
            [],
            "things and reasons, and none through people, works or views either.",
        ),
        (
            "stillness",
            "dew",
            ["view", "work", "person"],
            "things, reasons, people, works and views.",
        ),
    ],
)
def test_where_there_is_no_path_the_message_says_what_would_help(
    start: str, end: str, through: list[str], message: str
) -> None:
    with pytest.raises(NoPath) as raised:
        graphs.path(graph(), start, end, through)
    assert str(raised.value) == f"no path from {start!r} to {end!r} through {message}"


def test_what_the_message_says_would_help_does() -> None:
    assert len(walked("dew", "moon-planting", "person", "work")) == 1 + 3


def test_an_unknown_kind_on_the_way_is_refused_with_a_suggestion() -> None:
    with pytest.raises(UnknownKind, match=r"no kind 'persn'\. Did you mean 'person'\? Kinds: prop"):
        walked("moon-planting", "grafted-trees", "persn")


@pytest.mark.parametrize(("start", "end"), [("weed", "dew"), ("dew", "weed")])
def test_a_path_needs_both_its_ends(start: str, end: str) -> None:
    with pytest.raises(KeyError):
        walked(start, end)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("tanks", "weir"),
        ("dry-decade", "canal"),
        ("dahl-2001-walks", "weir"),
        ("tree-ring", "water-seeps#clay-is-thin"),
    ],
)
def test_paths_of_the_valley_are_as_short_as_networkx_finds_them(start: str, end: str) -> None:
    kinds = nx.get_node_attributes(valley(), "kind")
    within = [node for node in valley() if kinds[node] in PASSED or node in {start, end}]
    either_way = nx.Graph(valley().subgraph(within))
    path = graphs.path(valley(), start, end)
    assert len(path) == nx.shortest_path_length(either_way, start, end)
    assert nx.is_simple_path(either_way, path.nodes)


@given(
    st.lists(
        st.tuples(
            st.integers(0, 4),
            st.integers(0, 4),
            st.sampled_from(["uses", "related", "prerequisites", "assumes"]),
            st.sampled_from([None, "so it is"]),
        ),
        max_size=16,
    )
)
def test_no_shortest_path_is_better_than_the_one_found(
    written: list[tuple[int, int, str, str | None]],
) -> None:
    drawn: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    drawn.add_nodes_from((f"n{n}", {"kind": "concept", "title": f"N{n}"}) for n in range(5))
    for start, end, relation, why in written:
        drawn.add_edge(f"n{start}", f"n{end}", relation=relation, why=why)
    either_way = nx.Graph(drawn)
    if not nx.has_path(either_way, "n0", "n4"):
        with pytest.raises(NoPath):
            graphs.path(drawn, "n0", "n4")
        return
    every = [
        weight(steps)
        for nodes in nx.all_shortest_paths(either_way, "n0", "n4")
        for steps in walks(drawn, nodes)
    ]
    found = graphs.path(drawn, "n0", "n4")
    assert min(every) == weight([(x.relation, x.why) for x in found.links])
    assert found == graphs.path(drawn, "n0", "n4")


def walks(drawn: nx.MultiDiGraph[str], nodes: list[str]) -> list[list[tuple[str, str | None]]]:
    """Every way to go along some nodes, as relations and reasons."""
    found: list[list[tuple[str, str | None]]] = [[]]
    for one, other in itertools.pairwise(nodes):
        edges = [
            (data["relation"], data["why"])
            for start, end in ((one, other), (other, one))
            if drawn.has_edge(start, end)
            for data in drawn[start][end].values()
        ]
        found = [[*steps, edge] for steps in found for edge in edges]
    return found


def weight(steps: list[tuple[str, str | None]]) -> tuple[int, int]:
    little = {"related": 2, "prerequisites": 1}
    return sum(little.get(r, 0) for r, _ in steps), sum(why is None for _, why in steps)


def test_a_path_back_is_as_long_as_a_path_there() -> None:
    there, back = (
        graphs.path(valley(), *pair) for pair in (("tanks", "dry-decade"), ("dry-decade", "tanks"))
    )
    assert len(there) == len(back)


def test_neighbors_are_what_an_entry_writes() -> None:
    assert ends("smoke-pots") == ["late-frost"]


def test_neighbors_come_by_relation_then_by_address() -> None:
    assert ends("picking-pole") == ["apron", "knots", "far-fruit", "iron", "rope"]


@pytest.mark.parametrize(
    ("direction", "expected"),
    [
        ("out", ["one-way-sap"]),
        ("in", ["grafted-trees", "warm-walls"]),
        ("both", ["one-way-sap", "grafted-trees", "warm-walls"]),
    ],
)
def test_neighbors_have_a_direction(direction: str, expected: list[str]) -> None:
    assert ends("halves-stay-apart", direction=direction) == expected


def test_neighbors_can_be_of_one_relation() -> None:
    assert ends("grafted-trees", "addresses") == ["ripe-in-time", "sweet-fruit"]


@pytest.mark.parametrize("direction", ["out", "in", "both"])
def test_the_name_of_an_inverse_asks_for_what_comes_in(direction: str) -> None:
    assert ends("sap-flows", "attacked-by", direction) == ["winter-stops-sap"]


def test_what_is_related_is_so_from_both_sides() -> None:
    assert (ends("ladder", "related"), ends("apron", "related")) == (
        ["apron"],
        ["ladder", "picking-pole"],
    )
    assert ends("apron") == ["ladder", "picking-pole"]
    assert ends("ladder", "related", "in") == ["apron"]


def test_statements_are_neighbors_of_their_entry() -> None:
    assert ends("grafted-trees", "has") == [
        "grafted-trees#cuts-heal",
        "grafted-trees#fast",
        "grafted-trees#join",
        "grafted-trees#wait",
    ]
    assert ends("grafted-trees#fast", "stated-in") == ["grafted-trees"]


def test_a_link_keeps_reason_work_and_place() -> None:
    (link,) = graphs.neighbors(graph(), "grafted-trees", "uses")
    assert link == Link(
        "grafted-trees",
        "uses",
        "grafting",
        "every tree is a graft",
        None,
        None,
        "lind-2001-grafts",
        "p. 7",
        forward=True,
        text="GFT builds on Grafting: every tree is a graft.",
    )


def test_a_link_that_comes_in_is_as_it_is_written() -> None:
    (link,) = graphs.neighbors(graph(), "sap-flows", "attacks", "in")
    assert (link.source, link.target, link.force, link.forward, link.end) == (
        "winter-stops-sap",
        "sap-flows",
        "weakens",
        False,
        "winter-stops-sap",
    )


def test_two_links_of_one_relation_between_the_same_are_two() -> None:
    assert ends("grafted-trees", "sources").count("ek-2003-bark") == 2


@pytest.mark.parametrize(
    ("node", "relation", "text"),
    [
        ("late-frost", "addressed-by", "Smoke pots addresses “What if frost comes late?”: smoke"),
        ("ripe-in-time", "broader", "Ripe in time is part of Sweet fruit."),
        ("ladder", "related", "Ladder is related to Apron."),
        ("bud", "prerequisites", "Bud is best read after Soil."),
        ("grafted-trees", "by", "GFT is by Ann Lind."),
        ("grafted-trees#fast", "stated-in", "GFT states “It bears fruit sooner than a seedling”."),
        ("grafted-trees#join", "assumes", "“A bud of the sweet tree is joined to the hardy root”"),
        ("one-way-sap", "assumed-by", "“The halves stay apart” assumes “Sap goes one way”."),
        ("winter-stops-sap", "attacks", "“Winter stops the sap” weakens “Sap flows”: frozen sap"),
        ("old-orchards", "supports", "“Old orchards are grafted” supports GFT."),
        ("warm-walls", "sources", "Warm walls cites “Is bark alive?”."),
        ("bo-ek-2005", "about", "“Bo Ek in 2005” takes positions on GFT (p. 3)."),
        ("sap-flows", "positions", "“Bo Ek in 2005” names as a crux “Sap flows”."),
    ],
)
def test_a_link_reads_as_a_sentence(node: str, relation: str, text: str) -> None:
    first = graphs.neighbors(graph(), node, relation)[0].text
    assert first.startswith(text)
    assert first.endswith(".")


def test_a_sentence_has_the_words_of_a_reason_without_its_mark_up() -> None:
    (link,) = graphs.neighbors(graph(), "smoke-pots", "addresses")
    assert link.text.endswith(": smoke keeps the warmth of the ground near the soil.")


def test_a_mention_without_words_of_its_own_reads_as_words() -> None:
    assert plain("like [[high-fruit]] [@a-b; @c-d, p. 2]") == "like high fruit"


@pytest.mark.parametrize("relation", list(EDGES))
def test_every_relation_of_the_valley_reads_as_a_sentence(relation: str) -> None:
    source, target = next(
        (start, end)
        for start, end, data in valley().edges(data=True)
        if data["relation"] == relation
    )
    text = next(x.text for x in graphs.neighbors(valley(), source, relation) if x.end == target)
    assert text[-1] in ".?!"
    assert "  " not in text
    assert ".." not in text


@pytest.mark.parametrize("relation", list(EDGES))
def test_a_relation_and_its_inverse_give_the_same_links(relation: str) -> None:
    source, target = next(
        (start, end)
        for start, end, data in valley().edges(data=True)
        if data["relation"] == relation
    )
    there = graphs.neighbors(valley(), source, relation)
    back = graphs.neighbors(valley(), target, EDGES[relation].inverse)
    assert target in [one.end for one in there]
    assert source in [one.end for one in back]


def test_an_unknown_relation_is_refused_with_a_suggestion() -> None:
    with pytest.raises(UnknownRelation) as raised:
        ends("ladder", "attack")
    assert str(raised.value) == (
        "no relation 'attack'. Did you mean 'attacks'? Relations: about, addresses, assumes, "
        "attacks, avoids, broader, by, concerns, differs-from, has, prerequisites, related, "
        "sources, supports, uses."
    )


def test_a_mistyped_inverse_finds_its_way_back() -> None:
    with pytest.raises(UnknownRelation, match=r"Did you mean 'attacked-by'\?"):
        ends("ladder", "atacked-by")


def test_an_unknown_direction_is_refused_with_a_suggestion() -> None:
    with pytest.raises(UnknownField) as raised:
        ends("ladder", direction="outt")
    assert str(raised.value) == (
        "no direction 'outt'. Did you mean 'out'? Directions: out, in, both."
    )


def test_neighbors_of_what_is_not_there_are_refused() -> None:
    with pytest.raises(KeyError):
        ends("weed")
