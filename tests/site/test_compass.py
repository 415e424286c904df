"""The drawing of what surrounds an entry."""

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


def test_nothing_is_drawn_around_an_entry_that_stands_alone() -> None:
    assert compass(ME, NOTHING) == ""


def test_every_neighbour_is_a_link_to_its_page() -> None:
    sides = Sides((anchor("up", "problem"),), (anchor("left"),), (anchor("right"),), ())
    drawing = str(compass(ME, sides))
    assert [f'href="{name}.html"' in drawing for name in ("up", "left", "right")] == [True] * 3


def test_an_entry_is_no_link_to_itself() -> None:
    assert 'href="me.html"' not in compass(ME, Sides((anchor("up"),), (), (), ()))


def test_neighbours_beyond_the_third_are_counted() -> None:
    many = tuple(anchor(f"n{number}") for number in range(MOST + 4))
    drawing = str(compass(ME, Sides((), many, (), ())))
    assert ("4 more" in drawing, "n3.html" in drawing) == (True, False)


def test_a_long_name_is_cut_to_read_and_whole_to_hear() -> None:
    name = "a name that is a good deal longer than any box of the drawing"
    drawing = str(compass(ME, Sides((), (anchor(name),), (), ())))
    assert (f">{name}<" in drawing, f'aria-label="{name}"' in drawing) == (False, True)


def test_names_are_escaped() -> None:
    assert "<script>" not in compass(ME, Sides((anchor("<script>"),), (), (), ()))


def test_boxes_stay_inside_the_drawing() -> None:
    import re

    names = tuple(anchor("m" * 60, "critique") for _ in range(MOST + 1))
    drawing = str(compass(ME, Sides(names, names, names, names)))
    boxes = re.findall(r'<rect x="([-0-9.]+)" y="[^"]*" width="([0-9.]+)"', drawing)
    assert all(float(x) >= 0 and float(x) + float(width) <= 720 for x, width in boxes)


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
