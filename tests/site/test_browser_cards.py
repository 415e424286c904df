"""Cards over links, for pointers and for keyboards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tour import CARD, LINK, TOUR

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from kb.base import KnowledgeBase

pytestmark = pytest.mark.browser

DWELL = 350
"""Milliseconds a pointer rests on a link before its card opens, as in kb.js."""


def test_a_card_opens_over_a_link_only_after_the_pointer_rests(page: Page, home: str) -> None:
    page.clock.install(time=0)
    page.goto(f"{home}proposals/{TOUR.proposal}.html")
    page.clock.pause_at(3600)
    page.locator(LINK).first.hover()
    page.clock.run_for(DWELL - 50)
    assert page.locator(CARD).count() == 0
    page.clock.run_for(100)
    page.locator(CARD).wait_for()


def test_a_card_shows_the_summary_of_its_entry(page: Page, home: str, base: KnowledgeBase) -> None:
    page.goto(f"{home}proposals/{TOUR.proposal}.html")
    link = page.locator(f'{LINK}[href*="concepts/"]').first
    link.hover()
    page.locator(CARD).wait_for()
    entry = base[str(link.get_attribute("data-kb"))]
    assert page.locator(f"{CARD} .kb-card__title").inner_text() == entry.title
    assert page.locator(f"{CARD} .kb-card__summary").inner_text() == entry.summary


def test_the_card_of_a_proposal_has_its_skyline(page: Page, home: str, base: KnowledgeBase) -> None:
    page.goto(f"{home}proposals/index.html")
    page.locator(f'article a[data-kb="{TOUR.proposal}"]').first.hover()
    page.locator(f"{CARD} .kb-card__skyline").wait_for()
    profile = base.profile(TOUR.proposal)
    assert page.locator(f"{CARD} .kb-cell").count() == len(profile.strip) + 1


def test_a_card_closes_on_escape(page: Page, home: str) -> None:
    page.goto(f"{home}proposals/{TOUR.proposal}.html")
    page.locator(LINK).first.hover()
    page.locator(CARD).wait_for()
    page.keyboard.press("Escape")
    page.locator(CARD).wait_for(state="detached")


def test_a_card_can_itself_be_pointed_at(page: Page, home: str) -> None:
    page.goto(f"{home}proposals/{TOUR.proposal}.html")
    page.locator(LINK).first.hover()
    page.locator(CARD).wait_for()
    page.clock.install()
    page.locator(CARD).hover()
    page.clock.run_for(5_000)
    assert page.locator(CARD).count() == 1


def test_a_card_opens_on_keyboard_focus_and_closes_on_escape(page: Page, home: str) -> None:
    page.goto(f"{home}proposals/{TOUR.proposal}.html")
    page.locator(".kb-kicker a").focus()
    while not page.evaluate("link => document.activeElement.matches(link)", LINK):
        page.keyboard.press("Tab")
    page.locator(CARD).wait_for()
    focused = "document.activeElement.getAttribute('aria-describedby')"
    assert page.evaluate(focused) == "kb-card"
    page.keyboard.press("Escape")
    page.locator(CARD).wait_for(state="detached")
    assert page.evaluate(focused) is None


def test_a_card_opens_at_every_link_that_the_keyboard_reaches(page: Page, home: str) -> None:
    from playwright.sync_api import Error as PlaywrightError

    page.goto(f"{home}proposals/{TOUR.proposal}.html")
    page.locator(".kb-kicker a").focus()
    missed = []
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('article a[data-kb]')"):
            link = str(page.evaluate("document.activeElement.href"))
            try:
                page.locator(f"a:focus[aria-describedby], a:focus:not([href='{link}'])").wait_for(
                    timeout=3_000
                )
            except PlaywrightError:
                missed.append(link)
    assert missed == []


def test_a_link_to_a_statement_shows_the_statement(page: Page, home: str) -> None:
    proposal, _, statement = TOUR.statements
    page.goto(f"{home}index.html")
    page.evaluate(
        "([id, name]) => { const link = document.createElement('a'); link.dataset.kb = id;"
        "link.href = `proposals/${id}.html#${name}`; link.textContent = 'a statement';"
        "document.querySelector('article').prepend(link); }",
        [proposal, statement],
    )
    page.get_by_text("a statement").hover()
    page.locator(CARD).wait_for()
    assert page.locator(f"{CARD} .kb-card__kind").inner_text().lower().startswith("statement")
