"""Why, with what only the entries know: what is disputed beside a thesis, and who avoids what."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import kb
from kb.base import card
from worlds import VALLEY, world

if TYPE_CHECKING:
    from pathlib import Path

NIGHT = """\
title: Nobody stays awake
summary: No one watches a gate for a whole summer of nights.
attacks:
  - target: canal#gates-are-watched
    force: refutes
    why: whoever watches falls asleep
  - target: canal#cheap
    force: weakens
    why: a guard wants pay
by: [finn-dahl]
sources:
  - work: dahl-2001-walks
    at: walk 7
"""


def besides(tmp_path: Path) -> kb.KnowledgeBase:
    """The valley, with a critique of a condition and of a claim of the canal."""
    entries = tmp_path / "entries"
    shutil.copytree(VALLEY, entries)
    (entries / "critiques" / "nobody-stays-awake.yaml").write_text(NIGHT, "utf-8")
    return kb.load(entries)


def test_a_critique_of_a_condition_is_told_beside_the_reasons_of_the_thesis(tmp_path: Path) -> None:
    before, after = world(VALLEY).why("canal"), besides(tmp_path).why("canal")
    assert str(after).removeprefix(str(before)).splitlines() == [
        "",
        "  what is said besides, on which the status does not turn",
        "    condition canal#gates-are-watched: refuted",
        "      refuted by nobody-stays-awake: unanswered",
        "    claim canal#cheap: refuted",
        "      assumes many-hands: refuted (as above)",
        "      weakened by nobody-stays-awake: unanswered",
    ]
    assert before.aside == ()
    assert [one.because for one in after.aside] == ["condition", "claim"]


def test_a_critique_names_what_avoids_it() -> None:
    assert str(world(VALLEY).why("clay-cracks")) == "clay-cracks: unanswered (avoided by tanks)"


def test_the_head_of_an_entry_counts_what_the_lists_below_it_hold(tmp_path: Path) -> None:
    entry = besides(tmp_path)["canal"]
    assert (entry.profile.critiques, sum(entry.profile.aside.values())) == (3, 1)
    shown = card(entry)
    assert "Critiques of the thesis and of what it rests on (3)" in shown
    assert "Critiques of what else is said (1)" in shown
    assert (
        "1 more critique is of what else is said, on which the thesis does not rest."
        in entry.profile.sentence
    )
