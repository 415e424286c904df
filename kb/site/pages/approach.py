"""The page of an approach: a proposal or a forecast."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.model.dates import said, when
from kb.model.entries import Forecast
from kb.model.numbers import percent
from kb.model.words import Rung
from kb.site.pages.agenda import Agenda, activity, agenda
from kb.site.pages.figures import forecast_figures
from kb.site.pages.page import EntryPage, behind, common
from kb.site.pages.parts import Cited, Fact, Reading, Row
from kb.site.pages.points import points, premises, statements
from kb.site.pages.standing import Standing, standing
from kb.site.pages.things import Account, account

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.model import Approach, Link
    from kb.model.parts import Estimate
    from kb.read import Record
    from kb.site.pages.context import Context
    from kb.site.pages.figure import Figure
    from kb.site.pages.parts import Anchor, Point
    from kb.survey import Result


@dataclass(frozen=True, slots=True)
class Reached:
    """What was found on a rung, and where it is told."""

    text: str
    source: Cited


@dataclass(frozen=True, slots=True)
class Step:
    """A rung on the ladder of evidence, reached or not."""

    name: str
    results: tuple[Reached, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """A dated event."""

    date: str
    text: str
    source: Cited


@dataclass(frozen=True, slots=True)
class Estimated:
    """A number that a forecast gives, whose it is, and what came of it."""

    quantity: str
    text: str
    whose: str
    source: Cited
    outcome: Event | None


@dataclass(frozen=True, slots=True)
class Finding:
    """A result that bears on an approach, and on which side it tells."""

    date: str
    side: str
    text: str
    method: str
    link: Anchor
    source: Cited


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproachPage(EntryPage):
    """The page of a proposal or a forecast."""

    thesis: str
    account: Account
    steps: tuple[Point, ...]
    assumptions: tuple[Point, ...]
    conditions: tuple[Point, ...]
    claims: tuple[Point, ...]
    standing: Standing
    avoids: tuple[Row, ...]
    estimates: tuple[Estimated, ...]
    figures: tuple[Figure, ...]
    agenda: Agenda
    ladder: tuple[Step, ...]
    milestones: tuple[Event, ...]
    results: tuple[Finding, ...]
    assessment: tuple[Reading, ...]


def approach_page(context: Context, record: Record, entry: Approach) -> ApproachPage:
    """The page of a proposal or a forecast."""
    return ApproachPage(
        **common(context, record, _facts(context, record, entry)),
        thesis=entry.thesis,
        account=account(context, entry),
        steps=statements(context, record, "steps"),
        # In the order of the page: what was told once is only named afterwards.
        conditions=points(context, record, entry.conditions),
        assumptions=premises(context, record),
        claims=statements(context, record, "claims"),
        standing=standing(context, record),
        avoids=tuple(_avoided(context, one) for one in entry.avoids),
        estimates=_estimates(context, entry) if isinstance(entry, Forecast) else (),
        figures=forecast_figures(context, record),
        agenda=agenda(context, record, entry),
        ladder=_ladder(context, entry) if entry.maturity else (),
        milestones=_milestones(context, entry),
        results=tuple(_finding(context, one) for one in context.site.base[record.id].ledger),
        assessment=tuple(answers(context, entry)),
    )


def _facts(context: Context, record: Record, entry: Approach) -> Iterator[Fact]:
    if entry.introduced:
        yield Fact("Introduced", entry.introduced)
    if entry.activity:
        yield activity(context, entry.activity)
    if entry.maturity:
        reached = max((one.rung for one in entry.maturity), key=lambda rung: rung.height)
        yield Fact("Evidence", reached.replace("-", " "))
    yield Fact("Addresses", links=context.links(link.target for link in entry.addresses))
    yield from behind(context, record)


def _avoided(context: Context, one: Link) -> Row:
    source = context.source(one.work, one.at) if one.work else None
    return Row(context.near(one.target), context.line(one.why), source)


def _estimates(context: Context, entry: Forecast) -> tuple[Estimated, ...]:
    return tuple(_estimated(context, one) for one in entry.estimates)


def _estimated(context: Context, one: Estimate) -> Estimated:
    level = f"{percent(one.level)} interval" if one.level else ""
    sort = ", ".join(part for part in (one.statistic, level) if part)
    return Estimated(
        one.quantity,
        f"{one.said} ({sort})" if sort else one.said,
        ", ".join(part for part in (one.by, one.date and said(one.date)) if part),
        context.source(one.work, one.at),
        _event(context, one.outcome.date, one.outcome.what, one.outcome.work)
        if one.outcome
        else None,
    )


def _ladder(context: Context, entry: Approach) -> tuple[Step, ...]:
    return tuple(
        Step(
            rung.replace("-", " "),
            tuple(
                Reached(one.result or "", context.source(one.work, one.at))
                for one in entry.maturity
                if one.rung == rung
            ),
        )
        for rung in Rung
    )


def _milestones(context: Context, entry: Approach) -> tuple[Event, ...]:
    ordered = sorted(entry.milestones, key=lambda one: when(one.date))
    return tuple(_event(context, one.date, one.text, one.work) for one in ordered)


def _finding(context: Context, one: Result) -> Finding:
    source, method = context.source(one.work, one.at), one.method.replace("-", " ")
    return Finding(said(one.date), one.side, one.result, method, context.near(one.entry), source)


def _event(context: Context, date: str, text: str, work: str) -> Event:
    return Event(said(date), text, context.source(work))


def answers(context: Context, entry: Approach) -> Iterator[Reading]:
    """The answers to the four questions by which approaches are compared."""
    if entry.assessment:
        for question, answer in entry.assessment.answers():
            name = question.name.replace("-", " ")
            yield Reading(name, answer.text, context.source(answer.work, answer.at))
