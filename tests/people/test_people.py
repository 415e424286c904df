"""Positions: what each says, their order, the last of each, and what is a change of mind."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kb
from debates import taken
from kb import people
from kb.errors import KnowledgeBaseError, NotADate
from kb.model.dates import when
from worlds import VALLEY, world

if TYPE_CHECKING:
    from kb.people import RecordedPosition
    from kb.read import Corpus

SMALL = Path(__file__).parents[1] / "worlds" / "small"


@cache
def small() -> Corpus:
    return kb.load(SMALL).corpus


def recorded(corpus: Corpus) -> tuple[RecordedPosition, ...]:
    return tuple(people.positions(corpus))


def held(
    date: str, about: str = "gardening", holder: str = "ben-moss", **said: Any
) -> RecordedPosition:
    """A position in Moss's letter, or one that someone might have taken."""
    position = taken(small(), "ben-moss-2023-03", {"about": about, "date": date, **said})
    return replace(position, holder=holder)


def changes(*positions: RecordedPosition) -> list[tuple[str, str]]:
    return [(one.since, one.date) for one in people.changed(positions)]


def test_positions_come_by_holder_and_then_by_date() -> None:
    found = [(one.holder, one.date) for one in recorded(world(VALLEY).corpus)]
    assert sorted(found, key=lambda pair: (pair[0], when(pair[1]))) == found


def test_a_position_without_a_date_has_that_of_its_view() -> None:
    dates = {one.about: one.date for one in recorded(small())}
    assert dates == {
        "gardening": "2023-03",
        "gardening#daily-care": "2023-03",
        "roots-are-hidden": "2023",
    }


def test_a_position_without_a_source_has_that_of_its_view() -> None:
    assert {"moss-2022-roots"} == {one.source for one in recorded(small())}


def test_a_position_names_its_holder() -> None:
    assert {"ben-moss"} == {one.holder for one in recorded(small())}


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
        ({"stance": "leans-agree"}, 0),
        ({"stance": "leans-agree", "credence": 0.7}, 0),
        ({"stance": "unsure"}, 0),
        ({"stance": "leans-disagree"}, 0),
        ({"stance": "disagree"}, -1),
        ({"credence": 0.8}, 1),
        ({"credence": (0.1, 0.4)}, -1),
        ({"credence": (0.4, 0.6)}, 0),
        ({}, 0),
    ],
    ids=str,
)
def test_a_position_settles_one_side_the_other_or_neither(
    said: dict[str, Any], expected: int
) -> None:
    assert expected == people.verdict(held("2020", **said))


def test_a_leaning_is_another_stance_than_the_one_it_leans_to() -> None:
    said = held("2020", stance="agree"), held("2021", stance="leans-agree")
    assert changes(*said) == [("2020", "2021")]


def test_the_valley_records_a_change_of_mind() -> None:
    found = people.changed(recorded(world(VALLEY).corpus))
    assert ("eva-holm", "many-hands", "agree", "disagree") in {
        (one.holder, one.about, one.was, one.now) for one in found
    }


def test_a_change_says_what_changed_and_what_moved_the_holder() -> None:
    early = held("2020", stance="disagree")
    late = held("2021", stance="agree", because=["roots-are-hidden", "moss-2022-roots"])
    assert people.changed([late, early]) == (
        people.Changed(
            "ben-moss",
            "gardening",
            "2020",
            "disagree",
            "2021",
            "agree",
            ("roots-are-hidden", "moss-2022-roots"),
            early,
            late,
        ),
    )


def test_a_change_of_credence_under_one_stance_is_told_in_credences() -> None:
    early = held("2020", stance="agree", credence=0.6)
    late = held("2021", stance="agree", credence=(0.9, 0.95))
    (change,) = people.changed([early, late])
    assert (change.was, change.now) == ("60%", "90% to 95%")


def test_a_change_of_stance_is_told_in_stances_where_credences_changed_as_well() -> None:
    early = held("2020", stance="agree", credence=0.6)
    late = held("2021", stance="disagree", credence=0.1)
    (change,) = people.changed([early, late])
    assert (change.was, change.now) == ("agree", "disagree")


def test_positions_of_one_date_are_no_change() -> None:
    assert changes(held("2020", stance="agree"), held("2020", stance="disagree")) == []


def test_a_position_says_what_its_view_says_of_it() -> None:
    (one,) = (one for one in recorded(small()) if one.about == "gardening")
    assert (one.stance, one.credence_low, one.credence_high) == ("disagree", 0.2, 0.2)
    assert (one.quote, one.at) == ("no one has ever shaped a vine by looking", "p. 9")
    assert (one.view, one.source) == ("ben-moss-2023-03", "moss-2022-roots")
    assert one.because == ("roots-are-hidden", "moss-2022-roots")
    assert one.cruxes == ("growth-is-visible", "gardening#cuts-teach")
    assert (one.reading, one.note) == ("stated", None)


