from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.base import KnowledgeBase, load
from kb.read import Corpus
from kb.site import urls
from kb.site.allowed import fingerprint, policy
from kb.site.check import mistakes
from kb.site.scan import Page, _Parser

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


OURS = "document.title = 1"
"""The one script that the pages here may run."""

POLICY = f'<meta http-equiv="Content-Security-Policy" content="{policy([fingerprint(OURS)])}">'


def whole(body: str) -> str:
    """A page with the policy of the site."""
    return f'<html><head><meta charset="utf-8">{POLICY}</head><body>{body}</body></html>'


def wrong(folder: Path, **pages: str) -> list[str]:
    """What is wrong with hand-made pages of a base without entries."""
    for name, body in pages.items():
        (folder / f"{name}.html").write_text(whole(body))
    return mistakes(KnowledgeBase(Corpus.of([]), folder), folder)[1]


def test_good_pages_have_no_mistakes(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("")
    found = wrong(
        tmp_path,
        index='<link rel="stylesheet" href="a.css"><a href="b.html#x">b</a><a href="#y">y</a>'
        '<a id="y" href="./">home</a><a href="https://example.org">out</a>'
        '<a href="mailto:a@example.org">write</a><img src="a.css">',
        b='<p id="x"><a href="a.css">the style</a></p>',
    )
    assert found == []


def test_pages_are_counted(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(whole(""))
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep/b.html").write_text(whole(""))
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
    (tmp_path / "404.html").write_text(whole('<a href="/alignment-kb/gone.html">x</a>'))
    assert mistakes(KnowledgeBase(Corpus.of([]), tmp_path), tmp_path) == (0, [])


def test_an_entry_without_a_page_is_found(vines: KnowledgeBase, tmp_path: Path) -> None:
    for record in vines.corpus:
        if record.id != "pruning":
            page = tmp_path / urls.entry_page(record.kind, record.id)
            page.parent.mkdir(exist_ok=True)
            page.write_text(whole(""))
    assert mistakes(vines, tmp_path)[1] == ["pruning: has no page"]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<script>alert(1)</script>", "runs the script alert(1)"),
        (f"<script>{'x' * 60}</script>", f"runs the script {'x' * 40}…"),
        ('<p onclick="x()">', "<p> has onclick"),
        ('<p style="position:fixed">', "<p> has style"),
        ('<iframe src="a.html"></iframe>', "holds <iframe>"),
        ('<base href="//evil.test/">', "holds <base>"),
        ("<style>p{}</style>", "holds <style>"),
        ("<object></object>", "holds <object>"),
        ("<math></math>", "holds <math>"),
        ('<img srcset="a.png 2x">', "<img> has srcset"),
        ("<form>", "holds <form>"),
        ('<input type="text" formaction="a.html">', "<input> has formaction"),
        ('<meta http-equiv="refresh" content="0">', "<meta> has http-equiv=refresh"),
        ('<link rel="import" href="a.html">', "<link> has rel=import"),
        ('<script type="module">x</script>', "<script> has type=module"),
        ('<a href="javascript:x()">', "links to javascript:x()"),
        ('<a href=" java\nscript:x()">', "links to  java\nscript:x()"),
        ('<a href="data:text/html,x">', "links to data:text/html,x"),
        ('<a href="file:///etc/passwd">', "links to file:///etc/passwd"),
        ('<a href="//evil.test/x">', "links to //evil.test/x"),
        ('<a href="\\\\evil.test/x">', "links to \\\\evil.test/x"),
        (
            '<img src="data:image/gif;base64,AAAA">',
            "loads data:image/gif;base64,AAAA from elsewhere",
        ),
        ('<svg><a xlink:href="javascript:x()"></a></svg>', "<a> has xlink:href"),
        ("<!-- a comment -->", "holds a comment"),
    ],
)
def test_what_is_not_listed_may_not_be_on_a_page(tmp_path: Path, body: str, said: str) -> None:
    assert f"a.html: {said}" in wrong(tmp_path, a=body)


def test_the_script_of_the_layout_and_its_buttons_may_be_on_a_page(tmp_path: Path) -> None:
    body = f'<script>{OURS}</script><button type="button" value="dark">dark</button>'
    assert wrong(tmp_path, a=body) == []


