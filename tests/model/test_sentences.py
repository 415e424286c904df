"""What entries know of themselves, whatever their kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb import load
from kb.model import MODELS
from kb.model.entries import Approach, Claim, Person, View, Work

SMALL = Path(__file__).parents[1] / "worlds" / "small" / "entries"


@pytest.fixture(scope="module")
def entries() -> list[object]:
    return [record.entry for record in load(SMALL).corpus]


def test_every_kind_has_an_entry_in_the_small_world(entries: list[object]) -> None:
    assert {type(entry) for entry in entries} == set(MODELS.values())


def test_a_thesis_a_claim_a_summary_or_a_title_is_the_sentence_of_an_entry() -> None:
    for record in load(SMALL).corpus:
        entry = record.entry
        match entry:
            case Approach():
                assert entry.sentence == entry.thesis
            case Claim():
                assert entry.sentence == entry.text
            case Person() | Work() | View():
                assert (entry.summary, entry.sentence) == ("", entry.title)
            case _:
                assert entry.sentence == entry.summary != ""
