"""What the card of a page says where someone shares a link to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kb.model import Approach, cite
from kb.model.entries import Critique
from kb.site.render import typographic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.base import KnowledgeBase
    from kb.read import Record

KINDS: Final = ("proposal", "forecast", "claim", "critique")
"""The kinds that have a card."""

FOLDER: Final = "assets/cards"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a card.

    Attributes:
        sign: what stands before it: a status, or `against`, `for` with a label, as `for in`.
        text: what it says.
        against: the labels of what is said against it.
        replies: the labels of what is said in reply to that.
    """

    sign: str
    text: str
    against: tuple[str, ...] = ()
    replies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """A card: what the entry is, how it stands, and why, in as many lines as there are."""

    kind: str
    year: str
    title: str
    status: str
    told: str
    lines: tuple[Line, ...]


def place(record: Record) -> str:
    """Where the card of an entry is on the site; empty where it has none."""
    return f"{FOLDER}/{record.id}.png" if record.kind in KINDS else ""


def card(base: KnowledgeBase, record: Record) -> Card:
    """The card of a proposal, a forecast, a claim or a critique."""
    profile = base.profile(record.id)
    entry = record.entry
    if isinstance(entry, Critique):
        told = _counted(len(base.debate.attackers.get(record.id, ())), "reply", "replies")
        lines = _of_critique(base, record, entry)
    else:
        told = _counted(profile.critiques, "critique", "critiques")
        if profile.critiques:
            told += f", {profile.unanswered or 'none'} without a recorded reply"
        lines = (
            _of_approach(base, record)
            if isinstance(entry, Approach)
            else _of_critiques(base, record)
        )
    return Card(
        record.kind,
        _year(base, record),
        typographic(record.title),
        str(base.debate.status(record.id)),
        told,
        tuple(lines),
    )


def _counted(number: int, one: str, many: str) -> str:
    return f"{number or 'no'} {one if number == 1 else many}"


def _said(text: str) -> str:
    """A sentence as a line of a list: without its full stop."""
    return typographic(text.removesuffix("."))


def _year(base: KnowledgeBase, record: Record) -> str:
    """When it was first said; empty where nobody knows."""
    if isinstance(record.entry, Approach) and record.entry.introduced:
        return record.entry.introduced[:4]
    return min((cite.year(work) for work in base.corpus.originals(record)), default="")


def _against(base: KnowledgeBase, address: str) -> list[str]:
    """The ids of what is said against an address, each once."""
    found = (attack.source for attack in base.debate.attackers.get(address, ()))
    return list(dict.fromkeys(found))


def _labels(base: KnowledgeBase, ids: list[str]) -> tuple[str, ...]:
    return tuple(sorted(str(base.debate.status(one).label) for one in ids))


def _line(base: KnowledgeBase, address: str, text: str) -> Line:
    hits = _against(base, address)
    replies = list(dict.fromkeys(reply for one in hits for reply in _against(base, one)))
    status = str(base.debate.status(address))
    return Line(status, _said(text), _labels(base, hits), _labels(base, replies))


def _of_approach(base: KnowledgeBase, record: Record) -> Iterator[Line]:
    for cell in base.profile(record.id).strip:
        yield _line(base, cell.address, base.corpus.text(cell.address))
    yield _line(base, record.id, f"The {record.kind} as a whole")


def _of_critiques(base: KnowledgeBase, record: Record) -> Iterator[Line]:
    for one in _against(base, record.id):
        replies = _labels(base, _against(base, one))
        yield Line(f"against {base.debate.status(one).label}", _said(base[one].title), (), replies)


def _of_critique(base: KnowledgeBase, record: Record, entry: Critique) -> Iterator[Line]:
    for attack in entry.attacks:
        target = base.corpus.present(attack.target)
        owner = base.corpus.owner(target)
        text = base.corpus.text(target) if target.fragment else owner.title
        yield Line(str(base.debate.status(target)), _said(text))
    for one in _against(base, record.id):
        yield Line(f"for {base.debate.status(one).label}", _said(base[one].title))
