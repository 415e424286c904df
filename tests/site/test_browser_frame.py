"""The frame of a page: the way home, light and dark, a phone, a printer, a disk."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest
from tour import CARD, DARK, HIT, LIGHT, LINK, MODES, PAPER, TOUR, TYPED

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


def test_the_other_scheme_is_one_click_away_and_stays(page: Page, home: str) -> None:
    page.goto(home)
    body = page.locator("body")
    page.get_by_role("button", name="dark").first.click()
    assert body.evaluate(PAPER) == DARK
    page.goto(home + "about.html")
    assert body.evaluate(PAPER) == DARK
    page.get_by_role("button", name="system").first.click()
    assert body.evaluate(PAPER) == LIGHT


def test_the_way_home_and_the_current_word_are_there_at_any_scroll(page: Page, home: str) -> None:
    page.goto(f"{home}proposals/{TOUR.proposal}.html")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    top = page.locator(".kb-home").bounding_box()
    assert top is not None
    assert 0 <= top["y"] < 60
    assert page.locator(".kb-nav__word[aria-current]:visible").all_inner_texts() == ["Proposals"]
    page.locator(".kb-home").click()
    page.wait_for_url("**/index.html")


def test_a_phone_has_search_menu_and_contents_in_words(browser: Browser, home: str) -> None:
    context = browser.new_context(**MODES["narrow"], java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{home}proposals/{TOUR.proposal}.html")
    assert page.locator(".kb-header").inner_text().split("\n")[1:] == ["Menu", "Search"]
    page.locator(".kb-onpage summary").click()
    page.locator('.kb-onpage a[href="#sources"]').click()
    page.wait_for_url("**#sources")
    page.locator(".kb-menu summary").click()
    page.locator(".kb-menu").get_by_role("link", name="Matrix").click()
    page.wait_for_url("**/matrix.html")
    context.close()


def test_from_a_disk_all_works_without_an_error(page: Page, site: Path) -> None:
    errors: list[str] = []
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.goto((site / f"proposals/{TOUR.proposal}.html").as_uri())
    page.locator(LINK).first.hover()
    page.locator(CARD).wait_for()
    page.keyboard.press("/")
    page.locator(TYPED).fill(TOUR.found)
    page.locator(HIT).first.wait_for()
    assert page.evaluate("[...document.fonts].some((font) => font.status === 'loaded')")
    assert errors == []


def test_the_first_view_is_light(page: Page, home: str, site: Path) -> None:
    loaded: list[str] = []
    page.on("response", lambda answer: loaded.append(answer.url))
    page.goto(f"{home}proposals/{TOUR.proposal}.html")
    page.wait_for_load_state("networkidle")
    files = [site / url.removeprefix(home) for url in loaded]
    sizes = [len(gzip.compress(file.read_bytes())) for file in files if file.is_file()]
    assert len(sizes) > 5
    assert sum(sizes) <= 200_000


def test_on_paper_what_is_folded_is_open(page: Page, home: str) -> None:
    page.goto(f"{home}proposals/{TOUR.proposal}.html")
    folded = "document.querySelectorAll('article details:not([open])').length"
    assert page.evaluate(folded) > 0
    page.pdf()
    assert page.evaluate(folded) > 0
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(folded) == 0


@pytest.mark.parametrize("mode", ["light", "narrow"])
def test_what_is_long_is_folded_on_a_phone_and_opens_where_a_link_leads_into_it(
    browser: Browser, home: str, mode: str
) -> None:
    page = browser.new_page(**MODES[mode])
    page.goto(f"{home}proposals/{TOUR.proposal}.html")
    reason = page.locator(".kb-fold [id^=told--]").first
    assert reason.is_visible() is (mode == "light")
    page.goto(f"{page.url}#{reason.get_attribute('id')}")
    reason.locator("visible=true").wait_for()
    page.close()


def test_a_link_to_a_statement_marks_it_on_its_page(page: Page, home: str) -> None:
    proposal, other, statement = TOUR.statements
    page.goto(f"{home}proposals/{proposal}.html#{statement}")
    plain, marked = (
        page.locator(f"#{name}").evaluate("item => getComputedStyle(item).backgroundColor")
        for name in (other, statement)
    )
    assert plain != marked


@pytest.mark.parametrize("scripts", [True, False])
def test_a_page_of_the_past_leads_to_the_present_one_and_its_place(
    browser: Browser, home: str, *, scripts: bool
) -> None:
    page = browser.new_page(java_script_enabled=scripts)
    before, now = TOUR.former
    page.goto(home + before)
    page.wait_for_url(f"**/{now if scripts else now.partition('#')[0]}")
    page.close()


PLACES = """nodes => nodes.map((node) => {
  const { top, left } = node.getBoundingClientRect();
  return [Math.round(top), Math.round(left), node.scrollWidth <= node.clientWidth + 1];
})"""
"""Where each node of a map is, and whether it is whole."""


@pytest.mark.parametrize("mode", ["light", "narrow"])
def test_a_map_is_read_as_it_is_written_and_cuts_nothing(
    browser: Browser, home: str, mode: str
) -> None:
    page = browser.new_page(**MODES[mode])
    page.goto(f"{home}proposals/{TOUR.proposal}.html")
    places = page.locator(".kb-map .kb-node").evaluate_all(PLACES)
    page.close()

    assert places
    assert places == sorted(places)
    assert all(whole for _, _, whole in places)
