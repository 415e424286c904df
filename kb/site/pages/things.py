"""The pages of concepts and problems, and what proposals share with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.model.entries import Problem
from kb.site.pages.agenda import Agenda, agenda
from kb.site.pages.page import EntryPage, common, plain_facts
from kb.site.pages.parts import Fact, Reading
from kb.site.pages.points import statements

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markupsafe import Markup

    from kb.model import Thing
    from kb.read import Record
    from kb.site.pages.context import Context
    from kb.site.pages.parts import Point


@dataclass(frozen=True, slots=True)
class Account:
    """What makes a term clear beside its account."""

    example: Markup
    misreading: Markup
    definitions: tuple[Reading, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingPage(EntryPage):
    """The page of a concept, a problem, or a thing of another kind."""

    account: Account
    claims: tuple[Point, ...]
    agenda: Agenda | None


def thing_page(context: Context, record: Record, entry: Thing) -> ThingPage:
    """The page of a concept, a problem, or a thing of another kind."""
    return ThingPage(
        **common(context, record, _facts(entry)),
        account=account(context, entry),
        claims=statements(context, record, "claims"),
        agenda=agenda(context, record, entry) if isinstance(entry, Problem) else None,
    )


def account(context: Context, entry: Thing) -> Account:
    """An example, a misreading, and the words of sources."""
    return Account(
        context.prose(entry.example),
        context.prose(entry.misreading),
        tuple(Reading("", d.quote, context.source(d.work, d.at)) for d in entry.definitions),
    )


def _facts(entry: Thing) -> Iterable[Fact]:
    if isinstance(entry, Problem):
        return (Fact("Sort", entry.type.replace("-", " ")),)
    return plain_facts(entry)
