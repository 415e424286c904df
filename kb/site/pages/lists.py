"""What the listing pages show: one index a kind, all names, the home page."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kb.debate import closure
from kb.model import Address, View, Work, cite
from kb.model.entries import Problem
from kb.model.words import KINDS, POINTS, Label, Status
from kb.site import urls
from kb.site.pages.context import Context
from kb.site.pages.parts import counted

if TYPE_CHECKING:
    from kb.base import KnowledgeBase
    from kb.model.words import Kind
    from kb.read import Corpus, Record
    from kb.site.pages.context import Site
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


@dataclass(frozen=True, slots=True)
class Question:
    """A problem as the home page asks it."""

    link: Anchor
    counts: str


@dataclass(frozen=True, slots=True)
class Tile:
    """A count that leads to an index."""

    href: str
    count: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Home:
    """The home page."""

    path: str
    title: str
    lead: str
    tiles: tuple[Tile, ...]
    questions: tuple[Question, ...]
    contested: tuple[Item, ...]
    open_critiques: tuple[Anchor, ...]
    view: Anchor | None
    statements: int
    quoted: int


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


def home(site: Site) -> Home:
    """The home page."""
    context, base = Context(site, urls.HOME), site.base
    return Home(
        urls.HOME,
        "Alignment Concepts",
        "A checked, cited map of AI alignment proposals and the critiques of them.",
        _tiles(base.corpus),
        _questions(context)[:8],
        tuple(Item(context.link(point), _owner(context, point)) for point in _disputed(base)[:6]),
        context.links(_unanswered(base)[:6]),
        _widest_view(context),
        len(base.corpus.statements),
        sum(held.quote is not None for held in base.positions()),
    )


def _tiles(corpus: Corpus) -> tuple[Tile, ...]:
    """The kinds that have entries, with their number."""
    counts = Counter(record.kind for record in corpus)
    return tuple(
        Tile(urls.kind_page(kind.name), counts[kind.name], kind)
        for kind in KINDS.values()
        if counts[kind.name]
    )


def _questions(context: Context) -> tuple[Question, ...]:
    """The problems, those first for which most is proposed."""
    base, graph = context.site.base, context.site.graph
    found = []
    for record in base.corpus.of_kind("problem"):
        proposals = {
            start
            for start, _, data in graph.in_edges(record.id, data=True)
            if data["relation"] == "addresses"
        }
        critiques = {critique.id for id_ in proposals for critique in base[id_].critiques()}
        found.append((-len(proposals), -len(critiques), record.id))
    return tuple(
        Question(
            context.link(id_),
            f"{counted(-proposals, 'proposal')}, {counted(-critiques, 'critique')} of them",
        )
        for proposals, critiques, id_ in sorted(found)
    )


def _disputed(base: KnowledgeBase) -> list[str]:
    """The statements that do not simply stand, those first on which most is said."""
    debate = base.debate
    replies = {
        point: [attack.source for attack in attacks] for point, attacks in debate.attackers.items()
    }
    found = [
        (-len(closure([point], replies)), point)
        for point in debate.attackers
        if debate.labels[point] != Label.IN and not debate.points[point]
    ]
    return [point for _, point in sorted(found)]


def _unanswered(base: KnowledgeBase) -> list[str]:
    """The critiques to which nobody has replied, those first that hit most."""
    hits = Counter(attack.source for attack in base.debate.attacks)
    found = [
        (-hits[record.id], record.id)
        for record in base.corpus.of_kind("critique")
        if base.debate.status(record.id) is Status.UNANSWERED
    ]
    return [id_ for _, id_ in sorted(found)]


def _widest_view(context: Context) -> Anchor | None:
    """The view with most positions."""
    sizes = {
        record.id: len(record.entry.positions)
        for record in context.site.base.corpus
        if isinstance(record.entry, View)
    }
    return context.link(max(sizes, key=sizes.__getitem__)) if sizes else None


def _owner(context: Context, point: str) -> str:
    """Whose statement a point is; empty for an entry of its own."""
    return context.site.base.corpus.owner(point).title if Address(point).fragment else ""
