"""A page tells each reason once, and leads back to that place wherever it stands again."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import worlds
from kb.base import load
from kb.site.generate import entry_markdown
from kb.site.pages.context import Site
from kb.site.render import Renderer

if TYPE_CHECKING:
    from collections.abc import Callable

    from kb.base import KnowledgeBase

RENDER = Renderer(Path(__file__).parents[2] / "site/templates")
TEXT = re.compile(r'<p class="kb-moves__text">(.*?)</p>')
TOLD = re.compile(r'<li class="[^"]*" data-status="[^"]*" id="(told--[^"]+)">')
AGAIN = re.compile(r'href="#(told--[^"]+)"')
ITEM = re.compile(r'<p class="kb-moves__says.*?(?=<ol|</li>)', re.DOTALL)
TITLE = re.compile(r'<p class="kb-moves__title">(.*?)</p>')
MAP = re.compile(r'<section class="kb-map".*?</section>', re.DOTALL)


def page(base: KnowledgeBase, id_: str) -> str:
    return entry_markdown(Site(base, ""), RENDER, base[id_].record)


def items(text: str, id_: str) -> list[str]:
    """What a page says of one reason, wherever it stands among the threads."""
    links = (f'href="#told--{id_}"', f'{id_}.html"')
    return [
        one for one in ITEM.findall(text) if any(link in TITLE.findall(one)[0] for link in links)
    ]


@pytest.fixture
def wall(place: Callable[[str, str | bytes], Path]) -> KnowledgeBase:
    """A critique of two statements of one proposal and of the whole, with one reply to it."""
    place("problems/rain.yaml", "title: Rain\ntype: obstacle\nsummary: It rains.\nbody: Much.\n")
    place(
        "proposals/wall.yaml",
        """\
title: A wall
summary: A wall of clay keeps water out.
thesis: A wall of clay keeps water out.
addresses: [rain]
body: A wall.
steps:
  - id: dries
    text: The clay dries.
assumptions:
  - id: holds
    text: Clay holds.
conditions:
  - id: mended
    text: People mend the wall each year.
claims:
  - id: cheap
    text: Clay is cheap.
open:
  - id: height
    text: How high can it be?
""",
    )
    place(
        "critiques/clay-is-soft.yaml",
        """\
title: Clay is soft
summary: A finger goes into clay.
attacks:
  - target: wall
    force: refutes
    why: a soft wall lets water in
  - target: wall#mended
    force: weakens
    why: nobody mends so much
  - target: wall#holds
    force: weakens
    why: what is soft gives way
    reading: inferred
body: It is.
""",
    )
    entries = place(
        "critiques/clay-hardens.yaml",
        """\
title: Clay hardens
summary: Fired clay is stone.
attacks:
  - target: clay-is-soft
    force: refutes
    why: nobody leaves it soft
    reading: inferred
body: It does.
""",
    )
    return load(entries)


def test_a_reason_is_told_at_the_first_statement_that_it_hits(wall: KnowledgeBase) -> None:
    mended, holds, whole = items(page(wall, "wall"), "clay-is-soft")

    assert "A finger goes into clay." in mended
    assert 'href="../critiques/clay-is-soft.html"' in mended
    for again in (holds, whole):
        assert "A finger goes into clay." not in again
        assert 'href="#told--clay-is-soft"' in again
        assert "above, with its replies" in again


def test_each_place_says_how_the_reason_hits_there(wall: KnowledgeBase) -> None:
    said = [
        re.findall(r'__why kb-sans">([\w ]+)', one)
        for one in items(page(wall, "wall"), "clay-is-soft")
    ]

    assert [" ".join(one).strip() for one in said] == [
        "nobody mends so much",
        "what is soft gives way",
        "a soft wall lets water in",
    ]


def test_each_place_has_the_force_and_the_status(wall: KnowledgeBase) -> None:
    found = items(page(wall, "wall"), "clay-is-soft")

    assert [re.findall(r"<b>(.*?)</b>", one) for one in found] == [
        ["Against, weakens it"],
        ["Against, weakens it"],
        ["Against, would refute it"],
    ]
    assert all('data-status="refuted"' in one for one in found)


def test_a_reply_stands_once_below_the_reason_that_it_answers(wall: KnowledgeBase) -> None:
    assert len(items(page(wall, "wall"), "clay-hardens")) == 1


def test_a_connection_of_the_editors_is_marked_where_it_is_one(wall: KnowledgeBase) -> None:
    text = page(wall, "wall")
    marked = ["our connection" in one for one in items(text, "clay-is-soft")]

    assert marked == [False, True, False]
    assert "our connection" in items(text, "clay-hardens")[0]


@pytest.mark.usefixtures("wall")
def test_a_reason_without_replies_does_not_promise_any(
    place: Callable[[str, str | bytes], Path],
) -> None:
    entries = place(
        "critiques/it-is-ugly.yaml",
        "title: It is ugly\nsummary: Nobody likes it.\nbody: No.\nattacks:\n"
        "  - {target: wall#cheap, force: weakens}\n  - {target: wall#height, force: weakens}\n",
    )

    _, again = items(page(load(entries), "wall"), "it-is-ugly")

    assert '<span class="kb-role kb-sans">above</span>' in again


@pytest.mark.parametrize(
    "entries", [worlds.SMALL, worlds.ORCHARD, worlds.WALL, worlds.VALLEY, worlds.WORDS]
)
def test_no_page_of_a_world_tells_a_reason_twice(entries: Path) -> None:
    base = worlds.world(entries)
    for record in base.corpus:
        text = page(base, record.id)
        told = TOLD.findall(text)
        assert len(told) == len(set(told)) == len(TEXT.findall(text)), record.id
        assert len(set(TEXT.findall(text))) == len(told), record.id
        assert set(AGAIN.findall(text)) <= set(told), record.id
        below = MAP.sub("", text)
        for again in AGAIN.finditer(below):
            assert f'id="{again[1]}"' in below[: again.start()], record.id
