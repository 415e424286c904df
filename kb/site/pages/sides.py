"""Who speaks on which side, and in which order attacks are told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kb.model import Address
from kb.model.dates import when
from kb.model.words import Force, Label
from kb.site.marks import AGAINST, FOR
from kb.survey.dated import origin

if TYPE_CHECKING:
    from kb.base import KnowledgeBase
    from kb.debate import Attack, Debate

OTHER: Final = {AGAINST: FOR, FOR: AGAINST}
_RANK: Final = {Label.IN: 0, Label.UNDECIDED: 1, Label.OUT: 2}


def side_of(debate: Debate, id_: str) -> str:
    """On which side a critique or an argument speaks, in the thread in which it stands.

    A critique of a statement is against it, one of such a critique is for it, and so on. An
    argument is for something.
    """
    turned = False
    here = id_
    seen: set[str] = set()
    while here not in seen:
        seen.add(here)
        owners = [Address(target).entry for target in debate.struck.get(here, ())]
        if not owners:
            return AGAINST if turned else FOR
        if not all(debate.points.get(owner, False) for owner in owners):
            break
        here, turned = owners[0], not turned
    return FOR if turned else AGAINST


def facing(debate: Debate, address: str) -> str:
    """On which side those speak who attack an address."""
    owner = Address(address).entry
    return OTHER[side_of(debate, owner)] if debate.points.get(owner) else AGAINST


def attacks_on(base: KnowledgeBase, address: str) -> list[Attack]:
    """The attacks on an address: what would refute it, then what stands, then what is newest."""

    def rank(attack: Attack) -> tuple[bool, int, int, str]:
        first = origin(base.corpus, base.corpus.records[attack.source])
        label = base.debate.label_of(attack.source)
        newest = -when(first[1]) if first else 0
        return attack.force != Force.REFUTES, _RANK[Label(label)], newest, attack.source

    return sorted(base.debate.attackers.get(address, ()), key=rank)
