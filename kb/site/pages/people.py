"""The pages of a person and of a view: what someone holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.model.dates import said
from kb.site.pages.minds import Mind, mind
from kb.site.pages.page import EntryPage, common, foot, head, sources
from kb.site.pages.parts import Fact
from kb.site.pages.relations import surroundings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.model import View
    from kb.model.entries import Person
    from kb.read import Record
    from kb.site.pages.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class HolderPage(EntryPage):
    """The page of a person, or of a view that someone held."""

    mind: Mind


def person_page(context: Context, record: Record, entry: Person) -> HolderPage:
    """The page of a person, with all positions, latest first."""
    held = context.site.held.get(record.id, ())
    return HolderPage(
        **common(context, record, _affiliations(entry)),
        mind=mind(context, record, held[::-1]),
    )


def view_page(context: Context, record: Record, entry: View) -> HolderPage:
    """The page of a view, with its positions in their order."""
    facts = (
        Fact("Holder", links=(context.link(entry.holder),)),
        Fact("Date", said(entry.date)),
        Fact("Stated in", links=(context.link(entry.source),)),
    )
    held = context.site.held.get(record.id, ())
    return HolderPage(
        head=head(context, record, facts),
        body=context.prose(entry.note) + context.prose(entry.body),
        mind=mind(context, record, held),
        surroundings=surroundings(context, record),
        sources=sources(context, record),
        foot=foot(context, record),
    )


def _affiliations(entry: Person) -> Iterator[Fact]:
    if entry.affiliations:
        listed = [
            one.name + (f" ({one.from_ or '…'} to {one.to or '…'})" if one.from_ or one.to else "")
            for one in entry.affiliations
        ]
        yield Fact("Affiliations", ", ".join(listed))
