"""Entries of the language before November 2026 are brought over, and nothing of them is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kb import rules
from kb.edit import entry_files, reformat
from tools.migrate.__main__ import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Place = Callable[[str, str | bytes], Path]

STATE = (
    "# Wanted: what became of it, with a date and a source: `state` (active, quiet, renamed,"
    " superseded, given-up), `as_of`, `work`.\n"
)
NUMBER = "# Wanted: a number as `value`, or two as `interval`; words go into `quantity`.\n"
HEAD = "title: Ivy\nsummary: A plant that climbs.\nthesis: It gets up.\naddresses: [height]\n"


@pytest.fixture
def old(place: Place) -> Path:
    """A problem and a work, which are as they were."""
    place("works/reed-2021-ivy.yaml", "title: On ivy\ntype: book\nauthors: [Ada]\ndate: 2021\n")
    return place(
        "problems/height.yaml", "title: Height\nsummary: Walls are high.\ntype: question\n"
    )


@pytest.mark.parametrize("word", ["active", "dormant", "superseded", "retracted"])
def test_activity_in_one_word_is_kept_in_a_comment(word: str, old: Path, place: Place) -> None:
    file = place("proposals/ivy.yaml", f"{HEAD}# seen\nactivity: {word}  # so I heard\nby: []\n")
    file = file / "proposals/ivy.yaml"

    assert main([str(old)]) == 0

    assert file.read_text() == f"{HEAD}# seen\n{STATE}# activity: {word}  # so I heard\nby: []\n"
    assert rules.check(old)[1] == ()


def test_activity_of_the_present_language_stays(old: Path, place: Place) -> None:
    text = f"{HEAD}activity: {{state: active, as_of: 2022, work: reed-2021-ivy}}\n"
    place("proposals/ivy.yaml", text)

    assert main([str(old)]) == 0

    assert (old / "proposals/ivy.yaml").read_text() == text


ESTIMATES = """\
estimates:
  # the first
  - quantity: When ivy tops the wall, in years.
    work: reed-2021-ivy
    value: 1e3
  - quantity: How much of the wall it covers.
    value: about half   # she says
    work: reed-2021-ivy
    at: |
      p. 3

      and p. 4

  - quantity: How many leaves.
    interval: [1000, a lot]
    work: reed-2021-ivy
by: []
"""

WORDED = f"""\
estimates:
  # the first
  - quantity: When ivy tops the wall, in years.
    work: reed-2021-ivy
    value: 1e3
  {NUMBER}\
  # - quantity: How much of the wall it covers.
  #   value: about half   # she says
  #   work: reed-2021-ivy
  #   at: |
  #     p. 3

  #     and p. 4

  {NUMBER}\
  # - quantity: How many leaves.
  #   interval: [1000, a lot]
  #   work: reed-2021-ivy
by: []
"""


def test_estimates_in_words_are_kept_in_comments(old: Path, place: Place) -> None:
    place("forecasts/ivy.yaml", HEAD + ESTIMATES)

    assert main([str(old)]) == 0

    assert (old / "forecasts/ivy.yaml").read_text() == HEAD + WORDED
    assert rules.check(old)[1] == ()


def test_where_every_estimate_is_in_words_the_list_goes_too(old: Path, place: Place) -> None:
    only = "estimates:\n  - quantity: Height.\n    value: tall\n    work: reed-2021-ivy\n"
    place("forecasts/ivy.yaml", HEAD + only)

    assert main([str(old)]) == 0

    assert (old / "forecasts/ivy.yaml").read_text() == HEAD + NUMBER + "".join(
        f"# {line}\n" for line in only.splitlines()
    )
    assert rules.check(old)[1] == ()


def test_a_second_run_changes_nothing(
    old: Path, place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    place("forecasts/ivy.yaml", HEAD + ESTIMATES + "activity: dormant\n")
    main([str(old)])
    once = (old / "forecasts/ivy.yaml").read_bytes()
    capsys.readouterr()

    assert main([str(old)]) == 0

    assert (old / "forecasts/ivy.yaml").read_bytes() == once
    assert capsys.readouterr().out == "nothing to bring over\n"


def test_comments_outlive_the_layout(old: Path, place: Place) -> None:
    place("forecasts/ivy.yaml", HEAD + ESTIMATES + "activity: dormant\n")
    main([str(old)])

    changes, findings = reformat(entry_files(old), old.parent)

    after = {change.file.name: change.after or b"" for change in changes}
    assert findings == []
    assert b"# activity: dormant\n" in after["ivy.yaml"]
    assert b"value: about half   # she says\n" in after["ivy.yaml"]


def test_what_was_done_and_what_is_left_is_told(
    old: Path, place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    place("proposals/ivy.yaml", f"{HEAD}activity: dormant\n")
    place("retired/elm.yaml", "reason: merged\nsince: 2026-01-01\n")

    assert main([str(old)]) == 1

    done, left = capsys.readouterr().out.split("\n\n")
    assert done == (
        "entries/proposals/ivy.yaml:5: `activity: dormant` stands in a comment now. "
        + STATE.removeprefix("# ").rstrip()
    )
    assert left == (
        "What only a person can mend (`kb check` says how): 1\n"
        "entries/retired/elm.yaml:1: KB115 what was retired as merged says what took its place, "
        "under `see`\n"
    )


def test_what_shares_a_line_is_left_to_a_person(
    old: Path, place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    two = "{quantity: Height., value: tall, work: reed-2021-ivy}", "{quantity: Age., value: 3}"
    text = f"{HEAD}estimates: [{', '.join(two)}]\n"
    place("forecasts/ivy.yaml", text)

    assert main([str(old)]) == 1

    assert (old / "forecasts/ivy.yaml").read_text() == text
    assert "the estimate `tall` has to be mended by hand" in capsys.readouterr().out


def test_a_file_that_cannot_be_read_is_named(
    old: Path, place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    place("proposals/ivy.yaml", "title: [\n")
    assert main([str(old)]) == 1
    assert "entries/proposals/ivy.yaml:2: KB009" in capsys.readouterr().out
