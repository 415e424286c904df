"""What agents are answered about the debate: critiques, suppositions, ways from one to another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from kb.agents.answers import (
    Critique,
    Event,
    Given,
    Line,
    Step,
    Stop,
    Supposed,
    ToRead,
    Way,
)
from kb.agents.citing import change, source, sources
from kb.agents.entry import attacks
from kb.agents.sizes import clipped, fitted, left
from kb.model.words import STATUS_SENTENCE
from kb.survey import hit, standing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.agents.answers import Source
    from kb.base import Entry, KnowledgeBase
    from kb.graph import Link
    from kb.graph import Reading as Place
    from kb.survey import Comparison
    from kb.survey import Event as Happened
    from kb.survey.compare import Row

_TARGETS = 4
"""Targets of a critique that are shown in a list."""

_PEOPLE = 12
"""People behind a critique that are shown."""

_STEPS = 12
"""Links of a path that are shown."""


def critique(base: KnowledgeBase, one: Entry) -> Critique:
    """A critique in a list."""
    against = tuple(attacks(base, one.record))
    return Critique(
        address=one.id,
        title=one.title,
        text=one.text,
        status=one.status,
        targets=len(against),
        attacks=against[:_TARGETS],
        by=base.rows[one.id]["by"][:_PEOPLE],
        searched=one.record.entry.searched,
        sources=sources(base, one.id, 2),
    )


def suppose(base: KnowledgeBase, accept: list[str], reject: list[str], skip: int) -> Supposed:
    """What would change if some points were settled.

    Raises:
        KnowledgeBaseError: if one of them is no point, or nothing is supposed.
    """
    found = base.suppose(accept, reject).changes()
    given = (*_given(base, accept, "accepted"), *_given(base, reject, "rejected"))

    def answer(most: int) -> Supposed:
        shown = tuple(
            change(base, one, base.text(one.address)) for one in found[skip : skip + most]
        )
        return Supposed(
            supposed=len(given),
            given=given[: max(1, most // 2)],
            total=len(found),
            changes=shown,
            more=left(len(found), skip, len(shown), "changes"),
            caution=f"{STATUS_SENTENCE} Nothing was changed in the base.",
        )

    return fitted(answer)


def _given(
    base: KnowledgeBase, addresses: list[str], supposed: Literal["accepted", "rejected"]
) -> Iterator[Given]:
    for address in dict.fromkeys(map(base.names.point, addresses)):
        yield Given(
            address=address,
            supposed=supposed,
            text=base.text(address),
            recorded=standing(base.corpus, base.debate, address),
            sources=sources(base, address, 1),
        )


def line(found: Comparison, row: Row) -> Line:
    """A row of a comparison, by what is recorded in it."""
    ids = [name for name in found.names if name not in {"name", "text"}]
    said = zip(ids, row.cells, strict=True)
    return Line(
        name=row.name,
        text=clipped(row.text),
        cells={id_: clipped(cell) for id_, cell in said if cell},
    )


def reading(base: KnowledgeBase, one: Place) -> ToRead:
    """Something to read, in a list."""
    return ToRead(
        address=one.address,
        kind=one.kind,
        title=one.title,
        why=one.why and clipped(one.why),
        sources=sources(base, one.address, 1),
    )


def event(base: KnowledgeBase, one: Happened) -> Event:
    """Something dated, in a list."""
    shown = (source(base, one.work),) if one.work else sources(base, one.entry, 1)
    return Event(
        date=one.date, what=one.what, text=clipped(one.text), entry=one.entry, sources=shown
    )


def path(base: KnowledgeBase, start: str, end: str, through: list[str]) -> Way:
    """The shortest way from one entry or statement to another.

    Raises:
        KnowledgeBaseError: if nothing has one of the addresses, or there is no way.
    """
    found = base.path(start, end, through=through)

    def answer(most: int) -> Way:
        stops = tuple(_stop(base, address) for address in found.nodes[: most + 1])
        steps = tuple(_step(base, link) for link in found.links[:most])
        rest = f"the first {most} of {len(found)} steps; path({stops[-1].address!r}, {end!r})"
        return Way(
            length=len(found),
            stops=stops,
            steps=steps,
            sources=sources(base, found.nodes[0], 1) if not steps else (),
            more=f"{rest} goes on" if most < len(found) else None,
        )

    return fitted(answer, _STEPS)


def _stop(base: KnowledgeBase, address: str) -> Stop:
    found, inside = hit(base.corpus, address), address in base.corpus.statements
    title = base.text(address) if inside else found.title
    return Stop(address=address, kind=found.kind, title=title)


def _step(base: KnowledgeBase, link: Link) -> Step:
    return Step(
        source=link.source,
        relation=link.relation,
        target=link.target,
        says=clipped(link.text),
        sources=_said(base, link),
    )


def _said(base: KnowledgeBase, link: Link) -> tuple[Source, ...]:
    """The work that states a relation; else what the entry that writes it comes from."""
    if link.work is not None:
        return (source(base, link.work, link.at),)
    if link.relation == "sources":
        return (source(base, link.target, link.at),)
    return sources(base, link.source, 1)
