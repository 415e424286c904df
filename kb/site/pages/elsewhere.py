"""Where else an entry stands: the pages of many entries on which it has a place of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.model import Approach, Thing
from kb.model.entries import Problem
from kb.model.words import Status
from kb.site import urls
from kb.site.pages.survey import Way

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.read import Record
    from kb.site.pages.context import Context


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Places of one sort."""

    name: str
    ways: tuple[Way, ...]


def elsewhere(context: Context, record: Record) -> tuple[Elsewhere, ...]:
    """Where else an entry stands."""
    return tuple(one for one in _places(context, record) if one.ways)


def _places(context: Context, record: Record) -> Iterator[Elsewhere]:
    if isinstance(record.entry, Approach):
        yield Elsewhere("Side by side with", tuple(_pairs(context, record.id)))
        yield Elsewhere("As seen by", tuple(_seers(context, record.id)))
    if record.id in context.site.seen:
        yield Elsewhere("See also", (_as_seen(context, record),))
        yield Elsewhere("Side by side with", tuple(_met(context, record.id)))
    if isinstance(record.entry, Approach | Problem):
        yield Elsewhere("See also", tuple(_overviews(context, record)))


def _pairs(context: Context, id_: str) -> Iterator[Way]:
    records = context.site.base.corpus.records
    for one, other in context.site.pairs:
        if id_ in {one, other}:
            record = records[other if id_ == one else one]
            names = [record.title, *record.entry.aliases]
            page = urls.pair_page(one, other)
            yield Way(urls.relative(page, context.page), min(names, key=len))


def _seers(context: Context, id_: str) -> Iterator[Way]:
    """Those for whom something in an approach has another word than in the record."""
    own = set(context.site.base.corpus.within(id_))
    for who, changes in context.site.seen.items():
        if any(change.address in own for change in changes):
            page = f"{urls.seen_page(who)}#{id_}"
            title = context.site.base.corpus.records[who].title
            yield Way(urls.relative(page, context.page), title)


def _as_seen(context: Context, record: Record) -> Way:
    page = urls.seen_page(record.id)
    return Way(urls.relative(page, context.page), f"The debate as {record.title} sees it")


def _met(context: Context, id_: str) -> Iterator[Way]:
    for one, other in context.site.met:
        if id_ in {one, other}:
            title = context.site.base.corpus.records[other if id_ == one else one].title
            yield Way(urls.relative(urls.between_page(one, other), context.page), title)


def _overviews(context: Context, record: Record) -> Iterator[Way]:
    def way(page: str, text: str) -> Way:
        return Way(urls.relative(page, context.page), text)

    base = context.site.base
    own = base.corpus.statements_of(record.id)
    asked = any(one.field == "open" for one in own)
    if isinstance(record.entry, Approach):
        yield way(urls.MATRIX, "Its row in the matrix")
        asked = asked or bool(base[record.id].critiques(Status.UNANSWERED))
    if asked:
        yield way(f"{urls.OPEN}#{record.id}", "What is open about it")
    if isinstance(record.entry, Thing) and record.entry.prerequisites:
        yield way(f"{urls.PATHS}#{record.id}", "What to read first")
