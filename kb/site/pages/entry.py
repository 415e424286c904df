"""What the page of an entry shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kb.model import Address, Approach, Reason, View, Work, cite
from kb.model.dates import said, when
from kb.model.entries import Claim, Critique, Person, Problem
from kb.model.words import Rung, Status
from kb.site import urls
from kb.site.compass import AROUND, Sides, compass, distinct
from kb.site.pages.context import Context, Site
from kb.site.pages.parts import (
    NONE,
    Because,
    EntryPage,
    Event,
    Fact,
    Point,
    Reading,
    Row,
    Step,
)
from kb.site.pages.relations import relation_groups, whole_link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from kb.debate import Why
    from kb.read import Record
    from kb.site.pages.parts import Group


def entry_page(site: Site, record: Record) -> EntryPage:
    """The page of an entry."""
    page = urls.entry_page(record.kind, record.id)
    context = Context(site, page)
    entry: Any = record.entry
    debate = site.base.debate
    in_debate = record.id in debate.points
    status = debate.status(record.id) if in_debate else None
    approach = isinstance(entry, Approach)
    groups = relation_groups(context, record)
    return EntryPage(
        path=page,
        id=record.id,
        kind=record.kind,
        title=entry.title,
        aliases=entry.aliases,
        summary=getattr(entry, "summary", "") or "",
        status=status or "",
        meaning=_meaning(site, record, status) if status else "",
        thesis=entry.thesis if approach else getattr(entry, "text", ""),
        facts=tuple(_facts(context, record)),
        body=context.prose(getattr(entry, "note", None)) + context.prose(entry.body),
        example=context.prose(getattr(entry, "example", None)),
        misreading=context.prose(getattr(entry, "misreading", None)),
        definitions=_readings(context, getattr(entry, "definitions", ()), "quote"),
        steps=_points(context, record, getattr(entry, "steps", ())),
        assumptions=_premises(context, record),
        claims=_points(context, record, getattr(entry, "claims", ())),
        own=context.point(record.id) if in_debate else None,
        targets=_targets(context, entry),
        evidence=_readings(context, getattr(entry, "evidence", ()), "result", "method"),
        estimates=_estimates(context, entry),
        assessment=_assessment(context, entry),
        ladder=_ladder(context, entry),
        milestones=_milestones(context, entry),
        compass=_compass(context, record, groups),
        groups=groups,
        resting=context.links(site.dependants.get(record.id, ())),
        holdings=_holdings(context, record),
        why=_because(context, site.base.why(record.id)) if in_debate else None,
        sources=tuple(context.cited(source) for source in entry.sources),
        bibtex=cite.bibtex(record.id, entry, site.base.corpus.groups)
        if isinstance(entry, Work)
        else "",
        citation=cite.full(entry) if isinstance(entry, Work) else "",
        places=tuple(cite.links(entry)) if isinstance(entry, Work) else (),
        searched=entry.searched or "",
        review=_review(entry),
        edit=f"{site.repository}/edit/main/{record.source.path}" if site.repository else "",
        file=record.source.path,
    )


def _meaning(site: Site, record: Record, status: Status) -> str:
    """What a status says, with the counts behind it."""
    found = [critique.status for critique in site.base[record.id].critiques()]
    if not found:
        return status.meaning
    one, many = (
        ("reply", "replies") if isinstance(record.entry, Reason) else ("critique", "critiques")
    )
    standing = found.count(Status.UNANSWERED) + found.count(Status.UPHELD)
    counted = f"{len(found)} {one if len(found) == 1 else many} recorded"
    return f"{status.meaning} ({counted}, {standing or 'none'} of them standing)"


def _facts(context: Context, record: Record) -> Iterator[Fact]:
    entry: Any = record.entry
    if isinstance(entry, Problem):
        yield Fact("Sort", entry.type.replace("-", " "))
    elif isinstance(entry, Approach):
        yield from _facts_of_approach(context, entry)
    elif isinstance(entry, View):
        yield Fact("Holder", links=(context.link(entry.holder),))
        yield Fact("Date", said(entry.date))
        yield Fact("Stated in", links=(context.link(entry.source),))
    elif isinstance(entry, Work):
        yield from _facts_of_work(entry)
    elif isinstance(entry, Person):
        yield from _facts_of_person(entry)
    if getattr(entry, "by", ()):
        yield Fact("By", links=context.links(entry.by))
    if isinstance(entry, Reason | Claim):
        first = [source.work for source in entry.sources if source.as_ == "original"]
        if first:
            yield Fact("First stated in", links=context.links(dict.fromkeys(first)))


def _facts_of_approach(context: Context, entry: Approach) -> Iterator[Fact]:
    if entry.introduced:
        yield Fact("Introduced", entry.introduced)
    if entry.activity:
        yield Fact("Activity", entry.activity)
    if entry.maturity:
        reached = max((one.rung for one in entry.maturity), key=lambda rung: rung.height)
        yield Fact("Evidence", reached.replace("-", " "))
    yield Fact("Addresses", links=context.links(link.target for link in entry.addresses))


def _facts_of_work(entry: Work) -> Iterator[Fact]:
    yield Fact("Sort", entry.type.replace("-", " ").replace("_", " "))
    yield Fact("Date", said(entry.date))
    if entry.venue:
        yield Fact("Venue", entry.venue)
    seen = f"title, authors, date and address seen together on {entry.checked}"
    yield Fact("Checked", seen if entry.checked else "not yet confirmed")


def _facts_of_person(entry: Person) -> Iterator[Fact]:
    if entry.affiliations:
        listed = [
            one.name + (f" ({one.from_ or '…'} to {one.to or '…'})" if one.from_ or one.to else "")
            for one in entry.affiliations
        ]
        yield Fact("Affiliations", ", ".join(listed))


def _points(context: Context, record: Record, statements: Any) -> tuple[Point, ...]:
    return tuple(context.point(Address.of(record.id, s.id), s.id) for s in statements)


def _premises(context: Context, record: Record) -> tuple[Point, ...]:
    return tuple(
        context.point(address, address.fragment if address.entry == record.id else "")
        for address in context.site.base.corpus.assumed(record)
    )


def _targets(context: Context, entry: Any) -> tuple[Row, ...]:
    if not isinstance(entry, Critique):
        return ()
    corpus = context.site.base.corpus
    rows = []
    for attack in entry.attacks:
        link = context.link(attack.target, corpus.text(attack.target))
        rows.append(
            Row(
                link,
                context.line(
                    f"**{attack.force.capitalize()}**" + (f": {attack.why}" if attack.why else "")
                ),
            )
        )
    return tuple(rows)


def _readings(context: Context, items: Any, text: str, name: str = "") -> tuple[Reading, ...]:
    return tuple(
        Reading(getattr(item, name, "") if name else "", getattr(item, text), context.cited(item))
        for item in items
    )


def _estimates(context: Context, entry: Any) -> tuple[Reading, ...]:
    return tuple(
        Reading(
            estimate.quantity,
            estimate.value or " to ".join(estimate.interval or ()),
            context.cited(estimate),
        )
        for estimate in getattr(entry, "estimates", ())
    )


def _assessment(context: Context, entry: Any) -> tuple[Reading, ...]:
    assessment = getattr(entry, "assessment", None)
    if assessment is None:
        return ()
    return tuple(
        Reading(question.name.replace("-", " "), judgement.text, context.cited(judgement))
        for question, judgement in assessment.answers()
    )


def _ladder(context: Context, entry: Any) -> tuple[Step, ...]:
    maturity = getattr(entry, "maturity", ())
    if not maturity:
        return ()
    return tuple(
        Step(
            rung.replace("-", " "),
            tuple(context.cited(reached) for reached in maturity if reached.rung == rung),
        )
        for rung in Rung
    )


def _milestones(context: Context, entry: Any) -> tuple[Event, ...]:
    ordered = sorted(getattr(entry, "milestones", ()), key=lambda one: when(one.date))
    return tuple(Event(said(one.date), one.text, context.cited(one)) for one in ordered)


def _compass(context: Context, record: Record, groups: tuple[Group, ...]) -> Markup:
    """The drawing of what surrounds a thing, a claim or a reason; none for people and works."""
    if isinstance(record.entry, Person | Work | View):
        return NONE
    related = {
        group.relation: [context.link(row.link.id.entry) for row in group.rows] for group in groups
    }
    sides = Sides(
        *(
            distinct(anchor for relation in side for anchor in related.get(relation, ()))
            for side in AROUND
        )
    )
    names = [record.title, *(record.entry.aliases if len(record.title) > 30 else ())]
    return compass(context.link(record.id, min(names, key=len)), sides)


def _holdings(context: Context, record: Record) -> Any:
    if isinstance(record.entry, View):
        own = [one for one in context.site.base.positions() if one.view == record.id]
        return tuple(context.holding(one) for one in own)
    if isinstance(record.entry, Person):
        own = [one for one in context.site.base.positions() if one.holder == record.id]
        return tuple(context.holding(one) for one in reversed(own))
    return context.holdings(record.id)


def _because(context: Context, why: Why) -> Because | None:
    """The tree of reasons with links; none where nothing speaks against the point."""
    return _branch(context, why) if why.reasons else None


def _branch(context: Context, why: Why) -> Because:
    reasons = tuple(_branch(context, reason) for reason in why.reasons)
    return Because(whole_link(context, why.point), why.because, why.again, reasons)


def _review(entry: Any) -> str:
    if entry.review is None:
        return "not reviewed"
    review = entry.review
    by = f" by {review.by}" if review.by else ""
    date = f" on {review.date}" if review.date else ""
    sure = (
        f"; editors' confidence that it is faithful to its sources: {review.confidence}"
        if review.confidence
        else ""
    )
    return f"{review.status}{by}{date}{sure}"
