"""Views of a base: more labels given, an earlier date, and what each shows in words."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from kb.survey import as_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kb.debate import Assignment

B = TypeVar("B")


def given(base: B, labels: Mapping[str, Assignment], shows: str, *, seer: str = "") -> B:
    """A base with the labels of more points given.

    Args:
        base: of which it is a view.
        labels: by address.
        shows: what the view adds, in words.
        seer: id of the person as whom it sees the base, if that is what gives the labels.
    """
    of: Any = base
    together = MappingProxyType({**of.assignments, **labels})
    shown = _described(of, shows)
    view: B = replace(of, assignments=together, origin=of, description=shown, seer=seer)
    return view


def past(base: B, date: str) -> B:
    """A base as of a date; what it is a view of comes to that date first.

    Raises:
        NotADate: if the date is none.
        KnowledgeBaseError: if it is as seen by someone who held nothing by then.
    """
    of: Any = base
    origin: Any = of.origin
    if origin is None or origin.corpus is not of.corpus:
        shown = _described(of, f"as of {date}")
        view: B = replace(of, corpus=as_of(of.corpus, date), origin=of, description=shown)
        return view
    before = past(origin, date)
    if of.seer:
        seen: B = before.as_seen_by(of.seer)
        return seen
    own = {
        address: one
        for address, one in of.assignments.items()
        if origin.assignments.get(address) != one and address in before.debate.points
    }
    supposed: B = given(before, own, of.description.removeprefix(origin.description).lstrip(", "))
    return supposed


def _described(base: Any, shows: str) -> str:
    return f"{base.description}, {shows}" if base.description else shows
