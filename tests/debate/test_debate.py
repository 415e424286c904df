"""The labelling: against an independent one on random debates, and on examples written out."""

from __future__ import annotations

import itertools
import random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debates import debated, debates, settlements, worded
from kb.debate import Assignment, Attack, Debate, debate_of, framework, label, why
from kb.debate.labels import _Frontier
from kb.model.words import Label, Status
from kb.read import Corpus
from profiles import examples
from worlds import VALLEY, world

if TYPE_CHECKING:
    from collections.abc import Iterable

    import kb


def grounded(arguments: list[str], attacks: list[tuple[str, str]]) -> dict[str, str]:
    """The grounded labelling by its definition: the least fixpoint of the characteristic function.

    An argument is defended by a set that attacks every one of its attackers (Dung 1995).
    """
    attackers: dict[str, set[str]] = {argument: set() for argument in arguments}
    for source, target in attacks:
        attackers[target].add(source)
    accepted: set[str] = set()
    while True:
        defended = {
            argument
            for argument in arguments
            if all(attackers[attacker] & accepted for attacker in attackers[argument])
        }
        if defended == accepted:
            break
        accepted = defended
    return {
        argument: "in"
        if argument in accepted
        else "out"
        if attackers[argument] & accepted
        else "undecided"
        for argument in arguments
    }


def chain(length: int) -> Debate:
    """Critiques, each of which refutes the one before it."""
    names = [f"c{number}" for number in range(length)]
    pairs = zip(names[1:], names, strict=False)
    return Debate(dict.fromkeys(names, True), {}, tuple(Attack(s, t, "refutes") for s, t in pairs))


def valley() -> kb.KnowledgeBase:
    return world(VALLEY)


@given(debates())
@examples(2000)
def test_labels_are_the_grounded_labelling_of_the_framework(debate: Debate) -> None:
    reference = grounded(*framework(debate))
    assert {point: reference[point] for point in debate.points} == dict(debate.labels)


@given(debates(), st.integers(0, 2**32))
@examples(300)
def test_labels_do_not_depend_on_the_order_of_anything(debate: Debate, seed: int) -> None:
    dice = random.Random(seed)
    points, attacks = list(debate.points), list(debate.attacks)
    premises = [(point, list(below)) for point, below in debate.assumes.items()]
    for below in (listed for _, listed in premises):
        dice.shuffle(below)
    dice.shuffle(points)
    dice.shuffle(premises)
    dice.shuffle(attacks)
    assert dict(debate.labels) == label(points, dict(premises), attacks)


@given(debates())
@examples(300)
def test_every_label_obeys_the_rule_it_is_defined_by(debate: Debate) -> None:
    for point, value in debate.labels.items():
        premises = {debate.labels[premise] for premise in debate.assumes.get(point, ())}
        against = debate.attackers.get(point, ())
        refuted = any(a.force == "refutes" and debate.labels[a.source] == "in" for a in against)
        answered = all(debate.labels[a.source] == "out" for a in against)
        expected = (
            "out"
            if refuted or "out" in premises
            else "in"
            if answered and premises <= {"in"}
            else "undecided"
        )
        assert expected == value


@given(debates())
@examples(300)
def test_the_tree_of_reasons_stands_for_every_point(debate: Debate) -> None:
    for point in debate.points:
        tree = why(debate, point)
        assert (point, debate.status(point)) == (tree.point, tree.status)
        told = [below.point for _, below in tree.walk() if below.reasons]
        assert len(set(told)) == len(told)


def test_the_framework_starts_with_the_points() -> None:
    debate = debated("a assumes b", "c refutes a", "d weakens c")
    assert list(debate.points) == framework(debate)[0][: len(debate.points)]


