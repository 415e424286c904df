"""Rules as text for a terminal."""

from __future__ import annotations

from textwrap import fill, indent
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kb.rules.catalogue.rule import Example, Rule

_WIDTH = 80


def explanation(rule: Rule) -> str:
    """All that is to be said about one rule."""
    mend = f"{rule.mend} `kb fix` can do it." if rule.fixable else rule.mend
    return "\n\n".join(
        [
            f"{rule.code} {rule.slug} ({rule.severity}, since {rule.since})",
            _wrapped(rule.meaning),
            _wrapped(f"Why: {rule.why}"),
            _wrapped(f"What to do: {mend}"),
            _example("Bad", rule.bad),
            _example("Good", rule.good),
        ]
    )


def overview(rules: Iterable[Rule]) -> str:
    """One line a rule: its code, its name and what it asks."""
    listed = list(rules)
    width = max(len(rule.slug) for rule in listed)
    return "\n".join(f"{rule.code}  {rule.slug:<{width}}  {rule.meaning}" for rule in listed)


def _wrapped(text: str) -> str:
    return fill(text, _WIDTH, break_long_words=False, break_on_hyphens=False)


def _example(name: str, example: Example) -> str:
    where = f" (entries/{example.file})" if example.file else ""
    return f"{name}{where}:\n\n{indent(example.shown, '    ')}"
