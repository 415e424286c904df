"""The debate as browsers compute with it: points, premises, attacks, words, latest positions."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from kb.model.dates import when
from kb.people import latest
from kb.site import urls
from kb.survey.dated import origin

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kb.base import KnowledgeBase
    from kb.debate import Debate
    from kb.people import RecordedPosition

DATA: Final = "debate.json"
SCRIPT: Final = "assets/kb/debate.js"
"""The same for pages, which cannot read a file beside them where they are opened from a disk."""


def files(base: KnowledgeBase) -> dict[str, str]:
    """The debate as data and as a script, by path."""
    text = compact(data(base))
    return {DATA: f"{text}\n", SCRIPT: f"kbDebate.given({text});\n"}


def data(base: KnowledgeBase) -> dict[str, Any]:
    """All that labels, words, profiles, tensions and cruxes follow from.

    Points are named by their place in `points`, except in positions, which are by address. A point
    is an address, a kind, a title, a page, when someone last looked for critiques, and its sentence
    where that is not its title.
    """
    corpus, debate = base.corpus, base.debate
    places = {point: number for number, point in enumerate(debate.points)}
    held = base.positions().rows
    return {
        "points": [_point(base, point) for point in debate.points],
        **moves(debate, places),
        "strips": _strips(base, places),
        "dates": {places[id_]: dated for id_ in debate.struck if (dated := _dated(base, id_))},
        "people": {
            who: [corpus.records[who].title, urls.entry_page("person", who)]
            for who in sorted({one.holder for one in held})
        },
        "positions": _positions(held),
    }


def moves(debate: Debate, places: Mapping[str, int]) -> dict[str, Any]:
    """Premises, attacks and words of a debate.

    An attack is its critique, its target, 1 where it refutes, 1 where the editors inferred it.
    """
    return {
        "assumes": [[places[one] for one in debate.assumes.get(p, ())] for p in debate.points],
        "attacks": [
            [places[a.source], places[a.target], int(a.force == "refutes"), int(a.inferred)]
            for a in debate.attacks
        ],
        "words": [str(debate.status(point)) for point in debate.points],
    }


def _point(base: KnowledgeBase, address: str) -> list[str | None]:
    corpus = base.corpus
    record, text = corpus.owner(address), corpus.text(address)
    inside = address in corpus.statements
    title = text if inside else record.title
    kind = "statement" if inside else record.kind
    page = urls.address_page(corpus, address)
    row = [address, kind, title, page, record.entry.searched]
    return row if text == title else [*row, text]


def _strips(base: KnowledgeBase, places: Mapping[str, int]) -> dict[int, list[int]]:
    """The cells of a profile, where they are not all that the point assumes, in that order."""
    found = {}
    for record in base.corpus:
        if record.id in places:
            strip = [places[one] for one in base.corpus.assumed(record) if one in places]
            if strip != [places[one] for one in base.debate.assumes.get(record.id, ())]:
                found[places[record.id]] = strip
    return found


def _dated(base: KnowledgeBase, id_: str) -> list[Any] | None:
    """The work that first gives a critique: its id, its date, a number to sort by, and in short."""
    first = origin(base.corpus, base.corpus.records[id_])
    return first and [*first, when(first[1]), base.corpus.short(first[0])]


def _positions(held: tuple[RecordedPosition, ...]) -> list[list[Any]]:
    """Holder, address, stance, credence, date, cruxes, and those once named about the same."""
    once: dict[tuple[str, str], dict[str, None]] = {}
    for one in held:
        once.setdefault((one.holder, one.about), {}).update(dict.fromkeys(one.cruxes))
    rows = []
    for who, one in latest(held).items():
        odds = None if one.credence_low is None else [one.credence_low, one.credence_high]
        row = [one.holder, one.about, one.stance, odds, one.date, list(one.cruxes)]
        rows.append(row if list(once[who]) == list(one.cruxes) else [*row, list(once[who])])
    return rows


def compact(value: Any) -> str:
    """A value as JSON without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
