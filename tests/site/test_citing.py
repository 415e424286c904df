"""How an entry is cited, and what its page knows of its own history."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kb.model.parts import Review
from kb.model.words import Reviewed
from kb.site.history import Days, history
from kb.site.pages.citing import citations
from kb.site.pages.context import Context, Site
from kb.site.pages.page import head

if TYPE_CHECKING:
    from pathlib import Path

    from kb.base import KnowledgeBase

DAYS = {"entries/proposals/gardening.yaml": Days("2024-05-01", "2024-06-02")}


def git(folder: Path, *words: str, day: str = "2024-05-01") -> None:
    told = {"NAME": "Ada", "EMAIL": "ada@example.org", "DATE": f"{day}T12:00:00Z"}
    who = {f"GIT_{role}_{name}": told[name] for role in ("AUTHOR", "COMMITTER") for name in told}
    command = ["git", "-C", str(folder), *words]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, **who})


@pytest.fixture
def committed(tmp_path: Path) -> Path:
    (tmp_path / "entries").mkdir()
    git(tmp_path, "init", "-q")
    (tmp_path / "entries/vine.yaml").write_text("title: Vine\nsummary: It climbs.\n" * 9)
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "a")
    (tmp_path / "entries/wall.yaml").write_text("title: Wall\n")
    git(tmp_path, "mv", "entries/vine.yaml", "entries/ivy.yaml")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "b", day="2024-05-09")
    return tmp_path


def test_an_entry_keeps_the_day_of_its_first_name(committed: Path) -> None:
    assert history(committed) == {
        "entries/ivy.yaml": Days("2024-05-01", "2024-05-09"),
        "entries/wall.yaml": Days("2024-05-09", "2024-05-09"),
    }


def test_without_a_history_no_day_is_known(tmp_path: Path) -> None:
    assert history(tmp_path) == {}


def test_a_part_of_the_history_tells_no_first_day(committed: Path, tmp_path: Path) -> None:
    git(committed, "clone", "-q", "--depth=1", f"file://{committed}", str(tmp_path / "part"))
    assert history(tmp_path / "part") == {}


def test_the_original_is_cited_before_the_page(vines: KnowledgeBase) -> None:
    context = Context(Site(vines, "", DAYS), "proposals/gardening.html")
    original, here = citations(context, vines["gardening"].record)
    assert (original.name, here.name) == ("The original", "This page")
    assert original.apa.startswith("Reed, A. (2021")
    assert "(2024, June 2). Patient gardening (version " in here.apa
    assert "alignment-kb/proposals/gardening.html" in here.bibtex
    assert json.loads(here.csl)[0]["issued"] == {"date-parts": [[2024, 6, 2]]}


def test_the_page_of_a_work_cites_the_work_once(garden: Path) -> None:
    page = (garden / "build/site/works/reed-2021-vines.html").read_text()
    article = page.partition("<article")[2].partition("</article>")[0]
    assert article.count("Reed, A. (2021") == 1
    assert ">Read at " in article


@pytest.mark.parametrize(("status", "draft"), [("draft", True), ("reviewed", False)])
def test_a_draft_says_so_at_the_top(vines: KnowledgeBase, status: str, *, draft: bool) -> None:
    record = vines["gardening"].record
    entry = record.entry.model_copy(update={"review": Review(status=Reviewed(status))})
    context = Context(Site(vines, ""), "proposals/gardening.html")
    assert head(context, replace(record, entry=entry)).draft is draft
