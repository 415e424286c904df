"""What agents are answered about people: positions and cruxes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from kb.agents.answers import (
    Asked,
    Change,
    Crux,
    Cruxes,
    Disagreement,
    Inside,
    Position,
    Seen,
    Tension,
)
from kb.agents.citing import change, sentence, source, sources
from kb.agents.sizes import clipped, listed
from kb.model.words import STATUS_SENTENCE
from kb.people import DoubleCrux, latest
from kb.survey import standing, worded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kb.agents.answers import Source
    from kb.base import KnowledgeBase
    from kb.people import Crux as Found
    from kb.people import Disagreement as Apart
    from kb.people import RecordedPosition
    from kb.people import Tension as Pull
    from kb.survey import Change as Turned

INFERRED: Final = (
    "A position is what someone held at its date; it changes no status. "
    "`inferred` marks the editors' reading, which the holder did not state in so many words. "
    "`reported` words are those of the author they begin with: never quote them as the holder's."
)

_NEXT: Final = 3
"""Questions that are told at once."""

_QUESTION: Final = 600
"""Characters of a question about positions that pull against each other."""

_REASONS: Final = 12
"""Things that moved someone that are shown."""


def position(base: KnowledgeBase, one: RecordedPosition) -> Position:
    """A position in a list."""
    return Position(
        holder=one.holder,
        name=base.corpus.records[one.holder].title,
        about=one.about,
        text=sentence(base, one.about),
        date=one.date,
        stance=one.stance,
        credence=one.credence,
        reading=one.reading,
        words=one.words,
        reported=one.reported and clipped(one.reported),
        note=one.note and clipped(one.note),
        because=one.because[:_REASONS],
        source=_source(base, one),
    )


def _source(base: KnowledgeBase, one: RecordedPosition) -> Source:
    return source(base, one.source, one.at, one.quote)


def view(base: KnowledgeBase, positions: Mapping[str, str | float], skip: int) -> Inside:
    """What follows from some positions, and what to ask next.

    Raises:
        KnowledgeBaseError: if one of them is about nothing, or says nothing.
    """
    tensions = base.tensions(positions)
    seen = base.as_seen_by(positions)
    asked = seen.questions(top=_NEXT)
    return listed(
        Inside,
        "changes",
        seen.changes(),
        partial(_change, base),
        skip,
        held=len(positions),
        tensions=tuple(clipped(one.question, _QUESTION) for one in tensions[:_NEXT]),
        next=tuple(
            Asked(
                address=one.address,
                text=clipped(base.text(one.address)),
                turns=max(one.accepted, one.rejected),
            )
            for one in asked
        ),
        caution=f"{STATUS_SENTENCE} Nothing was recorded.",
    )


def _change(base: KnowledgeBase, one: Turned) -> Change:
    return change(base, one, clipped(base.text(one.address)))


def tension(base: KnowledgeBase, one: Pull) -> Tension:
    """A tension in a list."""
    return Tension(
        about=one.about,
        stance=one.stance,
        status=one.status,
        question=clipped(one.question, _QUESTION),
        sources=sources(base, one.about, 1),
    )


def disagreement(base: KnowledgeBase, one: Apart) -> Disagreement:
    """A disagreement in a list, with the latest position of each."""
    said = latest(base.positions())
    return Disagreement(
        address=one.address,
        text=sentence(base, one.address),
        firm=one.firm,
        positions=tuple(
            position(base, said[holder, one.address]) for holder in (one.one, one.other)
        ),
    )


def cruxes(base: KnowledgeBase, one: str, other: str | None, about: str, skip: int) -> Cruxes:
    """The claims on which a person's view of something turns, or the views of two people.

    Raises:
        KnowledgeBaseError: for an unknown person or address, or someone without positions.
    """
    found: Any = (
        base.cruxes(one, about=about) if other is None else base.cruxes(one, other, about=about)
    )
    point = base.names.point(about)
    return listed(
        Cruxes,
        "cruxes",
        found,
        partial(_crux, base, latest(base.positions())),
        skip,
        about=point,
        text=base.text(point),
        caution=f"{STATUS_SENTENCE} {INFERRED}",
        sources=sources(base, point, 2),
    )


def _crux(
    base: KnowledgeBase, said: Mapping[tuple[str, str], RecordedPosition], crux: Found | DoubleCrux
) -> Crux:
    seen = tuple(
        Seen(**seen, **_says(base, said, seen["holder"], crux.address)) for seen in _views(crux)
    )
    told = any(one.source for one in seen)
    return Crux(
        address=crux.address,
        text=base.text(crux.address),
        status=standing(base.corpus, base.debate, crux.address),
        seen=seen,
        apart=crux.apart if isinstance(crux, DoubleCrux) else None,
        turns=None if isinstance(crux, DoubleCrux) else _turns(base, crux),
        sources=() if told else sources(base, crux.address, 1),
    )


def _says(
    base: KnowledgeBase, said: Mapping[tuple[str, str], RecordedPosition], holder: str, address: str
) -> dict[str, Any]:
    """What a person says of a crux, and where; nothing, if no position is recorded."""
    held = said.get((holder, address))
    if held is None:
        return {}
    return {
        "stance": held.stand,
        "reading": held.reading,
        "words": held.words,
        "reported": held.reported and clipped(held.reported),
        "source": _source(base, held),
    }


def _views(crux: Found | DoubleCrux) -> list[dict[str, Any]]:
    """How each person sees a crux: who, the label, whether they name it, whether it tells."""
    if isinstance(crux, DoubleCrux):
        each = ((crux.one, crux.one_label), (crux.other, crux.other_label))
        return [
            {
                "holder": holder,
                "label": label,
                "named": holder in crux.stated,
                "changes": holder in crux.changes,
            }
            for holder, label in each
        ]
    named = crux.stated or crux.recorded
    said = {"holder": crux.holder, "label": crux.label, "named": named, "changes": crux.changes}
    return [said]


def _turns(base: KnowledgeBase, crux: Found) -> str:
    searched = base.corpus.owner(crux.about).entry.searched
    before, stands, falls = (
        worded(status, searched) for status in (crux.before, crux.accepted, crux.rejected)
    )
    return (
        f"{crux.about} is {before} in this view; "
        f"if the claim stands, it is {stands}, and if the claim falls, it is {falls}"
    )
