"""What was found on something, by date and side."""

from __future__ import annotations

from worlds import SMALL, VALLEY, world


def test_a_result_on_a_rung_tells_for_what_reached_it() -> None:
    found = world(VALLEY)["canal"].ledger.where(entry="canal")
    assert [(one.side, one.method, one.result) for one in found] == [
        ("for", "deployed", "Of forty fields thirty had water in August.")
    ]


def test_the_evidence_of_a_critique_tells_against_all_that_rests_on_its_target() -> None:
    base = world(SMALL)
    evidence = base["roots-are-hidden"].evidence[0]
    for entry in ("gardening", "growth-is-visible", "first-fruit"):
        assert ("against", evidence.result) in [(o.side, o.result) for o in base[entry].ledger]


def test_sides_alternate_along_a_thread() -> None:
    for base in (world(SMALL), world(VALLEY)):
        for entry in base.entries():
            sides = {one.entry: one.side for one in entry.ledger}
            for attack in base.debate.attacks:
                if {attack.source, attack.target} <= sides.keys() - {entry.id}:
                    assert sides[attack.source] != sides[attack.target]


def test_the_latest_result_comes_first() -> None:
    dates = [one.date for one in world(VALLEY)["canal"].ledger]
    assert dates == sorted(dates, reverse=True)


def test_something_without_results_has_an_empty_ledger() -> None:
    assert not world(SMALL)["pruning"].ledger
