"""Headings and front matter say what they are given, whatever it is."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from mkdocs.utils import meta

import hostile
from kb.base import load
from kb.site import urls
from kb.site.generate import generate
from kb.site.markdown import apart, front, heading
from kb.site.render import typographic
from profiles import some

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from markdown import Markdown

    from kb.base import KnowledgeBase

CONTROLS = ("\x00", "\x1b[31m", "\x85", "\u2028", "\ufeff", "\ufffe", "a\nb", "---\n---\n", "\t")
VALUES = (*hostile.VALUES, *CONTROLS)
PRINTED = [value for value in hostile.VALUES if value.strip()]


class _Shape(HTMLParser):
    """The elements of a piece of HTML with their attributes, and its text without permalinks."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("level", [1, 2])
@pytest.mark.parametrize("value", PRINTED)
def test_a_heading_is_its_text_and_nothing_else(reader: Markdown, value: str, level: int) -> None:
    shape = _Shape()
    shape.feed(reader.reset().convert(f"{heading(level, value, 'top')}\n"))
    assert shape.elements == [(f"h{level}", {"id": "top"})]
    assert " ".join(shape.text.split()) == " ".join(value.split())


@pytest.mark.parametrize("value", ["", "a b", "x }", "a\n", '"', "#", "é}"])
def test_an_anchor_is_one_word(value: str) -> None:
    if value:
        with pytest.raises(ValueError, match="is no anchor"):
            heading(1, "A", value)
    else:
        assert heading(1, "A", value) == "# A"


@pytest.mark.parametrize("value", VALUES)
def test_front_matter_is_read_back_as_html_of_the_text(value: str) -> None:
    text, found = meta.get_data(f"{front({'title': value, 'kb': {'id': value}})}\nthe page\n")
    assert text == "the page\n"
    assert list(found) == ["title", "kb"]
    assert found["kb"]["id"] == found["title"]
    assert not set(found["title"]) & set('<>"')
    assert unescape(found["title"]) == value


def test_front_matter_keeps_what_is_no_text() -> None:
    values = {"hide": ["navigation", "toc"], "search": {"exclude": True}, "none": None, "one": 1}
    assert meta.get_data(f"{front(values)}\n")[1] == values


def test_sections_make_way_for_statements() -> None:
    page = "# A { #top }\n\n## B { #steps }\n\n## C { #steps-section }\n"
    assert apart(page, {"steps", "steps-section"}) == (
        "# A { #top }\n\n## B { #steps-section-section }\n\n## C { #steps-section-section }\n"
    )


def test_no_template_writes_a_value_into_markdown_itself(root: Path) -> None:
    lines = [
        f"{file.name}: {line}"
        for file in sorted((root / "site/templates").iterdir())
        for line in file.read_text("utf-8").split("\n")
        if re.match(r"\s*#.*\{\{", line)
    ]
    assert lines == []


class _Outside(HTMLParser):
    """The text of a page that stands in no element: what Markdown reads."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0
        self.text = ""

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        del attrs
        self.depth += tag not in {"br", "wbr", "img"}

    def handle_endtag(self, tag: str) -> None:
        del tag
        self.depth -= 1

    def handle_data(self, data: str) -> None:
        self.text += data if not self.depth else ""


def _outside(page: str) -> Iterator[str]:
    """The lines of a page that Markdown reads."""
    parser = _Outside()
    parser.feed(page.partition("\n---\n")[2])
    yield from filter(None, map(str.strip, parser.text.split("\n")))


def test_markdown_reads_nothing_of_an_entry_but_headings(
    real: KnowledgeBase, markdown: dict[str, str]
) -> None:
    lines = {
        line
        for record in real.corpus
        for line in _outside(markdown[urls.source_file(urls.entry_page(record.kind, record.id))])
    }
    heads = re.compile(r"#{1,3} .+ \{ #[a-z-]+ \}")
    assert {line for line in lines if not heads.fullmatch(line)} == set()
    assert "# AI safety via debate { #top }" in lines


def test_the_place_of_a_citation_is_text_on_the_page_of_the_work(small: Path, root: Path) -> None:
    entry = small / "concepts/pruning.yaml"
    entry.write_text(entry.read_text("utf-8").replace("at: sec. 2", "at: '[x][y] *a*'"))
    page = str(generate(load(small), root / "site", "")["works/reed-2021-vines.md"])
    assert '<span class="kb-why">[x][y] *a*</span>' in page


def test_a_statement_may_be_called_like_a_section(small: Path, root: Path) -> None:
    entry = small / "proposals/gardening.yaml"
    text = entry.read_text("utf-8")
    entry.write_text(
        text.replace("- id: look", "- id: top").replace("- id: cut\n", "- id: steps\n")
    )
    page = str(generate(load(small), root / "site", "")["proposals/gardening.md"])
    assert '<li class="kb-point" id="steps">' in page
    assert "## How it is meant to work { #steps-section }" in page
    assert "# Patient gardening { #top-section }" in page


@pytest.mark.parametrize(
    "title", some(["__proto__", "*a*", "a & b", "<b>", "`x`", "x { #top }", "[x][y]", "&amp;"], 3)
)
def test_a_title_is_plain_text_in_every_file(
    place: Callable[[str, str], Path], root: Path, title: str
) -> None:
    folder = place("concepts/ivy.yaml", f"title: '{title}'\nsummary: It climbs.\n")
    files = generate(load(folder), root / "site", "")
    page = str(files["concepts/ivy.md"])
    assert f"{heading(1, typographic(title), 'top')}\n" in page
    assert unescape(meta.get_data(page)[1]["title"]) == title
    listed = unescape(re.findall(r'data-kb="ivy">(.*?)</a>', str(files["all.md"]))[0])
    assert listed == title
