"""The one style sheet of the site: what its pages need of the theme's, then ours.

The theme styles tabs, dialogs, feeds and much else that no page here has. A browser tries most of
its rules on every element of a page, so those that can match nothing are left out.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import tinycss2
from tinycss2.ast import AtRule, Declaration, IdentToken, LiteralToken, QualifiedRule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tinycss2.ast import Node

SHEET: Final = "assets/css/kb.css"
"""Where the sheet is, from the root of the site."""

PARTS: Final = tuple(
    f"assets/css/{name}.css" for name in ("kb", "pages", "figures", "thread", "inside")
)
"""Of what it is made, in this order."""

FRAME: Final = frozenset(
    {
        "headerlink",
        "md-container",
        "md-content",
        "md-content__inner",
        "md-dialog",
        "md-dialog__inner",
        "md-grid",
        "md-main",
        "md-main__inner",
        "md-nav",
        "md-nav--secondary",
        "md-nav__item",
        "md-nav__link",
        "md-nav__list",
        "md-nav__title",
        "md-overlay",
        "md-sidebar",
        "md-sidebar--secondary",
        "md-sidebar__scrollwrap",
        "md-skip",
        "md-toggle",
        "md-typeset",
    }
)
"""The classes of the theme that pages have and that it shall style."""

_CONDITIONS: Final = frozenset({"media", "supports"})
_THANKS: Final = "/* Rules of Material for MkDocs, © Martin Donath, MIT License; then our own. */\n"
_THEME: Final = "templates/assets/stylesheets"
_COMMENT: Final = re.compile(r"/\*.*?\*/\n*", re.DOTALL)
_VARIABLE: Final = re.compile(r"var\(\s*(--[\w-]+)")


def sheet(parts: Iterable[bytes]) -> bytes:
    """One sheet: what is needed of the theme's, then the parts of ours, in their order."""
    ours = _COMMENT.sub("", "".join(part.decode() for part in parts))
    return f"{_THANKS}{_needed(theme(), ours)}\n{ours}".encode()


@cache
def theme() -> str:
    """The style sheet of the theme, as its makers wrote it."""
    found = (files("material") / _THEME).iterdir()
    (main,) = (one for one in found if re.fullmatch(r"main\.\w+\.min\.css", one.name))
    return main.read_text("utf-8")


@cache
def _needed(text: str, ours: str) -> str:
    """The rules of a sheet that can match something here, without variables that nobody asks for.

    `ours` are the rules that follow, which may ask for its variables too.
    """
    rules = tinycss2.parse_stylesheet(text, skip_comments=True)
    asked, before = frozenset(_VARIABLE.findall(text + ours)), frozenset[str]()
    while asked != before:
        kept = "".join(_rules(rules, asked))
        asked, before = frozenset(_VARIABLE.findall(kept + ours)), asked
    return kept


def _rules(rules: Iterable[Node], asked: frozenset[str]) -> Iterator[str]:
    for rule in rules:
        if isinstance(rule, QualifiedRule):
            about = [one for one in _selectors(rule.prelude) if _is_needed(one)]
            body = ";".join(_declarations(rule.content, asked)) if about else ""
            if body:
                yield f"{','.join(tinycss2.serialize(one).strip() for one in about)}{{{body}}}"
        elif isinstance(rule, AtRule) and rule.lower_at_keyword in _CONDITIONS:
            inside = "".join(_rules(tinycss2.parse_rule_list(rule.content or []), asked))
            if inside:
                yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{inside}}}"


def _declarations(content: Iterable[Node], asked: frozenset[str]) -> Iterator[str]:
    for one in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if isinstance(one, Declaration) and (not one.name.startswith("--") or one.name in asked):
            yield one.serialize()


def _selectors(prelude: Iterable[Node]) -> Iterator[list[Node]]:
    """The selectors of a list, which commas part."""
    one: list[Node] = []
    for node in prelude:
        if _is(node, ","):
            yield one
            one = []
        else:
            one.append(node)
    yield one


def _is_needed(selector: list[Node]) -> bool:
    """Whether every class that it names is one that pages have, which are read left to right."""
    if tinycss2.serialize(selector).lstrip().startswith("[dir=rtl]"):
        return False
    return FRAME.issuperset(
        node.value
        for before, node in pairwise(selector)
        if _is(before, ".") and isinstance(node, IdentToken)
    )


def _is(node: Node, mark: str) -> bool:
    return isinstance(node, LiteralToken) and node.value == mark
