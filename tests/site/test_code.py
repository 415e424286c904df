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
def built_page(root: Path, vines: KnowledgeBase, reader: Markdown) -> Callable[..., str]:
    """Makes the page of an entry of which something is otherwise, as MkDocs makes it."""
    renderer = Renderer(root / "site/templates")

    def make(id_: str = "gardening", base: KnowledgeBase = vines, **otherwise: str) -> str:
        record = base[id_].record
        entry = record.entry.model_copy(update=otherwise)
        page = entry_markdown(Site(base, ""), renderer, replace(record, entry=entry))
        return reader.reset().convert(page.split("---\n", 2)[2])

    return make


def test_code_keeps_its_indentation_and_its_empty_lines(built_page: Callable[..., str]) -> None:
    assert code_on(built_page(body=f"Pruning:\n\n```python\n{CODE}```\n\nDone."))[0] == CODE


def test_code_in_a_list_keeps_its_indentation(built_page: Callable[..., str]) -> None:
    page = built_page(body="- One\n\n  ```\n  a\n\n      b\n  ```\n- Two")
    assert code_on(page)[0] == "a\n\n    b\n"


@given(LINES)
def test_whatever_code_says_stands_on_the_page(built_page: Callable[..., str], code: str) -> None:
    assert code_on(built_page(body=f"```\n{code}\n```"))[0] == f"{code}\n"


def test_an_entry_is_cited_in_bibtex_that_latex_can_set(built_page: Callable[..., str]) -> None:
    page = code_on(built_page(title="P&L of 5% of {vines}"))
    cited = next(code for code in page if "alignment-kb-gardening" in code and code[0] == "@")
    assert cited.split("\n")[0] == "@misc{alignment-kb-gardening,"
    assert "  title = {{P\\&L of 5\\% of \\textbraceleft{}vines\\textbraceright{}}}," in cited


def test_a_work_has_the_bibtex_that_is_exported(built_page: Callable[..., str], root: Path) -> None:
    valley = load(root / "tests/worlds/valley/entries")
    (known,) = (work for work in valley.works if "The Valley Board" in work.authors)
    shown, _ = code_on(built_page(known.id, valley))
    assert f"{shown}\n" == valley.bibliography(known.id)
    assert "author = {{The Valley Board}}" in shown


@pytest.mark.slow
def test_a_browser_shows_code_as_it_is_written(
    browser: Browser, checkout: Callable[[Path], Path], tmp_path: Path
) -> None:
    root = checkout(tmp_path)
    file = root / "entries/proposals/gardening.yaml"
    code = CODE.replace("\t", "    ")  # no entry may hold a tab
    indented = f"```\n{code}```".replace("\n", "\n  ")
    file.write_text(file.read_text("utf-8").replace("body: |-\n", f"body: |-\n  {indented}\n\n"))
    page = browser.new_page()
    page.goto(preview(load(root / "entries"), "gardening", root).as_uri())
    assert page.locator("article pre code").evaluate("one => one.textContent") == code
    page.close()
