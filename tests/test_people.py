"""Positions: their order, the last of each, and what counts as a change of mind."""

from __future__ import annotations

import itertools
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import kb
from kb import people
from kb.people import Held
from kb.schema import Position

SMALL = Path(__file__).parent / "worlds" / "small"


@cache
def small() -> kb.KnowledgeBase:
    return kb.load(SMALL)


def held(date: str, about: str = "gardening", holder: str = "ben-moss", **said: Any) -> Held:
    """A position in Moss's letter, or one that someone might have taken."""
    position = Position.model_validate({"about": about, **said})
    return Held(holder, about, date, position, small()["ben-moss-2023-03"].record)


def changes(*positions: Held) -> list[tuple[str, str]]:
    return [(before.date, after.date) for before, after in people.changed(list(positions))]


@pytest.mark.parametrize(
    "dates",
    [
        ["2019", "2020", "2021"],
        ["2019-12-31", "2020-01-01"],
        ["2020-01", "2020-02-15", "2020-03"],
        ["2018/2019", "2020", "2021"],
        ["2018/2019", "2020-01/2020-04", "2020-10/2020-12", "2021"],
        ["2022-05-11", "2022-05~", "2022-06-02"],
        ["2020-03", "2020~", "2020-12", "2021"],
        ["2020-03", "2020/2021", "2021-12"],
        ["0999", "2020"],
    ],
    ids=" < ".join,
)
def test_dates_sort_by_the_middle_of_the_time_they_name(dates: list[str]) -> None:
    assert all(people.when(a) < people.when(b) for a, b in itertools.pairwise(dates))


def test_about_a_date_stands_where_the_date_stands() -> None:
    assert people.when("2020-05") == people.when("2020-05~")


def test_positions_come_by_holder_and_then_by_date() -> None:
    found = [(one.holder, one.date) for one in kb.load().positions]
    assert sorted(found, key=lambda pair: (pair[0], people.when(pair[1]))) == found


def test_a_position_without_a_date_has_that_of_its_view() -> None:
    dates = {one.about: one.date for one in small().positions}
    assert dates == {
        "gardening": "2023-03",
        "gardening#daily-care": "2023-03",
        "roots-are-hidden": "2023",
    }


def test_a_position_without_a_source_has_that_of_its_view() -> None:
    assert {"moss-2022-roots"} == {one.source for one in small().positions}


def test_a_position_names_its_holder() -> None:
    assert {"ben-moss"} == {one.holder for one in small().positions}


def test_the_latest_position_is_the_last_by_date() -> None:
    early, late = held("2020", stance="agree"), held("2021~", stance="disagree")
    assert {("ben-moss", "gardening"): late} == people.latest([late, early])


def test_latest_positions_are_kept_apart_by_address_and_holder() -> None:
    said = [held("2020", about="trellis"), held("2021"), held("2022", holder="ada-reed")]
    expected = {("ben-moss", "trellis"), ("ben-moss", "gardening"), ("ada-reed", "gardening")}
    assert expected == set(people.latest(said))


def test_another_stance_is_a_change() -> None:
    assert changes(held("2021", stance="disagree"), held("2020", stance="agree")) == [
        ("2020", "2021")
    ]


def test_the_same_stance_is_no_change() -> None:
    assert changes(held("2020", stance="agree"), held("2021", stance="agree")) == []


def test_disjoint_credences_are_a_change() -> None:
    assert changes(held("2020", credence=(0.1, 0.3)), held("2021", credence=(0.4, 0.6))) == [
        ("2020", "2021")
    ]


def test_overlapping_credences_are_no_change() -> None:
    assert changes(held("2020", credence=(0.1, 0.4)), held("2021", credence=(0.4, 0.6))) == []


def test_a_point_inside_an_interval_is_no_change() -> None:
    assert changes(held("2020", credence=0.2), held("2021", credence=(0.1, 0.3))) == []


def test_a_lower_point_is_a_change() -> None:
    assert changes(held("2020", credence=0.9), held("2021", credence=0.2)) == [("2020", "2021")]


def test_disjoint_credences_are_a_change_under_the_same_stance() -> None:
    assert changes(
        held("2020", stance="agree", credence=0.6), held("2021", stance="agree", credence=0.9)
    ) == [("2020", "2021")]


def test_an_unknown_credence_is_not_read_as_zero() -> None:
    assert changes(held("2020", credence=0.9), held("2021", stance="agree")) == []


def test_positions_about_different_things_are_no_change() -> None:
    assert (
        changes(held("2020", stance="agree"), held("2021", about="trellis", stance="disagree"))
        == []
    )


def test_positions_of_different_people_are_no_change() -> None:
    assert (
        changes(held("2020", stance="agree"), held("2021", holder="ada-reed", stance="disagree"))
        == []
    )


def test_every_change_in_a_row_is_listed() -> None:
    stances = {"2018/2019": "disagree", "2020~": "agree", "2021": "strongly-agree"}
    assert changes(*(held(date, stance=stance) for date, stance in stances.items())) == [
        ("2018/2019", "2020~"),
        ("2020~", "2021"),
    ]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"stance": "strongly-agree"}, 1),
        ({"stance": "agree", "credence": 0.6}, 1),
        ({"stance": "unsure"}, 0),
        ({"stance": "disagree"}, -1),
        ({"credence": 0.8}, 1),
        ({"credence": (0.1, 0.4)}, -1),
        ({"credence": (0.4, 0.6)}, 0),
        ({}, 0),
    ],
    ids=str,
)
def test_a_position_leans_one_way_the_other_or_neither(said: dict[str, Any], expected: int) -> None:
    assert expected == people.lean(held("2020", **said).position)


def test_the_real_base_records_a_change_of_mind() -> None:
    pairs = people.changed(list(kb.load().positions))
    assert ("ansh-radhakrishnan", "ai-risk-is-pressing") in {
        (after.holder, after.about) for _, after in pairs
    }
