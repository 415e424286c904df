"""Two builds of one tree are told apart by titles, ids and where links lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tools.builders import differences, read

if TYPE_CHECKING:
    from pathlib import Path

PAGE = '<title>Vines</title><a href="x.html">menu</a><article><h1 id="{}">V</h1>{}</article>'


def made(folder: Path, id_: str = "top", inside: str = "") -> Path:
    (folder / "claims").mkdir(parents=True)
    (folder / "claims/vines.html").write_text(PAGE.format(id_, inside))
    return folder


def compared(one: Path, other: Path) -> list[str]:
    names = {"claims/vines.html"}
    return differences(read(one, names), read(other, names))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('<a href="../works/a.html#b">', '<a href="/works/a.html#b">'),
        ('<a href="../">', '<a href="../index.html">'),
        ('<a href="vines.md">', '<a href="vines.html">'),
    ],
)
def test_links_that_lead_to_the_same_place_are_the_same(
    tmp_path: Path, one: str, other: str
) -> None:
    assert compared(made(tmp_path / "a", inside=one), made(tmp_path / "b", inside=other)) == []


def test_an_id_that_one_lacks_and_a_link_that_leads_elsewhere_are_told(tmp_path: Path) -> None:
    one = made(tmp_path / "a", "top", '<a href="a.html">')
    other = made(tmp_path / "b", "above", '<a href="b.html">')
    assert compared(one, other) == [
        "claims/vines.html: only one has the id above",
        "claims/vines.html: only one has the id top",
        "claims/vines.html: only one has the link https://site.invalid/claims/a.html",
        "claims/vines.html: only one has the link https://site.invalid/claims/b.html",
    ]


def test_a_page_that_one_lacks_is_told(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    assert compared(made(tmp_path / "a"), tmp_path / "b") == [
        "claims/vines.html: only one of the two has it"
    ]
