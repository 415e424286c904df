"""What goes on about an approach or a problem: who works on it, with what, on which questions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.model.dates import said
from kb.site.pages.parts import Dated, Fact
from kb.site.pages.points import statements

if TYPE_CHECKING:
    from kb.model import Approach
    from kb.model.entries import Problem
    from kb.model.parts import Activity
    from kb.read import Record
    from kb.site.pages.context import Context
    from kb.site.pages.parts import Point


@dataclass(frozen=True, slots=True)
class Agenda:
    """What goes on about something."""

    open: tuple[Point, ...]
    workers: tuple[Dated, ...]
    resources: tuple[Dated, ...]


def agenda(context: Context, record: Record, entry: Approach | Problem) -> Agenda:
    """What goes on about an approach or a problem."""
    called = context.site.base.corpus.called
    return Agenda(
        statements(context, record, "open"),
        tuple(
            Dated(
                one.who,
                said(one.as_of),
                context.link(who) if (who := called(one.who)) else None,
                context.source(one.work),
            )
            for one in entry.workers
        ),
        tuple(
            Dated(
                one.name,
                one.checked or "",
                source=context.source(one.work) if one.work else None,
                url=one.url or "",
                sort=one.kind,
            )
            for one in entry.resources
        ),
    )


def activity(context: Context, told: Activity) -> Fact:
    """What became of an approach, by which day, and where that was seen."""
    state = f"{told.state.replace('-', ' ')}, as of {said(told.as_of)}"
    return Fact("Activity", state, source=context.source(told.work, told.at))
