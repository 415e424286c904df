"""Who speaks on a page: whether many say what is said on it, or mostly one."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from kb.model import cite
from kb.site.marks import AGAINST
from kb.site.pages.parts import counted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kb.read import Corpus
    from kb.site.pages.parts import Thread

_FEW: Final = 4
"""Moves below which a count says nothing."""


def speakers(corpus: Corpus, threads: Iterable[Thread]) -> str:
    """How much of what is said against something and for it one person says, in a sentence.

    It also counts the replies that come from those to whom they reply. Empty where little is said.
    """
    moves: dict[str, Thread] = {}
    own: set[str] = set()
    above: list[Thread] = []
    for one in threads:
        above = [*above[: one.depth - 1], one]
        moves.setdefault(one.link.id, one)
        if one.depth > 1 and _authors(corpus, one) & _authors(corpus, above[-2]):
            own.add(one.link.id)
    if len(moves) < _FEW:
        return ""
    critiques = [one for one in moves.values() if one.side == AGAINST]
    replies = [one for one in moves.values() if one.side != AGAINST]
    counts = Counter(name for one in moves.values() for name in _authors(corpus, one))
    name, most = max(counts.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    if most < 2:
        return f"No one has more than one of these {len(moves)} moves."
    share = [
        f"{sum(name in _authors(corpus, one) for one in group)} of {counted(len(group), *noun)}"
        for group, noun in (
            (critiques, ("critique", "critiques")),
            (replies, ("reply", "replies")),
        )
        if group
    ]
    who = cite.named([name], corpus.groups)
    said = f"{' and '.join(share)} are by {who}, who speaks most often here."
    if not own:
        return said
    answers = "reply comes from an author of what it answers"
    if len(own) > 1:
        answers = "replies come from an author of what they answer"
    return f"{said} {len(own)} {answers}."


def _authors(corpus: Corpus, one: Thread) -> frozenset[str]:
    return frozenset(corpus.authors(corpus.records[one.link.id]))
