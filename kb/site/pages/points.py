"""Statements as pages show them: each with its debate, what supports it, and who holds what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.model import Address, Statement
from kb.model.words import Reading
from kb.site.pages.parts import Point
from kb.site.pages.threads import threads

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kb.read import Record
    from kb.site.pages.context import Context


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
        point(context, address, address.fragment if address.entry == record.id else "")
        for address in addresses
    )


def statements(context: Context, record: Record, field: str) -> tuple[Point, ...]:
    """The statements of one field of an entry."""
    return tuple(
        point(context, one.address, one.statement.id)
        for one in context.site.base.corpus.statements_of(record.id)
        if one.field == field
    )


def point(context: Context, address: str, anchor: str = "") -> Point:
    """A statement with the critiques of it, what supports it, and who holds what."""
    base = context.site.base
    present = base.corpus.present(address)
    shared = None if present.fragment and anchor else context.link(present)
    told = base.corpus.statements.get(present)
    statement = told.statement if told else None
    needs = base.debate.assumes.get(present, ()) if anchor else ()
    return Point(
        anchor,
        base.corpus.text(present),
        base.debate.status(present),
        context.looked(present),
        shared,
        context.others(present) if shared else (),
        threads(context, present),
        tuple(context.near(one) for one in base.corpus.supporters.get(present, ())),
        context.links(needs),
        context.holdings(present),
        context.cited(statement.source) if statement and statement.source else None,
        statement is not None and statement.reading is Reading.INFERRED,
        context.prose(statement.detail if statement else None),
        statement.former_ids if statement and anchor else (),
    )
