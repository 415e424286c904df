"""Bases written at random: what is read from their files is what another reading gives."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from written import (
    Written,
    bases,
    debate,
    deciding,
    loaded,
    positions,
    settled,
    told,
    turning,
)

from debates import independent, worded
from kb.debate import Assignment
from kb.model.words import Label
from profiles import examples

if TYPE_CHECKING:
    import kb
    from kb.debate import Debate


def same(base: kb.KnowledgeBase, naive: Debate) -> None:
    """Every label and every word."""
    assert dict(base.debate.labels) == independent(naive)
    assert {point: base.status(point) for point in naive.points} == worded(naive)


def same_reasons(base: kb.KnowledgeBase, naive: Debate) -> None:
    for point in naive.points:
        rows = [(depth, w.point, w.status, w.because) for depth, w in base.why(point).walk()]
        assert rows == told(naive, point)


def same_cruxes(base: kb.KnowledgeBase, written: Written, naive: Debate, who: str, at: str) -> None:
    """What turns something, and what its holder names."""
    held = positions(written, who)
    named = {crux for one in held if one["about"] == at for crux in one["cruxes"]}
    found = base.cruxes(who, about=at)
    turns = {one.address for one in found if one.changes and not naive.points[one.address]}
    assert turns == turning(naive, written, who, at)
    assert {one.address for one in found if one.recorded} == named - {at}
    assert all(one.changes or one.recorded for one in found)


def same_plans(base: kb.KnowledgeBase, naive: Debate, at: str) -> None:
    """The smallest sets of critiques that decide a point, up to pairs."""
    attacks, defences = base.attack_plans(at, 2), base.defences(at, 2)
    assert set(attacks.column("critiques")) == deciding(naive, at, Label.OUT, Label.IN)
    assert set(defences.column("critiques")) == deciding(naive, at, Label.IN, Label.OUT)


@given(bases(), st.data())
@examples(2000)
def test_whatever_is_asked_of_a_base_is_what_a_naive_reading_says(
    written: Written, data: st.DataObject
) -> None:
    base, naive = loaded(written), debate(written)
    points = st.sampled_from(list(naive.points))
    at, accepted, rejected = data.draw(st.tuples(points, points, points))

    same(base, naive)
    same_reasons(base, naive)
    same_plans(base, naive, at)
    supposed = {rejected: Assignment("out", "supposed"), accepted: Assignment("in", "supposed")}
    same(base.suppose(accepted, {rejected} - {accepted}), naive.settle(supposed))
    for who in ("ada", "ben"):
        if positions(written, who):
            same(base.as_seen_by(who), naive.settle(settled(written, who)))
            same_cruxes(base, written, naive, who, at)


@given(bases())
@examples(300)
def test_no_label_depends_on_conditions_on_what_is_avoided_or_on_readings(written: Written) -> None:
    other = deepcopy(written)
    for entry in other.values():
        entry.pop("avoids", None)
        conditions = entry.pop("conditions", [])
        if own := [one for one in conditions if isinstance(one, dict)]:
            entry["open"] = own
        for one in entry.get("attacks", ()):
            one["reading"] = "stated"

    assert dict(loaded(written).debate.labels) == dict(loaded(other).debate.labels)


def test_a_condition_can_fall_alone() -> None:
    wall = {"title": "A wall", "summary": "Warm.", "thesis": "A wall keeps frost out."}
    mended = {"id": "mended", "text": "People mend the wall."}
    attack = {"target": "wall#mended", "force": "refutes", "why": "nobody does"}
    doubt = {"title": "Nobody mends", "summary": "They do not.", "body": "No.", "attacks": [attack]}
    ground = {"problems/frost": {"title": "Frost", "type": "obstacle", "summary": "Cold."}}

    base = loaded(
        {
            **ground,
            "proposals/wall": wall | {"addresses": ["frost"], "conditions": [mended]},
            "critiques/nobody-mends": doubt,
        }
    )

    assert (base.status("wall#mended"), base.status("wall")) == ("refuted", "unchallenged")
