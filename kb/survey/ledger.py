"""The results that bear on something: what was found, when and how, and on which side it tells."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from kb.debate import closure
from kb.model import Approach, Reason
from kb.model.dates import when
from kb.shown import Fields
from kb.survey.dated import work_of
from kb.table import means

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.debate import Debate
    from kb.model import Entry
    from kb.model.parts import Evidence, Maturity
    from kb.read import Corpus


class Side(StrEnum):
    """Whether a result tells for something or against it."""

    FOR = "for"
    AGAINST = "against"

    @property
    def other(self) -> Side:
        """The side of what answers it."""
        return Side.AGAINST if self is Side.FOR else Side.FOR


@dataclass(frozen=True, slots=True)
class Result(Fields):
    """A result that bears on something."""

    date: str = field(metadata=means("of the work that reports it"))
    side: Side = field(metadata=means("whether it tells for or against"))
    result: str = field(metadata=means("what was found, with its figure"))
    method: str = field(metadata=means("how it was found, or the rung that was reached"))
    bears_on: str = field(metadata=means("address of the statement or reason it is given for"))
    entry: str = field(metadata=means("id of the entry that gives it", quiet=True))
    work: str = field(metadata=means("id of the work that reports it"))
    at: str | None = field(metadata=means("where in that work", quiet=True))


def ledger(corpus: Corpus, debate: Debate, id_: str) -> tuple[Result, ...]:
    """The results that bear on an entry, latest first.

    They are what it reached itself, where a result is told with the rung; and the evidence of each
    critique of it, of its statements and of what these rest on, of each argument for one of them,
    and of each reply to these, and so on. A reply tells for what its target tells against. What a
    work reports that is not here has no date, and is left out.
    """
    found = [
        Result(work.date, side, text, how, bears_on, entry, corpus.present(part.work), part.at)
        for side, bears_on, entry in _bearing(corpus, debate, id_)
        for part, text, how in _found(corpus.records[entry].entry)
        if (work := work_of(corpus, part.work))
    ]
    return tuple(sorted(found, key=lambda one: (-when(one.date), one.entry, one.result)))


def _found(entry: Entry) -> Iterator[tuple[Evidence | Maturity, str, str]]:
    """What an entry reports itself, each as the part that names the work, in words, and how."""
    if isinstance(entry, Reason):
        yield from ((one, one.result, f"{one.method}") for one in entry.evidence)
    if isinstance(entry, Approach):
        yield from ((one, one.result, f"{one.rung}") for one in entry.maturity if one.result)


def _bearing(corpus: Corpus, debate: Debate, id_: str) -> Iterator[tuple[Side, str, str]]:
    """The entry, and every reason that bears on it: on which side, by what it is given for."""
    yield Side.FOR, id_, id_
    seen: set[str] = set()
    queue = [(str(one), Side.FOR) for one in closure(corpus.within(id_), debate.assumes)]
    for point, side in queue:
        against = [(attack.source, side.other) for attack in debate.attackers.get(point, ())]
        for reason, its in (*against, *((one, side) for one in corpus.supporters.get(point, ()))):
            if reason not in seen:
                seen.add(reason)
                queue += [(str(one), its) for one in closure([reason], debate.assumes)]
                yield its, point, reason
