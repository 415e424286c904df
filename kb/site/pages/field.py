"""The map of the field: approaches, what they rest on, and what is said against it, in columns."""

from __future__ import annotations

from dataclasses import dataclass, field
from statistics import fmean
from typing import TYPE_CHECKING

from markupsafe import Markup

from kb.debate import closure
from kb.site import urls
from kb.site.marks import AGAINST, cell_at, move_at
from kb.site.pages.context import Context
from kb.site.pages.drawn import diamond, kind, label, lines, link, standing
from kb.site.pages.parts import counted
from kb.site.pages.survey import Item, Part, Survey, Way
from kb.survey import families

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kb.debate import Attack
    from kb.site.pages.context import Site

_WIDTH, _FIRST, _SECOND, _THIRD, _LANES = 1120, 256, 328, 696, 612
"""Where the drawing ends, where each column is, and where critiques' lines may cross."""

_LINE, _SMALL, _GAP, _ROW = 19, 17, 14, 22
"""Heights: a line of a claim, of a critique, what stands between claims, an approach."""

_CLAIM, _CRITIQUE = 36, 66
"""Letters of a line in each column."""


@dataclass
class _Places:
    """Where things are, from top to bottom."""

    claims: dict[str, float] = field(default_factory=dict)
    critiques: dict[str, float] = field(default_factory=dict)
    approaches: dict[str, float] = field(default_factory=dict)
    height: float = 0.0


def field_map(site: Site) -> Survey:
    """The page of the map of the field."""
    context = Context(site, urls.MAP)
    order = [id_ for ids in families(site.base.corpus).values() for id_ in ids]
    rests = {id_: _rests(context, id_) for id_ in order}
    by: dict[str, list[str]] = {}
    for id_, points in rests.items():
        for point in points:
            by.setdefault(point, []).append(id_)
    attackers = site.base.debate.attackers
    shown = [point for point, ids in by.items() if point in attackers or len(ids) > 1]
    rank = {id_: place for place, id_ in enumerate(order)}
    shown.sort(key=lambda point: (fmean(rank[id_] for id_ in by[point]), rank[by[point][0]]))
    places = _placed(context, shown, by, order)
    critiques = len(places.critiques)
    return Survey(
        urls.MAP,
        "Map of the field",
        f"{len(places.approaches)} proposals and forecasts, what they rest on, and "
        f"{counted(critiques, 'critique')} of that. What nobody attacks or shares is left out.",
        tuple(_listed(context, shown, rests)),
        (Way(urls.MATRIX, "Matrix"), Way(urls.TIMELINE, "Lineage")),
        "Nothing is shared or attacked.",
        "assets/js/map.js",
        _drawing(context, places, by, order) if shown else Markup(""),
        "map",
    )


def _rests(context: Context, id_: str) -> tuple[str, ...]:
    """The thesis of an approach and what it rests on."""
    debate = context.site.base.debate
    return tuple(point for point in closure([id_], debate.assumes) if not debate.points[point])


def _placed(
    context: Context, shown: Iterable[str], by: Mapping[str, list[str]], order: Iterable[str]
) -> _Places:
    """Claims from top to bottom, each critique beside the first that it hits."""
    places = _Places()
    y = 40.0
    for point in shown:
        new = [
            attack.source
            for attack in context.site.base.debate.attackers.get(point, ())
            if attack.source not in places.critiques
        ]
        new = list(dict.fromkeys(new))
        heights = [len(lines(context.link(one).text, _CRITIQUE)) * _SMALL + 5 for one in new]
        own = len(lines(_text(context, point), _CLAIM)) * _LINE
        height = max(own, sum(heights))
        places.claims[point] = y + height / 2
        at = y + (height - sum(heights)) / 2
        for one, tall in zip(new, heights, strict=True):
            places.critiques[one] = at + tall / 2
            at += tall
        y += height + _GAP
    last = 20.0
    wanted = {
        id_: fmean(places.claims[p] for p in places.claims if id_ in by[p])
        for id_ in order
        if any(id_ in by[p] for p in places.claims)
    }
    for id_ in sorted(wanted, key=lambda one: wanted[one]):
        last = places.approaches[id_] = max(wanted[id_], last + _ROW)
    places.height = max(y, last + _ROW)
    return places


def _text(context: Context, point: str) -> str:
    """What a point is called: a claim by its title, a thesis by its approach."""
    corpus = context.site.base.corpus
    record = corpus.records.get(point)
    if record is None:
        return corpus.text(point)
    return f"{_name(context, point)} as a whole" if record.kind != "claim" else record.title


def _name(context: Context, id_: str) -> str:
    record = context.site.base.corpus.records[id_]
    names = [record.title, *record.entry.aliases]
    return record.title if len(record.title) <= 34 else min(names, key=len)


