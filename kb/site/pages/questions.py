"""What is open: critiques without a reply and questions without an answer, by proposal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.debate import closure
from kb.model.dates import when
from kb.model.words import APPROACHES, Force, Status
from kb.site import urls
from kb.site.pages.context import Context
from kb.site.pages.parts import counted
from kb.site.pages.survey import Item, Part, Survey, Way
from kb.survey import dated, families

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kb.debate import Attack
    from kb.site.pages.context import Site


def open_questions(site: Site) -> Survey:
    """The page of what is open."""
    context = Context(site, urls.OPEN)
    base = site.base
    dates = dated(base.corpus)
    parts = []
    told: set[str] = set()
    for id_ in (one for ids in families(base.corpus).values() for one in ids):
        found = _unanswered(context, closure(base.corpus.within(id_), base.debate.assumes))
        told |= found.keys()
        parts.append(_part(context, id_, found, dates))
    parts += [_part(context, record.id, {}, dates) for record in base.corpus.of_kind("problem")]
    rest = _unanswered(context, base.debate.points) if parts else {}
    others = {
        critique: attack
        for critique, attack in rest.items()
        if critique not in told and not base.debate.points[attack.target]
    }
    parts.append(Part("others", "Other claims", tuple(_critiques(context, others, dates))))
    total = len(told) + len(others)
    return Survey(
        urls.OPEN,
        "Open questions",
        f"{counted(total, 'critique')} without a recorded reply, and what authors themselves leave "
        "open, by proposal. Those that would refute come first, then the newest.",
        tuple(part for part in parts if part.items),
        (Way("matrix.html", "Matrix"), Way("reviews.html", "Where someone should look again")),
        "Nothing is open.",
    )


def _part(
    context: Context, id_: str, found: Mapping[str, Attack], dates: Mapping[str, str]
) -> Part:
    corpus = context.site.base.corpus
    asked = [
        Item(context.link(one.address), aside="left open", stands=False)
        for one in corpus.statements_of(id_)
        if one.field == "open"
    ]
    items = (*asked, *_critiques(context, found, dates))
    lead = f"{counted(len(found), 'critique')} without a reply." if found else ""
    link = context.link(id_)
    kind = corpus.records[id_].kind
    title = link.text if kind in APPROACHES else f"{link.text} (problem)"
    return Part(id_, title, items, lead, link)


def _unanswered(context: Context, points: Iterable[str]) -> dict[str, Attack]:
    """The critiques of some points to which nobody has replied, each with what it hits first."""
    debate = context.site.base.debate
    found: dict[str, Attack] = {}
    for point in points:
        for attack in debate.attackers.get(point, ()):
            if debate.status(attack.source) is Status.UNANSWERED:
                found.setdefault(attack.source, attack)
    return found


def _critiques(
    context: Context, found: Mapping[str, Attack], dates: Mapping[str, str]
) -> Iterator[Item]:
    corpus = context.site.base.corpus

    def rank(critique: str) -> tuple[bool, int, str]:
        date = dates.get(critique)
        return found[critique].force != Force.REFUTES, -when(date) if date else 0, critique

    for critique in sorted(found, key=rank):
        attack = found[critique]
        record = corpus.records[critique]
        source = next((one for one in record.entry.sources), None)
        yield Item(
            context.link(critique),
            note=record.entry.summary,
            before="Would refute" if attack.force == Force.REFUTES else "Against",
            links=(context.link(attack.target),),
            by=context.links(corpus.by(record)),
            source=context.source(source.work, source.at) if source else None,
            stands=False,
        )
