"""Prose as safe HTML: Markdown without HTML, mentions as links, citations as numbered sources."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from kb.model import Work, cite
from kb.model.prose import CITATION, MENTION, cited
from kb.site import urls

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.rules_inline import StateInline

    from kb.read import Corpus


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "typographer": True, "quotes": "“”‘’"})
    parser.enable(["smartquotes", "replacements"])
    parser.disable(["heading", "lheading", "image", "html_block", "html_inline", "code", "hr"])
    parser.inline.ruler.before("link", "kb_mention", _mention)
    parser.inline.ruler.before("link", "kb_citation", _citation)
    return parser


def _mention(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    match = MENTION.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        token = state.push("kb_mention", "", 0)
        token.meta = {"address": match[1].strip(), "label": match[2]}
    state.pos = match.end()
    return True


def _citation(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    match = CITATION.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        token = state.push("kb_citation", "", 0)
        token.meta = {"inside": match[1]}
    state.pos = match.end()
    return True


_PARSER = _parser()
_WORK = re.compile(r"\b[a-z]+(?:-[a-z]+)*-\d{4}-[a-z0-9]+\b")


@dataclass(frozen=True)
class Writer:
    """Turns prose into HTML for one page.

    Attributes:
        corpus: where addresses are looked up.
        page: the page the HTML is for, from the root of the site.
    """

    corpus: Corpus
    page: str
    _renderers: dict[str, Any] = field(default_factory=dict, repr=False)

    def html(self, text: str | None) -> str:
        """Prose as paragraphs and lists; empty for none."""
        return self._render(_PARSER.parse(text)) if text else ""

    def inline(self, text: str | None) -> str:
        """Prose of one line, without a paragraph around it; empty for none."""
        return self._render(_PARSER.parseInline(text)) if text else ""

    def _render(self, tokens: Sequence[Token]) -> str:
        for token in tokens:
            if token.children:
                token.children = [self._resolved(child) for child in token.children]
        return str(_PARSER.renderer.render(tokens, _PARSER.options, {})).strip()

    def _resolved(self, token: Token) -> Token:
        if token.type == "kb_mention":
            return _raw(self.mention(token.meta["address"], token.meta["label"]))
        if token.type == "kb_citation":
            return _raw(self.citation(token.meta["inside"]))
        return token

    def mention(self, address: str, label: str | None = None) -> str:
        """A link to an address, under its title or another label."""
        present = self.corpus.present(address)
        head, _, fragment = present.partition("#")
        if head not in self.corpus.records or (fragment and present not in self.corpus.statements):
            return f'<span class="kb-missing">{escape(label or address)}</span>'
        record = self.corpus.records[head]
        text = label or (
            self.corpus.text(present) if fragment else _lower(record.title, record.kind)
        )
        href = urls.relative(urls.address_page(self.corpus, present), self.page)
        return f'<a href="{href}" data-kb="{head}">{escape(text)}</a>'

    def citation(self, inside: str) -> str:
        """The works between the brackets of a citation, each a link with its locator."""
        parts = []
        for one in cited(inside):
            record = self.corpus.records.get(self.corpus.present(one.work))
            at = f", {escape(self.place(one.at))}" if one.at else ""
            if record is None or not isinstance(record.entry, Work):
                parts.append(f'<span class="kb-missing">{escape(one.work)}</span>{at}')
                continue
            href = urls.relative(urls.entry_page("work", record.id), self.page)
            label = escape(cite.short(record.entry))
            parts.append(f'<a href="{href}" data-kb="{record.id}">{label}</a>{at}')
        return f'<span class="kb-cited">({"; ".join(parts)})</span>'

    def place(self, at: str | None) -> str:
        """A place in a work as a reader says it: ids of works in it become their short names."""

        def named(match: re.Match[str]) -> str:
            record = self.corpus.records.get(self.corpus.present(match[0]))
            return (
                cite.short(record.entry) if record and isinstance(record.entry, Work) else match[0]
            )

        return _WORK.sub(named, at or "")


def _raw(html: str) -> Token:
    """A token that renders as it is. The HTML was made here, from escaped text."""
    return Token("html_inline", "", 0, content=html)


def _lower(title: str, kind: str) -> str:
    """A title as it reads in running text: names of things lose their capital."""
    plain = kind in {"concept", "problem", "proposal", "claim", "critique", "argument"}
    first = title.split(" ", 1)[0]
    return title[0].lower() + title[1:] if plain and first[1:].islower() else title
