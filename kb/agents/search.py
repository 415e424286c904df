"""What agents are answered when they search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.agents.answers import Found, Hit
from kb.agents.citing import sources
from kb.agents.sizes import clipped, fitted, left
from kb.errors import KnowledgeBaseError
from kb.model.words import STATEMENT, STATUS_SENTENCE
from kb.survey import standing, words

if TYPE_CHECKING:
    from kb.base import KnowledgeBase

_NOTHING = "nothing here is called so or says so; try fewer or other words"


def search(base: KnowledgeBase, text: str, kind: str | None, skip: int) -> Found:
    """What is called like a text, or says something with its words, best first.

    Args:
        base: that is searched.
        text: some words; where none of them occurs, names that are near in letters are given.
        kind: only entries of this kind, or `statement`.
        skip: how many to leave out.

    Raises:
        KnowledgeBaseError: for a text without words, or for a word that is no kind.
    """
    if not words(text):
        raise KnowledgeBaseError("search for a word or two, such as 'reward hacking'")
    if kind is not None and kind != STATEMENT:
        base.of_kind(kind)
    found = [one.address for one in base.search(text)] or list(base.find(text).ids)
    wanted = [one for one in found if kind in {None, kind_of(base, one)}]

    def answer(most: int) -> Found:
        shown = tuple(_hit(base, address) for address in wanted[skip : skip + most])
        return Found(
            total=len(wanted),
            hits=shown,
            more=left(len(wanted), skip, len(shown), "hits") if wanted else _NOTHING,
            caution=STATUS_SENTENCE,
        )

    return fitted(answer)


def kind_of(base: KnowledgeBase, address: str) -> str:
    """The kind of an entry, or `statement` for one inside an entry.

    Args:
        base: that has it.
        address: its present one.
    """
    return STATEMENT if address in base.corpus.statements else base.corpus.records[address].kind


def _hit(base: KnowledgeBase, address: str) -> Hit:
    record = base.corpus.owner(address)
    text, points = base.corpus.text(address), base.debate.points
    return Hit(
        address=address,
        kind=kind_of(base, address),
        title=clipped(record.title, 120),
        text=None if text == record.title else text,
        status=standing(base.corpus, base.debate, address) if address in points else None,
        sources=sources(base, address, 1),
    )
