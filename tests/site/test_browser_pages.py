"""Every page looked at in every mode: what it asks for, what it says, whom it keeps out."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest
from tour import DARK, LIGHT, MODES, PAGES, TOUR

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tour import Visit

    from kb.base import KnowledgeBase

pytestmark = pytest.mark.browser


@pytest.mark.slow
def test_every_kind_is_among_the_pages_looked_at(real: KnowledgeBase) -> None:
    ids = {name.rpartition("/")[2].removesuffix(".html") for name in PAGES}
    assert {record.kind for record in real.corpus if record.id in ids} == {
        record.kind for record in real.corpus
    }


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", TOUR.pages)
def test_a_page_is_accessible(visit: Callable[[str, str], Visit], name: str, mode: str) -> None:
    assert visit(name, mode).violations == ""


@pytest.mark.parametrize("name", TOUR.pages)
def test_a_page_asks_nothing_of_other_machines(
    visit: Callable[[str, str], Visit], home: str, name: str
) -> None:
    asked = [url for mode in MODES for url in visit(name, mode).requests]
    assert [url for url in asked if not url.startswith((home, "data:"))] == []


@pytest.mark.parametrize("name", TOUR.pages)
def test_a_page_gives_no_error_in_the_console(
    visit: Callable[[str, str], Visit], name: str
) -> None:
    assert [error for mode in MODES for error in visit(name, mode).errors] == []


@pytest.mark.parametrize("name", TOUR.pages)
def test_a_page_says_the_same_without_scripts(
    visit: Callable[[str, str], Visit], name: str
) -> None:
    assert visit(name, "scriptless").text == visit(name, "light").text


@pytest.mark.parametrize("name", TOUR.pages)
def test_a_narrow_page_does_not_scroll_sideways(
    visit: Callable[[str, str], Visit], name: str
) -> None:
    assert visit(name, "narrow").width == MODES["narrow"]["viewport"]["width"]


@pytest.mark.parametrize(
    ("mode", "paper"), [("light", LIGHT), ("dark", DARK), ("scriptless", LIGHT), ("moonlit", DARK)]
)
def test_a_page_is_as_light_as_the_reader_prefers(
    visit: Callable[[str, str], Visit], mode: str, paper: str
) -> None:
    assert visit("index.html", mode).paper == paper


def test_the_matrix_can_be_read_without_scripts(
    visit: Callable[[str, str], Visit], base: KnowledgeBase, site: Path
) -> None:
    page = (site / "matrix.html").read_text("utf-8")
    labels = "\n".join(unescape(one) for one in re.findall(r'aria-label="([^"]+)"', page))
    hits = [r.title for r in base.corpus.of_kind("critique") if f"{r.title}. " in labels]
    assert TOUR.row in visit("matrix.html", "scriptless").text
    assert "is meant for" in labels
    assert len(hits) > TOUR.hits


def test_an_index_can_be_read_without_scripts(
    visit: Callable[[str, str], Visit], base: KnowledgeBase
) -> None:
    text = visit("critiques/index.html", "scriptless").text
    assert base[TOUR.critique].title in text
    assert base[TOUR.critique].summary in text
