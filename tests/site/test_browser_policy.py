"""The policy of a page, as a browser keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tour import CARD, FIND, HIT, LINK, TOUR, TYPED

from kb.base import load
from kb.site.single import preview
from profiles import some

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

WATCH = """
window.broken = [];
addEventListener("securitypolicyviolation", (event) => broken.push(
  `${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`));
"""
"""Keeps what the policy of a page would not have."""


@pytest.mark.parametrize("name", ["index.html", f"proposals/{TOUR.proposal}.html", "404.html"])
def test_nothing_that_the_site_does_itself_is_against_its_policy(
    page: Page, home: str, name: str
) -> None:
    page.add_init_script(WATCH)
    page.goto(home + name, wait_until="networkidle")
    if name != "404.html":  # its files are where the site will be
        page.get_by_role("button", name="dark").first.click()
        page.locator("article a[data-kb]").first.hover()
        page.locator(CARD).wait_for()
        page.keyboard.press("Escape")
        page.locator(FIND).first.click()
        page.locator(TYPED).fill(TOUR.found)
        page.locator(HIT).first.wait_for()
    assert page.evaluate("broken") == []


def test_enter_in_the_search_field_is_not_against_the_policy(page: Page, home: str) -> None:
    page.add_init_script(WATCH)
    page.goto(home + "about.html")
    page.keyboard.press("/")
    page.locator(TYPED).fill(TOUR.found)
    page.locator(HIT).first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_function("location.pathname !== '/about.html'")
    assert page.evaluate("broken") == []


@pytest.mark.parametrize(
    ("html", "directive"),
    some(
        [
            ('<img src="x" onerror="window.ran = 1">', "script-src-attr"),
            ('<iframe src="index.html"></iframe>', "frame-src"),
            ('<img src="https://evil.test/a.png">', "img-src"),
            ('<link rel="stylesheet" href="https://evil.test/a.css">', "style-src-elem"),
            ('<p style="position: fixed">cover</p>', "style-src-attr"),
            ('<base href="https://evil.test/">', "base-uri"),
            ('<object data="index.html"></object>', "object-src"),
            ('<video src="https://evil.test/a.mp4"></video>', "media-src"),
        ],
        3,
    ),
)
def test_what_stands_on_a_page_against_its_policy_does_nothing(
    page: Page, home: str, html: str, directive: str
) -> None:
    page.add_init_script(WATCH)
    page.goto(home + "about.html")
    page.evaluate("html => document.body.insertAdjacentHTML('beforeend', html)", html)
    page.wait_for_function("broken.length")
    assert directive in str(page.evaluate("broken"))
    assert page.evaluate("window.ran") is None


def test_a_script_on_a_page_does_not_run_unless_it_is_the_themes(
    page: Page, home: str, site: Path
) -> None:
    html = (site / "about.html").read_text("utf-8")
    changed = html.replace("<article", "<script>window.ran = 1</script><article")
    page.add_init_script(WATCH)
    page.route("**/about.html", lambda route: route.fulfill(body=changed, content_type="text/html"))
    page.goto(home + "about.html")
    assert changed != html
    assert page.evaluate("window.ran") is None
    assert "script-src-elem: inline" in str(page.evaluate("broken"))


def test_a_preview_runs_its_scripts_under_the_policy(
    page: Page, checkout: Callable[[Path], Path], tmp_path: Path
) -> None:
    root = checkout(tmp_path)
    made = preview(load(root / "entries"), "gardening", root)
    page.add_init_script(WATCH)
    page.goto(made.as_uri())
    page.locator(LINK).first.hover()
    page.locator(CARD).wait_for()
    assert page.evaluate("broken") == []
    assert page.locator("h1").evaluate("one => getComputedStyle(one).fontFamily").count("Source")
