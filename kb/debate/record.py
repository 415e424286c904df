"""The debate that the entries record."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from kb.debate.labels import Attack
from kb.debate.model import Debate
from kb.model import Approach, Reason
from kb.model.entries import Claim
from kb.model.words import Reading

if TYPE_CHECKING:
    from kb.read import Corpus


def debate_of(corpus: Corpus) -> Debate:
    """The debate recorded in a corpus."""
    points: dict[str, bool] = {}
    assumes: dict[str, tuple[str, ...]] = {}
    for record in corpus:
        entry = record.entry
        for one in corpus.statements_of(record.id):
            points[one.address] = False
            assumes[one.address] = tuple(corpus.present(need) for need in one.statement.needs)
        if not isinstance(entry, Approach | Claim | Reason):
            continue
        reason = points[record.id] = isinstance(entry, Reason)
        premises = dict.fromkeys(corpus.premises(record))
        # Its own come first among the premises of a reason, and last among those of a thesis.
        ordered = sorted(premises, key=lambda premise: (premise.entry == record.id) != reason)
        assumes[record.id] = tuple(ordered)
    known = {point: premises for point, premises in assumes.items() if premises}
    return Debate(
        MappingProxyType(points),
        MappingProxyType(
            {p: tuple(q for q in premises if q in points) for p, premises in known.items()}
        ),
        tuple(
            Attack(record.id, target, one.force, inferred=one.reading is Reading.INFERRED)
            for record, _, one in corpus.attacks()
            if (target := corpus.present(one.target)) in points
        ),
    )
