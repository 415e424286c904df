"""Cruxes, double cruxes and common ground: against their definitions, and on three gardeners."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kb
from debates import debated, debates, independent, taken, worded
from kb import people
from kb.debate import Assignment, Debate, debate_of
from kb.model.words import Label, Status
from kb.people import Crux, DoubleCrux, RecordedPosition
from profiles import examples
from worlds import VALLEY, world

if TYPE_CHECKING:
    from kb.read import Corpus

WALL = Path(__file__).parents[1] / "worlds" / "people"
FLIPS = {"in": ["out"], "out": ["in"], "undecided": ["in", "out"]}
LABELS = {"agree": "in", "disagree": "out", "unsure": "undecided"}


@cache
def wall() -> Corpus:
    return kb.load(WALL).corpus


def held(
    holder: str, about: str, stance: str, *cruxes: str, date: str = "2021"
) -> RecordedPosition:
    """A position that a gardener might have taken."""
    position = {"about": about, "stance": stance, "cruxes": cruxes, "date": date}
    return replace(taken(wall(), "cy-fern-2022-03", position), holder=holder)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Debate, list[RecordedPosition]]:
    """Up to nine points, and what Ada and Ben hold of some of them."""
    debate = draw(debates(9))
    names = list(debate.points)
    position = st.builds(
        held,
        st.sampled_from(["ada", "ben"]),
        st.sampled_from(names),
        st.sampled_from(list(LABELS)),
        st.sampled_from(names),
        date=st.sampled_from(["2020", "2021", "2022"]),
    )
    return debate, draw(st.lists(position, max_size=8))


def view(debate: Debate, positions: list[RecordedPosition], holder: str, about: str) -> Debate:
    """The debate as a holder sees it, with everything settled but one point."""
    own: dict[str, RecordedPosition] = {}
    for one in sorted(positions, key=lambda one: one.date):
        if one.holder == holder and one.about != about:
            own[one.about] = one
    return debate.settle(
        {a: Assignment(LABELS[one.stance or ""], "held") for a, one in own.items()},
    )


@given(cases())
@examples(300)
def test_cruxes_are_the_claims_whose_flip_changes_the_status(
    case: tuple[Debate, list[RecordedPosition]],
) -> None:
    debate, positions = case
    for about in debate.points:
        seen = view(debate, positions, "ada", about)
        expected = {}
        for claim in debate.points:
            if claim == about or debate.points[claim]:
                continue
            now, before = independent(seen)[claim], worded(seen)[about]
            flipped = {
                flip: worded(seen.settle({claim: Assignment(flip, "flipped")}))[about]
                for flip in FLIPS[now]
            }
            if set(flipped.values()) - {before}:
                expected[claim] = (now, before, flipped)
        named = {
            crux
            for one in positions
            if (one.holder, one.about) == ("ada", about)
            for crux in one.cruxes
            if crux != about
        }
        found = people.cruxes(debate, positions, "ada", about)
        assert {one.address for one in found} == expected.keys() | named
        assert {one.address for one in found if one.recorded} == named
        changing = [one for one in found if one.changes]
        assert expected.keys() <= {one.address for one in changing}
        for one in changing:
            if one.address not in expected:
                assert debate.points[one.address]
                continue
            now, before, flipped = expected[one.address]
            assert (one.label, one.before) == (now, before)
            assert flipped.items() <= {"in": one.accepted, "out": one.rejected}.items()
            assert one.after != one.before
            assert one.after in flipped.values()


@given(cases())
@examples(200)
def test_cruxes_come_stated_first_then_held_then_by_address(
    case: tuple[Debate, list[RecordedPosition]],
) -> None:
    debate, positions = case
    last = people.latest_of(positions, "ada")
    for about in debate.points:
        found = people.cruxes(debate, positions, "ada", about)
        named = {crux for one in last.values() for crux in one.cruxes}
        assert {one.address for one in found if one.stated} == named & {o.address for o in found}
        assert all(
            one.stance == (last[one.address].stance if one.address in last else None)
            for one in found
        )
        ranks = [(not one.stated, one.stance is None, one.address) for one in found]
        assert sorted(ranks) == ranks


@given(cases())
@examples(200)
def test_cruxes_are_the_same_in_the_debate_as_the_holder_sees_it(
    case: tuple[Debate, list[RecordedPosition]],
) -> None:
    debate, positions = case
    seen = debate.settle(
        {a: one for a, one in people.seen_by(positions, "ada", "Ada").items() if a in debate.points}
    )
    for about in debate.points:
        expected = people.cruxes(debate, positions, "ada", about)
        assert people.cruxes(seen, positions, "ada", about) == expected


@given(cases())
@examples(200)
def test_a_double_crux_is_a_crux_for_both(case: tuple[Debate, list[RecordedPosition]]) -> None:
    debate, positions = case
    for about in debate.points:
        ada = {one.address: one for one in people.cruxes(debate, positions, "ada", about)}
        ben = {one.address: one for one in people.cruxes(debate, positions, "ben", about)}
        found = people.double_cruxes(debate, positions, "ada", "ben", about)
        assert {one.address for one in found} == ada.keys() & ben.keys()
        for one in found:
            assert (one.one_label, one.one_stance) == (
                ada[one.address].label,
                ada[one.address].stance,
            )
            assert (one.other_label, one.other_stance) == (
                ben[one.address].label,
                ben[one.address].stance,
            )
            assert one.apart == (one.one_label != one.other_label)


@given(cases())
@examples(200)
def test_a_double_crux_is_one_from_either_side(case: tuple[Debate, list[RecordedPosition]]) -> None:
    debate, positions = case
    for about in debate.points:
        there = people.double_cruxes(debate, positions, "ada", "ben", about)
        back = people.double_cruxes(debate, positions, "ben", "ada", about)
        assert [one.address for one in there] == [one.address for one in back]


@given(cases())
@examples(200)
def test_common_ground_is_what_both_accept_or_both_reject(
    case: tuple[Debate, list[RecordedPosition]],
) -> None:
    _, positions = case
    ada, ben = (people.latest_of(positions, holder) for holder in ("ada", "ben"))
    expected = {
        (about, ada[about].stance == "agree", ada[about].date, ben[about].date)
        for about in ada.keys() & ben.keys()
        if ada[about].stance == ben[about].stance != "unsure"
    }
    found = people.common_ground(positions, "ada", "ben")
    assert {(one.address, one.agree, one.one_date, one.other_date) for one in found} == expected
    assert [one.address for one in found] == sorted(one.address for one in found)


def test_a_premise_is_a_crux_and_says_what_would_follow() -> None:
    debate = debated("plan assumes ground")
    said = [held("ada", "plan", "agree", "ground"), held("ada", "ground", "agree")]
    assert people.cruxes(debate, said, "ada", "plan") == (
        Crux(
            *("ada", "ground", "plan", Label.IN),
            *(Status.UNCHALLENGED, Status.UNCHALLENGED, Status.REFUTED, "agree"),
            stated=True,
            recorded=True,
            changes=True,
        ),
    )


def test_what_a_person_holds_of_the_thing_itself_does_not_fix_it() -> None:
    debate = debated("plan assumes ground")
    said = [held("ada", "plan", "disagree")]
    (crux,) = people.cruxes(debate, said, "ada", "plan")
    assert (crux.before, crux.after) == ("unchallenged", "refuted")


def test_a_claim_behind_what_a_person_has_settled_is_no_crux() -> None:
    debate = debated("plan assumes ground", "ground assumes rock")
    said = [held("ada", "ground", "agree")]
    assert [one.address for one in people.cruxes(debate, said, "ada", "plan")] == ["ground"]


def test_a_position_on_what_is_no_longer_there_is_passed_over() -> None:
    debate = debated("plan assumes ground")
    said = [held("ada", "moon", "agree"), held("ada", "ground", "agree")]
    assert [one.address for one in people.cruxes(debate, said, "ada", "plan")] == ["ground"]


def test_a_reason_is_no_crux() -> None:
    debate = debated("hit refutes plan", "hit assumes nail")
    assert [one.address for one in people.cruxes(debate, [], "ada", "plan")] == ["nail"]


def test_nothing_is_a_crux_where_two_things_would_have_to_change() -> None:
    debate = debated("plan assumes ground", "plan assumes sky")
    said = [held("ada", "ground", "disagree"), held("ada", "sky", "disagree")]
    assert people.cruxes(debate, said, "ada", "plan") == ()


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        pytest.param(
            ["plan assumes open", "doubt weakens open"],
            ("undecided", "conditional", "defended", "refuted", "defended"),
            id="accepted first",
        ),
        pytest.param(
            ["plan assumes open", "doubt weakens open", "more weakens plan"],
            ("undecided", "challenged", "challenged", "refuted", "refuted"),
            id="rejected where accepting changes nothing",
        ),
    ],
)
def test_what_is_undecided_is_flipped_either_way(
    sentences: list[str], expected: tuple[str, ...]
) -> None:
    (crux,) = people.cruxes(debated(*sentences), [], "ada", "plan")
    assert expected == (crux.label, crux.before, crux.accepted, crux.rejected, crux.after)


def test_a_crux_that_was_named_in_a_position_since_given_up_is_not_stated() -> None:
    debate = debated("plan assumes ground")
    said = [
        held("ada", "plan", "agree", "ground", date="2020"),
        held("ada", "plan", "disagree", date="2021"),
    ]
    (crux,) = people.cruxes(debate, said, "ada", "plan")
    assert (crux.stated, crux.recorded) == (False, True)


def test_a_crux_that_is_named_is_one_though_its_flip_changes_nothing() -> None:
    debate = debated("plan assumes ground", "hit refutes moon")
    said = [held("ada", "plan", "agree", "moon", "hit")]
    found = people.cruxes(debate, said, "ada", "plan")
    assert [(one.address, one.recorded, one.changes) for one in found] == [
        ("hit", True, False),
        ("moon", True, False),
        ("ground", False, True),
    ]
    assert found[0].after == found[0].before


@pytest.mark.parametrize("folder", [WALL, VALLEY], ids=lambda folder: folder.name)
def test_every_crux_that_a_world_records_is_given(folder: Path) -> None:
    base = kb.load(folder)
    recorded = [(one, crux) for one in base.positions() for crux in one.cruxes]
    assert recorded
    for one, crux in recorded:
        found = base.cruxes(one.holder, about=one.about).where(address=crux)
        assert found.column("recorded") == (True,)


def test_what_is_no_point_has_no_cruxes() -> None:
    with pytest.raises(KeyError):
        people.cruxes(debated("plan assumes ground"), [], "ada", "moon")


def test_double_cruxes_come_apart_first_then_stated_then_held_then_by_address() -> None:
    debate = debated(*(f"plan assumes {name}" for name in ("a", "b", "c", "d", "e", "split")))
    said = [
        held("ada", "plan", "agree", "d", "e"),
        held("ben", "plan", "disagree", "e"),
        held("ada", "c", "agree"),
        held("ben", "split", "unsure"),
    ]
    found = people.double_cruxes(debate, said, "ada", "ben", "plan")
    assert [(one.address, one.apart, one.stated) for one in found] == [
        ("split", True, ()),
        ("e", False, ("ada", "ben")),
        ("d", False, ("ada",)),
        ("c", False, ()),
        ("a", False, ()),
        ("b", False, ()),
    ]


def gardeners(one: str, other: str) -> tuple[DoubleCrux, ...]:
    held_ = tuple(people.positions(wall()))
    return people.double_cruxes(debate_of(wall()), held_, one, other, "south-wall")


def test_two_gardeners_meet_where_they_differ_about_a_wall() -> None:
    assert gardeners("ada-reed", "ben-moss") == (
        DoubleCrux(
            "walls-keep-warm",
            "south-wall",
            "ada-reed",
            "ben-moss",
            "out",
            "in",
            "disagree",
            "80%",
            apart=True,
            stated=("ada-reed",),
            changes=("ada-reed", "ben-moss"),
        ),
    )


def test_two_gardeners_can_reject_a_plan_for_reasons_that_do_not_meet() -> None:
    assert gardeners("ada-reed", "cy-fern") == ()


def test_common_ground_tells_both_stances_and_dates() -> None:
    found = people.common_ground(tuple(people.positions(wall())), "ben-moss", "cy-fern")
    assert [
        (one.address, one.agree, one.one_stance, one.other_stance, one.one_date, one.other_date)
        for one in found
    ] == [
        ("moon-moves-sap", False, "disagree", "strongly-disagree", "2021/2022", "2022-03~"),
        ("mulch-keeps-frost-down", False, "strongly-disagree", "disagree", "2021/2022", "2022-03~"),
        ("walls-keep-warm", True, "80%", "agree", "2021-05", "2022-03~"),
    ]


def test_what_one_of_two_gave_up_is_no_common_ground() -> None:
    found = people.common_ground(tuple(people.positions(wall())), "ada-reed", "cy-fern")
    assert "walls-keep-warm" not in {one.address for one in found}


def test_two_people_of_the_valley_part_over_tree_rings() -> None:
    corpus = world(VALLEY).corpus
    found = people.double_cruxes(
        debate_of(corpus),
        tuple(people.positions(corpus)),
        "eva-holm",
        "finn-dahl",
        "dry-decade",
    )
    assert (found[0].address, found[0].apart) == ("rings-tell", True)
    assert (found[0].one_label, found[0].other_label) == ("in", "out")
