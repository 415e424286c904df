from __future__ import annotations

from typing import TYPE_CHECKING

from kb.base import KnowledgeBase
from kb.read import Corpus
from kb.site import urls
from kb.site.check import mistakes

if TYPE_CHECKING:
    from pathlib import Path


def wrong(folder: Path, **pages: str) -> list[str]:
    """What is wrong with hand-made pages of a base without entries."""
    for name, body in pages.items():
        (folder / f"{name}.html").write_text(f"<html><body>{body}</body></html>")
    return mistakes(KnowledgeBase(Corpus.of([]), folder), folder)[1]


def test_good_pages_have_no_mistakes(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("")
    found = wrong(
        tmp_path,
        index='<link rel="stylesheet" href="a.css"><a href="b.html#x">b</a><a href="#y">y</a>'
        '<a id="y" href="./">home</a><a href="https://example.org">out</a>'
        '<a href="mailto:a@example.org">write</a><img src="data:image/gif;base64,AAAA">',
        b='<p id="x"><a href="a.css">the style</a></p>',
    )
    assert found == []


def test_pages_are_counted(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep/b.html").write_text("")
    assert mistakes(KnowledgeBase(Corpus.of([]), tmp_path), tmp_path) == (2, [])


def test_a_link_to_no_page_is_found(tmp_path: Path) -> None:
    found = wrong(tmp_path, a='<a href="gone.html">x</a>')
    assert found == ["a.html: the link gone.html leads nowhere"]


def test_a_link_to_no_place_on_a_page_is_found(tmp_path: Path) -> None:
    found = wrong(tmp_path, a='<a href="b.html#gone">x</a>', b='<p id="other">')
    assert found == ["a.html: the link b.html#gone leads to no place on b.html"]


def test_a_link_to_no_place_on_its_own_page_is_found(tmp_path: Path) -> None:
    found = wrong(tmp_path, a='<a href="#gone">x</a>')
    assert found == ["a.html: the link #gone leads to no place on a.html"]


def test_a_link_with_escapes_is_understood(tmp_path: Path) -> None:
    assert wrong(tmp_path, a='<a href="b.html#caf%C3%A9">x</a>', b='<p id="café">') == []


def test_an_id_that_stands_twice_is_found(tmp_path: Path) -> None:
    found = wrong(tmp_path, a='<p id="x"></p><p id="x"></p>')
    assert found == ["a.html: the id x stands twice"]


def test_a_script_from_elsewhere_is_found(tmp_path: Path) -> None:
    found = wrong(tmp_path, a='<script src="https://cdn.example.org/a.js"></script>')
    assert found == ["a.html: loads https://cdn.example.org/a.js from elsewhere"]


def test_a_style_from_elsewhere_is_found(tmp_path: Path) -> None:
    found = wrong(tmp_path, a='<link rel="stylesheet" href="//fonts.example.org/a.css">')
    assert found == ["a.html: loads //fonts.example.org/a.css from elsewhere"]


def test_an_image_that_is_not_there_is_found(tmp_path: Path) -> None:
    found = wrong(tmp_path, a='<img src="gone.png">')
    assert found == ["a.html: loads gone.png, which is not there"]


def test_the_page_for_what_is_not_found_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "404.html").write_text('<a href="/alignment-kb/gone.html">x</a>')
    assert mistakes(KnowledgeBase(Corpus.of([]), tmp_path), tmp_path) == (0, [])


def test_an_entry_without_a_page_is_found(vines: KnowledgeBase, tmp_path: Path) -> None:
    for record in vines.corpus:
        if record.id != "pruning":
            page = tmp_path / urls.entry_page(record.kind, record.id)
            page.parent.mkdir(exist_ok=True)
            page.write_text("")
    assert mistakes(vines, tmp_path)[1] == ["pruning: has no page"]