# One row of the table of statuses after the other; the point in question is called `it`.
@pytest.mark.parametrize(
    ("sentences", "claim", "reason"),
    [
        pytest.param(["it"], "unchallenged", "unanswered", id="nothing recorded"),
        pytest.param(["it assumes a"], "unchallenged", "unanswered", id="quiet premise"),
        pytest.param(["c refutes it", "r refutes c"], "defended", "upheld", id="attackers out"),
        pytest.param(
            ["it assumes a", "c refutes a", "r refutes c"],
            "defended",
            "upheld",
            id="attackers of a premise out",
        ),
        pytest.param(["c weakens it"], "challenged", "challenged", id="weakened"),
        pytest.param(
            ["c weakens it", "d weakens it", "r weakens d"],
            "challenged",
            "challenged",
            id="one attacker stands beside one that does not",
        ),
        pytest.param(
            ["c weakens it", "r refutes c", "s refutes r"],
            "challenged",
            "challenged",
            id="the reply has fallen",
        ),
        pytest.param(
            ["c weakens it", "it assumes a", "d weakens a"],
            "challenged",
            "challenged",
            id="weakened, and a weak premise",
        ),
        pytest.param(
            ["c weakens it", "r weakens c"], "contested", "contested", id="a disputed attacker"
        ),
        pytest.param(
            ["c refutes it", "r weakens c"], "contested", "contested", id="a disputed refuter"
        ),
        pytest.param(
            ["c weakens it", "r weakens c", "d weakens it", "s refutes d"],
            "contested",
            "contested",
            id="one attacker disputed, one out",
        ),
        pytest.param(
            ["it assumes a", "c weakens a"], "conditional", "conditional", id="weak premise"
        ),
        pytest.param(
            ["it assumes a", "c weakens a", "d weakens it", "r refutes d"],
            "conditional",
            "conditional",
            id="weak premise, attackers of its own out",
        ),
        pytest.param(
            ["it assumes a", "a assumes b", "c weakens b"],
            "conditional",
            "conditional",
            id="weak premise of a premise",
        ),
        pytest.param(["c refutes it"], "refuted", "refuted", id="refuted"),
        pytest.param(["it assumes a", "c refutes a"], "refuted", "refuted", id="premise out"),
    ],
)
def test_a_status_follows_from_labels_and_attacks(
    sentences: list[str], claim: str, reason: str
) -> None:
    debate = debated(*sentences)
    as_reason = Debate({**debate.points, "it": True}, debate.assumes, debate.attacks)
    assert (claim, reason) == (debate.status("it"), as_reason.status("it"))


def test_who_is_unsure_of_a_point_makes_it_contested_whatever_is_recorded() -> None:
    debate = debated("c weakens it", "it assumes a", "d refutes a")
    unsure = debate.settle({"it": Assignment(Label.UNDECIDED, "unsure")})
    assert (debate.status("it"), unsure.status("it")) == ("refuted", "contested")


LABELS = {
    "unanswered": "in",
    "upheld": "in",
    "unchallenged": "in",
    "defended": "in",
    "challenged": "undecided",
    "contested": "undecided",
    "conditional": "undecided",
    "refuted": "out",
}
"""What each status says where the refinement is dropped."""


@given(debates().flatmap(lambda one: settlements(one).map(one.settle)))
@examples(1000)
def test_statuses_refine_the_labels_as_the_table_says(debate: Debate) -> None:
    found = {point: str(debate.status(point)) for point in debate.points}
    assert found == worded(debate)
    assert {point: LABELS[word] for point, word in found.items()} == dict(debate.labels)
    assert {Status(word).label for word in found.values()} == set(debate.labels.values())


@given(debates().flatmap(lambda one: st.tuples(settlements(one), settlements(one), st.just(one))))
@examples(500)
def test_what_is_restated_is_what_has_another_status(
    case: tuple[dict[str, Assignment], dict[str, Assignment], Debate],
) -> None:
    before = case[2].settle(case[0])
    after = before.settle(case[1])
    now, then = worded(after), worded(before)
    assert dict(after.restated) == {p: now[p] for p in after.points if now[p] != then[p]}


def test_a_debate_as_recorded_restates_nothing() -> None:
    assert debated("c weakens it").restated == {}


def test_a_refuted_refuter_reinstates_its_target() -> None:
    debate = debated("critique refutes claim", "reply refutes critique")
    assert dict(debate.labels) == {"claim": "in", "critique": "out", "reply": "in"}


def test_a_weakening_leaves_its_target_undecided() -> None:
    assert debated("critique weakens claim").labels["claim"] == "undecided"


def test_an_answered_weakening_restores_its_target() -> None:
    debate = debated("critique weakens claim", "reply refutes critique")
    assert debate.labels["claim"] == "in"


