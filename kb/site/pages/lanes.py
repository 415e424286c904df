"""Lineage: when each approach was stated, what it builds on, and what was said of it since."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from kb.model import Approach
from kb.model.dates import said, starts, when
from kb.site import urls
from kb.site.marks import AGAINST, FOR, move_at
from kb.site.pages.context import Context
from kb.site.pages.drawn import diamond, label, link
from kb.site.pages.survey import Item, Part, Survey, Way
from kb.survey import dated, families

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kb.site.pages.context import Site
    from kb.site.pages.parts import Anchor
    from kb.survey import Event

_WIDTH, _NAMES, _LANE, _HEAD, _TOP = 1120, 282, 32, 40, 34
"""Of the drawing: its width, where years begin, the heights of a lane, a family and the years."""

_BREAK: Final = 3
"""Years without anything from which on the axis is broken."""

_APART: Final = 10
"""How far marks of one lane stand apart at least."""


_BAR: Final = Markup(
    '<line class="kb-drawn__{}" x1="{:.0f}" y1="{y:.0f}" x2="{:.0f}" y2="{y:.0f}"/>'
)
_USES: Final = Markup(
    '<path class="kb-drawn__uses" '
    'd="M{0:.0f} {1:.0f}C{0:.0f} {2:.0f} {0:.0f} {2:.0f} {3:.0f} {2:.0f}"/>'
)


@dataclass(frozen=True, slots=True)
class _Sign:
    """Something dated in a lane."""

    date: str
    what: str
    link: Anchor
    says: str


def lineage(site: Site) -> Survey:
    """The page of the lineage of all approaches."""
    context = Context(site, urls.TIMELINE)
    kin = families(site.base.corpus)
    dates = dated(site.base.corpus)
    signs = {id_: tuple(_signs(context, id_, dates)) for ids in kin.values() for id_ in ids}
    return Survey(
        urls.TIMELINE,
        "Lineage of the field",
        "When each proposal was first stated, what it builds on, what was shown since, and when it "
        "was attacked and defended.",
        tuple(_years(context, signs)),
        (Way(urls.MATRIX, "Matrix"), Way(urls.MAP, "Map of the field")),
        "Nothing is dated yet.",
        drawing=_drawing(context, kin, signs),
        key="lineage",
    )


def _signs(context: Context, id_: str, dates: Mapping[str, str]) -> Iterator[_Sign]:
    base = context.site.base
    record = base.corpus.records[id_]
    events = base.timeline(id_).rows
    own = context.link(id_)
    first = dates.get(id_)
    if first and not any(one.what == "introduced" for one in events):
        yield _Sign(first, "introduced", own, f"{record.title} is first set out.")
    critiques = []
    for event in events:
        if event.what == "introduced":
            yield _Sign(event.date, "introduced", own, event.text)
        elif event.what == "milestone" and event.work:
            yield _Sign(event.date, "milestone", context.link(event.work), event.text)
        elif event.what == "critique":
            critiques.append(event)
            yield _Sign(event.date, "critique", context.link(event.entry), event.text)
    yield from _replies(context, critiques, dates)


def _replies(
    context: Context, critiques: Iterable[Event], dates: Mapping[str, str]
) -> Iterator[_Sign]:
    base = context.site.base
    told = {event.entry for event in critiques}
    for event in critiques:
        for attack in base.debate.attackers.get(event.entry, ()):
            if attack.source in dates and attack.source not in told:
                told.add(attack.source)
                reply = context.link(attack.source)
                title = base.corpus.records[event.entry].title
                yield _Sign(
                    dates[attack.source], "reply", reply, f"{reply.text}: in reply to “{title}”."
                )


class _Axis:
    """Where a date is: years side by side, and long stretches without anything left out."""

    def __init__(self, dates: Iterable[str]) -> None:
        years = sorted({int(starts(date)[:4]) for date in dates})
        self.years: list[int] = []
        self.broken: set[int] = set()
        """Years before which some are left out."""
        for year in years:
            before = self.years[-1] if self.years else year
            if year - before > _BREAK:
                self.broken.add(year)
                self.years.append(year)
            else:
                self.years += range(before + 1, year + 1) if self.years else [year]
        self.step = (_WIDTH - _NAMES - 20) / max(len(self.years), 1)

    def at(self, date: str, *, opens: bool = False) -> float:
        """Where a date stands; a year alone in its middle, or where it opens at its start."""
        day = starts(date)
        year, month = int(day[:4]), int(day[5:7])
        exact = len(date.replace("~", "").partition("/")[0]) > 4
        part = (month - 0.5) / 12 if exact else 0.15 if opens else 0.5
        return _NAMES + (self.years.index(year) + part) * self.step

    def left(self, year: int) -> float:
        """Where a year begins."""
        return _NAMES + self.years.index(year) * self.step


def _drawing(
    context: Context, kin: Mapping[str, tuple[str, ...]], signs: Mapping[str, tuple[_Sign, ...]]
) -> Markup:
    every = [one.date for its in signs.values() for one in its]
    if not every:
        return Markup("")
    axis = _Axis(every)
    places: dict[str, float] = {}
    drawn = []
    y = _TOP
    for problem, ids in kin.items():
        y += _HEAD
        drawn.append(label(0, y - 12, context.link(problem).text, "head"))
        for id_ in ids:
            places[id_] = y + _LANE / 2
            drawn.append(_lane(context, id_, signs[id_], axis, places[id_]))
            y += _LANE
    years = Markup("").join(_year(axis, year, y + 8) for year in axis.years)
    lines = Markup("").join(_lines(context, signs, axis, places))
    return Markup(
        '<svg class="kb-drawn" viewBox="0 0 {} {}" role="group" aria-label="Lineage of the field">'
        "{}{}{}</svg>"
    ).format(_WIDTH, y + 16, years, lines, Markup("").join(drawn))


def _year(axis: _Axis, year: int, bottom: float) -> Markup:
    x = axis.left(year)
    name = f"… {year}" if year in axis.broken else str(year)
    line = Markup('<line class="kb-drawn__year" x1="{0:.0f}" y1="24" x2="{0:.0f}" y2="{1:.0f}"/>')
    return label(x + axis.step / 2, 16, name, "year", "middle") + line.format(x, bottom)


def _lane(context: Context, id_: str, signs: tuple[_Sign, ...], axis: _Axis, y: float) -> Markup:
    own = context.link(id_)
    names = [own.text, *context.site.base.corpus.records[id_].entry.aliases]
    name = own.text if len(own.text) <= 36 else min(names, key=len)
    drawn = [link(own, own.text, label(0, y + 5, name, "name"))]
    at = {sign: axis.at(sign.date, opens=sign.what == "introduced") for sign in signs}
    if at:
        start = next((at[one] for one in signs if one.what == "introduced"), min(at.values()))
        for left, right, sort in (
            (min(at.values()), start, "before"),
            (start, max(at.values()), "life"),
        ):
            if left < right:
                drawn.append(_BAR.format(sort, left, right, y=y))
    for what in ("milestone", "critique", "reply", "introduced"):
        last = 0.0
        for sign in sorted((one for one in signs if one.what == what), key=lambda one: at[one]):
            last = max(at[sign], last + (_APART if what != "milestone" else 0))
            drawn.append(_sign(sign, last, y))
    return Markup("").join(drawn)


def _sign(sign: _Sign, x: float, y: float) -> Markup:
    date = said(sign.date)
    if sign.what == "introduced":
        return link(sign.link, f"{date}: {sign.says}", diamond(x, y))
    if sign.what == "milestone":
        tick = Markup('<rect class="kb-drawn__tick" x="{:.0f}" y="{:.0f}" width="3" height="12"/>')
        return link(sign.link, f"{date}: {sign.says}", tick.format(x - 1, y - 6))
    up = sign.what == "critique"
    status = sign.link.status
    mark = move_at(x, y - 9 if up else y + 9, AGAINST if up else FOR, status)
    return link(sign.link, f"{date}: {sign.says} {status.capitalize()}.", mark)


def _lines(
    context: Context,
    signs: Mapping[str, tuple[_Sign, ...]],
    axis: _Axis,
    places: Mapping[str, float],
) -> Iterator[Markup]:
    """What builds on what: from the lane of the one to where the other begins."""
    corpus = context.site.base.corpus
    for id_ in signs:
        entry = corpus.records[id_].entry
        first = next((one for one in signs[id_] if one.what == "introduced"), None)
        if not isinstance(entry, Approach) or first is None:
            continue
        x = axis.at(first.date, opens=True)
        for used in (corpus.present(one.target) for one in entry.uses):
            if used in places:
                yield _USES.format(x - 14, places[used], places[id_], x - 5)


def _years(context: Context, signs: Mapping[str, tuple[_Sign, ...]]) -> Iterator[Part]:
    """The same by year, latest first; what concerns several approaches is told once."""
    found: dict[str, dict[tuple[str, str], tuple[_Sign, list[str]]]] = {}
    for id_, its in signs.items():
        for sign in its:
            year = starts(sign.date)[:4]
            told = found.setdefault(year, {}).setdefault((str(sign.link.id), sign.what), (sign, []))
            told[1].append(id_)
    for year in sorted(found, reverse=True):
        items = sorted(found[year].values(), key=lambda one: (when(one[0].date), one[0].says))
        yield Part(
            f"in-{year}",
            year,
            tuple(
                Item(
                    sign.link,
                    note=sign.says if sign.what == "milestone" else "",
                    before=f"{said(sign.date)}, {sign.what}"
                    + (" of" if _others(sign, ids) else ""),
                    links=context.links(_others(sign, ids)),
                    stands=sign.what in {"critique", "reply"},
                    reply=sign.what == "reply",
                )
                for sign, ids in items
            ),
        )


def _others(sign: _Sign, ids: list[str]) -> list[str]:
    return [id_ for id_ in ids if id_ != sign.link.id]
