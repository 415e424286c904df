"""The command that asks for a view of one's own, in the order of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from kb.cli import app
from worlds import WALL, world

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "mine.yaml"


def asked(file: Path, said: str, *options: str) -> str:
    """What is shown where someone answers so."""
    arguments = ["view", str(file), "--entries", str(WALL), *options]
    done = CliRunner().invoke(app, arguments, input=said)
    assert done.exception is None, done.output
    return done.output


def test_the_first_question_is_the_one_that_settles_most(file: Path) -> None:
    base = world(WALL)
    first, second = base.questions(top=2).column("address")
    shown = asked(file, "q\n")
    assert f"[{first}]" in shown
    assert f"[{second}]" not in shown
    assert not file.exists()


def test_what_is_answered_is_written_and_read_and_goes_on(file: Path) -> None:
    base = world(WALL)
    first, *_ = base.questions(top=1).column("address")
    shown = asked(file, "9\n1\nfor a reason\ns\nq\n", "--name", "Mia")
    given = {first: "strongly-disagree"}
    assert "a number from 1 to 7" in shown
    assert f"{len(base.as_seen_by(given).changes())} words stand otherwise" in shown
    assert base.as_seen_by(file).debate.labels == base.as_seen_by(given).debate.labels
    skipped = file.read_text("utf-8").partition("\n")[0].removeprefix("# Skipped: ")
    again = asked(file, "4\n\nq\n")
    assert f"[{first}]" not in again
    assert f"[{skipped}]" not in again
    assert len(base.as_seen_by(file).assignments) == 2
    assert 'note: "for a reason"' in file.read_text("utf-8")


def test_a_chosen_list_is_asked_and_nothing_else(file: Path) -> None:
    base = world(WALL)
    last = base.questions()[-1].address
    shown = asked(file, "6\n\n", "--ask", last)
    assert f"[{last}]" in shown
    assert [*base.as_seen_by(file).assignments] == [last]
