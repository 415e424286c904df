"""What the pages of the rules show: an index, and a page a code."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kb.rules import RULES
from kb.site import urls
from kb.site.pages.parts import NONE
from kb.site.pages.sheet import Chapter, Page, Section
from kb.site.prose import Writer

if TYPE_CHECKING:
    from kb.read import Corpus
    from kb.rules import Rule

_HUNDREDS: Final = MappingProxyType(
    {
        "KB0": "Files",
        "KB1": "Fields",
        "KB2": "References",
        "KB3": "Names",
        "KB4": "Sources and quotations",
        "KB5": "The graph and the debate",
        "KB6": "Prose",
    }
)


def rule_page(corpus: Corpus, rule: Rule) -> Page:
    """The page of one rule."""
    path = urls.rule_page(rule.code)
    inline = Writer(corpus, path).inline
    return Page(
        "rule.md.j2",
        path,
        f"{rule.code} {rule.slug}",
        rule.meaning.replace("`", ""),
        more={
            "rule": rule,
            "weight": (
                "an error, and the check fails" if rule.severity == "error" else "only a warning"
            ),
            "mending": "kb fix, where one change is sure to be meant"
            if rule.fixable
            else "by hand",
            "meaning": inline(rule.meaning),
            "why": inline(rule.why),
            "mend": inline(rule.mend),
        },
    )


def rule_index(corpus: Corpus) -> Page:
    """The index of all rules, a section for each hundred."""
    inline = Writer(corpus, urls.RULES).inline
    rows = {
        rule.code: Chapter(
            urls.relative(urls.rule_page(rule.code), urls.RULES),
            f"{rule.code} {rule.slug}",
            inline(rule.meaning),
        )
        for rule in RULES.values()
    }
    return Page(
        "rules.md.j2",
        urls.RULES,
        "Rules",
        f"The {len(RULES)} rules that kb check holds entries to, each with its reason and an "
        "example.",
        tuple(
            Section(
                f"{hundred.lower()}xx",
                name,
                NONE,
                tuple(row for code, row in rows.items() if code.startswith(hundred)),
            )
            for hundred, name in _HUNDREDS.items()
        ),
    )
