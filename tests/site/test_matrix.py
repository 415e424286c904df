from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

import pytest

from kb.model import Approach
from kb.site.pages.context import Site
from kb.site.pages.matrix import matrix, table
from kb.site.render import Renderer
from kb.site.surveys import surveys
from kb.survey import families
from worlds import VALLEY, world

if TYPE_CHECKING:
    from pathlib import Path

    from kb.base import KnowledgeBase
    from kb.site.pages.matrix import Matrix


@pytest.fixture(scope="module")
def valley() -> KnowledgeBase:
    return world(VALLEY)


@pytest.fixture(scope="module")
def page(valley: KnowledgeBase) -> Matrix:
    return matrix(Site(valley, ""))


def approaches(base: KnowledgeBase) -> dict[str, Approach]:
    return {r.id: r.entry for r in base.corpus if isinstance(r.entry, Approach)}


def test_every_approach_stands_in_one_family(valley: KnowledgeBase) -> None:
    told = [id_ for ids in families(valley.corpus).values() for id_ in ids]
    assert sorted(told) == sorted(approaches(valley))


def test_a_family_is_named_by_the_widest_problem(valley: KnowledgeBase) -> None:
    kin = families(valley.corpus)
    wide = {id_ for id_ in kin if not getattr(valley.corpus.records[id_].entry, "broader", ())}
    assert wide == set(kin)


def test_every_problem_that_is_addressed_has_a_mark_with_its_reason(
    valley: KnowledgeBase, page: Matrix
) -> None:
    expected = {
        (id_, valley.corpus.present(link.target), bool(link.why))
        for id_, entry in approaches(valley).items()
        for link in entry.addresses
    }
    told = {
        (str(line.link.id), str(slot.mark.link.id), bool(slot.mark.why))
        for family in page.families
        for line in family.lines
        for slot in line.slots
        if slot.mark and slot.mark.sort == "problem"
    }
    assert told == expected != set()


def test_every_row_has_all_columns(page: Matrix) -> None:
    widths = {
        sum(slot.gap + (slot.mark is not None) for slot in line.slots)
        for family in page.families
        for line in family.lines
    }
    assert widths == {page.width - 4}


def test_a_claim_has_a_column_where_two_approaches_rest_on_it(
    valley: KnowledgeBase, page: Matrix
) -> None:
    shared = {
        one.address
        for one in valley.assumptions
        if len(one.rests) > 1 and one.address in valley.corpus.records
    }
    assert {str(column.link.id) for column in page.claims} == shared != set()


def test_the_totals_are_of_what_stands_above_them(page: Matrix) -> None:
    marks = [
        slot.mark.link.id
        for family in page.families
        for line in family.lines
        for slot in line.slots
        if slot.mark
    ]
    assert all(
        column.total == marks.count(column.link.id) for column in (*page.problems, *page.claims)
    )


def test_the_file_says_what_the_page_says(page: Matrix) -> None:
    rows = list(csv.DictReader(io.StringIO(table(page))))
    lines = [line for family in page.families for line in family.lines]
    assert [row["id"] for row in rows] == [line.link.id for line in lines]
    for row, line in zip(rows, lines, strict=True):
        for slot in line.slots:
            assert slot.mark is None or row[slot.mark.link.id]
        assert int(row["critiques"]) == len(line.critiques)


def test_the_matrix_lists_marks_and_no_empty_cells(real: KnowledgeBase, root: Path) -> None:
    text = surveys(Site(real, ""), Renderer(root / "site/templates"))["matrix.md"]
    marks = text.count('class="kb-mark ')
    assert marks > 0
    assert len(re.findall(r'<td class="kb-gap', text)) <= marks
    assert len(re.findall(r"<[a-z]", text)) <= 6 * marks  # with its rows and its heads
