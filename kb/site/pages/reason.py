"""The page of a reason: a critique or an argument."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.model import words
from kb.model.entries import Critique
from kb.site.pages.page import EntryPage, behind, common
from kb.site.pages.parts import CONNECTED, Fact, Reading, Row
from kb.site.pages.standing import Standing, first_stated, premises, standing

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
    unanswered: str


def reason_page(context: Context, record: Record, entry: Reason) -> ReasonPage:
    """The page of a critique or an argument."""
    looked = f" One was last searched for on {entry.searched}." if entry.searched else ""
    return ReasonPage(
        **common(context, record, _facts(context, record, entry)),
        targets=_targets(context, entry) if isinstance(entry, Critique) else (),
        assumptions=premises(context, record),
        evidence=tuple(
            Reading(one.method, one.result, context.source(one.work, one.at))
            for one in entry.evidence
        ),
        standing=standing(context, record),
        unanswered=f"No reply is recorded.{looked}",
    )


def _facts(context: Context, record: Record, entry: Reason) -> Iterator[Fact]:
    yield from behind(context, record)
    yield from first_stated(context, entry)


def _targets(context: Context, entry: Critique) -> tuple[Row, ...]:
    text = context.site.base.corpus.text
    return tuple(
        Row(
            context.link(attack.target, text(attack.target)),
            context.line(
                f"**{attack.force.capitalize()}**"
                + (f": {attack.why}" if attack.why else "")
                + (f" ({CONNECTED})" if attack.reading is words.Reading.INFERRED else "")
            ),
        )
        for attack in entry.attacks
    )
