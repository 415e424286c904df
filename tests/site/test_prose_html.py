from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.base import load
from kb.site.prose import Writer

PAGE = "claims/growth-is-visible.html"
TAGS = frozenset({"a", "blockquote", "br", "code", "em", "li", "ol", "p", "pre", "span", "strong"})
TAGS_OF_LISTS = frozenset({"ul"})
ATTRIBUTES = frozenset({"href", "title", "class", "start", "data-kb"})
SCRIPTING = re.compile(r"[\s\0-\x20]*(javascript|vbscript)\s*:", re.IGNORECASE)

_PIECES = st.sampled_from(
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '" onmouseover="alert(1)',
        "<a href='javascript:alert(1)'>",
        "<!-- ",
        "<style>",
        "&lt;script&gt;",
        "](javascript:alert(1))",
        "](JaVaScRiPt&colon;alert(1))",
        "](<javascript:alert(1)>)",
        '](https://example.org "t\'itle")',
        '<https://example.org/?a=1&b="2">',
        "![image](",
        "[[pruning]]",
        "[[gardening#cuts-teach|",
        "[[no-such|<b>]]",
        '[["><script>]]',
        "[@reed-2021-vines, sec. 2]",
        "[@no-such, <i>]",
        "[@",
        "; @",
        "[[",
        "]]",
        "|",
        "](",
        ")",
        "[",
        "]",
        "`",
        "```\n",
        "```<script>\n",
        "*",
        "__",
        "\n",
        "\n\n",
        "- ",
        "1. ",
        "> ",
        "# ",
        "    ",
        "---\n",
        "\\",
        "&amp;",
        "&#x6A;avascript:",
    ]
)
_TEXT = st.lists(_PIECES | st.text(max_size=8), max_size=12).map("".join)


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.other: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.other.append(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


@cache
def _writer() -> Writer:
    return Writer(load(Path(__file__).parents[1] / "worlds/small/entries").corpus, PAGE)


def html(text: str) -> str:
    return _writer().html(text)


def seen(page: str) -> _Seen:
    parser = _Seen()
    parser.feed(page)
    parser.close()
    return parser


@given(_TEXT)
def test_no_text_gives_an_unknown_tag(text: str) -> None:
    assert {tag for tag, _ in seen(html(text)).tags} <= TAGS | TAGS_OF_LISTS


@given(_TEXT)
def test_no_text_gives_an_unknown_attribute(text: str) -> None:
    found = {name for _, attributes in seen(html(text)).tags for name in attributes}
    assert found <= ATTRIBUTES


@given(_TEXT)
def test_no_text_gives_a_link_that_runs_a_script(text: str) -> None:
    links = [attributes.get("href") or "" for _, attributes in seen(html(text)).tags]
    assert [link for link in links if SCRIPTING.match(link)] == []


@given(_TEXT)
def test_no_text_gives_comments_or_declarations(text: str) -> None:
    assert seen(html(text)).other == []


@given(_TEXT)
def test_every_tag_that_opens_closes(text: str) -> None:
    assert seen(html(text)).open == []


@given(_TEXT)
def test_a_line_is_as_safe_as_paragraphs(text: str) -> None:
    found = seen(_writer().inline(text))
    assert {tag for tag, _ in found.tags} <= TAGS
    assert {name for _, attributes in found.tags for name in attributes} <= ATTRIBUTES


@given(_TEXT)
def test_the_same_text_gives_the_same_html(text: str) -> None:
    assert html(text) == html(text)


def test_a_mention_is_a_link_under_the_title() -> None:
    assert html("[[pruning]]") == (
        '<p><a href="../concepts/pruning.html" data-kb="pruning">pruning</a></p>'
    )


def test_a_mention_of_a_statement_is_a_link_under_its_text() -> None:
    assert html("[[gardening#daily-care]]") == (
        '<p><a href="../proposals/gardening.html#daily-care" data-kb="gardening">'
        "Someone comes every day.</a></p>"
    )


def test_a_label_replaces_the_title() -> None:
    assert ">cutting &lt;back&gt;</a>" in html("[[pruning|cutting <back>]]")


def test_a_name_of_a_person_keeps_its_capital() -> None:
    assert ">Ada Reed</a>" in html("[[ada-reed]]")


def test_a_former_id_leads_to_the_present_entry() -> None:
    assert 'href="../proposals/gardening.html"' in html("[[slow-gardening]]")


@pytest.mark.parametrize("address", ["nowhere", "pruning#nothing", "gardening#no-such"])
def test_an_unknown_address_is_shown_as_missing(address: str) -> None:
    assert html(f"[[{address}]]") == f'<p><span class="kb-missing">{address}</span></p>'


def test_a_citation_names_the_work_and_the_place_in_it() -> None:
    assert html("So [@reed-2021-vines, sec. 2].") == (
        '<p>So <span class="kb-cited">(<a href="../works/reed-2021-vines.html" '
        'data-kb="reed-2021-vines">Reed 2021</a>, sec. 2)</span>.</p>'
    )


def test_several_works_stand_in_one_pair_of_brackets() -> None:
    found = seen(html("[@reed-2021-vines, p. 1; @moss-2022-roots]"))
    assert found.text == "(Reed 2021, p. 1; Moss 2022)"


def test_an_unknown_work_is_shown_as_missing() -> None:
    assert '<span class="kb-missing">no-such</span>, p. 3' in html("[@no-such, p. 3]")


def test_an_entry_that_is_no_work_cannot_be_cited() -> None:
    assert '<span class="kb-missing">pruning</span>' in html("[@pruning]")


@pytest.mark.parametrize("text", ["[[pruning]]", "[@reed-2021-vines]"])
def test_what_stands_inside_code_stays(text: str) -> None:
    assert html(f"`{text}`") == f"<p><code>{text}</code></p>"


def test_html_is_shown_and_not_obeyed() -> None:
    assert html("<b>bold</b>") == "<p>&lt;b&gt;bold&lt;/b&gt;</p>"


def test_a_heading_is_text() -> None:
    assert html("# Title") == "<p># Title</p>"


def test_quotation_marks_become_curly() -> None:
    assert html('"so"') == "<p>“so”</p>"


def test_no_text_gives_nothing() -> None:
    assert (html(""), _writer().html(None), _writer().inline(None)) == ("", "", "")
