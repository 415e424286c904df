"""The page of a work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kb.model import cite
from kb.model.dates import said
from kb.site.pages.page import EntryPage, common
from kb.site.pages.parts import Fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.model import Work
    from kb.read import Corpus, Record
    from kb.site.pages.context import Context
    from kb.site.pages.parts import Anchor

_MOST: Final = 30
"""Authors that are named; the citation has all that citations name."""


@dataclass(frozen=True, slots=True)
class Author:
    """Whoever wrote it, as printed, and the page there is for them."""

    name: str
    link: Anchor | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkPage(EntryPage):
    """The page of a work."""

    authors: tuple[Author, ...]
    more: int
    """Authors that are not named."""
    places: tuple[tuple[str, str], ...]


def work_page(context: Context, record: Record, entry: Work) -> WorkPage:
    """The page of a work."""
    corpus = context.site.base.corpus
    told = entry.authors[:_MOST]
    return WorkPage(
        **common(context, record, _facts(corpus, record, entry)),
        authors=tuple(
            Author(name, context.link(who, name) if (who := corpus.called(name)) else None)
            for name in told
        ),
        more=len(entry.authors) - len(told),
        places=tuple((_said(label, address), address) for label, address in cite.links(entry)),
    )


def _said(label: str, address: str) -> str:
    """Where a link leads, in words.

    >>> _said("arXiv:1805.00899", ""), _said("stored copy", "https://web.archive.org/web/x")
    ('Read on arXiv (1805.00899)', 'Stored copy at web.archive.org')
    """
    name, mark, number = label.partition(":")
    if mark and name == "arXiv":
        return f"Read on arXiv ({number})"
    if mark:
        return f"Published under {label}"
    if label == "stored copy":
        return f"Stored copy at {address.partition('://')[2].partition('/')[0]}"
    return f"Read at {label}"


def _facts(corpus: Corpus, record: Record, entry: Work) -> Iterator[Fact]:
    here = corpus.shorts[record.id]
    yield Fact("Type", entry.type.replace("-", " ").replace("_", " "))
    yield Fact("Date", said(entry.date))
    if entry.venue:
        yield Fact("Venue", entry.venue)
    if here != cite.short(entry, corpus.groups):
        yield Fact("Cited here as", here)
    seen = f"title, authors, date and address seen together on {entry.checked}"
    yield Fact("Checked", seen if entry.checked else "not yet confirmed")
