"""Every rule has its page, and the index leads to all of them."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from kb.rules import RULES
from kb.site import urls

if TYPE_CHECKING:
    from kb.rules import Rule

_TAG = re.compile(r"<[^>]*>")


def page(markdown: dict[str, str], rule: Rule) -> str:
    return markdown[urls.source_file(urls.rule_page(rule.code))]


def plain(html: str) -> str:
    """What a page says."""
    return bare(unescape(_TAG.sub("", html)))


def bare(text: str) -> str:
    """A text with straight quotation marks, and without the marks of code."""
    return text.translate(str.maketrans("“”‘’", "\"\"''", "`\\"))


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_a_rule_has_a_page_with_all_that_is_known_of_it(
    rule: Rule, markdown: dict[str, str]
) -> None:
    said = plain(page(markdown, rule))
    told = [bare(text) for text in (rule.meaning, rule.why, rule.mend, rule.slug, rule.code)]

    assert [text for text in told if text not in said] == []


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_a_page_shows_both_examples_word_for_word(rule: Rule, markdown: dict[str, str]) -> None:
    blocks = re.findall(r"<pre[^>]*>(.*?)</pre>", page(markdown, rule), re.DOTALL)
    texts = [unescape(block.replace("<br>", "\n")).replace("\xa0", " ") for block in blocks]

    assert texts == [rule.bad.shown, rule.good.shown]


def test_the_index_leads_to_every_rule_in_order(markdown: dict[str, str]) -> None:
    index = markdown[urls.source_file(urls.RULES)]

    assert re.findall(r'href="(kb\d{3})\.html"', index) == [code.lower() for code in RULES]


def test_no_page_of_a_rule_is_left_over(markdown: dict[str, str]) -> None:
    pages = {name for name in markdown if name.startswith("rules/")}

    assert len(pages) == len(RULES) + 1
