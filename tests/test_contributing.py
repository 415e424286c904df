"""The walk through a contribution, typed word for word in a fresh clone."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

import kb

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.base import KnowledgeBase

ROOT = Path(__file__).parents[1]
GUIDES = ("CONTRIBUTING.md", "site/pages/contribute/terminal.md")
TARGET = "imitation-learning#people-can-demonstrate"
WORK = "dehaan-2019-confusion"
CRITIQUE = "demonstrations-do-not-show-what-moved-the-demonstrator"
REPLY = "asking-the-demonstrator-tells-causes-from-signs"

ELSEWHERE = re.compile(r"(?:git clone|cd alignment-kb|make |\. \.venv|git push)")
"""What sets up the environment, starts the server, or needs someone else's machine."""


def blocks(guide: str, language: str) -> Iterator[str]:
    text = (ROOT / guide).read_text("utf-8")
    for found in re.finditer(rf"^( *)```{language}\n(.*?)^\1```$", text, re.MULTILINE | re.DOTALL):
        yield dedent(found[2])


def script(guide: str) -> str:
    lines = "".join(blocks(guide, "sh")).splitlines()
    return "\n".join(line for line in lines if not ELSEWHERE.match(line))


def git(*arguments: str, cwd: Path = ROOT) -> str:
    done = subprocess.run(["git", *arguments], cwd=cwd, check=True, capture_output=True, text=True)
    return done.stdout


def cloned(place: Path) -> Path:
    """A clone in which the working files stand, as the one state of its branch main."""
    git("clone", "--quiet", str(ROOT), str(place))
    git("switch", "--quiet", "--force-create", "main", cwd=place)
    for name in git("ls-files", "-z").split("\0") + git(
        "ls-files", "-z", "--others", "--exclude-standard"
    ).split("\0"):
        here, there = ROOT / name, place / name
        if name and here.is_file():
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(here, there)
        elif name:
            there.unlink(missing_ok=True)
    return place


def environment() -> dict[str, str]:
    """The running one, with its `kb` first on the path and someone who commits."""
    names = ("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"), ("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL")
    someone = dict.fromkeys(names[0], "A. Newcomer") | dict.fromkeys(names[1], "new@comer.net")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, **someone, "PATH": path, "COLUMNS": "100"}


@pytest.fixture(scope="module", params=GUIDES)
def walked(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Path, str]:
    """A guide, the clone in which it was followed, and what was printed there."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("there is no repository to clone")
    place = cloned(tmp_path_factory.mktemp("walk") / "alignment-kb")
    settings = environment()
    for command in (["git", "add", "--all"], ["git", "commit", "--quiet", "--allow-empty", "-m=a"]):
        subprocess.run(command, cwd=place, env=settings, check=True)
    done = subprocess.run(
        ["/bin/sh", "-e", "-c", script(request.param)],
        cwd=place,
        env=settings,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return request.param, place, done.stdout


@pytest.fixture
def base(walked: tuple[str, Path, str]) -> KnowledgeBase:
    return kb.load(walked[1] / "entries")


@pytest.mark.slow
def test_the_walk_leaves_entries_in_which_nothing_is_wrong(base: KnowledgeBase) -> None:
    assert base.findings == ()


@pytest.mark.slow
def test_the_walk_adds_a_work_a_critique_and_a_reply(base: KnowledgeBase) -> None:
    assert [base[id_].kind for id_ in (WORK, CRITIQUE, REPLY)] == ["work", "critique", "critique"]
    assert len(base) == len(kb.load(ROOT / "entries")) + 3


@pytest.mark.slow
def test_the_walk_changes_the_status_that_it_says_it_changes(base: KnowledgeBase) -> None:
    before = kb.load(ROOT / "entries")

    assert str(before.status(TARGET)) == "unchallenged"
    assert [str(base.status(id_)) for id_ in (TARGET, CRITIQUE, REPLY)] == [
        "contested",
        "challenged",
        "unanswered",
    ]


@pytest.mark.slow
def test_what_the_walk_shows_is_what_is_printed(walked: tuple[str, Path, str]) -> None:
    guide, _, printed = walked
    shown = list(blocks(guide, "text"))

    assert shown
    assert [text for text in shown if text not in printed] == []


@pytest.mark.slow
def test_the_walk_ends_in_one_commit_of_three_files(walked: tuple[str, Path, str]) -> None:
    _, place, _ = walked

    assert git("diff", "--name-only", "main..causes-and-signs", cwd=place).split() == [
        f"entries/critiques/{REPLY}.yaml",
        f"entries/critiques/{CRITIQUE}.yaml",
        f"entries/works/{WORK}.yaml",
    ]
    assert git("status", "--porcelain", cwd=place) == ""


@pytest.mark.slow
def test_the_walk_leaves_entries_laid_out(walked: tuple[str, Path, str]) -> None:
    _, place, _ = walked
    done = subprocess.run(
        ["kb", "fmt", "--check"], cwd=place, env=environment(), check=False, capture_output=True
    )
    assert done.returncode == 0


def test_nothing_but_setting_up_serving_and_pushing_is_left_out() -> None:
    left = [
        line
        for guide in GUIDES
        for line in "".join(blocks(guide, "sh")).splitlines()
        if ELSEWHERE.match(line)
    ]
    assert sorted(set(left)) == [
        ". .venv/bin/activate",
        "cd alignment-kb",
        "git clone https://github.com/alignment-kb/alignment-kb",
        "git push -u origin causes-and-signs",
        "make serve",
        "make test",
    ]
