"""What the pages of the rules show: an index, and a page a code."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kb.rules import RULES
from kb.site import urls
from kb.site.prose import Writer

if TYPE_CHECKING:
    from markupsafe import Markup

    from kb.read import Corpus
    from kb.rules import Example, Rule

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


@dataclass(frozen=True, slots=True)
class RulePage:
    """The page of one rule."""

    path: str
    title: str
    lead: str
    weight: str
    mending: str
    since: str
    meaning: Markup
    why: Markup
    mend: Markup
    bad: Example
    good: Example


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A line of the index."""

    href: str
    code: str
    slug: str
    meaning: Markup


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """The rules of one hundred."""

    id: str
    name: str
    rows: tuple[RuleRow, ...]


@dataclass(frozen=True, slots=True)
class RuleIndex:
    """All rules."""

    path: str
    title: str
    lead: str
    groups: tuple[RuleGroup, ...]


def rule_page(corpus: Corpus, rule: Rule) -> RulePage:
    """The page of one rule."""
    path = urls.rule_page(rule.code)
    fails = "an error, and the check fails" if rule.severity == "error" else "only a warning"
    return RulePage(
        path,
        f"{rule.code} {rule.slug}",
        rule.meaning.replace("`", ""),
        fails,
        "kb fix, where one change is sure to be meant" if rule.fixable else "by hand",
        rule.since,
        _inline(corpus, path, rule.meaning),
        _inline(corpus, path, rule.why),
        _inline(corpus, path, rule.mend),
        rule.bad,
        rule.good,
    )


def rule_index(corpus: Corpus) -> RuleIndex:
    """The index of all rules, a section for each hundred."""
    groups = [
        RuleGroup(
            f"{hundred.lower()}xx",
            name,
            tuple(
                RuleRow(
                    urls.relative(urls.rule_page(rule.code), urls.RULES),
                    rule.code,
                    rule.slug,
                    _inline(corpus, urls.RULES, rule.meaning),
                )
                for rule in RULES.values()
                if rule.code.startswith(hundred)
            ),
        )
        for hundred, name in _HUNDREDS.items()
    ]
    return RuleIndex(
        urls.RULES,
        "Rules",
        f"The {len(RULES)} rules that kb check holds entries to, each with its reason and an "
        "example.",
        tuple(groups),
    )


def _inline(corpus: Corpus, page: str, text: str) -> Markup:
    """A sentence of a rule, its code set as code."""
    return Writer(corpus, page).inline(text)
