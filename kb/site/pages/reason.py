"""The page of a reason: a critique or an argument."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.model import words
from kb.model.entries import Critique
from kb.site.pages.page import EntryPage, behind, common
from kb.site.pages.parts import CONNECTED, Fact, Reading, Row
from kb.site.pages.points import premises
from kb.site.pages.relations import whole_link
from kb.site.pages.standing import Standing, first_stated, standing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.model import Reason
    from kb.read import Record
    from kb.site.pages.context import Context
    from kb.site.pages.parts import Point


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonPage(EntryPage):
    """The page of a critique or an argument."""

    targets: tuple[Row, ...]
    assumptions: tuple[Point, ...]
    evidence: tuple[Reading, ...]
    standing: Standing


def reason_page(context: Context, record: Record, entry: Reason) -> ReasonPage:
    """The page of a critique or an argument."""
    return ReasonPage(
        **common(context, record, _facts(context, record, entry)),
        targets=_targets(context, entry) if isinstance(entry, Critique) else (),
        assumptions=premises(context, record),
        evidence=tuple(
            Reading(one.method, one.result, context.source(one.work, one.at))
            for one in entry.evidence
        ),
        standing=standing(context, record),
    )


def _facts(context: Context, record: Record, entry: Reason) -> Iterator[Fact]:
    yield from behind(context, record)
    yield from first_stated(context, entry)


def _targets(context: Context, entry: Critique) -> tuple[Row, ...]:
    return tuple(
        Row(
            whole_link(context, attack.target),
            context.line(
                f"**{attack.force.capitalize()}**"
                + (f": {attack.why}" if attack.why else "")
                + (f" ({CONNECTED})" if attack.reading is words.Reading.INFERRED else "")
            ),
        )
        for attack in entry.attacks
    )
