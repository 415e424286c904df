"""A newcomer's whole first contribution, with ten mistakes on the way: all that is printed."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from click.testing import CliRunner

from shell import COMMAND, commit, git

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

GOLDEN = Path(__file__).parents[1] / "contributors" / "newcomer.txt"
REPLY = "critiques/roots-can-be-seen-in-glass.yaml"

MISTAKES = (
    ("attacks:\n  - target", "attacks:\n\t- target"),
    ("    force: weakens", "  force: weakens"),
    ("force: weakens", "force: weaken"),
    ("target: roots-are-hidden", "target: [[roots-are-hidden]]"),
    ("summary: A pane", "summary: The #1 pane"),
    ("A pane shows the roots.", "'A gardener's pane shows the roots.'"),
    ("summary: A pane", "summary:\u00a0A pane"),
    ("summary: A pane", "sumary: A pane"),
    ("by:\n  - ada-reed", "by:\n  -ada-reed"),
    ("by:\n  - ada-reed", "by: ada-reed and ben-moss"),
)


def test_a_first_contribution_reads_as_agreed(
    small: Path, monkeypatch: pytest.MonkeyPatch, golden: Callable[[str, Path], None]
) -> None:
    git(small.parent, "init", "--quiet", "--initial-branch=main")
    commit(small.parent)
    monkeypatch.chdir(small.parent)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    told: list[str] = []

    def kb(*words: str) -> None:
        said = CliRunner().invoke(COMMAND, words)
        told.append(f"$ kb {' '.join(words)}\n{said.output}[{said.exit_code}]")

    kb("find", "ivy")
    kb(
        *("cite", "--title", "Ivy walls", "--author", "Cy Fern", "--type", "book"),
        *("--date", "May 2023"),
    )
    kb(
        *("new", "proposal", "Ivy on walls", "--summary", "Ivy climbs a wall without a trellis."),
        *("--thesis", "Ivy on a wall takes the shape of the wall.", "--addresses", "shaping"),
        *("--why", "the wall is the shape", "--source", "fern-2023-ivy"),
    )
    kb(
        *("new", "critique", "Roots can be seen in glass", "--summary", "A pane shows the roots."),
        *("--attacks", "roots-are-hidden", "--force", "weakens", "--by", "ada-reed"),
        *("--why", "what is behind glass is not hidden", "--source", "fern-2023-ivy"),
        *("--at", "p. 3"),
    )
    kb(
        *("new", "view", "Ben Moss on ivy", "--holder", "ben-moss", "--date", "2024-02"),
        *("--source", "moss-2022-roots", "--about", "ivy-on-walls", "--stance", "disagree"),
        *("--credence", "0,3", "--reading", "inferred"),
    )
    whole = Path("entries", REPLY).read_text("utf-8")
    for was, now in MISTAKES:
        assert whole.count(was) == 1, was
        Path("entries", REPLY).write_text(whole.replace(was, now), "utf-8")
        kb("check", f"entries/{REPLY}")
    Path("entries", REPLY).write_text(whole, "utf-8")
    kb("merge", "slow-growth", "pruning")
    kb("mv", "ivy-on-walls", "ivy-walls")
    kb("check")
    kb("diff", "main", "--format", "markdown")

    text = re.sub(re.escape(os.fspath(small.parent)), "…", "\n\n".join(told))
    golden(re.sub(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}(?= --as)", "DAY", text), GOLDEN)
