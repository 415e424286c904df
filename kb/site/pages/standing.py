"""How a point of the debate stands: what speaks against it and for it, who holds it, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.debate import why
from kb.model import Address, Statement
from kb.site.pages.parts import DEEPEST, Because, Fact
from kb.site.pages.relations import whole_link

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kb.model import Entry
    from kb.read import Record
    from kb.site.pages.context import Context
    from kb.site.pages.parts import Anchor, Holding, Point, Thread


@dataclass(frozen=True, slots=True)
class Standing:
    """What an entry in the debate shows of it."""

    threads: tuple[Thread, ...]
    support: tuple[Anchor, ...]
    holdings: tuple[Holding, ...]
    why: tuple[Because, ...]


def standing(context: Context, record: Record) -> Standing:
    """How an entry stands, as itself: its statements have points of their own."""
    return Standing(
        context.threads(record.id),
        context.links(context.site.base.corpus.supporters.get(record.id, ())),
        context.holdings(record.id),
        _because(context, record.id),
    )


def _because(context: Context, point: str) -> tuple[Because, ...]:
    """The tree of reasons in reading order; empty where nothing speaks against the point."""
    tree = why(context.site.base.debate, point, deepest=DEEPEST + 1)
    shown = [(depth, one) for depth, one in tree.walk() if depth <= DEEPEST]
    return tuple(
        Because(
            depth,
            whole_link(context, one.point),
            one.because,
            one.again,
            depth == DEEPEST and bool(one.reasons),
        )
        for depth, one in shown
        if tree.reasons
    )


def premises(context: Context, record: Record) -> tuple[Point, ...]:
    """What an entry assumes: its own statements, and those of others."""
    return points(context, record, context.site.base.corpus.assumed(record))


def points(
    context: Context, record: Record, told: Iterable[Address | Statement]
) -> tuple[Point, ...]:
    """Statements of an entry itself, and addresses of others."""
    addresses = (
        Address.of(record.id, one.id) if isinstance(one, Statement) else one for one in told
    )
    return tuple(
        context.point(address, address.fragment if address.entry == record.id else "")
        for address in addresses
    )


def first_stated(context: Context, entry: Entry) -> tuple[Fact, ...]:
    """Where a reason or a claim was first stated."""
    first = dict.fromkeys(one.work for one in entry.sources if one.as_ == "original")
    return (Fact("First stated in", links=context.links(first)),) if first else ()
