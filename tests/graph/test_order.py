"""What to read first."""

from __future__ import annotations

import itertools
from functools import cache
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

import kb
from kb.graph import Reading, reading_order
from worlds import VALLEY, world

ORCHARD = Path(__file__).parents[1] / "worlds" / "orchard"


@cache
def graph() -> nx.MultiDiGraph[str]:
    return kb.load(ORCHARD).graph


def valley() -> nx.MultiDiGraph[str]:
    return world(VALLEY).graph


def order(id_: str) -> list[str]:
    return [one.address for one in reading_order(graph(), id_)]


def test_everything_to_read_first_comes_before_the_entry() -> None:
    assert order("grafted-trees") == [
        "soil",
        "rootstock",
        "bud",
        "grafting",
        "sweet-fruit",
        "grafted-trees",
    ]


def test_what_an_entry_uses_or_is_part_of_is_not_to_be_read_first() -> None:
    assert (order("ladder"), order("ripe-in-time")) == (["knots", "ladder"], ["ripe-in-time"])


def test_an_entry_without_prerequisites_stands_alone() -> None:
    assert reading_order(graph(), "soil") == (Reading("soil", "Soil", "concept", (), None),)


def test_each_reading_says_what_it_is_for_and_why() -> None:
    first, second, *_, last = reading_order(graph(), "grafting")
    assert first == Reading(
        "soil",
        "Soil",
        "concept",
        ("rootstock", "bud"),
        "it is what a rootstock is chosen for",
    )
    assert (second.before, second.why) == (("grafting",), "one half of every graft")
    assert (last.before, last.why) == ((), None)


def test_a_prerequisite_without_a_reason_has_none() -> None:
    bud = next(one for one in reading_order(graph(), "grafting") if one.address == "bud")
    assert (bud.before, bud.why) == (("grafting",), None)


def test_only_what_is_in_the_order_counts_as_later() -> None:
    soil = reading_order(graph(), "bud")[0]
    assert soil.before == ("bud",)


def test_for_several_goals_each_is_read_once_and_after_what_it_needs() -> None:
    both = [one.address for one in reading_order(graph(), "bud", "grafting")]
    assert len(both) == len(set(both))
    assert both.index("soil") < both.index("bud") < both.index("grafting")


def test_the_order_of_what_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError):
        order("weed")


@pytest.mark.parametrize("id_", ["canal", "sluice", "dry-decade"])
def test_orders_of_the_valley_hold_all_prerequisites_each_before_what_needs_it(
    id_: str,
) -> None:
    needs = nx.DiGraph(
        (start, end)
        for start, end, data in valley().edges(data=True)
        if data["relation"] == "prerequisites"
    )
    found = [one.address for one in reading_order(valley(), id_)]
    assert set(found) == nx.descendants(needs, id_) | {id_}
    place = {address: number for number, address in enumerate(found)}
    assert all(place[end] < place[start] for start, end in needs.subgraph(found).edges())
    assert len(found) == len(place)


@given(st.sets(st.sampled_from(list(itertools.combinations(range(9), 2)))))
def test_any_order_puts_each_after_all_it_needs(pairs: set[tuple[int, int]]) -> None:
    drawn: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    drawn.add_nodes_from((f"n{n}", {"kind": "concept", "title": f"N{n}"}) for n in range(9))
    for low, high in sorted(pairs):
        drawn.add_edge(f"n{high}", f"n{low}", relation="prerequisites", why=None)
    found = [one.address for one in reading_order(drawn, "n8")]
    assert set(found) == nx.descendants(drawn, "n8") | {"n8"}
    assert all(found.index(b) < found.index(a) for a, b in drawn.subgraph(found).edges())
    for one in reading_order(drawn, "n8"):
        assert one.before == tuple(n for n in found if drawn.has_edge(n, one.address))


def test_a_very_long_chain_is_put_in_order() -> None:
    drawn: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    drawn.add_nodes_from((f"n{n}", {"kind": "concept", "title": f"N{n}"}) for n in range(5000))
    for number in range(4999):
        drawn.add_edge(f"n{number}", f"n{number + 1}", relation="prerequisites", why=None)
    assert [one.address for one in reading_order(drawn, "n0")][:2] == ["n4999", "n4998"]


def test_entries_that_need_each_other_are_read_all_the_same(small: Path) -> None:
    for id_, other in (("pruning", "slow-growth"), ("slow-growth", "pruning")):
        file = small / "concepts" / f"{id_}.yaml"
        file.write_text(f"{file.read_text()}prerequisites: [{other}]\n")
    circle = kb.load(small, strict=False).graph
    found = [(one.address, one.before) for one in reading_order(circle, "pruning")]
    assert found == [("slow-growth", ("pruning",)), ("pruning", ())]
