"""Code and BibTeX stand on a page as they are written: no layout takes a blank from them."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.base import load
from kb.site.generate import entry_markdown
from kb.site.pages.context import Site
from kb.site.render import Renderer
from kb.site.single import preview

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from markdown import Markdown
    from playwright.sync_api import Browser

    from kb.base import KnowledgeBase

CODE = "for vine in garden:\n    if 1 < vine.length:\n\n\n\tcut(vine)\n        # deeper\n"

LINES = st.lists(st.text(st.sampled_from(" \tab<&*_\\{}[]#-|'\"")), min_size=1).map("\n".join)


class _Code(HTMLParser):
    """The text of every `pre` of a page, as a browser reads it."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.inside = False

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if tag == "pre":
            self.inside = True
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "pre"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.texts[-1] += data


def code_on(html: str) -> list[str]:
    reader = _Code()
    reader.feed(html)
    return reader.texts


@pytest.fixture(scope="module")
def built_page(root: Path, vines: KnowledgeBase, reader: Markdown) -> Callable[[str], str]:
    """Makes the page of an entry with another account, as MkDocs makes it of the Markdown."""
    site, renderer = Site(vines, ""), Renderer(root / "site/templates")
    record = vines["gardening"].record

    def make(body: str) -> str:
        entry = record.entry.model_copy(update={"body": body})
        page = entry_markdown(site, renderer, replace(record, entry=entry))
        return reader.reset().convert(page.split("---\n", 2)[2])

    return make


def test_code_keeps_its_indentation_and_its_empty_lines(built_page: Callable[[str], str]) -> None:
    assert code_on(built_page(f"Pruning:\n\n```python\n{CODE}```\n\nDone."))[0] == CODE


def test_code_in_a_list_keeps_its_indentation(built_page: Callable[[str], str]) -> None:
    page = built_page("- One\n\n  ```\n  a\n\n      b\n  ```\n- Two")
    assert code_on(page)[0] == "a\n\n    b\n"


@given(LINES)
def test_whatever_code_says_stands_on_the_page(built_page: Callable[[str], str], code: str) -> None:
    assert code_on(built_page(f"```\n{code}\n```"))[0] == f"{code}\n"


def test_what_is_cited_is_indented_with_blanks(built_page: Callable[[str], str]) -> None:
    assert code_on(built_page("Text."))[-1].split("\n")[1].startswith("  title = {")


def test_a_browser_shows_code_as_it_is_written(
    browser: Browser, checkout: Callable[[Path], Path], tmp_path: Path
) -> None:
    root = checkout(tmp_path)
    file = root / "entries/proposals/gardening.yaml"
    indented = f"```\n{CODE}```".replace("\n", "\n  ")
    file.write_text(file.read_text("utf-8").replace("body: |-\n", f"body: |-\n  {indented}\n\n"))
    page = browser.new_page()
    page.goto(preview(load(root / "entries"), "gardening", root).as_uri())
    assert page.locator("article pre code").evaluate("one => one.textContent") == CODE
    page.close()
