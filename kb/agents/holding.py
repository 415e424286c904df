"""What agents are answered about people: positions and cruxes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kb.agents.answers import Crux, Cruxes, Position, Positions, Seen
from kb.agents.citing import sentence, source, sources
from kb.agents.sizes import clipped, fitted, left
from kb.model.words import STATUS_SENTENCE
from kb.people import DoubleCrux, latest
from kb.survey import standing, worded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kb.agents.answers import Source
    from kb.base import KnowledgeBase
    from kb.people import Crux as Found
    from kb.people import RecordedPosition

INFERRED: Final = (
    "A position is what someone held at its date; it changes no status. "
    "`inferred` marks the editors' reading, which the holder did not state in so many words."
)

_REASONS: Final = 12
"""Things that moved someone that are shown."""


def positions(
    base: KnowledgeBase, about: str | None, holder: str | None, as_of: str | None, skip: int
) -> Positions:
    """What people held, by holder and date.

    Raises:
        KnowledgeBaseError: for an unknown address, person or date.
    """
    found = base.positions(about, holder=holder, as_of=as_of)

    def answer(most: int) -> Positions:
        shown = tuple(_position(base, one) for one in found[skip : skip + most])
        return Positions(
            total=len(found),
            positions=shown,
            more=left(len(found), skip, len(shown), "positions"),
            caution=INFERRED,
            sources=sources(base, about, 2) if about and not shown else (),
        )

    return fitted(answer)


def _position(base: KnowledgeBase, one: RecordedPosition) -> Position:
    return Position(
        holder=one.holder,
        name=base.corpus.records[one.holder].title,
        about=one.about,
        text=sentence(base, one.about),
        date=one.date,
        stance=one.stance,
        credence=one.credence,
        reading=one.reading,
        note=one.note and clipped(one.note),
        because=one.because[:_REASONS],
        source=_source(base, one),
    )


def _source(base: KnowledgeBase, one: RecordedPosition) -> Source:
    return source(base, one.source, one.at, one.quote)


def cruxes(base: KnowledgeBase, one: str, other: str | None, about: str, skip: int) -> Cruxes:
    """The claims on which a person's view of something turns, or the views of two people.

    Raises:
        KnowledgeBaseError: for an unknown person or address, or someone without positions.
    """
    found: Any = (
        base.cruxes(one, about=about) if other is None else base.cruxes(one, other, about=about)
    )
    point = base.names.point(about)
    said = latest(base.positions())

    def answer(most: int) -> Cruxes:
        shown = tuple(_crux(base, said, crux) for crux in found[skip : skip + most])
        return Cruxes(
            about=point,
            text=base.text(point),
            total=len(found),
            cruxes=shown,
            more=left(len(found), skip, len(shown), "cruxes"),
            caution=f"{STATUS_SENTENCE} {INFERRED}",
            sources=sources(base, point, 2),
        )

    return fitted(answer)


def _crux(
    base: KnowledgeBase, said: Mapping[tuple[str, str], RecordedPosition], crux: Found | DoubleCrux
) -> Crux:
    seen = tuple(
        Seen(holder=holder, label=label, named=named, **_says(base, said, holder, crux.address))
        for holder, label, named in _views(crux)
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
    return {"stance": held.stand, "reading": held.reading, "source": _source(base, held)}


def _views(crux: Found | DoubleCrux) -> list[tuple[str, Any, bool]]:
    """How each person sees a crux: who, the label, whether they name it."""
    if isinstance(crux, DoubleCrux):
        return [
            (crux.one, crux.one_label, crux.one in crux.stated),
            (crux.other, crux.other_label, crux.other in crux.stated),
        ]
    return [(crux.holder, crux.label, crux.stated)]


def _turns(base: KnowledgeBase, crux: Found) -> str:
    searched = base.corpus.owner(crux.about).entry.searched
    before, stands, falls = (
        worded(status, searched) for status in (crux.before, crux.accepted, crux.rejected)
    )
    return (
        f"{crux.about} is {before} in this view; "
        f"if the claim stands, it is {stands}, and if the claim falls, it is {falls}"
    )
