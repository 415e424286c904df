"""Two approaches side by side: what differs at the sides, what they share once in the middle."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from kb.model import Address, Approach
from kb.model.words import Rung
from kb.site import urls
from kb.site.pages.context import Context
from kb.site.pages.parts import counted
from kb.site.pages.survey import Part, Survey, Way
from kb.site.render import typographic
from kb.survey import compare, families

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kb.site.pages.context import Site
    from kb.site.pages.parts import Anchor, Cited, Profile

DATA: Final = "assets/kb/compare.js"
"""What any two approaches can be compared from in the browser, from the root of the site."""

_ROWS: Final = (
    ("problems", "Meant for"),
    ("assumptions", "Rests on"),
    ("critiques", "Said against"),
    ("uses", "Built from"),
)
"""What is compared, by the name that the library has for it, and how the page calls it."""

_TIES: Final = MappingProxyType(
    {
        "uses": "builds on",
        "related": "is related to",
        "differs-from": "differs from",
        "broader": "is a part of",
        "superseded-by": "was superseded by",
    }
)
"""The relations between two approaches that a comparison tells first, in words."""

_HIT: Final = re.compile(r"(weakens|refutes) (\S+?)(?=[,:])")
"""An address that a critique hits, as the library tells it."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one of the two has in a row, and how it is related to it."""

    link: Anchor
    note: str


@dataclass(frozen=True, slots=True)
class Split:
    """A row: what each has alone, and what both have."""

    id: str
    name: str
    one: tuple[Said, ...]
    both: tuple[Anchor, ...]
    other: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two."""

    link: Anchor
    title: str
    kind: str
    year: str
    profile: Profile | None
    rungs: tuple[tuple[str, tuple[Cited, ...]], ...]
    by: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two approaches side by side."""

    path: str
    title: str
    lead: str
    one: Side
    other: Side
    tied: tuple[str, ...]
    """How the two are related, with the reasons."""
    rows: tuple[Split, ...]
    evidence: str
    more: tuple[Way, ...]
    """Other pairs with one of the two."""


def pair_pages(site: Site) -> Iterator[Pair]:
    """The pages of all pairs."""
    made = site.pairs
    near: dict[str, list[str]] = {}
    for one, other in made:
        near.setdefault(one, []).append(other)
        near.setdefault(other, []).append(one)
    for one, other in made:
        yield _pair(Context(site, urls.pair_page(one, other)), one, other, near)


def _pair(context: Context, one: str, other: str, near: Mapping[str, list[str]]) -> Pair:
    rows = tuple(_split(context, name, title, one, other) for name, title in _ROWS)
    sides = _side(context, one), _side(context, other)
    shared = {row.id: len(row.both) for row in rows}
    reached = [{name for name, works in side.rungs if works} for side in sides]
    both = [rung.replace("-", " ") for rung in Rung if rung in reached[0] & reached[1]]
    return Pair(
        context.page,
        f"{sides[0].link.text} and {sides[1].link.text}",
        _lead(shared),
        *sides,
        tuple(_tied(context, one, other)),
        rows,
        f"Both: {', '.join(both)}." if both else "No rung in common.",
        tuple(
            Way(
                urls.relative(urls.pair_page(a, b), context.page),
                f"{_short(context, a)} and {_short(context, b)}",
            )
            for a in (one, other)
            for b in near[a]
            if {a, b} != {one, other}
        ),
    )


def _lead(shared: Mapping[str, int]) -> str:
    told = [
        counted(shared[name], noun) if shared[name] else f"no {noun}"
        for name, noun in (("problems", "aim"), ("assumptions", "assumption"))
    ]
    last = shared["critiques"]
    ending = counted(last, "critique") if last else "no critique"
    return f"They share {told[0]} and, as far as is recorded, {told[1]} and {ending}."


def _split(context: Context, rows: str, name: str, one: str, other: str) -> Split:
    base = context.site.base
    told = compare(base.corpus, base.debate, (one, other), rows).rows
    alone: list[list[Said]] = [[], []]
    both = []
    for row in told:
        link = context.link(row.name)
        if all(row.cells):
            both.append(link)
        else:
            place = 0 if row.cells[0] else 1
            note = _noted(context, (one, other)[place], row.cells[place])
            alone[place].append(Said(link, note))
    if rows == "critiques":
        for said in alone:
            said.sort(key=lambda one: one.link.status not in {"unanswered", "upheld"})
    return Split(rows, name, tuple(alone[0]), tuple(both), tuple(alone[1]))


