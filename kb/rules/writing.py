"""Rules on prose: plain Markdown, safe links, no headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.findings import Finding, Fix
from kb.prose import unsafe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.corpus import Corpus

_SAYS = {
    "KB601": ("`{}` is HTML", "write it in Markdown; `<` before a letter can be written `\\<`"),
    "KB602": ("`{}` is not a web address", "links start with https://, http:// or mailto:"),
    "KB603": ("`{}` starts a heading", "start a paragraph instead; the page has its own headings"),
    "KB604": (
        "the link `{}` leads nowhere",
        "link to an entry with [[id]], elsewhere with https://",
    ),
}


def unsafe_prose(corpus: Corpus) -> Iterator[Finding]:
    """HTML, headings and links that prose must not hold."""
    for record in corpus:
        for path, text in corpus.prose(record):
            for code, found in unsafe(text):
                message, help_ = _SAYS[code]
                yield Finding(
                    code,
                    record.source.path,
                    record.source.find(path, found or "]("),
                    message.format(found),
                    help=(help_,),
                )


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
