"""How values show themselves in notebooks: in several forms, escaped, without scripts."""

from __future__ import annotations

import itertools
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import kb
from kb.debate import Assignment, Attack, Debate, Why
from kb.debate import why as reasons
from kb.graph import Link, Path
from kb.survey.compare import Comparison, Row
from kb.table import Column
from worlds import VALLEY, world

if TYPE_CHECKING:
    from collections.abc import Callable

    import kb

FORMS = ("text/plain", "text/html", "text/markdown")
SLY = "<script>alert(1)</script>"

hostile = st.text(st.sampled_from("<>&\"'` a\n")).map(lambda text: SLY + text + SLY)


class Shown(HTMLParser):
    """The tags of some HTML, whether they close in order, and the text between them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.open: list[str] = []
        self.text = ""
        self.lines: list[tuple[int, str]] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert [name for name, _ in attrs if name.startswith("on") or name == "style"] == []
        self.tags.add(tag)
        self.open.append(tag)
        if tag == "li":
            self.lines.append((self.open.count("li") - 1, ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data
        if self.lines:
            depth, line = self.lines.pop()
            self.lines.append((depth, line + data))


def why(name: str = "vines", note: str = "") -> Why:
    """A tree of three depths, with branches."""
    debate = Debate(
        {name: False, "frost": True, "glass": True, "slugs": True, "soil": False, "sun": False},
        {name: ("soil", "sun")},
        (
            Attack("frost", name, "refutes"),
            Attack("glass", "frost", "weakens"),
            Attack("slugs", "soil", "weakens"),
        ),
    )
    return reasons(debate.settle({"frost": Assignment("out", note)}) if note else debate, name)


def path(words: str) -> Path:
    link = Link("vines", "uses", "ivy", None, None, None, None, None, forward=True, text=words)
    return Path(("vines", "ivy"), (link, link))


def comparison(words: str) -> Comparison:
    columns = (Column("text", heading="uses"), Column("vines", of=lambda row: row.cells[0]))
    return Comparison(columns, (Row("ivy", words, (words,)),), "uses")


def base(words: str = "") -> kb.KnowledgeBase:
    return replace(world(VALLEY), description=words)


VALUES: list[tuple[Callable[[str], Any], set[str]]] = [
    (lambda words: why("vines", words), {"ul", "li", "code"}),
    (why, {"ul", "li", "code"}),
    (path, {"p", "ol", "li"}),
    (comparison, {"table", "thead", "tbody", "tr", "th", "td"}),
]


@pytest.mark.parametrize("value", [why(), path("a"), comparison("a"), base()], ids=type)
def test_a_value_offers_a_notebook_all_forms(value: Any) -> None:
    bundle = value._repr_mimebundle_(include=None, exclude=None)
    assert tuple(bundle) == FORMS
    assert bundle["text/html"] == value._repr_html_()
    assert all(bundle.values())


@pytest.mark.parametrize(("made", "tags"), VALUES)
@given(words=hostile)
def test_text_of_entries_cannot_become_html(
    made: Callable[[str], Any], tags: set[str], words: str
) -> None:
    bundle = made(words)._repr_mimebundle_()
    shown = Shown(bundle["text/html"])
    assert shown.tags <= tags
    assert shown.text.count(SLY) > 1
    assert "<script" not in MarkdownIt("commonmark").render(bundle["text/markdown"])


def test_the_card_of_a_base_shows_its_view_as_text() -> None:
    bundle = base(SLY)._repr_mimebundle_()
    shown = Shown(bundle["text/html"])
    assert shown.tags == {"div", "p", "strong"}
    assert SLY in shown.text
    assert "<script" not in MarkdownIt("commonmark").render(bundle["text/markdown"])


def test_the_card_of_a_base_counts_its_entries_and_says_their_date() -> None:
    whole = base()
    said = Shown(whole._repr_html_()).text
    assert f"{len(whole)} entries" in said
    assert f"{len(whole.proposals)} proposals" in said
    assert whole.version.data_date in said


def test_the_list_of_reasons_says_what_the_lines_of_text_say() -> None:
    tree = why()
    lines = [(len(line) - len(line.lstrip()), line.lstrip()) for line in str(tree).split("\n")]
    assert Shown(tree._repr_html_()).lines == [(indent // 2, line) for indent, line in lines]
    assert {indent for indent, _ in lines} == {0, 2, 4}


def test_a_chain_of_replies_may_be_longer_than_the_stack_is_deep() -> None:
    names = [f"reply-{number}" for number in range(3_000)]
    attacks = tuple(Attack(one, other, "weakens") for other, one in itertools.pairwise(names))
    tree = reasons(Debate(dict.fromkeys(names, True), {}, attacks), names[0])
    assert tree._repr_html_().count("<li>") == len(names)
