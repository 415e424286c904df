"""The home page shows one argument, what is asked and what is open."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from kb.model.words import Status
from kb.site.pages.context import Site
from kb.site.pages.front import front

if TYPE_CHECKING:
    from kb.base import KnowledgeBase
    from kb.site.pages.front import Front


@pytest.fixture(scope="module")
def page(real: KnowledgeBase) -> Front:
    return front(Site(real, ""))


def test_the_argument_is_a_line_of_attacks_that_the_base_records(
    page: Front, real: KnowledgeBase
) -> None:
    shown = page.miniature
    assert shown is not None
    assert shown.owner.id == "rlhf"
    line = [shown.point.id, *(move.link.id for move in shown.moves)]
    recorded = {(one.target, one.source) for one in real.debate.attacks}
    assert len(line) == 4
    assert set(pairwise(line)) <= recorded


def test_every_move_says_where_it_was_made(page: Front) -> None:
    assert page.miniature is not None
    assert [move.link.id for move in page.miniature.moves if move.source is None] == []


def test_a_question_asks_and_names_what_is_proposed_with_how_it_stands(page: Front) -> None:
    assert len(page.questions) > 3
    assert [one.link.text for one in page.questions if not one.link.text.endswith("?")] == []
    stand = {answer.status for one in page.questions for answer in one.answers}
    assert stand == {word for word, _ in page.key}


def test_what_is_open_is_no_reply_has_none_and_says_what_it_hits(
    page: Front, real: KnowledgeBase
) -> None:
    for one in page.open:
        assert real.debate.status(one.link.id) is Status.UNANSWERED
        assert "critique" not in {hit.kind for hit in one.against}
        assert one.against
        assert one.source


def test_all_that_there_is_is_counted_in_a_sentence(page: Front, real: KnowledgeBase) -> None:
    counts = (int(part.partition(" ")[0]) for part in page.counts.split(", "))
    assert sum(counts) == len(real)


def test_a_base_without_a_known_proposal_shows_the_one_most_is_said_against(
    vines: KnowledgeBase,
) -> None:
    shown = front(Site(vines, "")).miniature
    assert shown is not None
    assert vines[shown.owner.id].kind in {"proposal", "forecast"}