def test_a_weakened_refuter_leaves_its_target_undecided() -> None:
    debate = debated("critique refutes claim", "reply weakens critique")
    assert debate.labels["claim"] == "undecided"


def test_a_refutation_outweighs_a_weakening() -> None:
    debate = debated("one weakens claim", "two refutes claim")
    assert debate.labels["claim"] == "out"


def test_one_standing_refuter_is_enough_beside_an_answered_one() -> None:
    debate = debated("one refutes claim", "reply refutes one", "two refutes claim")
    assert debate.labels["claim"] == "out"


def test_an_out_premise_makes_everything_that_rests_on_it_out() -> None:
    debate = debated("c assumes b", "b assumes a", "critique refutes a")
    assert [debate.labels[point] for point in "abc"] == ["out", "out", "out"]


def test_an_undecided_premise_makes_what_rests_on_it_undecided() -> None:
    debate = debated("b assumes a", "critique weakens a")
    assert debate.labels["b"] == "undecided"


def test_an_attack_does_not_travel_down_to_the_premises() -> None:
    debate = debated("b assumes a", "critique refutes b")
    assert debate.status("a") == "unchallenged"


def test_a_critique_falls_with_its_own_premise() -> None:
    debate = debated("critique refutes claim", "critique assumes p", "reply refutes p")
    assert (debate.status("critique"), debate.status("claim")) == ("refuted", "defended")


def test_an_odd_cycle_of_refutations_is_undecided() -> None:
    debate = debated("a refutes b", "b refutes c", "c refutes a")
    assert {"undecided"} == set(debate.labels.values())


def test_an_even_cycle_of_refutations_is_undecided() -> None:
    debate = debated("a refutes b", "b refutes a")
    assert {"undecided"} == set(debate.labels.values())


def test_a_cycle_broken_from_outside_is_decided() -> None:
    debate = debated("a refutes b", "b refutes a", "c refutes a")
    assert dict(debate.labels) == {"a": "out", "b": "in", "c": "in"}


def test_a_critique_that_refutes_itself_is_undecided() -> None:
    assert debated("a refutes a").labels["a"] == "undecided"


def test_an_empty_debate_has_no_labels() -> None:
    assert label({}, {}, ()) == {}


def test_an_address_that_is_no_point_has_no_status() -> None:
    with pytest.raises(KeyError):
        debated("a").status("b")


class Counted(_Frontier):
    """A labelling that counts how often a point is settled or relieved."""

    calls = 0

    def settle(self, point: str, value: str) -> None:
        self.calls += 1
        super().settle(point, value)

    def relieve(self, point: str) -> None:
        self.calls += 1
        super().relieve(point)


@given(debates())
@examples(300)
def test_work_is_bounded_by_points_premises_and_attacks(debate: Debate) -> None:
    work = Counted(debate.points, debate.assumes, debate.attacks)
    work.settled()
    edges = sum(len(premises) for premises in debate.assumes.values()) + len(debate.attacks)
    assert work.calls <= len(debate.points) + edges


def test_a_chain_of_twenty_thousand_critiques_takes_linear_work() -> None:
    debate = chain(20_000)
    work = Counted(debate.points, debate.assumes, debate.attacks)
    labels = work.settled()
    assert (labels["c0"], labels["c19999"]) == ("out", "in")
    assert work.calls <= 2 * 20_000


def test_a_chain_of_twenty_thousand_premises_falls_in_linear_work() -> None:
    names = [f"p{number}" for number in range(20_000)]
    assumes = {upper: (lower,) for lower, upper in itertools.pairwise(names)}
    attacks = (Attack("critique", "p0", "refutes"),)
    work = Counted([*names, "critique"], assumes, attacks)
    labels = work.settled()
    assert {"out"} == {labels[name] for name in names}
    assert work.calls <= 2 * 20_000 + 2


def test_a_status_at_the_end_of_twenty_thousand_premises_is_found() -> None:
    names = [f"p{number}" for number in range(20_000)]
    assumes = {upper: (lower,) for lower, upper in itertools.pairwise(names)}
    points = {**dict.fromkeys(names, False), "critique": True}
    debate = Debate(points, assumes, (Attack("critique", "p0", "refutes"),))
    assert debate.status("p19999") == "refuted"


