"""What would change most, and on what a label rests: against labels computed from the start."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debates import debated, debates, settlements, worded
from kb.debate import Assignment, Debate, debate_of, decisive, grounds, why
from kb.model.words import THINGS, Label
from profiles import examples
from worlds import VALLEY, world


@st.composite
def views(draw: st.DrawFn) -> Debate:
    """Debates some points of which are settled."""
    debate = draw(debates(9))
    return debate.settle(draw(settlements(debate)))


def settled(debate: Debate, **labels: str) -> Debate:
    return debate.settle({point: Assignment(label, "held") for point, label in labels.items()})


@given(views())
@examples(300)
def test_counts_are_those_of_an_independent_reading(debate: Debate) -> None:
    before = worded(debate)
    for one in decisive(debate):
        changed = {}
        for label in ("in", "out"):
            after = worded(debate.settle({one.address: Assignment(label, "supposed")}))
            others = debate.points.keys() - {one.address}
            changed[label] = tuple(sorted(p for p in others if after[p] != before[p]))
        assert (one.accepted, one.rejected) == (len(changed["in"]), len(changed["out"]))
        assert one.most == max(one.accepted, one.rejected)
        assert one.changed == changed["out" if one.rejected > one.accepted else "in"]


@given(views())
@examples(300)
def test_what_is_left_out_changes_nothing(debate: Debate) -> None:
    for point in debate.points.keys() - {one.address for one in decisive(debate)}:
        for label in ("in", "out"):
            after = debate.settle({point: Assignment(label, "supposed")})
            assert all(after.status(p) == debate.status(p) for p in debate.points if p != point)


@given(views(), st.integers(0, 5))
def test_the_most_decisive_come_first_and_ties_by_address(debate: Debate, top: int) -> None:
    found = decisive(debate)
    assert list(found) == sorted(found, key=lambda one: (-one.most, one.address))
    assert decisive(debate, top) == found[:top]


def test_a_shared_premise_is_more_decisive_than_one_that_is_not() -> None:
    debate = debated("a assumes shared", "b assumes shared", "b assumes lone")
    assert [(one.address, one.accepted, one.rejected) for one in decisive(debate)] == [
        ("shared", 0, 2),
        ("lone", 0, 1),
    ]


def test_the_points_that_change_are_named() -> None:
    debate = debated("plan assumes ground", "hit refutes ground", "reply weakens hit")
    (first, *_) = decisive(debate)
    assert (first.address, first.rejected, first.changed) == ("reply", 3, ("ground", "hit", "plan"))


def test_a_critique_that_weakens_is_decisive_where_it_does_not_stand_yet() -> None:
    debate = debated("doubt weakens plan", "reply weakens doubt")
    (doubt,) = (one for one in decisive(debate) if one.address == "doubt")
    assert debate.settle({"doubt": Assignment(Label.IN, "held")}).status("plan") == "challenged"
    assert (doubt.accepted, doubt.rejected, debate.status("plan")) == (1, 1, "contested")


def test_what_bears_on_nothing_is_left_out() -> None:
    assert {one.address for one in decisive(debated("plan assumes ground"))} == {"ground"}


def test_what_only_attacks_itself_is_left_out() -> None:
    assert decisive(debated("a refutes a")) == ()


def test_what_changes_nothing_is_listed_last() -> None:
    found = decisive(debated("plan assumes ground", "hit refutes plan"))
    assert [(one.address, one.most) for one in found] == [("hit", 1), ("ground", 0)]


def test_where_both_ways_change_as_much_the_points_are_those_of_accepting() -> None:
    debate = debated("claim assumes open", "other assumes claim", "doubt weakens open")
    (open_,) = (one for one in decisive(debate) if one.address == "open")
    assert (open_.accepted, open_.rejected) == (2, 2)
    assert open_.changed == ("claim", "other")


def test_what_someone_holds_is_not_changed_by_what_bears_on_it() -> None:
    debate = debated("plan assumes step", "step assumes ground")
    (ground,) = (one for one in decisive(settled(debate, step="in")) if one.address == "ground")
    assert ground.most == 0


def test_the_most_decisive_point_of_the_valley_is_that_nobody_comes() -> None:
    (first,) = decisive(debate_of(world(VALLEY).corpus), top=1)
    assert first.address == "nobody-comes"
    assert {"canal", "weir", "many-hands"} <= set(first.changed)


def test_no_thesis_of_the_valley_is_decisive() -> None:
    corpus = world(VALLEY).corpus
    found = {one.address for one in decisive(debate_of(corpus))}
    assert found
    assert found.isdisjoint(record.id for record in corpus.of_kind(*THINGS))


def relabelled(debate: Debate, point: str, given_: dict[str, Assignment]) -> str:
    """The label of a point where only some points are settled."""
    return Debate(debate.points, debate.assumes, debate.attacks).settle(given_).labels[point]


@given(views())
@examples(300)
def test_the_grounds_of_a_label_are_enough_for_it(debate: Debate) -> None:
    for point, label in debate.labels.items():
        found = grounds(debate, point)
        assert set(found) <= debate.assignments.keys()
        assert label != "undecided" or found == ()
        if label != "undecided":
            assert relabelled(debate, point, {p: debate.assignments[p] for p in found}) == label


@given(views())
@examples(300)
def test_the_grounds_of_a_label_are_in_the_tree_of_reasons(debate: Debate) -> None:
    for point in debate.points:
        told = {one.point for _, one in why(debate, point).walk() if one.note}
        assert set(grounds(debate, point)) <= told


@pytest.mark.parametrize(
    ("debate", "expected"),
    [
        pytest.param(
            settled(debated("it assumes a", "it assumes b", "c refutes b"), a="in", b="out"),
            ("b",),
            id="only the premise that fell",
        ),
        pytest.param(
            settled(
                debated("c refutes it", "d weakens it", "e refutes it"), c="in", d="in", e="out"
            ),
            ("c",),
            id="only the refuter that stands",
        ),
        pytest.param(
            settled(debated("it assumes a", "a assumes b", "c refutes b"), b="out"),
            ("b",),
            id="through a premise",
        ),
        pytest.param(
            settled(debated("c refutes it", "d refutes c", "e refutes d"), e="in"),
            ("e",),
            id="through a reply",
        ),
        pytest.param(
            settled(debated("it assumes a", "it assumes b", "c refutes b"), a="in", b="in"),
            ("b",),
            id="only the premise that something speaks against",
        ),
        pytest.param(
            settled(debated("it assumes b", "c refutes it", "b assumes a"), a="out", c="in"),
            ("c", "a"),
            id="nearest first",
        ),
        pytest.param(settled(debated("c weakens it"), c="in"), (), id="undecided"),
        pytest.param(settled(debated("c refutes it"), it="in"), ("it",), id="itself"),
    ],
)
def test_a_label_rests_on_the_settled_points_that_give_it(
    debate: Debate, expected: tuple[str, ...]
) -> None:
    assert grounds(debate, "it") == expected