def _drawing(
    context: Context, places: _Places, by: Mapping[str, list[str]], order: list[str]
) -> Markup:
    of = {id_: f"kb-of-{place}" for place, id_ in enumerate(order)}
    classes = {point: " ".join(of[id_] for id_ in by[point]) for point in places.claims}
    hits: dict[str, list[Attack]] = {}
    for point in places.claims:
        for attack in context.site.base.debate.attackers.get(point, ()):
            hits.setdefault(attack.source, []).append(attack)
    drawn = [
        label(_FIRST - 12, 16, "Proposals and forecasts", "head", "end"),
        label(_SECOND - 6, 16, "Rest on", "head"),
        label(_THIRD - 6, 16, "Critiques of that", "head"),
        *(_tie(places, id_, point, of[id_]) for point in places.claims for id_ in by[point]),
        *(
            _hit(context, places, attack, classes[attack.target])
            for attacks in hits.values()
            for attack in attacks
        ),
        *(_approach(context, id_, y, of[id_]) for id_, y in places.approaches.items()),
        *(_claim(context, point, y, classes[point]) for point, y in places.claims.items()),
        *(
            _critique(context, one, y, " ".join(classes[a.target] for a in hits[one]))
            for one, y in places.critiques.items()
        ),
    ]
    return Markup(
        '<svg class="kb-drawn" viewBox="0 0 {} {:.0f}" role="group" aria-label="Map of the field">'
        "{}</svg>"
    ).format(_WIDTH, places.height, Markup("").join(drawn))


def _tie(places: _Places, id_: str, point: str, name: str) -> Markup:
    return _curve(
        _FIRST + 6, places.approaches[id_], _SECOND - 8, places.claims[point], f"tie {name}"
    )


def _hit(context: Context, places: _Places, attack: Attack, name: str) -> Markup:
    status = context.site.base.debate.status(attack.source)
    sort = f"hit kb-drawn__{standing(status)} {name}"
    if attack.force == "refutes":
        sort = f"hit kb-drawn__heavy kb-drawn__{standing(status)} {name}"
    start, end = places.claims[attack.target], places.critiques[attack.source]
    return _curve(_LANES, start, _THIRD - 8, end, sort)


def _curve(left: float, top: float, right: float, bottom: float, name: str) -> Markup:
    middle = (left + right) / 2
    return Markup(
        '<path class="kb-drawn__{}" d="M{:.0f} {:.0f}C{m:.0f} {:.0f} {m:.0f} {:.0f} '
        '{:.0f} {:.0f}"/>'
    ).format(name, left, top, top, bottom, right, bottom, m=middle)


def _approach(context: Context, id_: str, y: float, name: str) -> Markup:
    own = context.link(id_)
    inside = label(_FIRST - 12, y + 5, _name(context, id_), "approach", "end") + diamond(_FIRST, y)
    return link(own, f"{kind(own)}: {own.text}. {own.status.capitalize()}.", inside, name)


def _claim(context: Context, point: str, y: float, name: str) -> Markup:
    own = context.link(point)
    text = _text(context, point)
    told = lines(text, _CLAIM)
    top = y - (len(told) - 1) * _LINE / 2 + 5
    inside = cell_at(_SECOND, y, own.status) + Markup("").join(
        label(_SECOND + 14, top + place * _LINE, line, "claim") for place, line in enumerate(told)
    )
    return link(own, f"{text} {own.status.capitalize()}.", inside, name)


def _critique(context: Context, id_: str, y: float, name: str) -> Markup:
    own = context.link(id_)
    told = lines(own.text, _CRITIQUE)
    top = y - (len(told) - 1) * _SMALL / 2 + 4
    inside = move_at(_THIRD, y, AGAINST, own.status) + Markup("").join(
        label(_THIRD + 12, top + place * _SMALL, line, "critique")
        for place, line in enumerate(told)
    )
    return link(own, f"Against: {own.text}. {own.status.capitalize()}.", inside, name)


def _listed(
    context: Context, shown: list[str], rests: Mapping[str, tuple[str, ...]]
) -> Iterator[Part]:
    """The same as lists: under each approach what it rests on, with the critiques of it."""
    attackers = context.site.base.debate.attackers
    for id_, points in rests.items():
        own = [point for point in shown if point in points]
        if own:
            yield Part(
                id_,
                context.link(id_).text,
                tuple(
                    Item(
                        context.link(point, _text(context, point)),
                        before="Against it:" if point in attackers else "",
                        links=context.links(
                            dict.fromkeys(one.source for one in attackers.get(point, ()))
                        ),
                    )
                    for point in own
                ),
                about=context.link(id_),
            )
