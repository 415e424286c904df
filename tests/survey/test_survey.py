"""Surveys: what is assumed and shared, what stands beside an entry, what is dated."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import networkx as nx
import pytest

import kb
from kb import survey
from kb.debate import Debate, debate_of
from kb.errors import NotAnApproach
from kb.model.words import APPROACHES, Status
from kb.read import Corpus
from kb.survey import Alternative, Assumption
from worlds import VALLEY, world

ORCHARD = Path(__file__).parents[1] / "worlds" / "orchard"


@cache
def corpus() -> Corpus:
    return kb.load(ORCHARD).corpus


def valley() -> tuple[Corpus, Debate]:
    return world(VALLEY).corpus, world(VALLEY).debate


@cache
def assumed() -> dict[str, Assumption]:
    return {one.address: one for one in survey.assumptions(corpus(), debate_of(corpus()))}


def without(*ids: str) -> Corpus:
    """The orchard as it was before it had some entries."""
    return Corpus.of([record for record in corpus() if record.id not in ids])


def beside(id_: str) -> list[str]:
    return [one.address for one in survey.alternatives(corpus(), id_)]


def test_an_assumption_says_how_it_stands_and_what_rests_on_it() -> None:
    assert assumed()["sap-flows"] == Assumption(
        "sap-flows",
        "Sap flows in every month of the year.",
        Status.CHALLENGED,
        None,
        attacked=True,
        by=("grafted-trees", "sugar-water", "warm-walls"),
        rests=("grafted-trees", "sugar-water", "warm-walls"),
    )


def test_what_is_assumed_through_another_assumption_is_rested_on_but_not_assumed() -> None:
    one = assumed()["one-way-sap"]
    assert (one.by, one.rests) == (("halves-stay-apart",), ("grafted-trees", "warm-walls"))


def test_what_a_step_needs_is_assumed_by_the_entry() -> None:
    assert "grafted-trees" in assumed()["sap-flows"].by


def test_an_assumption_is_attacked_where_what_it_rests_on_is() -> None:
    found = {address for address, one in assumed().items() if one.attacked}
    assert found == {
        "sap-flows",
        "grafted-trees#cuts-heal",
        "bark-is-thick#old-trees",
        "sugar-water#roots-drink-sugar",
    }


def test_what_only_a_reason_assumes_has_no_approach_resting_on_it() -> None:
    one = assumed()["bark-is-thick#old-trees"]
    assert (one.by, one.rests, one.status) == (("bark-is-thick",), (), Status.REFUTED)


def test_an_assumption_is_shared_where_two_entries_assume_it() -> None:
    assert {address for address, one in assumed().items() if one.shared} == {
        "grafted-trees#cuts-heal",
        "halves-stay-apart",
        "sap-flows",
    }


def test_what_most_assume_comes_first_then_by_address() -> None:
    assert list(assumed()) == [
        "sap-flows",
        "grafted-trees#cuts-heal",
        "halves-stay-apart",
        "bark-is-thick#old-trees",
        "one-way-sap",
        "sugar-water#roots-drink-sugar",
    ]


def test_steps_and_claims_are_no_assumptions() -> None:
    assert not {"grafted-trees#join", "grafted-trees#wait", "grafted-trees#fast"} & set(assumed())


def test_a_step_that_another_statement_needs_is_an_assumption(small: Path) -> None:
    file = small / "claims" / "shape-is-above-ground.yaml"
    file.write_text(f"{file.read_text()}assumes: [gardening#look]\n")
    changed = kb.load(small).corpus
    found = {one.address: one for one in survey.assumptions(changed, debate_of(changed))}
    assert found["gardening#look"].by == ("gardening", "shape-is-above-ground")
    assert "gardening#cut" not in found


def test_what_rests_on_an_assumption_of_the_valley_is_what_networkx_finds_above_it() -> None:
    whole, debate = valley()
    above = nx.DiGraph((p, point) for point, below in debate.assumes.items() for p in below)
    for one in survey.assumptions(whole, debate):
        found = {a for a in nx.descendants(above, one.address) if "#" not in a}
        assert set(one.rests) == {a for a in found if whole.records[a].kind in APPROACHES}
        assert set(one.by) == {a.partition("#")[0] for a in above.successors(one.address)}


def test_the_valley_has_an_attacked_assumption_on_which_several_proposals_rest() -> None:
    found = {one.address: one for one in survey.assumptions(*valley())}
    one = found["many-hands"]
    assert one.attacked
    assert one.shared
    assert set(one.rests) == {"canal", "weir"}


def test_alternatives_address_the_same_problem_and_say_which() -> None:
    assert survey.alternatives(corpus(), "grafted-trees")[0] == Alternative(
        "warm-walls", "Warm walls", "proposal", ("sweet-fruit", "ripe-in-time"), ()
    )


def test_the_more_problems_are_shared_the_earlier_an_alternative_comes() -> None:
    assert beside("grafted-trees") == [
        "warm-walls",
        "bee-keeping",
        "sugar-water",
        "hot-beds",
    ]


def test_a_part_of_an_approach_is_no_alternative_to_it_nor_the_reverse() -> None:
    assert "espalier" not in beside("grafted-trees")
    assert "grafted-trees" not in beside("espalier")
    assert "sugar-water" in beside("espalier")


def test_what_addresses_a_part_of_the_problem_comes_after() -> None:
    found = {one.address: one for one in survey.alternatives(corpus(), "sugar-water")}
    assert list(found) == ["grafted-trees", "warm-walls", "espalier", "bee-keeping", "hot-beds"]
    assert (found["bee-keeping"].problems, found["bee-keeping"].near) == ((), ("ripe-in-time",))
    assert (found["hot-beds"].problems, found["hot-beds"].near) == ((), ("ripe-early",))


def test_what_addresses_the_whole_of_which_the_problem_is_a_part_comes_after() -> None:
    found = {one.address: one for one in survey.alternatives(corpus(), "bee-keeping")}
    assert (found["sugar-water"].problems, found["sugar-water"].near) == ((), ("sweet-fruit",))


def test_a_part_of_a_part_is_a_part() -> None:
    found = {one.address: one.near for one in survey.alternatives(corpus(), "hot-beds")}
    assert found["sugar-water"] == ("sweet-fruit",)


def test_where_the_whole_is_missing_its_part_has_alternatives_all_the_same() -> None:
    found = survey.alternatives(without("grafted-trees"), "espalier")
    assert [one.address for one in found][:2] == ["warm-walls", "sugar-water"]


def test_an_approach_to_a_problem_of_its_own_has_no_alternatives() -> None:
    assert beside("moon-planting") == []


def test_alternatives_are_asked_of_approaches_only() -> None:
    with pytest.raises(NotAnApproach) as raised:
        beside("sweet-fruit")
    assert str(raised.value) == (
        "'sweet-fruit' is a problem; this is asked of proposals and forecasts"
    )


def test_in_the_valley_an_alternative_is_mutual() -> None:
    whole, _ = valley()
    ids = [record.id for record in whole.of_kind(*APPROACHES)]
    found = {
        id_: {one.address: set(one.problems) for one in survey.alternatives(whole, id_)}
        for id_ in ids
    }
    assert all(found[other][id_] == found[id_][other] for id_ in ids for other in found[id_])


@pytest.mark.parametrize(
    ("id_", "date"),
    [
        ("ek-2004-count", "2004-05-01"),
        ("bo-ek-2005", "2005"),
        ("grafted-trees", "2001"),
        ("warm-walls", "1998/2002"),
        ("winter-stops-sap", "2004-05-01"),
        ("bark-is-thick", "2003"),
        ("old-orchards", "1998/2002"),
    ],
    ids=[
        "a work has its own",
        "a view has its own",
        "an approach has its year",
        "or that of its original source",
        "a critique has that of its original source, not of an earlier discussion",
        "or that of its earliest source",
        "and so has an argument",
    ],
)
def test_entries_are_dated(id_: str, date: str) -> None:
    assert survey.dated(corpus())[id_] == date


@pytest.mark.parametrize(
    "id_",
    [
        "ann-lind",
        "dew",
        "sweet-fruit",
        "sap-flows",
        "bee-keeping",
        "grafts-are-young",
    ],
    ids=[
        "a person",
        "a concept, even with a source",
        "a problem",
        "a claim",
        "an approach without year or source",
        "a critique without source",
    ],
)
def test_entries_without_a_date_are_left_out(id_: str) -> None:
    assert id_ not in survey.dated(corpus())


def test_an_approach_is_not_dated_by_a_discussion_of_it(small: Path) -> None:
    assert "trellis" not in survey.dated(kb.load(small).corpus)


def test_of_two_original_sources_the_earlier_dates_an_entry(small: Path) -> None:
    file = small / "critiques" / "roots-are-hidden.yaml"
    file.write_text(f"{file.read_text()}  - work: reed-2021-vines\n    as: original\n")
    assert survey.dated(kb.load(small).corpus)["roots-are-hidden"] == "2021-04"


def test_a_source_that_the_corpus_lacks_dates_nothing() -> None:
    assert survey.dated(without("ek-2004-count"))["bark-is-thick"] == "2003"
    assert "seedlings-are-faster" not in survey.dated(without("ek-2004-count"))


def test_every_critique_and_argument_of_the_valley_is_dated() -> None:
    whole, _ = valley()
    dates = survey.dated(whole)
    assert [r.id for r in whole.of_kind("critique", "argument") if r.id not in dates] == []
