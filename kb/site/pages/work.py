"""The page of a work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.model import cite
from kb.model.dates import said
from kb.site.pages.page import EntryPage, common
from kb.site.pages.parts import Fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.model import Work
    from kb.read import Record
    from kb.site.pages.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkPage(EntryPage):
    """The page of a work."""

    citation: str
    places: tuple[tuple[str, str], ...]
    bibtex: str


def work_page(context: Context, record: Record, entry: Work) -> WorkPage:
    """The page of a work."""
    return WorkPage(
        **common(context, record, _facts(entry)),
        citation=context.site.base.corpus.full(record),
        places=tuple(cite.links(entry)),
        bibtex=cite.bibtex(record.id, entry, context.site.base.corpus.groups),
    )


def _facts(entry: Work) -> Iterator[Fact]:
    yield Fact("Sort", entry.type.replace("-", " ").replace("_", " "))
    yield Fact("Date", said(entry.date))
    if entry.venue:
        yield Fact("Venue", entry.venue)
    seen = f"title, authors, date and address seen together on {entry.checked}"
    yield Fact("Checked", seen if entry.checked else "not yet confirmed")
