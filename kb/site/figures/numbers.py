"""What estimates say, read out of what they are called: chances by a year, years, amounts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kb.model import cite
from kb.model.dates import said
from kb.model.entries import Forecast
from kb.model.names import parts
from kb.model.numbers import percent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kb.model.parts import Estimate
    from kb.read import Corpus, Record

_CHANCE: Final = re.compile(r"\bprobability of (.+?) by (\d{4})\b(.*)", re.IGNORECASE)
_MEDIAN: Final = re.compile(r"\bmedian year of (.+?)(?=[,(]|$)(.*)", re.IGNORECASE)
_ASIDE: Final = re.compile(r"\(([^()]*)\)")
_AMOUNT: Final = re.compile(r"(.*?) \(([A-Z][\w/ ]*)\)$")
_WEIGHT: Final = re.compile(r"^Weight of (?:the )?(.*?)(?: in .*)?$")
_YEARS: Final = range(1900, 2500)


@dataclass(frozen=True, slots=True)
class Point:
    """A year with the chance that it has happened by then, and how it is put in words."""

    year: float
    chance: float
    words: str
    estimate: Estimate


@dataclass(frozen=True, slots=True)
class Curve:
    """What one person said of one event at one date: the points that are recorded, and no more."""

    forecast: str
    event: str
    whose: str
    date: str
    work: str
    aside: str
    points: tuple[Point, ...]

    @property
    def name(self) -> str:
        """Whose it is and when it was held."""
        return f"{self.whose}, {said(self.date)}" if self.date else self.whose


@dataclass(frozen=True, slots=True)
class Amount:
    """An estimate of how much of something, with the weight it is given.

    Attributes:
        record: the forecast that gives it.
        own: whether the forecast is about this number alone.
    """

    name: str
    unit: str
    estimate: Estimate
    weight: float | None
    record: Record
    own: bool


def curves(corpus: Corpus, record: Record) -> list[Curve]:
    """Every chance and every median year that a forecast records, by who said it and when."""
    if not isinstance(record.entry, Forecast):
        return []
    found: dict[tuple[str, str, str, str, str], list[Point]] = {}
    for one in record.entry.estimates:
        if read := _point(one):
            event, aside, point = read
            key = (event, whose(corpus, one), one.date or "", one.work, aside)
            found.setdefault(key, []).append(point)
    return [
        Curve(record.id, event, who, date, work, aside, tuple(sorted(points, key=_when)))
        for (event, who, date, work, aside), points in found.items()
    ]


def _when(point: Point) -> float:
    return point.year


def _point(one: Estimate) -> tuple[str, str, Point] | None:
    if one.value is None:
        return None
    if (told := _CHANCE.search(one.quantity)) and 0 <= one.value <= 1:
        return told[1], "", Point(int(told[2]), one.value, _words(told[2], one, told[3]), one)
    if (told := _MEDIAN.search(one.quantity)) and one.value in _YEARS:
        words = _words(f"{one.value:.0f}", one, told[2], 0.5)
        aside = _ASIDE.sub("", told[2]).strip(" ,")
        aside = "" if aside.startswith("as ") else aside
        return told[1].strip(), aside, Point(one.value, 0.5, words, one)
    return None


def _words(year: str, one: Estimate, rest: str, chance: float | None = None) -> str:
    """A point in words: `2036: at least 10%`, `2030 or earlier: 50%`."""
    told = percent(one.value if chance is None else chance) if one.value is not None else ""
    aside = next(iter(_ASIDE.findall(rest)), "")
    if aside.startswith("or "):
        return f"{year} {aside}: {told}"
    if "this much" in aside:
        return f"{year}: {aside.replace('this much', told)}"
    return f"{year}: {aside or told}"


def whose(corpus: Corpus, one: Estimate) -> str:
    """Whose number it is, in short."""
    if one.by:
        return parts(one.by, corpus.groups).family
    return cite.named(corpus.authors(corpus.owner(one.work)) or (one.work,), corpus.groups)


def amounts(record: Record, parts: Iterable[Record]) -> list[Amount]:
    """The largest group of amounts in one unit that a forecast and its parts record.

    They are of one quantity: what stands before the first comma of their names.
    """
    found: dict[tuple[str, str], list[Amount]] = {}
    for one in (record, *parts):
        for quantity, amount in _amounts(one, own=one.id != record.id):
            found.setdefault((quantity, amount.unit), []).append(amount)
    most = max(found.values(), key=len, default=[])
    return sorted(most, key=lambda amount: amount.estimate.value or 0)


def _amounts(record: Record, *, own: bool) -> Iterator[tuple[str, Amount]]:
    if not isinstance(record.entry, Forecast):
        return
    weights = {
        told[1].casefold(): one.value
        for one in record.entry.estimates
        if (told := _WEIGHT.match(one.quantity))
    }
    for one in record.entry.estimates:
        told = _AMOUNT.match(one.quantity)
        if not told or one.value is None or one.value <= 0:
            continue
        quantity, _, name = told[1].partition(", ")
        if own and name:
            continue
        named = record.title if own else name or quantity
        weight = next(iter(weights.values()), None) if own else weights.get(name.casefold())
        yield quantity, Amount(f"{named[0].upper()}{named[1:]}", told[2], one, weight, record, own)


def first(record: Record, pattern: str) -> Estimate | None:
    """The first estimate whose name has a pattern in it."""
    if not isinstance(record.entry, Forecast):
        return None
    return next((one for one in record.entry.estimates if re.search(pattern, one.quantity)), None)