def _noted(context: Context, id_: str, cell: str) -> str:
    """What the library says in a cell, with what is hit in words and not by its address."""

    def named(hit: re.Match[str]) -> str:
        target = Address.of(id_, hit[2][1:]) if hit[2].startswith("#") else Address(hit[2])
        corpus = context.site.base.corpus
        text = corpus.text(target) if target.fragment else corpus.records[target.entry].title
        return f"{hit[1]} “{text.rstrip('.')}”"

    return typographic(_HIT.sub(named, cell))


def _side(context: Context, id_: str) -> Side:
    corpus = context.site.base.corpus
    record = corpus.records[id_]
    entry = record.entry
    assert isinstance(entry, Approach)  # noqa: S101 - only approaches are compared
    rungs = {rung: [one for one in entry.maturity if one.rung == rung] for rung in Rung}
    return Side(
        context.link(id_, _short(context, id_)),
        record.title,
        record.kind,
        entry.introduced or "",
        context.profile(id_),
        tuple(
            (rung, tuple(context.source(one.work, one.at) for one in found))
            for rung, found in rungs.items()
        ),
        context.links(corpus.by(record)),
    )


def _short(context: Context, id_: str) -> str:
    record = context.site.base.corpus.records[id_]
    acronym = next((name for name in record.entry.aliases if name.isupper()), "")
    return acronym or record.title


def _tied(context: Context, one: str, other: str) -> Iterator[str]:
    """The relations between the two, in words."""
    graph = context.site.graph
    for start, end in ((one, other), (other, one)):
        for data in (graph.get_edge_data(start, end) or {}).values():
            relation = data["relation"].replace("_", "-")
            if relation in _TIES:
                why = data.get("why") or data.get("in")
                yield f"{_short(context, start)} {_TIES[relation]} {_short(context, end)}" + (
                    f": {why}." if why else "."
                )


def comparing(site: Site) -> Survey:
    """The page that leads to all pairs, and on which any other pair can be chosen."""
    context = Context(site, urls.COMPARE)
    made = site.pairs
    parts = []
    for id_ in (one for ids in families(site.base.corpus).values() for one in ids):
        others = [b if a == id_ else a for a, b in made if id_ in {a, b}]
        ways = tuple(
            Way(
                urls.relative(urls.pair_page(id_, other), context.page),
                f"{_short(context, id_)} and {_short(context, other)}",
            )
            for other in others
        )
        if ways:
            title = site.base.corpus.records[id_].title
            parts.append(Part(id_, title, ways=ways, dense=True))
    return Survey(
        urls.COMPARE,
        "Two side by side",
        "Proposals and forecasts for the same problem, side by side: what both assume, what hits "
        "both, and where they differ. Any other two can be chosen here.",
        tuple(parts),
        (Way("../matrix.html", "Matrix"),),
        "No two address the same problem.",
        "../assets/js/compare.js",
    )


def data(site: Site) -> str:
    """The script from which any two approaches can be compared in the browser."""
    context = Context(site, urls.COMPARE)
    told = {id_: _told(context, id_) for ids in families(site.base.corpus).values() for id_ in ids}
    made = ["--".join(pair) for pair in site.pairs]
    text = json.dumps([told, made], ensure_ascii=False, separators=(",", ":"))
    return f"kbCompare({text});\n"


def _told(context: Context, id_: str) -> dict[str, Any]:
    base = context.site.base
    side = _side(context, id_)
    rows = {
        name: [
            _line(context, row.name, _noted(context, id_, row.cells[0]))
            for row in compare(base.corpus, base.debate, (id_,), name).rows
        ]
        for name, _ in _ROWS
    }
    return {
        "title": typographic(side.title),
        "short": typographic(side.link.text),
        "href": side.link.href,
        "kind": side.kind,
        "year": side.year,
        "summary": typographic(side.link.summary),
        "status": side.link.status,
        "sentence": side.profile.sentence.striptags() if side.profile else "",
        "rows": rows,
        "rungs": [
            [rung.replace("-", " "), [[one.work.href, typographic(one.short)] for one in works]]
            for rung, works in side.rungs
        ],
        "by": [[one.href, typographic(one.text)] for one in side.by],
    }


def _line(context: Context, address: str, note: str) -> list[str]:
    link = context.link(address)
    return [address, typographic(link.text), link.href, link.status, link.kind, note]
