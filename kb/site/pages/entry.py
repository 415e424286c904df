"""Which page an entry has: that of its kind, or the plain one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.model import Approach, Reason, Thing, View, Work
from kb.model.entries import Claim, Person
from kb.site import urls
from kb.site.pages.approach import approach_page
from kb.site.pages.claim import claim_page
from kb.site.pages.context import Context
from kb.site.pages.page import plain_page
from kb.site.pages.people import person_page, view_page
from kb.site.pages.reason import reason_page
from kb.site.pages.things import thing_page
from kb.site.pages.work import work_page

if TYPE_CHECKING:
    from kb.read import Record
    from kb.site.pages.context import Site
    from kb.site.pages.page import EntryPage


def entry_page(site: Site, record: Record) -> EntryPage:
    """The page of an entry."""
    context = Context(site, urls.entry_page(record.kind, record.id))
    match record.entry:
        case Approach() as approach:
            return approach_page(context, record, approach)
        case Claim() as claim:
            return claim_page(context, record, claim)
        case Reason() as reason:
            return reason_page(context, record, reason)
        case Person() as person:
            return person_page(context, record, person)
        case Work() as work:
            return work_page(context, record, work)
        case View() as view:
            return view_page(context, record, view)
        case Thing() as thing:
            return thing_page(context, record, thing)
        case _:
            return plain_page(context, record)
