"""Bases written at random: what is read from their files is what another reading gives."""

from __future__ import annotations

from copy import deepcopy

from hypothesis import given
from hypothesis import strategies as st
from written import Written, bases, debate, loaded, positions, settled, told, turning

from debates import independent, worded
from profiles import examples


@given(bases())
@examples(500)
def test_every_point_has_the_label_and_the_word_of_a_naive_reading(written: Written) -> None:
    base, naive = loaded(written), debate(written)

    assert dict(base.debate.labels) == independent(naive)
    assert {point: base.status(point) for point in base.debate.points} == worded(naive)


@given(bases())
@examples(500)
def test_the_reasons_for_each_status_are_those_of_a_naive_reading(written: Written) -> None:
    base, naive = loaded(written), debate(written)

    for point in naive.points:
        rows = [(depth, w.point, w.status, w.because) for depth, w in base.why(point).walk()]
        assert rows == told(naive, point)


@given(bases())
@examples(500)
def test_a_view_is_the_debate_with_what_its_holder_settles(written: Written) -> None:
    base, naive = loaded(written), debate(written)

    for holder in ("ada", "ben"):
        if positions(written, holder):
            seen = naive.settle(settled(written, holder))
            view = base.as_seen_by(holder)
            assert dict(view.debate.labels) == independent(seen)
            assert {point: view.status(point) for point in naive.points} == worded(seen)


@given(bases(), st.data())
@examples(500)
def test_cruxes_are_what_turns_something_and_what_its_holder_names(
    written: Written, data: st.DataObject
) -> None:
    base, naive = loaded(written), debate(written)
    about = data.draw(st.sampled_from(list(naive.points)))

    for holder in ("ada", "ben"):
        if held := positions(written, holder):
            named = {crux for one in held if one["about"] == about for crux in one["cruxes"]}
            found = base.cruxes(holder, about=about)
            turns = {one.address for one in found if one.changes and not naive.points[one.address]}
            assert turns == turning(naive, written, holder, about)
            assert {one.address for one in found if one.recorded} == named - {about}
            assert all(one.changes or one.recorded for one in found)


@given(bases())
@examples(500)
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
