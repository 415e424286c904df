"""The debate as one person sees it: what a position settles, and how it is told."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import kb
from debates import taken
from kb import people
from kb.debate import Assignment, Debate, debate_of, why
from kb.model.words import Stance
from worlds import VALLEY, world

if TYPE_CHECKING:
    from kb.people import RecordedPosition
    from kb.read import Corpus

WALL = Path(__file__).parents[1] / "worlds" / "people"


@cache
def wall() -> Corpus:
    return kb.load(WALL).corpus


def seen(holder: str, corpus: Corpus | None = None) -> Debate:
    corpus = corpus or wall()
    name = corpus.records[holder].title
    return debate_of(corpus).settle(people.seen_by(people.positions(corpus), holder, name))


def held(**said: Any) -> RecordedPosition:
    """A position on south walls that Cy Fern might have taken in 2020."""
    return taken(wall(), "cy-fern-2022-03", {"about": "south-wall", "date": "2020", **said})


@pytest.mark.parametrize(
    ("said", "label"),
    [
        ({"stance": "strongly-disagree"}, "out"),
        ({"stance": "disagree", "credence": 0.4}, "out"),
        ({"stance": "unsure"}, "undecided"),
        ({"stance": "agree"}, "in"),
        ({"stance": "strongly-agree"}, "in"),
        ({"credence": 0.8}, "in"),
        ({"credence": (0.1, 0.3)}, "out"),
        ({"credence": 0.5}, "undecided"),
        ({"credence": (0.4, 0.9)}, "undecided"),
    ],
    ids=str,
)
def test_a_position_settles_what_it_is_about(said: dict[str, Any], label: str) -> None:
    (settled,) = people.seen_by([held(**said)], "cy-fern", "Cy Fern").values()
    assert settled.label == label


def test_a_position_that_says_nothing_settles_nothing() -> None:
    assert people.seen_by([held()], "cy-fern", "Cy Fern") == {}


def test_only_the_last_position_about_something_counts() -> None:
    settled = people.seen_by(people.positions(wall()), "ada-reed", "Ada Reed")
    assert settled["walls-keep-warm"].label == "out"
    assert settled["vines-follow-light"].label == "undecided"


def test_positions_of_others_settle_nothing() -> None:
    settled = people.seen_by(people.positions(wall()), "ada-reed", "Ada Reed")
    assert list(settled) == [
        "moon-moves-sap",
        "night-lanterns",
        "south-wall",
        "vines-follow-light",
        "walls-keep-warm",
    ]


@pytest.mark.parametrize(
    ("said", "note"),
    [
        ({"stance": "strongly-disagree"}, "Cy Fern strongly disagrees, 2020"),
        ({"stance": "disagree", "credence": 0.2}, "Cy Fern disagrees, 2020"),
        ({"stance": "leans-disagree"}, "Cy Fern leans towards disagreeing, 2020"),
        ({"stance": "unsure"}, "Cy Fern is unsure, 2020"),
        ({"stance": "agree"}, "Cy Fern agrees, 2020"),
        ({"stance": "strongly-agree"}, "Cy Fern strongly agrees, 2020"),
        ({"credence": 0.2}, "Cy Fern gives it 20%, 2020"),
        ({"credence": (0.2, 0.4)}, "Cy Fern gives it 20% to 40%, 2020"),
        ({"stance": "agree", "reading": "inferred"}, "Cy Fern agrees, 2020; the editors' reading"),
    ],
    ids=str,
)
def test_what_is_settled_says_by_whom_and_when(said: dict[str, Any], note: str) -> None:
    (settled,) = people.seen_by([held(**said)], "cy-fern", "Cy Fern").values()
    assert settled.note == note


def test_every_stance_has_words() -> None:
    notes = {
        people.seen_by([held(stance=stance)], "cy-fern", "Cy Fern")["south-wall"].note
        for stance in Stance
    }
    assert len(notes) == len(Stance)


def test_an_interval_is_told_in_words() -> None:
    settled = people.seen_by(people.positions(wall()), "ben-moss", "Ben Moss")
    assert settled["cold-gets-in-below"] == Assignment("in", "Ben Moss agrees, 2021 to 2022")


def test_the_rest_follows_from_what_is_settled() -> None:
    assert seen("cy-fern").labels["cold-gets-in-below"] == "in"
    assert debate_of(wall()).labels["cold-gets-in-below"] == "out"


def test_why_names_the_position_on_which_a_status_rests() -> None:
    assert str(why(seen("cy-fern"), "cold-gets-in-below")) == (
        "cold-gets-in-below: upheld\n"
        "  refuted by mulch-keeps-frost-down: refuted "
        "(Cy Fern disagrees, 2022-03 or so; the editors' reading)\n"
        "  assumes 1 assumption against which nothing is recorded"
    )


def test_a_canal_explains_itself_through_what_its_planner_gave_up() -> None:
    tree = why(seen("eva-holm", world(VALLEY).corpus), "weir")
    notes = {one.point: one.note for _, one in tree.walk() if one.note}
    assert list(notes) == ["many-hands"]
    assert notes["many-hands"].startswith("Eva Holm disagrees, 2003-11")
