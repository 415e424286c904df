"""Families: approaches that are for the same problem, or for parts of it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from kb.model import Approach, Thing
from kb.model.words import APPROACHES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kb.read import Corpus


def families(corpus: Corpus) -> Mapping[str, tuple[str, ...]]:
    """The approaches by the problem that each is for in the end, largest family first.

    That is the widest problem (by `broader`) of which the first problem it names is a part. An
    approach that is a part of another stands in the family of the other, after it.
    """
    found: dict[str, list[str]] = {}
    for record in corpus.of_kind(*APPROACHES):
        whole = corpus.records[_widest(corpus, record.id)].entry
        if isinstance(whole, Approach):
            problem = corpus.present(whole.addresses[0].target)
            if problem in corpus.records:
                found.setdefault(_widest(corpus, problem), []).append(record.id)
    ranked = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return MappingProxyType({problem: tuple(ids) for problem, ids in ranked})


def _widest(corpus: Corpus, id_: str) -> str:
    """What an entry is a part of in the end, over first `broader` links of its own kind."""
    seen = {id_}
    while True:
        record = corpus.records[id_]
        if not isinstance(record.entry, Thing):
            return id_
        wholes = (corpus.present(link.target) for link in record.entry.broader)
        up = [one for one in wholes if one in corpus.records and one not in seen]
        same = [one for one in up if corpus.records[one].kind == record.kind]
        if not same:
            return id_
        id_ = same[0]
        seen.add(id_)
