"""The figures of a forecast, out of its estimates, and those of all forecasts together."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Final

from kb.model import cite
from kb.model.entries import Forecast
from kb.model.iri import HOME
from kb.model.numbers import amount, percent
from kb.site import urls
from kb.site.figures import amounts, chances, numbers
from kb.site.pages.figure import Cell, Figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kb.model.parts import Estimate
    from kb.read import Record
    from kb.site.figures.amounts import Price
    from kb.site.figures.numbers import Amount, Curve
    from kb.site.pages.context import Context

LEAST: Final = 3
"""Points below which a table says it better."""

EVEN: Final = 0.5

_WORDS: Final = (
    *("No", "One", "Two", "Three", "Four", "Five", "Six"),
    *("Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"),
)


def forecast_figures(context: Context, record: Record) -> tuple[Figure, ...]:
    """What the numbers of a forecast look like; nothing where it has too few."""
    return (*_of_amounts(context, record), *_of_chances(context, record))


def _number(count: int) -> str:
    return _WORDS[count] if count < len(_WORDS) else str(count)


def _parts(context: Context, record: Record) -> list[Record]:
    """The forecasts that are parts of one."""
    corpus = context.site.base.corpus
    return [
        one
        for one in corpus.of_kind("forecast")
        if isinstance(one.entry, Forecast)
        and record.id in {corpus.present(link.target) for link in one.entry.broader}
    ]


def _of_amounts(context: Context, record: Record) -> Iterable[Figure]:
    found = numbers.amounts(record, _parts(context, record))
    if len(found) < amounts.LEAST:
        return
    values = [math.log10(one.estimate.value or 1) for one in found]
    reach = round(max(values) - min(values))
    title = f"{_number(len(found))} estimates span {_number(reach).lower()} orders of magnitude"
    bought = amounts.price(record, found[0].unit)

    def href(id_: str) -> str:
        return urls.relative(urls.entry_page("forecast", id_), context.page)

    wide, narrow = (
        amounts.drawing(found, bought, f"{title}.", href, narrow=narrow) for narrow in (False, True)
    )
    yield Figure(
        "amounts",
        title,
        _how(found),
        wide,
        narrow,
        _left_out(found, bought),
        ("Estimate", found[0].unit, "Weight", "Source"),
        tuple(_amount_row(context, one) for one in found),
        f"{record.id}.json",
        cite_figure(context, record, title, "amounts"),
    )


def _how(found: Sequence[Amount]) -> str:
    """How to read the discs."""
    weights = [one.weight for one in found if one.weight is not None]
    area = (
        f"; its area is the weight it is given, and the weights add up to {sum(weights):.0%}"
        if weights
        else ""
    )
    own = any(one.own for one in found)
    hollow = " Hollow: an estimate that has a page of its own." if own else ""
    return f"Each disc is one estimate{area}.{hollow}"


def _left_out(found: Sequence[Amount], bought: Price | None) -> str:
    """What the drawing does not show, and what it reckons."""
    ranged = any(one.estimate.interval for one in found)
    told = [] if ranged else ["No ranges are recorded, so none are drawn."]
    if bought:
        told.append(
            f"Rulers: {amount(bought.bought)} {found[0].unit} a dollar in {bought.year}, reckoned "
            "onward with the recorded halving time; better methods and growing budgets are left "
            "out."
        )
    return " ".join(told)


def _amount_row(context: Context, one: Amount) -> tuple[Cell, ...]:
    return (
        Cell(one.name),
        Cell(one.estimate.said),
        Cell("" if one.weight is None else percent(one.weight)),
        _source(context, one.estimate),
    )


def _source(context: Context, one: Estimate) -> Cell:
    return Cell("", context.source(one.work, one.at))


def _of_chances(context: Context, record: Record) -> Iterable[Figure]:
    told = main_event(numbers.curves(context.site.base.corpus, record))
    if sum(len(one.points) for one in told) < LEAST:
        return
    yield _plane(context, record, told)
    if len(told) > 1:
        title = f"{_number(len(told))} answers on one axis"
        cited = cite_figure(context, record, title, "answers")
        yield _rows(context, told, title, f"{record.id}.json", cited)


def main_event(told: Iterable[Curve]) -> list[Curve]:
    """The curves of the event of which most is recorded, by the date at which they were held."""
    listed = list(told)
    counted = Counter(one.event for one in listed for _ in one.points)
    most = counted.most_common(1)
    return sorted((one for one in listed if most and one.event == most[0][0]), key=_held)


def _held(one: Curve) -> tuple[str, str]:
    return one.date, one.whose


def _plane(context: Context, record: Record, told: Sequence[Curve]) -> Figure:
    event = told[0].event
    even = sorted(point.year for one in told for point in one.points if point.chance == EVEN)
    title = f"When {event} comes, by who said it"
    if even:
        between = f"between {even[0]:.0f} and {even[-1]:.0f}"
        title = f"Even odds lie {between if even[0] < even[-1] else f'at {even[0]:.0f}'}"
    wide, narrow = (chances.plane(told, f"{title}.", narrow=narrow) for narrow in (False, True))
    return Figure(
        "chances",
        title,
        f"Probability that {event} has arrived by a given year. Only the marked points are "
        "recorded; the broken lines between them are a guide for the eye. A median is drawn at one "
        "half.",
        wide,
        narrow,
        "",
        ("Who, and when", "Point", "Source"),
        tuple(
            (Cell(_whole(one)), Cell(point.words), _source(context, point.estimate))
            for one in told
            for point in one.points
        ),
        f"{record.id}.json",
        cite_figure(context, record, title, "chances"),
    )


def every_forecast(context: Context) -> Figure | None:
    """What all forecasts say of the event of which most is recorded; None where it is little."""
    corpus = context.site.base.corpus
    every = (one for record in corpus.of_kind("forecast") for one in numbers.curves(corpus, record))
    told = main_event(every)
    if len(told) <= 1 or sum(len(one.points) for one in told) < LEAST:
        return None
    title = f"{_number(len(told))} answers to when {told[0].event} comes"
    return _rows(context, told, title, urls.relative("kb.json", context.page), _cite_page(context))


def _cite_page(context: Context) -> str:
    about = context.site.base.version
    where = f"{HOME}{context.page}#figure-answers"
    return cite.apa_of_entry(
        "Forecasts [Figure]", cite.Told(where, about.day or "", about.schema_version)
    )


def _rows(context: Context, told: Sequence[Curve], title: str, data: str, cited: str) -> Figure:

    def sub(one: Curve) -> str:
        return _sub(context, one)

    wide, narrow = (chances.rows(told, f"{title}.", sub, narrow=narrow) for narrow in (False, True))
    return Figure(
        "answers",
        title,
        "From the first recorded point to an even chance (bar, disc) and on to the last. A row is "
        "what one person said at one date; rows are never averaged.",
        wide,
        narrow,
        "",
        ("Who, and when", "Points", "Source"),
        tuple(
            (
                Cell(_whole(one)),
                Cell("; ".join(point.words for point in one.points)),
                _source(context, one.points[0].estimate),
            )
            for one in told
        ),
        data,
        cited,
    )


def _whole(one: Curve) -> str:
    return f"{one.name}, {one.aside}" if one.aside else one.name


def _sub(context: Context, one: Curve) -> str:
    """Where a curve was read, and with what inputs."""
    short = context.site.base.corpus.short(one.work)
    told = "" if short.startswith(one.whose) else f"in {short}"
    return ", ".join(part for part in (told, one.aside) if part)


def cite_figure(context: Context, record: Record, title: str, anchor: str) -> str:
    """How a figure on the page of an entry is cited."""
    about = context.site.base.version
    days = context.site.days.get(record.source.path)
    date = days.changed if days else about.day or ""
    where = f"{HOME}{context.page}#figure-{anchor}"
    told = cite.Told(where, date, about.schema_version)
    return cite.apa_of_entry(f"{title} [Figure]. {record.title}", told)
