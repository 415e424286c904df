"""The strongest recorded reasons for and against a point, with the words of their sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kb.model import Reason
from kb.model.dates import when
from kb.model.words import Force, Label, Role
from kb.survey.dated import origin

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kb.debate import Attack, Debate
    from kb.model import Source
    from kb.read import Corpus

_RANK: Final = {Label.IN: 0, Label.UNDECIDED: 1, Label.OUT: 2}


@dataclass(frozen=True, slots=True)
class Told:
    """A reason, or the point itself where its source tells it, and where that stands.

    Attributes:
        address: the reason, or the point.
        text: what it says.
        quote: the words of the source; empty where none are recorded.
        work: id of the source; empty where none is recorded.
        at: where in it.
    """

    address: str
    text: str
    quote: str = ""
    work: str = ""
    at: str = ""


def strongest_against(corpus: Corpus, debate: Debate, address: str) -> Told | None:
    """The critique of a point that stands, else refutes, is quoted, is newest; None for none."""
    forces: dict[str, bool] = {}
    for attack in debate.attackers.get(address, ()):
        forces[attack.source] = forces.get(attack.source, False) or attack.force == Force.REFUTES
    ranked = sorted(forces, key=lambda id_: _rank(corpus, debate, id_, refutes=forces[id_]))
    return _told(corpus, ranked[0]) if ranked else None


def strongest_for(corpus: Corpus, debate: Debate, address: str) -> Told | None:
    """What speaks for a point.

    It is a reason that supports it, else a reply to a critique of it, else where its own source
    says so.
    """
    support = corpus.supporters.get(address, ())
    against = [attack.source for attack in debate.attackers.get(address, ())]
    replies = {a.source: a.force == Force.REFUTES for one in against for a in _on(debate, one)}
    for found in (dict.fromkeys(support, False), replies):
        ranked = sorted(found, key=lambda id_: _rank(corpus, debate, id_, refutes=found[id_]))
        if ranked:
            return _told(corpus, ranked[0])
    return _own(corpus, address)


def _on(debate: Debate, critique: str) -> Iterable[Attack]:
    return debate.attackers.get(critique, ())


def _rank(
    corpus: Corpus, debate: Debate, id_: str, *, refutes: bool
) -> tuple[int, bool, bool, int, str]:
    first = origin(corpus, corpus.records[id_])
    quoted = any(one.quote for one in corpus.records[id_].entry.sources)
    newest = -when(first[1]) if first else 0
    return _RANK[debate.label_of(id_)], not refutes, not quoted, newest, id_


def _told(corpus: Corpus, id_: str) -> Told:
    record = corpus.records[id_]
    source = _quoted(record.entry.sources)
    text = record.title if isinstance(record.entry, Reason) else corpus.text(id_)
    return Told(id_, text, *_said(corpus, source))


def _own(corpus: Corpus, address: str) -> Told | None:
    """A statement in the words of the work that states it, or a claim in those of its source."""
    if address in corpus.statements:
        one = corpus.statements[address].statement
        if one.work is None:
            return None
        return Told(address, one.text, one.quote or "", corpus.present(one.work), one.at or "")
    source = _quoted(corpus.records[address].entry.sources)
    return Told(address, corpus.text(address), *_said(corpus, source)) if source else None


def _quoted(sources: Iterable[Source]) -> Source | None:
    """The source that is quoted, the original one first."""
    ranked = sorted(sources, key=lambda one: (not one.quote, one.as_ is not Role.ORIGINAL))
    return ranked[0] if ranked else None


def _said(corpus: Corpus, source: Source | None) -> tuple[str, str, str]:
    if source is None:
        return "", "", ""
    return source.quote or "", corpus.present(source.work), source.at or ""
