"""Prose as safe HTML: Markdown without HTML, mentions as links, citations as numbered sources."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from kb.model import Work
from kb.model.prose import CITATION, MENTION, SCHEMES, cited
from kb.model.words import KINDS
from kb.site import urls
from kb.site.markdown import preformatted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markdown_it.renderer import RendererHTML
    from markdown_it.rules_inline import StateInline

    from kb.read import Corpus


class _Parser(MarkdownIt):
    """A parser whose links lead to the web; whatever else is written like one stays text."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - markdown-it's name
        """Whether an address has a scheme of the web."""
        scheme, mark, _ = url.partition(":")
        return bool(mark) and scheme.lower() in SCHEMES


def _parser() -> MarkdownIt:
    parser = _Parser("commonmark", {"html": False, "typographer": True, "quotes": "“”‘’"})
    parser.enable(["smartquotes", "replacements"])
    parser.disable(["heading", "lheading", "image", "html_block", "html_inline", "code", "hr"])
    for name, pattern in (("kb_mention", MENTION), ("kb_citation", CITATION)):
        parser.inline.ruler.before("link", name, _rule(name, pattern))
    parser.add_render_rule("fence", _code)
    return parser


def _code(renderer: RendererHTML, tokens: Sequence[Token], index: int, *about: Any) -> str:
    """A block of code, whose lines stand on the page as they are written."""
    html = renderer.fence(tokens, index, *about).rstrip()
    return f"{preformatted(Markup(html))}\n"  # noqa: S704 - escaped by the renderer


def _rule(name: str, pattern: re.Pattern[str]) -> Callable[[StateInline, bool], bool]:
    """A rule that makes a token of what a pattern finds."""

    def rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
        match = pattern.match(state.src, state.pos)
        if not match:
            return False
        if not silent:
            state.push(name, "", 0).meta = {"found": match}
        state.pos = match.end()
        return True

    return rule


_PARSER = _parser()
_LINK: Final = Markup('<a href="{}" data-kb="{}">{}</a>')
_MISSING: Final = Markup('<span class="kb-missing">{}</span>')
_WORK = re.compile(r"\b[a-z]+(?:-[a-z]+)*-\d{4}-[a-z0-9]+\b")


@dataclass(frozen=True)
class Writer:
    """Turns prose into HTML for one page, with addresses looked up in a corpus."""

    corpus: Corpus
    page: str
    _renderers: dict[str, Any] = field(default_factory=dict, repr=False)

    def html(self, text: str | None) -> Markup:
        """Prose as paragraphs and lists; empty for none."""
        return self._render(_PARSER.parse(text)) if text else Markup("")

    def inline(self, text: str | None) -> Markup:
        """Prose of one line, without a paragraph around it; empty for none."""
        return self._render(_PARSER.parseInline(text)) if text else Markup("")

    def _render(self, tokens: Sequence[Token]) -> Markup:
        for token in tokens:
            if token.children:
                token.children = [self._resolved(child) for child in token.children]
        html = str(_PARSER.renderer.render(tokens, _PARSER.options, {}))
        return Markup(html.strip())  # noqa: S704 - made by the parser, which reads no HTML

    def _resolved(self, token: Token) -> Token:
        if token.type == "kb_mention":
            return _raw(self.mention(token.meta["found"][1].strip(), token.meta["found"][2]))
        if token.type == "kb_citation":
            return _raw(self.citation(token.meta["found"][1]))
        return token

    def mention(self, address: str, label: str | None = None) -> Markup:
        """A link to an address, under its title or another label."""
        present = self.corpus.present(address)
        record = self.corpus.records.get(present.entry)
        if record is None or (present.fragment and present not in self.corpus.statements):
            return _MISSING.format(label or address)
        text = label or (
            self.corpus.text(present) if present.fragment else _lower(record.title, record.kind)
        )
        href = urls.relative(urls.address_page(self.corpus, present), self.page)
        return _LINK.format(href, record.id, text)

    def citation(self, inside: str) -> Markup:
        """The works between the brackets of a citation, each a link with its locator."""
        parts = []
        for one in cited(inside):
            record = self.corpus.records.get(self.corpus.present(one.work))
            at = Markup(", {}").format(self.place(one.at)) if one.at else ""
            if record is None or not isinstance(record.entry, Work):
                parts.append(_MISSING.format(one.work) + at)
                continue
            href = urls.relative(urls.entry_page("work", record.id), self.page)
            parts.append(_LINK.format(href, record.id, self.corpus.short(record.id)) + at)
        return Markup('<span class="kb-cited">({})</span>').format(Markup("; ").join(parts))

    def place(self, at: str | None) -> str:
        """A place in a work as a reader says it: ids of works in it become their short names."""

        def named(match: re.Match[str]) -> str:
            record = self.corpus.records.get(self.corpus.present(match[0]))
            work = record is not None and isinstance(record.entry, Work)
            return self.corpus.short(match[0]) if work else match[0]

        return _WORK.sub(named, at or "")


def _raw(html: Markup) -> Token:
    """A token that renders as it is."""
    return Token("html_inline", "", 0, content=html)


def _lower(title: str, kind: str) -> str:
    """A title as it reads in running text: names of things lose their capital."""
    first = title.split(" ", 1)[0]
    keeps = KINDS[kind].proper or not first[1:].islower()
    return title if keeps else title[0].lower() + title[1:]
