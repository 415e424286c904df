"""Bases of any size: copies of every entry of a base beside each other, with names of their own."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kb.model import Work
from kb.read import places
from kb.read.source.tree import line_starts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kb.findings import Span
    from kb.read import Corpus, Record

_SHORT: Final = 52
"""Letters that an id keeps before the number of its copy."""

_LONGEST: Final = 80
"""Letters that a name keeps before it."""

_COPIES: Final = "https://alignment-kb.github.io/copies"
_UNIQUE: Final = ("doi", "arxiv", "isbn")
_PAST: Final = ("former_ids", "former_kinds")


@dataclass(frozen=True, slots=True)
class _Gap:
    """A stretch of a file that every copy has in its own way.

    Attributes:
        span: where it is.
        entry: the id of the entry that is named there, if one is.
        text: what follows the id; or a name; or what stands before an address of the web.
        named: whether it is a name.
        web: whether it is an address of the web.
    """

    span: Span
    entry: str = ""
    text: str = ""
    named: bool = False
    web: bool = False

    def filled(self, record: Record, copy: int) -> str:
        """What a copy of the entry has there."""
        if self.entry:
            return _id(self.entry, copy) + self.text
        if self.named:
            return json.dumps(f"{self.text[:_LONGEST]} {copy}", ensure_ascii=False)
        return f"{self.text}{_COPIES}/{copy}/{record.id}" if self.web else ""


def fill(corpus: Corpus, folder: Path, copies: int) -> int:
    """Writes so many copies of a base into an empty folder; says how many files.

    The first copy has the ids and names of its entries, and nothing is wrong with the others if
    nothing is with that.
    """
    names = {name.casefold() for p in corpus.of_kind("person") for name in _names(p)}
    for record in corpus:
        source = record.source
        place = folder / source.path.split("/")[-2]
        place.mkdir(parents=True, exist_ok=True)
        starts = line_starts(source.text)
        gaps = sorted(_gaps(corpus, record, names), key=lambda gap: gap.span)
        for copy in range(copies):
            parts, done = [], 0
            for gap in gaps if copy else ():
                begin = starts[gap.span.line - 1] + gap.span.column - 1
                end = starts[gap.span.end_line - 1] + gap.span.end_column - 1
                filled = gap.filled(record, copy)
                # A folded text ends with its line.
                line = "\n" if filled and source.text[end - 1] == "\n" else ""
                parts += [source.text[done:begin], filled, line]
                done = end
            text = "".join([*parts, source.text[done:]])
            (place / f"{_id(record.id, copy)}.yaml").write_text(text, "utf-8")
    return len(corpus) * copies


def _id(id_: str, copy: int) -> str:
    """The id of a copy; long ones are cut, and keep a letter for each that is left out."""
    if not copy:
        return id_
    cut = "".join(letter for letter in id_[_SHORT:] if letter.isalnum())[-3:]
    return f"{id_[:_SHORT].rstrip('-')}{cut}-{copy}"


def _names(record: Record) -> Iterator[str]:
    yield record.title
    yield from record.entry.aliases


def _gaps(corpus: Corpus, record: Record, people: set[str]) -> Iterator[_Gap]:
    source = record.source
    for place in places(source, corpus.said(record)):
        address = corpus.present(place.address)
        yield _Gap(place.span, entry=address.entry, text=address.anchor)
    yield _Gap(source.span(("title",)), text=record.title, named=True)
    for index, alias in enumerate(record.entry.aliases):
        yield _Gap(source.span(("aliases", index)), text=alias, named=True)
    for field in _PAST:
        if field in source.tree and (lines := source.lines((field,))):
            yield _Gap(lines)
    if isinstance(record.entry, Work):
        for index, author in enumerate(record.entry.authors):
            if author.casefold() in people:
                yield _Gap(source.span(("authors", index)), text=author, named=True)
        told = "url: " if record.entry.url is None else ""
        if not told:
            yield _Gap(source.span(("url",)), web=True)
        for field in _UNIQUE:
            if field in source.tree:
                key, value = source.keys[field,], source.values[field,]
                stretch = key._replace(end_line=value.end_line, end_column=value.end_column)
                yield _Gap(stretch, text=told, web=bool(told))
                told = ""
