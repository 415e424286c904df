"""Why a point has its status, with what only the entries know of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kb.debate import why
from kb.model import Approach
from kb.model.words import APPROACHES, Status
from kb.survey.profile import beside, looked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kb.debate import Debate, Why
    from kb.read import Corpus


def explained(corpus: Corpus, debate: Debate, address: str) -> Why:
    """The tree of reasons behind the status of a point, and what is disputed beside it.

    Critiques name the approaches that avoid them. Of a point against which nothing is recorded, it
    says when someone last looked.

    Raises:
        KeyError: for an address that is no point.
    """
    avoided = _avoided(corpus)
    tree = why(debate, address, notes=avoided)
    told = {one.point for _, one in tree.walk()}
    aside = []
    for noun, one in beside(corpus, debate, address):
        if debate.attackers.get(one):
            aside.append(why(debate, one, notes=avoided, because=noun, told=told))
            told |= {below.point for _, below in aside[-1].walk()}
    tree = replace(tree, aside=tuple(aside))
    if tree.status is not Status.UNCHALLENGED:
        return tree
    return replace(tree, looked=looked(corpus.owner(address).entry.searched))


def _avoided(corpus: Corpus) -> Mapping[str, str]:
    """Which approaches avoid a critique, in words."""
    found: dict[str, list[str]] = {}
    for record in corpus.of_kind(*APPROACHES):
        if isinstance(record.entry, Approach):
            for one in record.entry.avoids:
                found.setdefault(corpus.present(one.target), []).append(record.id)
    return {critique: f"avoided by {', '.join(ids)}" for critique, ids in found.items()}
