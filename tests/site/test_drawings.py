"""The two large drawings, and the same as lists below them."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from kb.site.pages.context import Site
from kb.site.pages.drawn import lines
from kb.site.pages.field import field_map
from kb.site.pages.lanes import lineage
from worlds import VALLEY, world

if TYPE_CHECKING:
    from kb.site.pages.survey import Survey


@pytest.fixture(scope="module")
def valley() -> Site:
    return Site(world(VALLEY), "")


@pytest.fixture(scope="module")
def field(valley: Site) -> Survey:
    return field_map(valley)


@pytest.fixture(scope="module")
def years(valley: Site) -> Survey:
    return lineage(valley)


def linked(page: Survey) -> set[str]:
    return set(re.findall(r'data-kb="([^"]+)"', str(page.drawing)))


def listed(page: Survey) -> set[str]:
    return {
        str(link.id.entry)
        for part in page.parts
        for item in part.items
        for link in (item.link, *item.links, part.about)
        if link
    }


def test_a_drawing_and_its_list_lead_to_the_same(field: Survey, years: Survey) -> None:
    for page in (field, years):
        assert linked(page)
        assert linked(page) == listed(page)


def test_the_map_has_every_critique_of_what_an_approach_rests_on(
    valley: Site, field: Survey
) -> None:
    base = valley.base
    hits = {
        critique.id
        for kind in ("proposal", "forecast")
        for one in base.of_kind(kind)
        for point in (one.id, *(a.address for a in base.assumptions if one.id in a.rests))
        for critique in base.attackers_of(point)
        if critique.kind == "critique"
    }
    assert hits
    assert hits <= linked(field)


def test_no_label_of_the_map_is_cut(valley: Site, field: Survey) -> None:
    shown = unescape(" ".join(re.findall(r"<text[^>]*>([^<]*)</text>", str(field.drawing))))
    assert "…" not in shown
    for id_ in linked(field):
        record = valley.base.corpus.records[id_]
        if record.kind == "critique":
            assert record.title in shown


def test_every_mark_says_a_whole_sentence(field: Survey, years: Survey) -> None:
    for page in (field, years):
        said = re.findall(r'<a [^>]*aria-label="([^"]*)"', str(page.drawing))
        assert len(said) == str(page.drawing).count("<a ")
        assert all(said)


def test_a_place_never_moves_between_builds(valley: Site, field: Survey) -> None:
    assert field_map(Site(valley.base, "")).drawing == field.drawing


def test_years_without_anything_are_left_out_where_they_are_many(years: Survey) -> None:
    names = re.findall(r'<text class="kb-drawn__year"[^>]*>([^<]*)<', str(years.drawing))
    shown = [int(name.removeprefix("… ")) for name in names]
    assert shown == sorted(shown)
    for name, before, after in zip(names[1:], shown, shown[1:], strict=False):
        assert name.startswith("…") == (after - before > 1)


@pytest.mark.parametrize("most", [12, 30, 66])
def test_lines_keep_every_word(most: int) -> None:
    text = "Good average-case performance is not enough when stakes are high"
    assert " ".join(lines(text, most)) == text
    assert all(len(line) <= most or " " not in line for line in lines(text, most))
