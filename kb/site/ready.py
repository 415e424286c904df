"""Blocks of a page that are HTML already: MkDocs gets a mark for each, and the block back at last.

Markdown gives a block of HTML back as it is, after two parsers have read it letter by letter, which
takes most of the time in which a page is made. What comes out is the same, and a test holds it to
that.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from mkdocs.plugins import BasePlugin

if TYPE_CHECKING:
    from mkdocs.config.base import Config
    from mkdocs.structure.pages import Page

_ROOTS: Final = "blockquote|details|div|dl|figure|nav|ol|p|section|table|ul"
_BEGIN: Final = re.compile(rf"(?:\A|(?<=\n\n))<({_ROOTS})[ >]")
_NEXT: Final = re.compile(rf"\n<({_ROOTS})[ >]")
_TAGS: Final = {name: re.compile(rf"<(/?){name}(?=[ >])[^<>]*>") for name in _ROOTS.split("|")}
_CHANGED: Final = re.compile(r"[\t\r\x02\x03]|\n +\n|```|~~~")
"""What Markdown does not leave as it is even in HTML."""

_MARK: Final = "<div>\N{OBJECT REPLACEMENT CHARACTER}{}</div>"
_MARKS: Final = re.compile("<div>\N{OBJECT REPLACEMENT CHARACTER}([0-9]+)</div>")
_ID: Final = re.compile(r'\sid="([^"]+)"')


def taken_out(text: str) -> tuple[str, list[str]]:
    r"""A page as Markdown with a mark in place of each block that is HTML already, and the blocks.

    >>> taken_out("# A\n\n<p>b</p>\n\nc")
    ('# A\n\n<div>\ufffc0</div>\n\nc', ['<p>b</p>'])
    """
    parts: list[str] = []
    blocks: list[str] = []
    done = 0
    while begun := _BEGIN.search(text, done):
        start, end = begun.start(), _end(text, begun)
        block = text[start:end]
        if end and not _CHANGED.search(block) and not _MARKS.search(block):
            parts += [text[done:start], _MARK.format(len(blocks))]
            blocks.append(block)
            done = end
        else:
            stop = text.find("\n\n", start)
            stop = len(text) if stop < 0 else stop
            parts.append(text[done:stop])
            done = stop
    return "".join([*parts, text[done:]]), blocks


def _end(text: str, begun: re.Match[str]) -> int:
    """Where elements that stand below each other end, from here on; 0 where that is not clear."""
    found: re.Match[str] | None = begun
    end = 0
    while found:
        depth = 0
        for tag in _TAGS[found[1]].finditer(text, found.start()):
            depth += -1 if tag[1] else 1
            if not depth:
                end = tag.end()
                break
        else:
            return 0
        found = _NEXT.match(text, end)
    return end if text.startswith("\n\n", end) or not text[end:].strip("\n") else 0


def put_back(html: str, blocks: list[str]) -> str:
    """A page as HTML with its blocks in place of their marks."""
    return _MARKS.sub(lambda mark: blocks[int(mark[1])], html)


class Ready(BasePlugin):  # type: ignore[no-untyped-call,type-arg]
    """Keeps blocks of finished HTML from MkDocs while it makes a page."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = []

    def on_page_markdown(self, markdown: str, **_: Any) -> str:
        """The page without its finished blocks."""
        short, self.blocks = taken_out(markdown)
        return short

    def on_page_content(self, html: str, *, page: Page, config: Config, files: Any) -> str:
        """The page with them; places on them can be linked to."""
        del config, files
        page.present_anchor_ids = (page.present_anchor_ids or set()).union(
            *(_ID.findall(block) for block in self.blocks)
        )
        return put_back(html, self.blocks)
