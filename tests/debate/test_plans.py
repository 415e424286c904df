"""The smallest sets of critiques that decide a point, against trying every set."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from debates import debated, debates
from kb.debate import Assignment, attack_plans, defences
from kb.model.words import Label
from profiles import examples

if TYPE_CHECKING:
    from kb.debate import Debate, Plan

MOST = 3


def tried(debate: Debate, point: str, wanted: Label, given_: Label) -> set[tuple[str, ...]]:
    """Every set of reasons that does it, of which no part does, by trying them all."""
    if debate.labels[point] == wanted:
        return set()
    reasons = sorted(one for one, reason in debate.points.items() if reason and one != point)
    found: list[set[str]] = []
    for size in range(1, MOST + 1):
        for some in combinations(reasons, size):
            settled = debate.settle({one: Assignment(given_, "supposed") for one in some})
            if settled.labels[point] == wanted and not any(one <= set(some) for one in found):
                found.append(set(some))
    return {tuple(sorted(one)) for one in found}


def told(plans: tuple[Plan, ...]) -> set[tuple[str, ...]]:
    return {plan.critiques for plan in plans}


@examples(300)
@given(debates(8), st.data())
def test_the_plans_are_those_that_trying_every_set_finds(
    debate: Debate, data: st.DataObject
) -> None:
    point = data.draw(st.sampled_from(list(debate.points)))
    attacks = attack_plans(debate, point, MOST)
    assert told(attacks) == tried(debate, point, Label.OUT, Label.IN)
    assert told(defences(debate, point, MOST)) == tried(debate, point, Label.IN, Label.OUT)
    assert [plan.size for plan in attacks] == sorted(len(plan.critiques) for plan in attacks)


def test_of_two_that_refute_each_other_either_falls_by_the_other() -> None:
    debate = debated("hen refutes egg", "egg refutes hen")

    assert told(attack_plans(debate, "hen")) == {("egg",)}
    assert told(attack_plans(debate, "egg")) == {("hen",)}


def test_a_point_falls_by_a_refutation_of_it_or_of_what_it_assumes() -> None:
    debate = debated(
        "tower assumes rock",
        "flood refutes tower",
        "dam refutes flood",
        "quake refutes rock",
        "survey weakens quake",
        "wind weakens tower",
    )
    assert told(attack_plans(debate, "tower")) == {("flood",), ("quake",)}


def test_a_point_stands_once_everything_against_it_is_met() -> None:
    debate = debated("flood weakens tower", "wind weakens tower", "wall refutes wind")
    (plan,) = defences(debate, "tower")
    assert plan.critiques == ("flood",)
    assert (plan.before, plan.after) == ("challenged", "defended")


def test_what_stands_needs_no_defence_and_what_is_down_no_attack() -> None:
    debate = debated("tower", "flood refutes bridge")
    assert defences(debate, "tower") == ()
    assert attack_plans(debate, "bridge") == ()
