"""Approaches: proposals and forecasts, what they rest on, and what could be done instead."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kb.debate import closure
from kb.errors import NotAnApproach
from kb.model import Address, Approach, Thing
from kb.model.words import APPROACHES, a
from kb.shown import Fields
from kb.table import QUIET

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from kb.debate import Debate
    from kb.read import Corpus


def approach_of(corpus: Corpus, id_: str) -> Approach:
    """The proposal or forecast with an id.

    Raises:
        NotAnApproach: for an entry of another kind.
    """
    record = corpus.records[id_]
    if not isinstance(record.entry, Approach):
        noun = a(record.kind)
        raise NotAnApproach(f"{id_!r} is {noun}; this is asked of proposals and forecasts")
    return record.entry


def premises(corpus: Corpus, debate: Debate, id_: str) -> Iterator[tuple[str, bool]]:
    """What the thesis of an approach rests on beside its steps, nearest first.

    Yields:
        The address, and whether the approach lists it among its assumptions.
    """
    own = {id_, *(Address.of(id_, step.id) for step in approach_of(corpus, id_).steps)}
    listed = corpus.assumed(corpus.records[id_])
    near = closure([id_], debate.assumes)
    return ((point, point in listed) for point in near if point not in own)


@dataclass(frozen=True, slots=True)
class Alternative(Fields):
    """An approach that could be taken instead of another, or beside it.

    Attributes:
        address: its id.
        title: its title.
        kind: `proposal` or `forecast`.
        problems: the problems that both address.
        near: problems it addresses that are part of one the other addresses, or the reverse.
    """

    address: str
    title: str
    kind: str = field(metadata=QUIET)
    problems: tuple[str, ...]
    near: tuple[str, ...]


def alternatives(corpus: Corpus, id_: str) -> tuple[Alternative, ...]:
    """The approaches to the same problems as one, those that share most problems first.

    Those come after that only address a part of its problems, or something its problems are part
    of (`broader`, over any number of steps). An approach of which it is itself a part, or which is
    a part of it, is no alternative to it. One that builds on it is listed: whether that replaces it
    or adds to it, the relation does not tell.

    Raises:
        NotAnApproach: for an entry of another kind.
    """
    entry = approach_of(corpus, id_)
    broader = {
        record.id: [corpus.present(link.target) for link in record.entry.broader]
        for record in corpus
        if isinstance(record.entry, Thing)
    }
    own = {corpus.present(link.target) for link in entry.addresses}
    wider = {problem for one in own for problem in _wholes(broader, one)} - own
    whole = _wholes(broader, id_)
    found = []
    for record in corpus.of_kind(*APPROACHES):
        other = record.entry
        if record.id == id_ or not isinstance(other, Approach):
            continue
        if record.id in whole or id_ in _wholes(broader, record.id):
            continue
        theirs = [corpus.present(link.target) for link in other.addresses]
        shared = tuple(problem for problem in theirs if problem in own)
        near = tuple(
            problem
            for problem in theirs
            if problem not in own and (problem in wider or own & _wholes(broader, problem))
        )
        if shared or near:
            found.append(Alternative(record.id, record.title, record.kind, shared, near))
    found.sort(key=lambda one: (-len(one.problems), -len(one.near), one.address))
    return tuple(found)


def _wholes(broader: Mapping[str, Iterable[str]], id_: str) -> AbstractSet[str]:
    """What an entry is part of, directly or not."""
    return closure(broader.get(id_, ()), broader)
