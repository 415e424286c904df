"""What is assumed, by whom, and what rests on it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Self

from kb.debate import closure
from kb.model import Address
from kb.model.words import APPROACHES, Status
from kb.shown import Fields
from kb.table import QUIET, Table

if TYPE_CHECKING:
    from kb.debate import Debate
    from kb.read import Corpus


@dataclass(frozen=True, slots=True)
class Assumption(Fields):
    """A claim or statement that something assumes.

    Attributes:
        address: where it stands.
        text: the statement.
        status: how it stands in the debate.
        searched: when someone last looked for critiques of the entry it stands in, or None.
        attacked: whether an attack is recorded on it or on what it rests on in turn.
        by: ids of the entries that assume it themselves, in a thesis, a step or another statement.
        rests: ids of the approaches whose thesis rests on it, be it through other assumptions.
    """

    address: str
    text: str
    status: Status
    searched: str | None
    attacked: bool
    by: tuple[str, ...]
    rests: tuple[str, ...] = field(metadata=QUIET)

    @property
    def shared(self) -> bool:
        """Whether two or more entries assume it."""
        return len(self.by) > 1


@dataclass(frozen=True, repr=False)
class Assumptions(Table[Assumption]):
    """What is assumed, each claim or statement with who rests on it."""

    def shared(self) -> Self:
        """Those that at least two entries assume."""
        return replace(self, rows=tuple(row for row in self.rows if row.shared))


def assumptions(corpus: Corpus, debate: Debate) -> tuple[Assumption, ...]:
    """Everything that is assumed, that which most entries assume first, then by address.

    The steps of an approach are among its premises, but are listed here only where something else
    needs them.
    """
    found = []
    for address, points in debate.resting.items():
        part = corpus.statements.get(address)
        if part is not None and part.field == "steps" and points == (part.owner.id,):
            continue
        owners = {Address(point).entry for point in points}
        by = tuple(id_ for id_ in corpus.records if id_ in owners)
        resting = closure(points, debate.resting)
        rests = tuple(one.id for one in corpus.of_kind(*APPROACHES) if one.id in resting)
        found.append(
            Assumption(
                address,
                corpus.text(address),
                debate.status(address),
                corpus.owner(address).entry.searched,
                debate.attacked[address],
                by,
                rests,
            )
        )
    return tuple(sorted(found, key=lambda one: (-len(one.by), one.address)))
