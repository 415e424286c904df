"""The tree of reasons as people read it; the golden files are reviewed as prose."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import kb
from kb.debate import Attack, Debate, why

if TYPE_CHECKING:
    from collections.abc import Callable

    Golden = Callable[[str, Path], None]

TESTS = Path(__file__).parents[1]


@cache
def small() -> kb.KnowledgeBase:
    return kb.load(TESTS / "worlds" / "small")


def shared() -> Debate:
    """Two steps rest on one premise, which is attacked and half defended."""
    return Debate(
        {"plan": False, "first": False, "second": False, "seen": False, "calm": False}
        | {"fog": True, "lamp": True, "wind": True},
        {
            "plan": ("first", "second", "calm"),
            "first": ("seen",),
            "second": ("seen", "calm"),
        },
        (
            Attack("fog", "seen", "refutes"),
            Attack("lamp", "fog", "weakens"),
            Attack("wind", "lamp", "refutes"),
        ),
    )


def quarrel() -> Debate:
    """Two critiques that refute each other, and a claim that one of them weakens."""
    return Debate(
        {"claim": False, "one": True, "other": True},
        {},
        (
            Attack("one", "claim", "weakens"),
            Attack("other", "one", "refutes"),
            Attack("one", "other", "refutes"),
        ),
    )


@pytest.mark.parametrize(
    "address",
    [
        "cuts-are-cheap",
        "first-fruit",
        "gardening",
        "growth-is-visible",
        "roots-are-hidden",
        "trellis",
    ],
)
def test_the_reasons_of_an_entry_read_well(address: str, golden: Golden) -> None:
    golden(str(small().why(address)), TESTS / "golden" / f"why-{address}.txt")


def test_the_reasons_of_a_statement_read_well(golden: Golden) -> None:
    golden(str(small().why("gardening#cut")), TESTS / "golden" / "why-gardening-cut.txt")


def test_reasons_told_once_are_not_told_again(golden: Golden) -> None:
    golden(str(why(shared(), "plan")), TESTS / "golden" / "why-shared-premise.txt")


def test_a_quarrel_without_end_is_told_once(golden: Golden) -> None:
    golden(str(why(quarrel(), "claim")), TESTS / "golden" / "why-quarrel.txt")


def test_walking_gives_each_point_with_its_depth() -> None:
    walked = [(depth, one.point) for depth, one in why(quarrel(), "claim").walk()]
    assert walked == [(0, "claim"), (1, "one"), (2, "other"), (3, "one")]


def test_only_what_has_reasons_is_marked_as_above() -> None:
    again = [(one.point, one.again) for _, one in why(shared(), "plan").walk()]
    assert [point for point, repeated in again if repeated] == ["seen"]


def test_premises_against_which_nothing_is_recorded_are_counted() -> None:
    assert (why(shared(), "plan").quiet, why(shared(), "first").quiet) == (1, 0)


def test_a_point_says_how_it_bears_on_the_one_above() -> None:
    hows = {one.point: one.because for _, one in why(shared(), "first").walk()}
    expected = {"first": "", "seen": "assumes", "fog": "refuted by"}
    assert {**expected, "lamp": "weakened by", "wind": "refuted by"} == hows


def test_a_former_id_has_the_reasons_of_the_present_one() -> None:
    assert small().why("gardening") == small().why("slow-gardening")


def test_an_entry_tells_its_own_reasons() -> None:
    assert small().why("gardening") == small()["gardening"].why()