def test_a_position_says_when_the_editors_read_it_from_the_text() -> None:
    (one,) = (one for one in recorded(small()) if one.about == "gardening#daily-care")
    assert (one.reading, one.quote, one.at) == ("inferred", None, None)
    assert one.note == "He waters his own vines daily ([[ada-reed|Reed]] says so)."


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"stance": "strongly-agree"}, (None, None, None, "strongly-agree")),
        ({"stance": "agree", "credence": 0.7}, (0.7, 0.7, "70%", "agree")),
        ({"credence": (0.15, 0.3)}, (0.15, 0.3, "15% to 30%", "15% to 30%")),
        ({"credence": 0.005}, (0.005, 0.005, "0.5%", "0.5%")),
        ({"credence": 0.00002}, (0.00002, 0.00002, "0.002%", "0.002%")),
        ({"credence": 0.999}, (0.999, 0.999, "99.9%", "99.9%")),
    ],
    ids=str,
)
def test_a_credence_has_bounds_and_words(
    said: dict[str, Any], expected: tuple[float | None, float | None, str | None, str]
) -> None:
    one = held("2020", **said)
    assert expected == (one.credence_low, one.credence_high, one.credence, one.stand)


@given(st.floats(0, 1, exclude_min=True, exclude_max=True))
def test_a_credence_is_never_told_as_none_at_all(credence: float) -> None:
    assert held("2020", credence=credence).credence != "0%"


def test_former_ids_in_positions_are_replaced(small: Path) -> None:
    file = small / "views" / "ben-moss-2023-03.yaml"
    text = file.read_text().replace("about: gardening\n", "about: slow-gardening\n")
    text = text.replace("gardening#cuts-teach", "slow-gardening#cuts-teach")
    text = text.replace("      - roots-are-hidden\n", "      - slow-gardening#cheap\n")
    file.write_text(text.replace("source: moss-2022-roots\n", "source: moss-roots\n"))
    work = small / "works" / "moss-2022-roots.yaml"
    work.write_text(work.read_text() + "former_ids: [moss-roots]\n")
    (one,) = (p for p in recorded(kb.load(small, strict=False).corpus) if p.about == "gardening")
    assert one.source == "moss-2022-roots"
    assert one.because == ("gardening#cheap", "moss-2022-roots")
    assert one.cruxes == ("growth-is-visible", "gardening#cuts-teach")


def test_the_last_positions_of_one_person_are_those_of_everyone_that_are_theirs() -> None:
    held_ = recorded(world(VALLEY).corpus)
    everyone = people.latest(held_)
    for holder in {one.holder for one in held_}:
        expected = {about: one for (who, about), one in everyone.items() if who == holder}
        assert expected == people.latest_of(held_, holder)


def test_the_last_positions_of_one_person_come_by_address() -> None:
    found = people.latest_of(recorded(world(VALLEY).corpus), "eva-holm")
    assert sorted(found) == list(found)


def test_whoever_holds_nothing_has_no_last_positions() -> None:
    assert people.latest_of(recorded(small()), "ada-reed") == {}


def test_what_was_held_by_a_date_is_given_in_order() -> None:
    held_ = [held(date) for date in ("2023", "2022-12-31", "2022~", "2022/2023", "2021-01")]
    assert [one.date for one in people.held_by(held_, "2022-12")] == [
        "2022-12-31",
        "2022~",
        "2021-01",
    ]


def test_everything_recorded_was_held_by_the_end_of_time() -> None:
    assert people.held_by(recorded(small()), "9999") == recorded(small())


@pytest.mark.parametrize(
    ("date", "hint"),
    [("2022-5-1", " Did you mean '2022-05-01'?"), ("May 2022", " Did you mean '2022-05'?")]
    + [(date, "") for date in ("", "soon", "2022-13", "2022-02-30", "2022-00")],
)
def test_what_was_held_by_no_date_is_refused(date: str, hint: str) -> None:
    with pytest.raises(NotADate, match="is not a date") as refused:
        people.held_by(recorded(small()), date)
    assert str(refused.value) == (
        f"{date!r} is not a date.{hint} Dates are YYYY, YYYY-MM or YYYY-MM-DD."
    )


def test_a_refused_date_is_a_value_error_of_the_library() -> None:
    with pytest.raises(ValueError, match="soon") as refused:
        people.held_by((), "soon")
    assert isinstance(refused.value, KnowledgeBaseError)
