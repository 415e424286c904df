"""The search, as it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tour import FIND, HIT, TOUR, TYPED

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from kb.base import KnowledgeBase

pytestmark = pytest.mark.browser


def test_what_is_not_found_is_searched_for(page: Page, home: str, site: Path) -> None:
    lost = (site / "404.html").read_text("utf-8").replace("/alignment-kb/", "/")
    page.route(
        "**/proposals/daily-garden",
        lambda route: route.fulfill(status=404, body=lost, content_type="text/html"),
    )
    page.goto(home + "proposals/daily-garden")
    assert page.locator("[data-lost]").inner_text().startswith("daily garden")
    page.locator("[data-lost]").click()
    assert page.locator(TYPED).input_value() == "daily garden"


def test_names_and_words_are_fetched_only_when_the_reader_turns_to_search(
    page: Page, home: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(home, wait_until="networkidle")
    assert [url for url in asked if "search" in url or "names" in url] == []
    with page.expect_request("**/names.js"), page.expect_request("**/texts.js"):
        page.locator(FIND).first.click()


def test_a_search_leads_to_an_entry(page: Page, home: str, base: KnowledgeBase) -> None:
    page.goto(home)
    page.locator(FIND).first.click()
    page.locator(TYPED).fill(TOUR.found)
    page.locator(HIT).first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/proposals/{TOUR.found}.html")
    assert page.locator("h1").first.inner_text().startswith(base[TOUR.found].title)


def test_the_arrows_choose_and_escape_leads_back(page: Page, home: str) -> None:
    page.goto(home + "about.html")
    page.keyboard.press("/")
    page.locator(TYPED).fill("a")
    page.locator(HIT).nth(1).wait_for()
    page.keyboard.press("ArrowDown")
    chosen = page.locator(f"{HIT}[aria-selected=true]")
    assert chosen.get_attribute("id") == page.locator(TYPED).get_attribute("aria-activedescendant")
    assert chosen.get_attribute("id") != page.locator(HIT).first.get_attribute("id")
    page.keyboard.press("Escape")
    page.locator(TYPED).wait_for(state="hidden")


def test_without_scripts_the_search_is_the_list_of_all_names(browser: Browser, home: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(home)
    page.locator(FIND).first.click()
    assert page.url.endswith("all.html")
    context.close()
