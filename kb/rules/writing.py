"""Rules on prose: plain Markdown, safe links, no headings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kb.findings import Finding, Fix
from kb.model.prose import unsafe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.read import Corpus, Record
    from kb.read.source import Path

_SAYS = {
    "KB601": ("`{}` is HTML", "write it in Markdown; `<` before a letter can be written `\\<`"),
    "KB602": ("`{}` is not a web address", "links start with https://, http:// or mailto:"),
    "KB603": ("`{}` starts a heading", "start a paragraph instead; the page has its own headings"),
    "KB604": (
        "the link `{}` leads nowhere",
        "link to an entry with [[id]], elsewhere with https://",
    ),
}

_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*"}


def unsafe_prose(corpus: Corpus) -> Iterator[Finding]:
    """HTML, headings and links that prose must not hold."""
    for record in corpus:
        for path, text in corpus.prose(record):
            for code, found in unsafe(text):
                message, help_ = _SAYS[code]
                fix = _marked_up(record, path, found) or _linked(corpus, record, path, found)
                yield Finding(
                    code,
                    record.source.path,
                    record.source.find(path, found or "]("),
                    message.format(found),
                    help=(f"write `{fix.text}`" if fix else help_,),
                    fix=fix,
                )


def _marked_up(record: Record, path: Path, tag: str) -> Fix | None:
    """The replacement of bold or slanted text in HTML; None for any other tag."""
    mark = _MARKS.get(tag[1:-1])
    if mark is None:
        return None
    span = record.source.search(path, rf"({tag}[^<>\n]+</{tag.strip('<>')}>)")
    words = record.source.between(span).removeprefix(tag).rpartition("<")[0]
    return Fix(span, f"{mark}{words}{mark}") if words and words == words.strip() else None


def _linked(corpus: Corpus, record: Record, path: Path, link: str) -> Fix | None:
    """The replacement of a link to the file or page of an entry by a mention of it."""
    found = re.fullmatch(r"[\w./-]*?([a-z0-9-]+)(?:\.(?:md|html|yaml))?/?", link)
    if found is None or found[1] not in corpus.records:
        return None
    span = record.source.search(path, rf"(\[[^\[\]|\n]+\]\({re.escape(link)}\))")
    label = record.source.between(span)[1:].partition("](")[0]
    return Fix(span, f"[[{found[1]}|{label}]]") if span != record.source.span(path) else None


def lost_paragraphs(corpus: Corpus) -> Iterator[Finding]:
    """Folded blocks of several paragraphs, whose breaks YAML takes away."""
    for record in corpus:
        for path, text in corpus.prose(record):
            span = record.source.span(path)
            folded = record.source.line(span.line)[span.column - 1 : span.column] == ">"
            if folded and "\n" in text:
                mark = span._replace(end_line=span.line, end_column=span.column + 1)
                yield Finding(
                    "KB605",
                    record.source.path,
                    mark,
                    f"`{path[-1]}` has several paragraphs, and a folded block (`>`) joins them",
                    label="joins paragraphs",
                    help=("write `|` instead of `>`",),
                    fix=Fix(mark, "|"),
                )
