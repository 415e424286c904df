"""What the listing pages show: one index a kind, all names, the home page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kb.model import Address, Work, cite
from kb.model.words import KINDS, Label, Status
from kb.site import urls
from kb.site.pages.context import Context

if TYPE_CHECKING:
    from kb.model.words import Kind
    from kb.site.pages.context import Site
    from kb.site.pages.parts import Anchor


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a listing."""

    link: Anchor
    note: str = ""


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


@dataclass(frozen=True, slots=True)
class Question:
    """A problem as the home page asks it."""

    link: Anchor
    proposals: int
    critiques: int


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
    tiles: tuple[Tile, ...]
    questions: tuple[Question, ...]
    contested: tuple[Item, ...]
    open_critiques: tuple[Anchor, ...]
    view: Anchor | None
    statements: int
    quoted: int


def kind_index(site: Site, kind: Kind) -> Listing:
    """The index of one kind: works by year, what has a status by status, the rest by name."""
    page = urls.kind_page(kind.name)
    context = Context(site, page)
    records = sorted(site.base.corpus.of_kind(kind.name), key=lambda r: cite.sort_key(r.title))
    groups: dict[str, list[Item]] = {}
    points = site.base.debate.points
    for record in records:
        entry: Any = record.entry
        if isinstance(entry, Work):
            heading, note = (
                cite.year(entry),
                ", ".join(entry.authors[:3]) + (" and others" if len(entry.authors) > 3 else ""),
            )
        elif record.id in points:
            status = site.base.debate.status(record.id)
            heading = f"{status.capitalize()}: {status.meaning}"
            note = entry.summary
        elif kind.name == "problem":
            heading, note = entry.type.replace("-", " ").capitalize() + "s", entry.summary
        else:
            heading, note = "", getattr(entry, "summary", "") or ""
        groups.setdefault(heading, []).append(Item(context.link(record.id), note))
    order = [f"{status.capitalize()}: {status.meaning}" for status in Status]
    names = sorted(groups, key=lambda name: (order.index(name) if name in order else -1, name))
    if kind.name == "work":
        names.reverse()
    return Listing(
        page,
        kind.plural,
        kind.meaning,
        tuple(Section(name, tuple(groups[name])) for name in names),
    )


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
    )


def home(site: Site) -> Home:
    """The home page."""
    context = Context(site, urls.HOME)
    base, graph = site.base, site.graph
    counts = {name: len(list(base.corpus.of_kind(name))) for name in KINDS}
    questions = []
    for record in base.corpus.of_kind("problem"):
        proposals = {
            start
            for start, _, data in graph.in_edges(record.id, data=True)
            if data["relation"] == "addresses"
        }
        critiques = {c.id for id_ in proposals for c in base[id_].critiques()}
        questions.append(Question(context.link(record.id), len(proposals), len(critiques)))
    questions.sort(key=lambda q: (-q.proposals, -q.critiques, q.link.id))
    attackers = base.debate.attackers
    disputed = [
        point
        for point in attackers
        if base.debate.labels[point] != Label.IN and not base.debate.points[point]
    ]
    disputed.sort(key=lambda point: (-_size(base.debate, point), point))
    standing = [
        record.id
        for record in base.corpus.of_kind("critique")
        if base.debate.status(record.id) is Status.UNANSWERED
    ]
    standing.sort(
        key=lambda id_: (-len(getattr(base.corpus.records[id_].entry, "attacks", ())), id_)
    )
    views = sorted(
        base.corpus.of_kind("view"), key=lambda r: -len(getattr(r.entry, "positions", ()))
    )
    return Home(
        urls.HOME,
        tuple(
            Tile(urls.kind_page(kind.name), counts[kind.name], kind)
            for kind in KINDS.values()
            if counts[kind.name]
        ),
        tuple(questions[:8]),
        tuple(Item(context.link(point), _owner(context, point)) for point in disputed[:6]),
        context.links(standing[:6]),
        context.link(views[0].id) if views else None,
        len(base.corpus.statements),
        sum(held.quote is not None for held in base.positions()),
    )


def _owner(context: Context, point: str) -> str:
    """Whose statement a point is; empty for an entry of its own."""
    return context.site.base.corpus.owner(point).title if Address(point).fragment else ""


def _size(debate: Any, point: str, seen: frozenset[str] = frozenset()) -> int:
    """How many critiques and replies hang on a point."""
    attacks = [a.source for a in debate.attackers.get(point, ()) if a.source not in seen]
    return sum(1 + _size(debate, source, seen | {point, source}) for source in attacks)
