"""What if: a reader accepts or rejects what stands on a map, and everything else follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kb.site.pages.context import Context, Site
from kb.site.pages.threadmap import thread_map
from profiles import FULL

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

    from kb.base import KnowledgeBase

pytestmark = pytest.mark.browser

POINT = ".kb-map__row, .kb-map__moves > li"
WORDS = """items => items.map((item) => [item.dataset.kb,
  item.querySelector(".kb-claim__line .kb-status, .kb-node__line .kb-status").textContent])"""
"""Every point on a map with its word."""

CHANGED = ".kb-whatif__changes > li"


def opened(page: Page, site: Path, fragment: str = "") -> Page:
    """The map of a proposal, as a file, in which things can be supposed."""
    name = "rlhf" if FULL else "gardening"
    page.goto((site / f"proposals/{name}.html").as_uri() + fragment)
    if not fragment:
        page.get_by_role("button", name="What if").click()
    page.locator(".kb-choose").first.wait_for()
    return page


def choose(page: Page, address: str, what: str) -> Locator:
    """The button that accepts or rejects a point on the map."""
    item = page.locator(f'.kb-map [data-kb="{address}"]').first
    return item.locator(".kb-choose").first.get_by_role("button", name=what)


def words(page: Page) -> dict[str, str]:
    return dict(page.locator(f".kb-map :is({POINT})").evaluate_all(WORDS))


def test_a_map_follows_whatever_is_supposed(page: Page, site: Path, base: KnowledgeBase) -> None:
    opened(page, site)
    recorded = words(page)
    accept: list[str] = []
    reject: list[str] = []
    for number, address in enumerate(recorded):
        (accept if number % 2 else reject).append(address)
        choose(page, address, "Accept" if number % 2 else "Reject").click()
        view = base.suppose(accept, reject)
        assert words(page) == {one: str(view.status(one)) for one in recorded}
        assert page.locator(CHANGED).count() == len(following(view, accept, reject))
        if number > 5:
            break

    sentence = page.locator(".kb-band__text p").first.inner_text()
    whole = str(page.locator('meta[name="kb:id"]').get_attribute("content"))
    assert sentence.replace("\u2019", "'") == base.suppose(accept, reject).profile(whole).sentence
    page.get_by_role("button", name="Back to the record").click()
    assert words(page) == recorded
    assert "#" not in page.url


def following(view: KnowledgeBase, *supposed: list[str]) -> set[str]:
    """What changes beside what was supposed."""
    return {one.address for one in view.changes()} - {one for some in supposed for one in some}


def test_a_supposition_is_a_link_and_can_be_undone(page: Page, site: Path) -> None:
    opened(page, site)
    first, second, *_ = words(page)
    choose(page, first, "Reject").click()
    one = words(page)
    choose(page, second, "Accept").click()
    both = words(page)
    address = page.url
    opened(page, site, "#" + address.partition("#")[2])
    page.locator('.kb-choose [aria-pressed="true"]').nth(1).wait_for()
    assert words(page) == both
    page.goto("about:blank")
    opened(page, site)
    choose(page, first, "Reject").press("Enter")
    choose(page, second, "Accept").press("Space")
    assert page.url == address
    page.get_by_role("button", name="Undo", exact=True).press("Enter")
    assert words(page) == one
    assert page.get_by_role("status").inner_text().endswith(("changes.", "change.", "on it."))


def test_what_follows_is_told_without_scripts(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / f"proposals/{'rlhf' if FULL else 'gardening'}.html").as_uri())
    page.locator(".kb-outcomes summary").click()
    told = page.locator(".kb-outcomes li").all_inner_texts()
    assert len(told) > 1
    assert all("If accepted:" in one or "If rejected:" in one for one in told)
    assert not page.locator(".kb-whatif").is_visible()
    context.close()


def test_what_follows_is_what_the_library_says(base: KnowledgeBase) -> None:
    record = base["rlhf" if FULL else "gardening"].record
    drawn = thread_map(Context(Site(base, ""), "proposals/here.html"), record)
    assert drawn.supposed
    for one in drawn.supposed:
        for outcome in one.outcomes:
            how = "accept" if outcome.settled == "accepted" else "reject"
            found = following(base.suppose(**{how: one.link.id}), [str(one.link.id)])
            assert len(outcome.turns) + outcome.more == len(found)


@pytest.mark.parametrize("width", [1280, 390])
def test_a_map_in_which_things_are_supposed_is_accessible(
    browser: Browser, site: Path, width: int
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(viewport={"width": width, "height": 900})
    page = opened(context.new_page(), site)
    choose(page, next(iter(words(page))), "Reject").click()
    results = Axe().run(page, options={"resultTypes": ["violations"]})
    assert (results.generate_report() if results.violations_count else "") == ""
    assert page.evaluate("document.documentElement.scrollWidth") == width
    context.close()


@pytest.mark.slow
def test_i_think_people_cannot_judge_outputs_what_still_stands(
    page: Page, built: Path, real: KnowledgeBase
) -> None:
    page.goto((built / "claims/humans-can-evaluate-outputs.html").as_uri())
    page.get_by_role("button", name="What if").click()
    choose(page, "humans-can-evaluate-outputs", "Reject").click()
    view = real.suppose(reject="humans-can-evaluate-outputs")
    changed = following(view, ["humans-can-evaluate-outputs"])
    page.locator(CHANGED).first.wait_for()
    said = page.locator(CHANGED).all_inner_texts()
    assert len(said) == len(changed)
    assert any("Reinforcement learning from human feedback" in one for one in said)
    assert any("it assumes" in one for one in said)
