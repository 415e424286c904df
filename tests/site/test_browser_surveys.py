"""Matrix, comparison and map, as readers turn them."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from tour import CARD

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from kb.base import KnowledgeBase

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1280, 800])
def test_the_heads_of_the_matrix_are_in_sight_wherever_a_row_is(
    page: Page, home: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 420})
    page.goto(home + "matrix.html")
    last = page.locator(".kb-matrix tbody tr").last
    last.evaluate("row => row.scrollIntoView({ block: 'end' })")
    head, row = page.locator(".kb-matrix thead tr").last.bounding_box(), last.bounding_box()
    assert head is not None
    assert row is not None
    assert 0 <= head["y"] < head["y"] + head["height"] <= row["y"] + 1
    assert row["y"] + row["height"] <= 421


def test_a_mark_of_the_matrix_says_its_reason_in_a_card_and_leads_to_it(
    page: Page, home: str
) -> None:
    page.goto(home + "matrix.html")
    mark = page.locator("a.kb-mark--problem").first
    mark.hover()
    said = page.locator(f"{CARD} .kb-card__summary")
    said.wait_for()
    assert " is meant for " in said.inner_text()
    mark.click()
    page.locator(":target").wait_for()


def test_the_order_of_the_matrix_stands_in_the_address_and_a_filter_only_hides(
    page: Page, home: str
) -> None:
    page.goto(home + "matrix.html#order=year&evidence=deployed")
    rows = page.locator(".kb-matrix tbody tr:not(.kb-family)")
    shown = rows.count()
    assert page.locator(".kb-matrix tr[hidden]").count() > 0
    page.get_by_role("button", name="any").click()
    assert "evidence=any" in page.url
    years = [one for one in rows.evaluate_all("rows => rows.map(r => r.dataset.year)") if one]
    assert years == sorted(years)
    assert rows.count() == shown
    assert page.locator(".kb-matrix tr:not(.kb-family)[hidden]").count() == 0


def test_two_that_have_no_page_of_their_own_can_be_set_side_by_side_from_disk(
    page: Page, site: Path, base: KnowledgeBase
) -> None:
    made = {frozenset(file.stem.split("--")) for file in (site / "compare").glob("*--*.html")}
    ids = [record.id for record in base.corpus.of_kind("proposal", "forecast")]
    pair = next(two for two in itertools.combinations(ids, 2) if frozenset(two) not in made)
    page.goto((site / "compare/index.html").as_uri() + "#" + "--".join(sorted(pair)))
    table = page.locator(".kb-pair")
    table.wait_for()
    told = table.inner_text().replace("’", "'")
    assert all(base[id_].summary.split(",")[0] in told for id_ in pair)


def test_the_map_of_a_proposal_can_be_seen_as_someone_sees_it(
    page: Page, home: str, base: KnowledgeBase
) -> None:
    who = next(one.holder for one in base.positions() if "#" not in one.about)
    page.goto(f"{home}seen/{who}.html")
    page.get_by_role("link", name="Its map as they see it").first.click()
    page.locator(".kb-map--supposed").wait_for()


def test_the_map_shows_one_proposal_alone_and_keeps_its_place(page: Page, home: str) -> None:
    page.goto(home + "map.html")
    own = page.locator(".kb-drawn a[data-kind=proposal]").first
    place = "link => link.getBBox().y"
    before = own.evaluate(place)
    page.get_by_label("Show", exact=True).select_option(str(own.get_attribute("data-kb")))
    assert "only=" in page.url
    assert own.evaluate(place) == before
    assert page.locator(".kb-drawn a[hidden]").count() > 0
