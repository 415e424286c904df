"""What surrounds an entry, on four sides of its name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import kb
from kb.graph import EDGES
from kb.model import Address
from kb.model.words import RELATIONS
from kb.site.pages import relations
from kb.site.pages.compass import AROUND, MOST, Sides, compass, distinct
from kb.site.pages.context import Site
from kb.site.pages.entry import entry_page
from kb.site.pages.parts import Anchor

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def anchor(name: str, kind: str = "proposal") -> Anchor:
    return Anchor(f"{name}.html", name, kind, Address(name))


ME = anchor("me")
NOTHING = Sides((), (), (), ())


def test_nothing_surrounds_an_entry_that_stands_alone() -> None:
    assert compass(ME, NOTHING) is None


def test_every_neighbour_stands_on_its_side() -> None:
    found = compass(ME, Sides((anchor("up", "problem"),), (anchor("left"),), (), ()))
    assert found is not None
    assert [(one.name, [each.text for each in one.shown]) for one in found.sides] == [
        ("above", ["up"]),
        ("left", ["left"]),
    ]


def test_neighbours_beyond_the_third_are_counted() -> None:
    many = tuple(anchor(f"n{number}") for number in range(MOST + 4))
    found = compass(ME, Sides((), many, (), ()))
    assert found is not None
    assert (len(found.sides[0].shown), found.sides[0].more) == (MOST, 4)


def test_an_entry_that_is_related_twice_is_drawn_once() -> None:
    whole = anchor("a", "claim")
    twice = [Anchor("a.html#x", "x", "claim", Address("a#x")), whole]
    assert [found.id for found in distinct(twice)] == ["a#x"]


def test_every_side_asks_for_relations_that_there_are() -> None:
    known = {name for one in RELATIONS.values() for name in (one.name, one.inverse)}
    asked = [name for side in AROUND for name in side]
    assert set(asked) <= known
    assert len(asked) == len(set(asked))


def test_another_heading_changes_no_side(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = Site(kb.load(small), "")
    records = list(site.base.corpus)
    before = [entry_page(site, record).surroundings for record in records]
    reworded = {
        name: replace(one, says=f"{name} runs out", answers=f"{name} runs in")
        for name, one in EDGES.items()
    }
    monkeypatch.setattr(relations, "EDGES", reworded)
    after = [entry_page(site, record).surroundings for record in records]

    assert [page.compass for page in after] == [page.compass for page in before]
    assert any(page.compass for page in before)
    assert [page.groups for page in after] != [page.groups for page in before]
