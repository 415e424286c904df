from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

import pytest

from kb.model.words import Stance
from kb.people import common_ground, latest_of
from kb.site.pages.between import between as between_two
from kb.site.pages.between import between_pages, turning
from kb.site.pages.context import Site
from kb.site.pages.seen import seen_index, seen_pages
from worlds import WALL, world

if TYPE_CHECKING:
    from kb.site.pages.between import Between
    from kb.site.pages.seen import Seen


@pytest.fixture(scope="module")
def wall() -> Site:
    return Site(world(WALL), "")


@pytest.fixture(scope="module")
def seen(wall: Site) -> dict[str, Seen]:
    return {str(page.person.id): page for page in seen_pages(wall)}


@pytest.fixture(scope="module")
def between(wall: Site) -> dict[tuple[str, str], Between]:
    pages = (*between_pages(wall), between_two(wall, "ada-reed", "ben-moss", turning(wall)))
    return {(str(page.people[0].link.id), str(page.people[1].link.id)): page for page in pages}


def test_everyone_with_a_position_has_a_page_of_what_moves(
    wall: Site, seen: dict[str, Seen]
) -> None:
    assert set(seen) == {one.holder for one in wall.base.positions()}
    for who, page in seen.items():
        changes = wall.base.as_seen_by(who).changes()
        told = {
            (str(one.link.id), one.before, one.after)
            for ground in page.grounds
            for one in ground.moved
        }
        assert told == {(str(one.address), one.before, one.after) for one in changes}


def test_every_position_on_the_debate_is_on_the_page_once(
    wall: Site, seen: dict[str, Seen]
) -> None:
    held = wall.base.positions()
    for who, page in seen.items():
        told = [str(one.link.id) for one in page.kept]
        told += [str(one.link.id) for g in page.grounds for one in g.moved if one.own]
        points = [about for about in latest_of(held, who) if about in wall.base.debate.points]
        assert sorted(told) == sorted(points)


def test_a_map_is_told_to_suppose_what_they_hold_of_what_bears_on_it(
    wall: Site, seen: dict[str, Seen]
) -> None:
    maps = [(who, one.id, one.map) for who, page in seen.items() for one in page.grounds if one.map]
    assert maps
    for who, approach, link in maps:
        view = wall.base.as_seen_by(who)
        given = {a: one for a, one in view.assignments.items() if a in view.debate.points}
        told = {address: word for word, address in parse_qsl(urlsplit(link).query)}
        assert told.keys() == given.keys() & wall.base.debate.behind([approach])
        words = {"accept": "in", "reject": "out", "doubt": "undecided"}
        assert all(words[word] == given[address].label for address, word in told.items())


def test_where_a_view_pulls_against_itself_the_page_asks(wall: Site, seen: dict[str, Seen]) -> None:
    asked = {who: [one.question for one in wall.base.tensions(who)] for who in seen}
    assert any(asked.values())
    assert {who: list(page.questions) for who, page in seen.items()} == asked


def test_two_who_share_points_are_set_side_by_side_and_each_point_is_told_once(
    wall: Site, between: dict[tuple[str, str], Between]
) -> None:
    held = wall.base.positions().rows
    assert between
    for (one, other), page in between.items():
        shared = latest_of(held, one).keys() & latest_of(held, other).keys()
        parts = (page.cruxes, page.apart, page.common, page.near)
        told = [str(stand.link.id) for part in parts for stand in part]
        assert len(told) == len(set(told))
        assert set(told) >= shared
        common = {found.address for found in common_ground(held, one, other)}
        assert {str(stand.link.id) for stand in page.common} <= common


def test_a_crux_is_one_on_which_both_have_said_something_else(
    between: dict[tuple[str, str], Between],
) -> None:
    cruxes = [stand for page in between.values() for stand in page.cruxes]
    assert cruxes
    for stand in cruxes:
        assert stand.one
        assert stand.other
        assert stand.one.says != stand.other.says
        assert stand.turns


def test_words_of_others_have_a_square_mark(between: dict[tuple[str, str], Between]) -> None:
    for page in between.values():
        for stand in (*page.cruxes, *page.apart, *page.common, *page.near):
            squares = len(re.findall(r'rx="0"', str(stand.track)))
            told = [one.reported != "" for one in (stand.one, stand.other) if one]
            assert squares >= sum(told)


def test_a_stance_has_one_of_seven_places(between: dict[tuple[str, str], Between]) -> None:
    track = str(between["ada-reed", "ben-moss"].cruxes[0].track)
    assert track.count("<line") == len(Stance) + 1


def test_the_index_leads_to_everyone_and_every_two(
    wall: Site, seen: dict[str, Seen], between: dict[tuple[str, str], Between]
) -> None:
    people, two = seen_index(wall).parts
    assert len(people.ways) == len(seen)
    assert len(two.ways) == len(wall.met) == len(between) - 1
