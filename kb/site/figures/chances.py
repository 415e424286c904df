"""Chances by year: as points on one plane, and as rows on one axis of years; never averaged."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from kb.model.numbers import amount, percent
from kb.site.figures.drawing import ROW, SIZE, SMALL, Drawing, Scale, lines

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markupsafe import Markup

    from kb.site.figures.numbers import Curve

_HUES: Final = ("kb-s0", "kb-s1", "kb-s2", "kb-s3")
_HEIGHT: Final = 240


def _years(told: Sequence[Curve], start: float, end: float) -> Scale:
    years = [point.year for one in told for point in one.points]
    years += [bound for one in told for p in one.points for bound in p.estimate.interval or ()]
    step = _step(max(years) - min(years))
    return Scale(
        math.floor(min(years) / step) * step, math.ceil(max(years) / step) * step, start, end
    )


def _step(reach: float) -> int:
    return 20 if reach > 45 else 10 if reach > 18 else 5


def _ticks(scale: Scale) -> range:
    step = _step(scale.high - scale.low)
    return range(int(scale.low), int(scale.high) + 1, step)


def plane(told: Sequence[Curve], title: str, *, narrow: bool) -> Markup:
    """Every recorded point, with broken lines between those of one person at one date."""
    width = 340.0 if narrow else 680.0
    drawn = Drawing(width, title)
    x = _years(told, 36, width - (20 if narrow else 120))
    y = Scale(0, 1, 16 + _HEIGHT, 16)
    for chance in (0, 0.25, 0.5, 0.75, 1):
        kind = "kb-axis" if chance == 0 else "kb-grid"
        drawn.line(36, y(chance), x(x.high), y(chance), kind)
        drawn.text(
            30, y(chance) + 4, f"{chance:.0%}", "kb-t--small kb-t--quiet", anchor="end", size=SMALL
        )
    for year in _ticks(x):
        drawn.line(x(year), y(0), x(year), y(0) + 5, "kb-axis")
        drawn.text(
            x(year), y(0) + 20, str(year), "kb-t--small kb-t--quiet", anchor="middle", size=SMALL
        )
    for number, one in enumerate(told):
        if len(one.points) > 1:
            ends = [(x(p.year), y(p.chance)) for p in one.points]
            drawn.path(ends, f"kb-between {_HUES[number % 4]}")
            for start, end in pairwise(ends):
                drawn.avoid(*start, *end)
    for number, one in enumerate(told):
        for point in one.points:
            drawn.mark(x(point.year), y(point.chance), number, _HUES[number % 4])
    if not narrow:
        for number, one in enumerate(told):
            for point in one.points:
                drawn.beside(x(point.year), y(point.chance), point.words, _HUES[number % 4])
    bottom = _key(drawn, told, y(0) + 44, narrow=narrow)
    return drawn.done(bottom, "kb-narrow" if narrow else "kb-wide")


def _key(drawn: Drawing, told: Sequence[Curve], top: float, *, narrow: bool) -> float:
    """Which mark is whose; on a phone also the points in words, which are not beside the marks."""
    for number, one in enumerate(told):
        drawn.mark(6, top - 4, number, _HUES[number % 4])
        name = f"{one.name}{f', {one.aside}' if one.aside else ''}"
        said = "; ".join(point.words for point in one.points)
        drawn.text(18, top, name, "kb-t--small", size=SMALL)
        top += ROW
        for line in lines(said, drawn.width - 20, SMALL) if narrow else ():
            drawn.text(18, top, line, "kb-t--small kb-t--quiet", size=SMALL)
            top += ROW
        top += 4
    return top


def rows(told: Sequence[Curve], title: str, sub: Callable[[Curve], str], *, narrow: bool) -> Markup:
    """One row a person and date: a bar to the even chance, a disc at it, a line to the last point.

    Args:
        told: the curves, in order.
        title: what the drawing shows.
        sub: what stands under a name, in small.
        narrow: whether it is for a phone.
    """
    width, start = (340.0, 12.0) if narrow else (680.0, 210.0)
    drawn = Drawing(width, title)
    x = _years(told, start, width - (60 if narrow else 110))
    top = 30.0
    places = []
    for one in told:
        room = (width if narrow else start) - 16
        small = lines(sub(one), room, SMALL, most=2)
        name = 18 + len(small) * 14
        places.append((one, small, top, top + name + 16 if narrow else top + 12))
        top += name + (46 if narrow else max(0, 50 - name))
    for year in _ticks(x):
        drawn.line(x(year), 20, x(year), top - 6, "kb-grid")
        drawn.text(x(year), 12, str(year), "kb-t--small kb-t--quiet", anchor="middle", size=SMALL)
    for one, small, above, y in places:
        drawn.text(0, above + SIZE + 2, one.name, "kb-t--name")
        for number, text in enumerate(small):
            drawn.text(
                0, above + SIZE + 17 + number * 14, text, "kb-t--small kb-t--quiet", size=SMALL
            )
        _bar(drawn, x, one, y)
    return drawn.done(top, "kb-narrow" if narrow else "kb-wide")


def _bar(drawn: Drawing, x: Scale, one: Curve, y: float) -> None:
    even = next((p.year for p in one.points if p.chance == 0.5), None)
    first, last = one.points[0], one.points[-1]
    if even is not None and first.year < even:
        drawn.line(x(first.year), y, x(even), y, "kb-bar")
    if last.year > (even or first.year):
        drawn.line(x(even if even is not None else first.year), y, x(last.year), y, "kb-thin")
    drawn.avoid(x(first.year), y, x(last.year), y)
    for point in one.points:
        bounds = point.estimate.interval
        if bounds:
            drawn.line(x(bounds[0]), y, x(bounds[1]), y, "kb-thin")
            for bound in bounds:
                drawn.line(x(bound), y - 4, x(bound), y + 4, "kb-thin")
        if point.chance == 0.5:
            drawn.disc(x(point.year), y, 4.5, "kb-full")
        else:
            drawn.line(x(point.year), y - 5, x(point.year), y + 5, "kb-bar")
            drawn.take(x(point.year) - 3, y - 5, x(point.year) + 3, y + 5)
    for point in one.points:
        words = point.words
        if point.estimate.interval and point.estimate.level:
            ends = " to ".join(map(amount, point.estimate.interval))
            words = f"{words}; {percent(point.estimate.level)} within {ends}"
        short = words if point is last else words.replace(": ", " ", 1)
        drawn.beside(x(point.year), y, short)
