"""An entry that goes leaves a sign, and does not go while others need it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from kb import rules
from kb.edit import EditRefused, retire, save
from kb.errors import EntryNotFound
from shell import COMMAND

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Place = Callable[[str, str | bytes], Path]

DAY = date(2026, 11, 21)
OAK = "title: Oak\nsummary: A tree that stands.\n"
IVY = "title: 'Ivy: a plant'\nsummary: A plant that climbs.\n"


def test_a_sign_stands_in_place_of_the_entry(place: Place) -> None:
    place("concepts/oak.yaml", OAK)
    entries = place("concepts/ivy.yaml", IVY + "related: [oak]\nbody: On [[ivy]].\n")

    save(retire(entries.resolve(), "ivy", "merged", ["oak"], since=DAY))

    assert rules.check(entries)[1] == ()
    assert not (entries / "concepts/ivy.yaml").exists()
    assert (entries / "retired/ivy.yaml").read_text() == (
        'reason: merged\nsince: 2026-11-21\nsee: [oak]\ntitle: "Ivy: a plant"\n'
    )


def test_a_sign_stands_for_each_former_id_too(place: Place) -> None:
    place("concepts/oak.yaml", OAK)
    entries = place("concepts/ivy.yaml", IVY + "former_ids: [hedera]\n")

    save(retire(entries.resolve(), "ivy", "merged", ["oak"], since=DAY))

    assert sorted(rules.check(entries)[0].retired) == ["hedera", "ivy"]


def test_who_still_needs_it_is_named_with_file_and_line(place: Place) -> None:
    place("concepts/oak.yaml", OAK + "related:\n  - target: ivy\n    why: as [[hedera]] does\n")
    place("retired/elm.yaml", "reason: merged\nsince: 2026-11-21\nsee: [ivy]\n")
    entries = place("concepts/ivy.yaml", IVY + "former_ids: [hedera]\n")

    with pytest.raises(EditRefused) as refusal:
        retire(entries.resolve(), "ivy", "out-of-scope", [], since=DAY)

    assert str(refusal.value) == (
        "`ivy` is still needed: 3 references would lead nowhere; "
        "`kb merge ivy OTHER` moves all of them to `OTHER`\n"
        "  entries/concepts/oak.yaml:4: ivy\n"
        "  entries/concepts/oak.yaml:5: hedera\n"
        "  entries/retired/elm.yaml:3: ivy"
    )


@pytest.mark.parametrize(
    ("reason", "see", "why"),
    [
        ("mergd", [], "did you mean `merged`"),
        ("merged", ["ivy"], "to itself"),
        ("merged", ["oak#x"], "no statement `oak#x`"),
        ("merged", [], "name it with `--see ID`"),
        ("duplicate", [], "`duplicate` says that something else stands in place of `ivy`"),
        ("split", [], "so that readers are led there"),
    ],
)
def test_a_sign_that_says_nothing_useful_is_refused(
    reason: str, see: list[str], why: str, place: Place
) -> None:
    place("concepts/oak.yaml", OAK)
    entries = place("concepts/ivy.yaml", IVY)

    with pytest.raises(EditRefused, match=why):
        retire(entries.resolve(), "ivy", reason, see, since=DAY)


def test_what_took_its_place_is_asked_for_before_who_still_needs_it(place: Place) -> None:
    place("concepts/oak.yaml", OAK + "related: [ivy]\n")
    entries = place("concepts/ivy.yaml", IVY)

    with pytest.raises(EditRefused, match="--see ID"):
        retire(entries.resolve(), "ivy", "merged", [], since=DAY)


@pytest.mark.parametrize("reason", ["out-of-scope", "not-sourced"])
def test_what_nothing_took_the_place_of_needs_none(reason: str, place: Place) -> None:
    entries = place("concepts/ivy.yaml", IVY)

    save(retire(entries.resolve(), "ivy", reason, [], since=DAY))

    assert rules.check(entries)[1] == ()


def test_a_sign_points_at_something_that_is_there(place: Place) -> None:
    place("concepts/oak.yaml", OAK)
    entries = place("concepts/ivy.yaml", IVY)

    with pytest.raises(EntryNotFound, match="'oak'"):
        retire(entries.resolve(), "ivy", "merged", ["oka"], since=DAY)


def test_the_command_says_what_became_of_the_file(place: Place) -> None:
    place("concepts/oak.yaml", OAK)
    entries = place("concepts/ivy.yaml", IVY)
    words = ["retire", "ivy", "--reason", "duplicate", "--see", "oak", "--entries", str(entries)]

    result = CliRunner().invoke(COMMAND, words)

    assert result.exit_code == 0
    assert result.output == (
        "ivy is retired\n  - entries/concepts/ivy.yaml\n  + entries/retired/ivy.yaml\n"
    )
