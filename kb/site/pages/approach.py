"""The page of an approach: a proposal or a forecast."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.model.dates import said, when
from kb.model.entries import Forecast
from kb.model.words import Rung
from kb.site.pages.page import EntryPage, foot, head, sources
from kb.site.pages.parts import Cited, Fact, Reading
from kb.site.pages.relations import surroundings
from kb.site.pages.standing import Standing, premises, standing
from kb.site.pages.things import Account, account

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.model import Approach
    from kb.read import Record
    from kb.site.pages.context import Context
    from kb.site.pages.parts import Point


@dataclass(frozen=True, slots=True)
class Step:
    """A rung on the ladder of evidence, reached or not."""

    name: str
    sources: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """A dated event."""

    date: str
    text: str
    source: Cited


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproachPage(EntryPage):
    """The page of a proposal or a forecast."""

    thesis: str
    account: Account
    steps: tuple[Point, ...]
    assumptions: tuple[Point, ...]
    standing: Standing
    claims: tuple[Point, ...]
    estimates: tuple[Reading, ...]
    ladder: tuple[Step, ...]
    milestones: tuple[Event, ...]
    assessment: tuple[Reading, ...]


def approach_page(context: Context, record: Record, entry: Approach) -> ApproachPage:
    """The page of a proposal or a forecast."""
    return ApproachPage(
        head=head(context, record, _facts(context, entry)),
        thesis=entry.thesis,
        body=context.prose(entry.body),
        account=account(context, entry),
        steps=_statements(context, record, "steps"),
        assumptions=premises(context, record),
        standing=standing(context, record),
        claims=_statements(context, record, "claims"),
        estimates=_estimates(context, entry) if isinstance(entry, Forecast) else (),
        ladder=_ladder(context, entry) if entry.maturity else (),
        milestones=_milestones(context, entry),
        assessment=tuple(answers(context, entry)),
        surroundings=surroundings(context, record),
        sources=sources(context, record),
        foot=foot(context, record),
    )


def _facts(context: Context, entry: Approach) -> Iterator[Fact]:
    if entry.introduced:
        yield Fact("Introduced", entry.introduced)
    if entry.activity:
        yield Fact("Activity", entry.activity)
    if entry.maturity:
        reached = max((one.rung for one in entry.maturity), key=lambda rung: rung.height)
        yield Fact("Evidence", reached.replace("-", " "))
    yield Fact("Addresses", links=context.links(link.target for link in entry.addresses))
    if entry.by:
        yield Fact("By", links=context.links(entry.by))


def _statements(context: Context, record: Record, field: str) -> tuple[Point, ...]:
    return tuple(
        context.point(one.address, one.statement.id)
        for one in context.site.base.corpus.statements_of(record.id)
        if one.field == field
    )


def _estimates(context: Context, entry: Forecast) -> tuple[Reading, ...]:
    return tuple(
        Reading(
            one.quantity,
            one.value or " to ".join(one.interval or ()),
            context.source(one.work, one.at),
        )
        for one in entry.estimates
    )


def _ladder(context: Context, entry: Approach) -> tuple[Step, ...]:
    return tuple(
        Step(
            rung.replace("-", " "),
            tuple(context.source(one.work, one.at) for one in entry.maturity if one.rung == rung),
        )
        for rung in Rung
    )


def _milestones(context: Context, entry: Approach) -> tuple[Event, ...]:
    ordered = sorted(entry.milestones, key=lambda one: when(one.date))
    return tuple(Event(said(one.date), one.text, context.source(one.work)) for one in ordered)


def answers(context: Context, entry: Approach) -> Iterator[Reading]:
    """The answers to the four questions by which approaches are compared."""
    if entry.assessment:
        for question, answer in entry.assessment.answers():
            name = question.name.replace("-", " ")
            yield Reading(name, answer.text, context.source(answer.work, answer.at))
