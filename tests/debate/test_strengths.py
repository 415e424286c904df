"""The h-categoriser keeps the axioms that are published of it (Amgoud and Ben-Naim 2013, 2016)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debates import debated, debates
from kb.debate import Assignment, Attack, Debate, strengths
from kb.model.words import Force, Label

if TYPE_CHECKING:
    from collections.abc import Mapping


def of(debate: Debate) -> Mapping[str, float]:
    return {one.address: one.strength for one in strengths(debate)}


@given(debates())
def test_what_nothing_attacks_is_strongest_and_what_is_attacked_is_weaker(debate: Debate) -> None:
    strength = of(debate)
    for point in debate.points:
        assert (strength[point] == 1) == (point not in debate.attackers)


@given(debates())
def test_a_point_is_as_strong_as_its_attackers_leave_it(debate: Debate) -> None:
    strength = of(debate)
    for point, attacks in debate.attackers.items():
        assert strength[point] == pytest.approx(1 / (1 + sum(strength[a.source] for a in attacks)))


@given(debates(), st.data())
def test_one_more_attack_weakens(debate: Debate, data: st.DataObject) -> None:
    point = data.draw(st.sampled_from(list(debate.points)))
    more = (*debate.attacks, Attack("new", point, Force.WEAKENS))
    after = of(Debate({**debate.points, "new": True}, debate.assumes, more))
    if point not in debate.reached([point]) - {point} and not circular(debate, point):
        assert after[point] < of(debate)[point]


def circular(debate: Debate, point: str) -> bool:
    return any(point in debate.reached([other]) for other in debate.bears_on.get(point, ()))


def test_names_and_order_change_nothing() -> None:
    one = debated("a weakens b", "b weakens c", "d refutes c")
    other = debated("w refutes z", "y weakens z", "x weakens y")
    assert sorted(of(one).values()) == sorted(of(other).values())


def test_a_defended_point_is_stronger_than_one_that_is_not() -> None:
    strength = of(debated("a weakens b", "c weakens d", "d weakens e"))
    assert strength["e"] > strength["b"]
    assert strength["e"] == pytest.approx(2 / 3)


def test_a_given_label_is_a_strength() -> None:
    debate = debated("a weakens b").settle({"a": Assignment(Label.OUT, "supposed")})
    assert of(debate) == {"a": 0, "b": 1}