def test_reasons_two_thousand_critiques_deep_are_told() -> None:
    tree = why(chain(2_000), "c0")
    deepest, last = list(tree.walk())[-1]
    assert (deepest, last.point, last.status) == (1_999, "c1999", "unanswered")


def test_reasons_two_thousand_critiques_deep_are_printed() -> None:
    assert len(str(why(chain(2_000), "c0")).splitlines()) == 2_000


def test_labels_of_the_valley_do_not_depend_on_the_order_of_files() -> None:
    corpus = valley().corpus
    records = list(corpus)
    random.Random(7).shuffle(records)
    assert dict(valley().debate.labels) == dict(debate_of(Corpus.of(records)).labels)


def test_labels_of_the_valley_are_the_grounded_labelling() -> None:
    debate = valley().debate
    reference = grounded(*framework(debate))
    assert {point: reference[point] for point in debate.points} == dict(debate.labels)


def test_every_attack_and_premise_of_the_valley_is_between_points() -> None:
    debate = valley().debate
    named = {a.source for a in debate.attacks} | {a.target for a in debate.attacks}
    named |= {premise for premises in debate.assumes.values() for premise in premises}
    assert named <= set(debate.points)


def test_no_recorded_attack_of_the_valley_is_lost() -> None:
    written = sum(
        reference.relation == "attacks"
        for record in valley().corpus
        for reference in valley().corpus.references(record)
    )
    assert written == len(valley().debate.attacks)


@st.composite
def settled(draw: st.DrawFn) -> tuple[Debate, dict[str, Assignment]]:
    debate = draw(debates())
    return debate, draw(settlements(debate, least=1))


@given(settled())
@examples(1000)
def test_labels_of_a_settled_debate_are_the_grounded_labelling_of_its_framework(
    case: tuple[Debate, dict[str, Assignment]],
) -> None:
    debate = case[0].settle(case[1])
    reference = grounded(*framework(debate))
    assert {point: reference[point] for point in debate.points} == dict(debate.labels)


@given(settled(), settled())
@examples(500)
def test_settling_twice_is_settling_at_once(
    one: tuple[Debate, dict[str, Assignment]], other: tuple[Debate, dict[str, Assignment]]
) -> None:
    debate, first = one
    second = {point: value for point, value in other[1].items() if point in debate.points}
    twice = debate.settle(first).settle(second)
    assert dict(twice.labels) == dict(debate.settle({**first, **second}).labels)


@given(settled())
def test_settling_touches_nothing_out_of_reach(case: tuple[Debate, dict[str, Assignment]]) -> None:
    debate, given_ = case
    after = debate.settle(given_)
    changed = {point for point in debate.points if debate.labels[point] != after.labels[point]}
    assert changed <= debate.reached(given_)


def test_settling_computes_only_what_is_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    debate = debated("hit refutes near", "far assumes ground", "other refutes far")
    asked: list[set[str]] = []
    before = debate.labels

    def spy(points: Iterable[str], *rest: Any) -> dict[str, str]:
        asked.append(set(points))
        return label(asked[-1], *rest)

    monkeypatch.setattr("kb.debate.model.label", spy)
    assert before["near"] == "out"
    assert debate.settle({"hit": Assignment("out", "supposed")}).labels["near"] == "in"
    assert asked == [{"hit", "near"}]


def test_what_is_no_point_cannot_be_settled() -> None:
    with pytest.raises(KeyError):
        debated("a refutes b").settle({"c": Assignment("in", "supposed")})


def test_a_settled_point_is_explained_by_who_settled_it() -> None:
    debate = debated("plan assumes ground", "hit refutes ground")
    view = debate.settle({"ground": Assignment("in", "Ada Reed agrees (2022)")})
    assert str(why(view, "plan")) == (
        "plan: defended\n  assumes ground: defended (Ada Reed agrees (2022))"
    )


def test_a_premise_that_was_settled_speaks_even_where_nothing_attacks_it() -> None:
    view = debated("plan assumes ground").settle({"ground": Assignment("out", "supposed")})
    assert str(why(view, "plan")) == "plan: refuted\n  assumes ground: refuted (supposed)"
