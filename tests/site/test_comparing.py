from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from kb.site.pages.comparing import comparing, data, pair_pages
from kb.site.pages.context import Site
from kb.survey import alternatives
from worlds import VALLEY, world

if TYPE_CHECKING:
    from kb.site.pages.comparing import Pair


@pytest.fixture(scope="module")
def valley() -> Site:
    return Site(world(VALLEY), "")


@pytest.fixture(scope="module")
def pages(valley: Site) -> dict[tuple[str, str], Pair]:
    return {(str(one.one.link.id), str(one.other.link.id)): one for one in pair_pages(valley)}


def test_a_pair_has_a_page_where_both_address_the_same_problem(
    valley: Site, pages: dict[tuple[str, str], Pair]
) -> None:
    corpus = valley.base.corpus
    assert set(pages) == set(valley.pairs) != set()
    for one, other in pages:
        assert any(a.address == other and a.problems for a in alternatives(corpus, one))


def test_what_both_have_is_said_once_in_the_middle(
    valley: Site, pages: dict[tuple[str, str], Pair]
) -> None:
    for (one, other), page in pages.items():
        for row in page.rows:
            told = valley.base.compare([one, other], row.id).rows
            both = {line.name for line in told if all(line.cells)}
            assert {str(link.id) for link in row.both} == both
            for place, side in enumerate((row.one, row.other)):
                alone = {line.name for line in told if line.cells[place]} - both
                assert {str(said.link.id) for said in side} == alone


def test_a_critique_is_said_to_hit_a_sentence_and_no_address(
    pages: dict[tuple[str, str], Pair],
) -> None:
    notes = [
        said.note
        for page in pages.values()
        for row in page.rows
        for said in (*row.one, *row.other)
        if row.id == "critiques"
    ]
    assert any("“" in note for note in notes)
    assert [note for note in notes if re.search(r"#|[a-z]-[a-z]+:", note)] == []


def test_the_lead_says_what_is_shared(pages: dict[tuple[str, str], Pair]) -> None:
    page = pages["canal", "tanks"]
    assert page.lead.startswith("They share 1 aim and")
    assert "canal" in " ".join(page.tied).lower()


def test_every_pair_is_listed_under_both(valley: Site) -> None:
    page = comparing(valley)
    hrefs = [way.href for part in page.parts for way in part.ways]
    assert sorted(hrefs) == sorted([f"{a}--{b}.html" for a, b in valley.pairs] * 2)


def test_the_script_has_what_every_page_of_a_pair_says(
    valley: Site, pages: dict[tuple[str, str], Pair]
) -> None:
    text = data(valley)
    told: list[Any] = json.loads(text.removeprefix("kbCompare(").removesuffix(");\n"))
    everything, made = told
    assert made == ["--".join(pair) for pair in valley.pairs]
    for (one, other), page in pages.items():
        for row in page.rows:
            ours, theirs = (
                {line[0] for line in everything[id_]["rows"][row.id]} for id_ in (one, other)
            )
            assert {str(link.id) for link in row.both} == ours & theirs
            assert {str(said.link.id) for said in row.one} == ours - theirs
