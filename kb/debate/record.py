"""The debate that the entries record."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kb.debate.labels import Attack
from kb.debate.model import Debate
from kb.model import Approach, Reason, statements_of
from kb.model.entries import Claim, Critique

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kb.read import Corpus

PREMISES: Final = frozenset({"steps", "assumptions", "assumes"})
"""The fields whose statements their entry rests on."""


def debate_of(corpus: Corpus) -> Debate:
    """The debate recorded in a corpus."""
    points: dict[str, bool] = {}
    assumes: dict[str, tuple[str, ...]] = {}
    attacks: list[Attack] = []
    for record in corpus:
        entry = record.entry
        premises: list[str] = []
        for _, name, statement in statements_of(entry):
            address = f"{record.id}#{statement.id}"
            points[address] = False
            assumes[address] = tuple(corpus.present(need) for need in statement.needs)
            if name in PREMISES:
                premises.append(address)
        if isinstance(entry, Approach):
            own = [p for p in premises if corpus.statements[p].field == "assumptions"]
            steps = [p for p in premises if p not in own]
            premises = [*_addresses(corpus, entry.assumptions), *own, *steps]
        elif isinstance(entry, Claim | Reason):
            premises.extend(_addresses(corpus, entry.assumes))
        else:
            continue
        points[record.id] = isinstance(entry, Reason)
        assumes[record.id] = tuple(dict.fromkeys(premises))
        if isinstance(entry, Critique):
            attacks.extend(
                Attack(record.id, corpus.present(attack.target), attack.force)
                for attack in entry.attacks
            )
    known = {point: premises for point, premises in assumes.items() if premises}
    return Debate(
        MappingProxyType(points),
        MappingProxyType(
            {p: tuple(q for q in premises if q in points) for p, premises in known.items()}
        ),
        tuple(attack for attack in attacks if attack.target in points),
    )


def _addresses(corpus: Corpus, premises: Iterable[object]) -> Iterator[str]:
    return (corpus.present(premise) for premise in premises if isinstance(premise, str))
