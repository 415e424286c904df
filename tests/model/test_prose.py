"""Prose: what is mentioned, what is cited, and what must not be there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.model.prose import (
    SCHEMES,
    Citation,
    Mention,
    citations,
    cited,
    headings,
    html,
    links,
    mentions,
    scheme,
)

MARKS = st.text(alphabet="ab@[]|#`<>(): ;,\n", max_size=40)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[[ivy]]", Mention("ivy", None)),
        ("[[ivy|the ivy]]", Mention("ivy", "the ivy")),
        ("[[ivy#climbs]]", Mention("ivy#climbs", None)),
        ("[[ivy#climbs|it climbs]]", Mention("ivy#climbs", "it climbs")),
        ("see [[ ivy ]].", Mention("ivy", None)),
    ],
)
def test_a_mention_has_an_address_and_may_have_a_label(text: str, expected: Mention) -> None:
    assert list(mentions(text)) == [expected]


def test_mentions_come_in_order() -> None:
    assert [m.address for m in mentions("[[b]] and [[a]], then [[b]]")] == ["b", "a", "b"]


@pytest.mark.parametrize(
    "text", ["[ivy]", "[[]]", "[[ivy", "`[[ivy]]`", "``a ` [[ivy]]``", "[ivy](https://ivy.net)"]
)
def test_what_only_looks_like_a_mention_is_none(text: str) -> None:
    assert list(mentions(text)) == []


def test_an_escaped_backtick_starts_no_code() -> None:
    assert [m.address for m in mentions(r"\`[[ivy]]\`")] == ["ivy"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[@reed-2021-vines]", [Citation("reed-2021-vines", None)]),
        ("[@reed-2021-vines, sec. 2]", [Citation("reed-2021-vines", "sec. 2")]),
        ("[@reed-2021-vines, p. 3, line 4]", [Citation("reed-2021-vines", "p. 3, line 4")]),
        ("[@reed-2021-vines,\n  p. 3]", [Citation("reed-2021-vines", "p. 3")]),
        ("[@a, p. 3; @b]", [Citation("a", "p. 3"), Citation("b", None)]),
        ("[@a, p. 3; p. 4;@b, p. 5]", [Citation("a", "p. 3; p. 4"), Citation("b", "p. 5")]),
        ("one [@a] and two [@b]", [Citation("a", None), Citation("b", None)]),
        ("`[@a]`", []),
        ("ada@wall-press.net", []),
        ("[a @b]", []),
    ],
)
def test_citations_have_works_and_places(text: str, expected: list[Citation]) -> None:
    assert list(citations(text)) == expected


def test_what_is_between_brackets_is_read_without_them() -> None:
    assert list(cited("@a, p. 3")) == [Citation("a", "p. 3")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a <b>vine</b>", "<b>"),
        ("<!-- hidden -->", "<!--"),
        ("<script src=x>", "<script src=x>"),
        ("<img\nsrc=x>", "<img\nsrc=x>"),
        ("<br/>", "<br/>"),
        (r"\`<b>\`", "<b>"),
    ],
)
def test_html_is_found(text: str, found: str) -> None:
    assert found in list(html(text))


@pytest.mark.parametrize(
    ("text", "found", "before"),
    [
        ("[ivy](javascript:alert(1))", "javascript:alert(1)", "javascript"),
        ("[ivy](JavaScript:x)", "JavaScript:x", "javascript"),
        ("[ivy]( <data:text/html,x>)", "data:text/html,x", "data"),
        ("[ivy](ftp://wall-press.net)", "ftp://wall-press.net", "ftp"),
        ("[ivy][1]\n\n[1]: javascript:x", "javascript:x", "javascript"),
        ("[ivy][1]\n\n[1]: <data:x>", "data:x", "data"),
        ("[ivy](../ivy.md)", "../ivy.md", ""),
        ("[ivy](#climbs)", "#climbs", ""),
        ("[ivy](//wall-press.net)", "//wall-press.net", ""),
        ("[ivy](java&#115;cript:x)", "java&#115;cript:x", ""),
    ],
)
def test_links_that_are_not_web_addresses_are_found(text: str, found: str, before: str) -> None:
    assert list(links(text)) == [found]
    assert scheme(found) == before
    assert before not in SCHEMES


@pytest.mark.parametrize(("text", "found"), [("# Ivy", "#"), ("Ivy\n\n## Vine", "##")])
def test_headings_are_found(text: str, found: str) -> None:
    assert list(headings(text)) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "Vines *climb*, and **hold on**.",
        "[ivy](https://wall-press.net/ivy)",
        "[ivy](http://wall-press.net)",
        "[Ada](mailto:ada@wall-press.net)",
        "[ivy][1]\n\n[1]: https://wall-press.net",
        "`<b>` and `[x](javascript:y)`",
        "one < two, and 2 <3 and a->b",
        "#1 of the vines",
        "- a list\n- of vines",
        "[[ivy]] [@reed-2021-vines, p. 3]",
        "A note: see [@reed-2021-vines]: it says so.",
    ],
)
def test_plain_markdown_is_safe(text: str) -> None:
    assert [*html(text), *headings(text)] == []
    assert {scheme(link) for link in links(text)} <= set(SCHEMES)


@given(MARKS)
def test_prose_of_any_shape_is_read_without_failing(text: str) -> None:
    found = [*mentions(text), *citations(text), *html(text), *links(text), *headings(text)]
    assert found == [
        *(*mentions(text), *citations(text)),
        *(*html(text), *links(text), *headings(text)),
    ]
