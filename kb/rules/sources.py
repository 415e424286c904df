"""Rules on sources: quotations are located and verbatim, positions are sourced."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kb.findings import Finding, Fix
from kb.model import Position, View
from kb.model.words import THINGS, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kb.read import Corpus, Record
    from kb.read.source import Path


def quotes(record: Record) -> Iterator[tuple[Path, str, str, str | None]]:
    """The quotations of an entry: path, words, work, place."""
    entry: Any = record.entry
    for field in ("sources", "definitions"):
        for index, item in enumerate(getattr(entry, field, ())):
            if item.quote:
                yield (field, index), item.quote, item.work, item.at
    if isinstance(entry, View):
        for index, position in enumerate(entry.positions):
            if position.quote:
                work = position.source or entry.source
                yield ("positions", index), position.quote, work, position.at


def quotes_without_place(corpus: Corpus) -> Iterator[Finding]:
    """Quotations that do not say where in the work they stand."""
    for record in corpus:
        for path, _, work, at in quotes(record):
            if not at:
                yield Finding(
                    "KB403",
                    record.source.path,
                    record.source.span((*path, "quote"), key=True),
                    f"the quotation from `{work}` does not say where it stands",
                    label="no place",
                    help=("add  at: …  with a section, page, paragraph or time",),
                )


def quotes_that_differ(corpus: Corpus, texts: Mapping[str, str]) -> Iterator[Finding]:
    """Quotations that are not in the stored text of their work."""
    folded = {work: _fold(text) for work, text in texts.items()}
    for record in corpus:
        for path, quote, work, _ in quotes(record):
            if work in folded and _fold(quote) not in folded[work]:
                yield Finding(
                    "KB402",
                    record.source.path,
                    record.source.span((*path, "quote")),
                    f"these words are not in the text of `{work}`",
                    label="not verbatim",
                    help=(
                        "quote letter for letter; use a shorter stretch rather than an ellipsis",
                    ),
                )


def _fold(text: str) -> str:
    plain = text.translate(str.maketrans("“”‘’–—", "\"\"''--"))
    return re.sub(r"\s+", " ", plain).strip()


def unsourced_positions(corpus: Corpus) -> Iterator[Finding]:
    """Stated positions without a quotation, and positions that say nothing."""
    for record, index, position in _positions(corpus):
        at = record.source.span(("positions", index, "about"))
        if position.reading == "stated" and not position.quote:
            yield Finding(
                "KB404",
                record.source.path,
                at,
                f"the position on `{position.about}` is stated, and has no quotation",
                help=("add  quote: …  and  at: …, or say  reading: inferred",),
            )
        if position.stance is None and position.credence is None:
            yield Finding(
                "KB406",
                record.source.path,
                at,
                f"the position on `{position.about}` has neither a stance nor a credence",
                help=("add  stance: …  — " + ", ".join(Stance),),
            )


def stances_against_credence(corpus: Corpus) -> Iterator[Finding]:
    """Positions whose stance and credence contradict each other."""
    for record, index, position in _positions(corpus):
        if position.credence is None:
            continue
        bounds = (
            position.credence if isinstance(position.credence, tuple) else (position.credence,) * 2
        )
        where = record.source.span(("positions", index, "credence"))
        if bounds[0] > bounds[1]:
            yield Finding(
                "KB108",
                record.source.path,
                where,
                f"the credence runs from {bounds[0]} down to {bounds[1]}",
                help=("write the lower bound first",),
                fix=_swapped(record, ("positions", index, "credence")),
            )
        if position.stance is None:
            continue
        lean = position.stance.weight
        if (lean > 0 and bounds[1] < 0.5) or (lean < 0 and bounds[0] > 0.5):
            yield Finding(
                "KB507",
                record.source.path,
                where,
                f"a credence of {position.credence} goes against the stance `{position.stance}`",
                help=("correct one of the two; agreement means more likely than not",),
            )


def _swapped(record: Record, path: Path) -> Fix | None:
    """The replacement that puts two bounds in their order, where they stand in one line."""
    low, high = (record.source.values[*path, end] for end in (1, 0))
    if low.line != high.line:
        return None
    between = high._replace(column=high.end_column, end_column=low.column)
    text = "".join(record.source.between(span) for span in (low, between, high))
    return Fix(high._replace(end_column=low.end_column), text)


def reviewed_without_source(corpus: Corpus) -> Iterator[Finding]:
    """Things, claims and reasons that were reviewed and have no source."""
    for record in corpus.of_kind(*THINGS, "claim", "critique", "argument"):
        review = record.entry.review
        if review and review.status == "reviewed" and not record.entry.sources:
            yield Finding(
                "KB405",
                record.source.path,
                record.source.span(("review", "status")),
                f"`{record.id}` was reviewed and has no source",
                help=("add  sources:, or set the status to draft",),
            )


def _positions(corpus: Corpus) -> Iterator[tuple[Record, int, Position]]:
    for record in corpus.of_kind("view"):
        if isinstance(record.entry, View):
            for index, position in enumerate(record.entry.positions):
                yield record, index, position
