from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from kb.base import load
from kb.model.words import Status
from kb.site.history import Days
from kb.site.pages.context import Site
from kb.site.pages.news import events, feed, news
from kb.site.pages.paths import paths
from kb.site.pages.questions import open_questions
from kb.site.pages.upkeep import graveyard, reviews, wanted
from worlds import ORCHARD, SMALL, VALLEY, world

if TYPE_CHECKING:
    from pathlib import Path

    from kb.site.pages.survey import Survey

ATOM = "{http://www.w3.org/2005/Atom}"
LOG = {
    "canal": Days("2026-01-05", "2026-02-01"),
    "tanks": Days("2026-02-03", "2026-02-09"),
    "weir": Days("2026-02-03", "2026-02-03"),
}


@pytest.fixture(scope="module")
def valley() -> Site:
    return Site(world(VALLEY), "")


@pytest.fixture(scope="module")
def remembered() -> Site:
    """The valley, with a history of some of its entries."""
    base = world(VALLEY)
    days = {base.corpus.records[id_].source.path: one for id_, one in LOG.items()}
    return Site(base, "", days)


def told(page: Survey) -> dict[str, list[str]]:
    """The addresses that a page lists, by the anchor of the part."""
    return {
        part.id: [str(item.link.id if item.link else item.name) for item in part.items]
        for part in page.parts
    }


def test_an_unanswered_critique_is_open_under_every_approach_that_it_bears_on(valley: Site) -> None:
    listed = told(open_questions(valley))
    base = valley.base
    for id_ in ("canal", "tanks", "weir"):
        expected = {
            critique.id
            for critique in base[id_].critiques()
            if base.status(critique.id) is Status.UNANSWERED
        }
        assert expected <= set(listed.get(id_, []))


def test_a_reply_is_no_open_question(valley: Site) -> None:
    debate = valley.base.debate
    listed = {one for ids in told(open_questions(valley)).values() for one in ids}
    replies = {
        attack.source
        for attack in debate.attacks
        if all(debate.points[target] for target in debate.struck[attack.source])
    }
    assert replies
    assert listed & replies == set()


def test_what_authors_leave_open_is_asked_under_what_they_wrote(valley: Site) -> None:
    asked = {a for a, one in valley.base.corpus.statements.items() if one.field == "open"}
    listed = {one for ids in told(open_questions(valley)).values() for one in ids}
    assert asked
    assert asked <= listed


def test_a_path_ends_at_its_goal_and_gives_every_step_a_reason_and_a_place() -> None:
    page = paths(Site(world(ORCHARD), ""))
    assert page.parts
    for part in page.parts:
        order = [str(item.link.id) for item in part.items if item.link]
        assert order[-1] == part.id
        assert len(order) == len(set(order)) > 1
        assert all(item.aside for item in part.items[:-1])


def test_what_was_removed_or_renamed_says_where_it_leads(garden: Path) -> None:
    page = graveyard(Site(load(garden / "entries"), ""))
    listed = told(page)
    assert listed["retired"] == ["Vine taming", "Vine taming"]
    assert listed["statements"] == ["gardening#look"]
    links = [[str(one.id) for one in item.links] for item in page.parts[0].items]
    assert links == [["gardening", "trellis"], ["gardening"]]


def test_what_is_not_worked_on_is_laid_down_with_a_source(valley: Site) -> None:
    (part,) = (part for part in graveyard(valley).parts if part.id == "laid-down")
    assert [str(item.link.id) for item in part.items if item.link] == ["canal", "tanks"]
    assert all(item.source and item.aside for item in part.items)


def test_what_nobody_looked_at_is_to_be_reviewed_first() -> None:
    page = reviews(Site(world(SMALL), ""))
    anchors = [part.id for part in page.parts]
    assert anchors == sorted(anchors, key=lambda one: one.removeprefix("never"))
    listed = [one for ids in told(page).values() for one in ids]
    assert len(listed) == len(set(listed)) > 0


def test_an_author_without_a_page_is_wanted_only_where_several_works_are_theirs(
    valley: Site,
) -> None:
    corpus = valley.base.corpus
    for item in next((p.items for p in wanted(valley).parts if p.id == "people"), ()):
        assert corpus.called(item.name) is None
        assert len(item.links) >= 3


def test_a_month_tells_what_was_new_in_it_and_what_changed_since(remembered: Site) -> None:
    told_ = {(one.day, one.what, one.id) for one in events(remembered) if one.id in LOG}
    assert {
        ("2026-01-05", "New", "canal"),
        ("2026-02-01", "Changed", "canal"),
        ("2026-02-03", "New", "tanks"),
        ("2026-02-03", "New", "weir"),
    } <= told_
    assert ("2026-02-09", "Changed", "tanks") not in told_
    listed = told(news(remembered))
    assert listed["new-2026-02"] == ["weir", "tanks"]  # by title


def test_words_that_moved_through_what_is_new_are_told_first() -> None:
    base = world(VALLEY)
    new = {one.id for one in base.corpus.of_kind("critique")}
    days = {
        one.source.path: Days("2026-02-01" if one.id in new else "2026-01-01", "2026-02-01")
        for one in base.corpus
    }
    first = news(Site(base, "", days)).parts[0]
    told = {str(item.link.id): item.note for item in first.items if item.link}
    assert first.id == "moved"
    assert told
    assert not told.keys() & new
    assert all(note.endswith(f"→ {base.debate.status(id_)}") for id_, note in told.items())


def test_without_a_log_the_dates_that_entries_hold_are_told(valley: Site) -> None:
    known = {one.what for one in events(valley)}
    assert not known & {"New", "Changed"}
    assert "is known only where the history is at hand" in news(valley).lead


def test_the_feed_is_atom_newest_first(remembered: Site) -> None:
    text = feed(remembered)
    root = ET.fromstring(text)
    assert root.tag == f"{ATOM}feed"
    days = [one.text or "" for one in root.iterfind(f"{ATOM}entry/{ATOM}updated")]
    assert len(days) >= 4
    assert days == sorted(days, reverse=True)
    assert root.findtext(f"{ATOM}updated") == days[0]
    ids = [one.text for one in root.iterfind(f"{ATOM}entry/{ATOM}id")]
    assert len(ids) == len(set(ids))


def clicks(site: Path) -> dict[str, int]:
    """How many clicks each page of a built site is from its home page."""
    href = re.compile(r'href="([^"#:?]+\.html)')
    far = {"index.html": 0}
    edge = ["index.html"]
    while edge:
        page = edge.pop(0)
        for link in href.findall((site / page).read_text("utf-8")):
            there = posixpath.normpath(posixpath.join(posixpath.dirname(page), link))
            if there not in far and (site / there).is_file():
                far[there] = far[page] + 1
                edge.append(there)
    return far


@pytest.mark.parametrize(
    "page",
    [
        "open.html",
        "changes.html",
        "paths.html",
        "compare/gardening--trellis.html",
        "seen/ben-moss.html",
    ],
)
def test_what_readers_look_for_is_at_most_three_clicks_away(garden: Path, page: str) -> None:
    assert clicks(garden / "build/site")[page] <= 3
