"""Approaches: proposals and forecasts, which alone can be compared and have alternatives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.debate import closure
from kb.errors import NotAnApproach
from kb.model import Address, Approach
from kb.model.words import a

if TYPE_CHECKING:
    from collections.abc import Iterator

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
