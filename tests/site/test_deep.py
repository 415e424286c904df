"""Threads longer than Python's stack is deep, and deeper than a page can show."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kb.base import load
from kb.site.generate import entry_markdown
from kb.site.pages.context import Context, Site
from kb.site.pages.front import front
from kb.site.pages.parts import DEEPEST
from kb.site.pages.threadmap import MOVES
from kb.site.pages.threads import threads as threads_of
from kb.site.render import Renderer
from profiles import FULL

if TYPE_CHECKING:
    from kb.base import KnowledgeBase

RENDER = Renderer(Path(__file__).parents[2] / "site/templates")
LENGTH = 2_000 if FULL else 1_100


@pytest.fixture(scope="module")
def thread(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    """A claim and a critique of it, with a reply to that, and a reply to the reply, and so on."""
    folder = tmp_path_factory.mktemp("entries")
    for name in ("claims", "critiques"):
        (folder / name).mkdir()
    text = "title: A claim\nsummary: It is disputed.\ntext: Nothing is settled.\n"
    (folder / "claims/disputed.yaml").write_text(text)
    for number in range(LENGTH):
        target = f"reply-{number - 1}" if number else "disputed"
        (folder / f"critiques/reply-{number}.yaml").write_text(
            f"title: Reply {number}\nsummary: It is not so.\n"
            f"attacks:\n  - target: {target}\n    force: weakens\nbody: No.\n"
        )
    return load(folder)


def page(base: KnowledgeBase, id_: str) -> str:
    return entry_markdown(Site(base, ""), RENDER, base[id_].record)


def depth(html: str, tag: str) -> tuple[int, int]:
    """How deep lists stand in each other, and how many are left open at the end."""
    open_ = deepest = 0
    for mark in re.findall(f"</?{tag}\\b", html):
        open_ += -1 if mark.startswith("</") else 1
        deepest = max(deepest, open_)
    return deepest, open_


def part(html: str, heading: str) -> str:
    return html.partition(f"{{ #{heading} }}")[2].partition("\n## ")[0]


def test_the_page_of_a_claim_shows_a_long_thread_as_deep_as_can_be_read(
    thread: KnowledgeBase,
) -> None:
    critiques = part(page(thread, "disputed"), "critiques")

    assert depth(critiques, "ol") == (DEEPEST, 0)
    assert depth(critiques, "li") == (DEEPEST, 0)
    assert critiques.count("kb-moves__says") == DEEPEST


def test_the_rest_of_a_thread_is_on_the_page_of_its_last_reply(thread: KnowledgeBase) -> None:
    critiques = part(page(thread, "disputed"), "critiques")
    further = re.findall(r'<a href="([^"]*)">1 reply to it</a>', critiques)

    assert further == [f"../critiques/reply-{DEEPEST - 1}.html#critiques"]
    next_ = part(page(thread, f"reply-{DEEPEST - 1}"), "critiques")
    assert f'<a href="reply-{DEEPEST}.html"' in next_


def test_the_end_of_a_thread_leads_no_further(thread: KnowledgeBase) -> None:
    last = page(thread, f"reply-{LENGTH - 1}")
    before = part(page(thread, f"reply-{LENGTH - 1 - DEEPEST}"), "critiques")

    assert "No reply is recorded." in last
    assert before.count("kb-moves__says") == DEEPEST
    assert "reply to it" not in before


def test_the_map_shows_three_moves_and_says_where_the_others_are(thread: KnowledgeBase) -> None:
    drawn = part(page(thread, "disputed"), "map").partition("</section>")[0]

    assert drawn.count('class="kb-node"') == MOVES
    assert f'<a href="#told--reply-{MOVES - 1}">1 reply below</a>' in drawn


def test_the_score_is_as_deep_as_can_be_read_and_says_where_it_goes_on(
    thread: KnowledgeBase,
) -> None:
    score = page(thread, "disputed").partition('class="kb-score"')[2].partition("</details>")[0]

    assert score.count('class="kb-node"') == DEEPEST
    assert f'It goes on at <a href="../critiques/reply-{DEEPEST - 1}.html"' in score


def test_a_shorter_thread_is_whole(thread: KnowledgeBase) -> None:
    short = page(thread, f"reply-{LENGTH - 4}")

    assert part(short, "critiques").count("kb-moves__says") == 3
    assert "reply to it" not in short


def test_the_home_page_goes_no_further_into_a_thread_than_it_shows(thread: KnowledgeBase) -> None:
    page = front(Site(thread, ""))
    assert page.miniature is None or len(page.miniature.moves) <= 3


def test_replies_in_a_circle_are_shown_once_and_named(tmp_path: Path) -> None:
    (tmp_path / "critiques").mkdir()
    for here, there in (("one", "two"), ("two", "one")):
        (tmp_path / f"critiques/{here}.yaml").write_text(
            f"title: The reason {here}\nsummary: It is not so.\n"
            f"attacks:\n  - target: {there}\n    force: weakens\nbody: No.\n"
        )
    context = Context(Site(load(tmp_path), ""), "critiques/one.html")

    threads = threads_of(context, "one")

    assert [(one.depth, one.link.id, one.again) for one in threads] == [
        (1, "two", ""),
        (2, "one", ""),
        (3, "two", "above, with its replies"),
    ]