@pytest.mark.parametrize(
    "head",
    [
        "",
        '<meta charset="utf-8"><link rel="icon" href="a.html">' + POLICY,
        POLICY.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'"),
        POLICY.replace("base-uri 'none'", "base-uri *"),
        POLICY.replace("http-equiv", "name"),
    ],
)
def test_a_page_that_does_not_begin_with_the_policy_is_found(tmp_path: Path, head: str) -> None:
    (tmp_path / "a.html").write_text(f"<html><head>{head}</head><body></body></html>")
    found = mistakes(KnowledgeBase(Corpus.of([]), tmp_path), tmp_path)[1]
    assert "a.html: does not begin with the policy of the site" in found


def test_an_address_that_cannot_be_read_is_found(tmp_path: Path) -> None:
    assert wrong(tmp_path, a='<a href="https://[">x</a>') == []
    assert wrong(tmp_path, a='<a href="b//[">x</a>') == ["a.html: the link b//[ leads nowhere"]


def page_with(folder: Path, base: KnowledgeBase, shown: str, body: str) -> list[str]:
    """What is wrong with the page of an entry, where it has this body."""
    for record in base.corpus:
        file = folder / urls.entry_page(record.kind, record.id)
        file.parent.mkdir(exist_ok=True)
        file.write_text(whole(body if record.id == shown else ""))
    return mistakes(base, folder)[1]


@pytest.mark.parametrize(
    ("field", "value", "body"),
    [
        ("title", "<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("title", "[x](javascript:alert(1))", '<a href="javascript:alert(1)">x</a>'),
        ("summary", '" onfocus="alert(1)', '<p title="" onfocus="alert(1)"></p>'),
        ("aliases", "<b onclick=x>", "<b onclick=x>"),
    ],
)
def test_a_refusal_names_the_entry_and_the_field(
    place: Callable[[str, str], Path], tmp_path: Path, field: str, value: str, body: str
) -> None:
    entry = {
        "title": "Ivy",
        "summary": "It climbs.",
        field: [value] if field == "aliases" else value,
    }
    folder = place("concepts/ivy.yaml", json.dumps(entry))
    place("concepts/oak.yaml", "title: Oak\nsummary: It stands.\n")
    base = load(folder)
    named = "aliases[0]" if field == "aliases" else field
    (found,) = page_with(tmp_path, base, "ivy", body)
    assert found.startswith("concepts/ivy.html: ")
    assert found.endswith(f", from entries/concepts/ivy.yaml, {named}")
    (found,) = page_with(tmp_path, base, "oak", body)
    assert found.endswith(f", from entries/concepts/ivy.yaml, {named}")


def test_a_refusal_names_the_entry_where_no_field_is_at_fault(
    vines: KnowledgeBase, tmp_path: Path
) -> None:
    assert page_with(tmp_path, vines, "pruning", "<marquee>") == [
        "concepts/pruning.html: holds <marquee>, from entries/concepts/pruning.yaml"
    ]


pieces = st.lists(
    st.sampled_from(
        [
            *(
                "<p>",
                "</p>",
                '<a href="b.html" id="x">',
                "<A HREF='c.html'>",
                "<a href=d.html>",
                "</a>",
            ),
            *(
                "<!-- x -->",
                "<br/>",
                '<img src="a.png" alt>',
                "<p onclick>",
                'x="',
                ">",
                "<",
                "&lt;",
            ),
            *(
                '<link rel="icon" href="i.png">',
                "<script>",
                "</script>",
                "</SCRIPT >",
                "run()",
                "<svg>",
            ),
            *(
                '<script src="a.js">',
                '<script type="application/json">',
                "<style>",
                "</style>",
                "\n",
            ),
            *(
                '<p title="a &gt; b">',
                '<p title="a > b">',
                "<!doctype html>",
                POLICY,
                "<title>",
                "é",
            ),
        ]
    ),
    max_size=12,
).map("".join)


@given(pieces)
def test_what_is_plainly_written_is_looked_at_as_a_parser_would(body: str) -> None:
    looked, parsed = Page(body), Page("")
    _Parser(parsed).read(body)

    assert vars(looked) == vars(parsed)
