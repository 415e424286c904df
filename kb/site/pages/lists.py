"""What the listing pages show: one index a kind, and all names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kb.model import Work, cite
from kb.model.entries import Problem
from kb.model.words import KINDS, POINTS
from kb.site import urls
from kb.site.pages.context import Context
from kb.site.pages.figures import every_forecast

if TYPE_CHECKING:
    from kb.base import KnowledgeBase
    from kb.model.words import Kind
    from kb.read import Record
    from kb.site.pages.context import Site
    from kb.site.pages.figure import Figure
    from kb.site.pages.parts import Anchor, Profile

_FIRST: Final = "First come those of which most critiques stand without a reply."


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a listing."""

    link: Anchor
    note: str = ""
    profile: Profile | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under a heading."""

    name: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of lines in sections."""

    path: str
    title: str
    lead: str
    sections: tuple[Section, ...]
    names: bool = False
    """Whether it is of names alone, which stand closer."""
    figure: Figure | None = None


def kind_index(site: Site, kind: Kind) -> Listing:
    """The index of one kind.

    Works are by year, problems by sort and by name, and the rest by name; but what can be
    criticised is listed first where most critiques stand without a reply.
    """
    page = urls.kind_page(kind.name)
    context = Context(site, page)
    named = sorted(site.base.corpus.of_kind(kind.name), key=lambda r: cite.sort_key(r.title))
    records = sorted(named, key=lambda record: -_unreplied(site.base, record.id))
    groups: dict[str, list[Item]] = {}
    for record in records:
        heading, note = _listed(record)
        item = Item(context.link(record.id), note, context.profile(record.id))
        groups.setdefault(heading, []).append(item)
    names = sorted(groups)
    if kind.name == "work":
        names.reverse()
    return Listing(
        page,
        kind.plural,
        f"{kind.meaning} {_FIRST}" if kind.name in POINTS else kind.meaning,
        tuple(Section(name, tuple(groups[name])) for name in names),
        figure=every_forecast(context) if kind.name == "forecast" else None,
    )


def _listed(record: Record) -> tuple[str, str]:
    """The heading under which an entry is listed, and what is said of it there."""
    entry = record.entry
    if isinstance(entry, Work):
        others = " and others" if len(entry.authors) > 3 else ""
        return cite.year(entry), ", ".join(entry.authors[:3]) + others
    if isinstance(entry, Problem):
        return entry.type.replace("-", " ").capitalize() + "s", entry.summary
    return "", entry.summary


def _unreplied(base: KnowledgeBase, id_: str) -> int:
    """How many critiques of an entry, and of what it rests on, stand without a reply."""
    return base.profile(id_).unanswered if id_ in base.debate.points else 0


def all_names(site: Site) -> Listing:
    """Every title and alias in one alphabet."""
    context = Context(site, urls.ALL)
    groups: dict[str, list[tuple[str, Item]]] = {}
    for record in site.base.corpus:
        link = context.link(record.id)
        names = [(record.title, Item(link, KINDS[record.kind].name))]
        names += [
            (
                alias,
                Item(context.link(record.id, alias), f"{KINDS[record.kind].name}: {record.title}"),
            )
            for alias in record.entry.aliases
        ]
        for name, item in names:
            key = cite.sort_key(name) or name.casefold()
            letter = key[0].upper() if key[0].isalpha() else "0–9"
            groups.setdefault(letter, []).append((key, item))
    return Listing(
        urls.ALL,
        "All names, A to Z",
        "Every title and every other name.",
        tuple(
            Section(
                letter, tuple(item for _, item in sorted(groups[letter], key=lambda pair: pair[0]))
            )
            for letter in sorted(groups)
        ),
        names=True,
    )
