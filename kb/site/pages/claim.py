"""The page of a claim."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.site.pages.page import EntryPage, common
from kb.site.pages.points import premises
from kb.site.pages.standing import Standing, first_stated, standing

if TYPE_CHECKING:
    from kb.model.entries import Claim
    from kb.read import Record
    from kb.site.pages.context import Context
    from kb.site.pages.parts import Anchor, Point


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPage(EntryPage):
    """The page of a claim."""

    claim: str
    assumptions: tuple[Point, ...]
    standing: Standing
    resting: tuple[Anchor, ...]


def claim_page(context: Context, record: Record, entry: Claim) -> ClaimPage:
    """The page of a claim."""
    return ClaimPage(
        **common(context, record, first_stated(context, entry)),
        claim=entry.text,
        assumptions=premises(context, record),
        standing=standing(context, record),
        resting=context.links(context.site.dependants.get(record.id, ())),
    )
