"""What agents are answered when they search."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kb.agents.answers import Found, Hit
from kb.agents.citing import sources
from kb.agents.sizes import clipped, listed
from kb.errors import KnowledgeBaseError
from kb.model.words import STATEMENT, STATUS_SENTENCE
from kb.survey import hit, standing, words

if TYPE_CHECKING:
    from kb.base import KnowledgeBase

_NOTHING = "nothing here is called so or says so; try fewer or other words"


def search(base: KnowledgeBase, text: str, kind: str | None, skip: int) -> Found:
    """What is called like a text, or says something with its words, best first.

    Where none of the words occurs, names that are near in letters are given.

    Raises:
        KnowledgeBaseError: for a text without words, or for a word that is no kind.
    """
    if not words(text):
        raise KnowledgeBaseError("search for a word or two, such as 'reward hacking'")
    if kind is not None and kind != STATEMENT:
        base.of_kind(kind)
    found = [one.address for one in base.search(text)] or list(base.find(text).ids)
    wanted = [one for one in found if kind in {None, hit(base.corpus, one).kind}]
    nothing = {} if wanted else {"more": _NOTHING}
    told = partial(_hit, base)
    return listed(Found, "hits", wanted, told, skip, caution=STATUS_SENTENCE, **nothing)


def _hit(base: KnowledgeBase, address: str) -> Hit:
    found = hit(base.corpus, address)
    text, points = base.corpus.text(address), base.debate.points
    return Hit(
        address=address,
        kind=found.kind,
        title=clipped(found.title, 120),
        text=None if text == found.title else text,
        status=standing(base.corpus, base.debate, address) if address in points else None,
        sources=sources(base, address, 1),
    )
