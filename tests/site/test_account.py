"""What the pages of things tell, each in its place and once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from kb.base import load
from kb.site.generate import entry_markdown
from kb.site.pages.context import Site
from kb.site.render import Renderer

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def canal(root: Path) -> str:
    valley = load(root / "tests/worlds/valley/entries")
    render = Renderer(root / "site/templates")
    return entry_markdown(Site(valley, ""), render, valley["canal"].record)


def test_conditions_stand_between_the_thesis_and_what_is_assumed(canal: str) -> None:
    places = [canal.index(f"{{ #{name} }}") for name in ("idea", "conditions", "assumptions")]
    assert places == sorted(places)


def test_what_sets_it_apart_is_told_once_and_in_the_account(canal: str) -> None:
    assert canal.count("Not to be confused with") == 1
    assert canal.index("Not to be confused with") < canal.index("{ #assumptions }")
    relations = canal.partition('<dl class="kb-relations"')[2]
    assert "Differs from" not in relations


def test_who_works_on_it_and_what_became_of_it_are_dated(canal: str) -> None:
    told = re.findall(r"<li>.*?</li>", canal.partition("{ #workers }")[2].partition("\n## ")[0])
    assert told
    assert all(re.search(r"\d{4}", one) for one in told)
    assert re.search(r"<dt>Activity</dt><dd>.*as of \d{4}", canal)
