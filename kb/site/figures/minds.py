"""What someone thought of a claim over the years: a lane a claim, and a line beside one claim."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from kb.model.dates import ends, starts
from kb.site.figures.drawing import ROW, SIZE, SMALL, Drawing, Scale, lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.model.words import Stance

_LANE: Final = 66
_STEP: Final = 7
"""From one stance to the next, upwards."""

_LONG: Final = 0.1
"""Years that a stretch of time must have to be drawn as one."""


@dataclass(frozen=True, slots=True)
class Held:
    """A stance with the time in which it was held."""

    date: str
    stance: Stance

    @property
    def first(self) -> float:
        """The beginning of the time, in years."""
        return _year(starts(self.date))

    @property
    def last(self) -> float:
        """The end of the time, in years."""
        return _year(ends(self.date))

    @property
    def middle(self) -> float:
        """Where the mark stands."""
        return _middle(self.date)

    @property
    def words(self) -> str:
        """The stance as it is written beside a mark."""
        return self.stance.replace("-", " ")


def _year(day: str) -> float:
    when = date.fromisoformat(day)
    return when.year + (when.timetuple().tm_yday - 1) / 366


def _middle(when: str) -> float:
    return (_year(starts(when)) + _year(ends(when))) / 2


@dataclass(frozen=True, slots=True)
class Lane:
    """What was held of one claim, in the order of time."""

    name: str
    href: str
    held: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class Cause:
    """Something dated that is named as the reason for a change, under a letter."""

    letter: str
    date: str

    @property
    def when(self) -> float:
        """Where its line stands, in years."""
        return _middle(self.date)


def drawing(
    lanes: Sequence[Lane], title: str, causes: Sequence[Cause] = (), *, narrow: bool
) -> Markup:
    """The lanes under each other on one axis of years; height and fill say the stance.

    What is named as the reason for a change is a broken line across them, under its letter.
    """
    width, start = (340.0, 8.0) if narrow else (680.0, 262.0)
    drawn = Drawing(width, title)
    low = math.floor(min(one.first for lane in lanes for one in lane.held))
    high = math.ceil(max(one.last for lane in lanes for one in lane.held))
    x = Scale(low, high, start, width - 20)
    top, places = 26.0, []
    for lane in lanes:
        named = lines(lane.name, (width if narrow else start) - 20)
        above: float = len(named) * ROW + 4 if narrow else 0
        tall = max(_LANE, len(named) * ROW + 14)
        places.append((lane, named, top, top + above + (_LANE if narrow else tall) / 2))
        top += above + (_LANE if narrow else tall)
        drawn.line(0, top, width, top, "kb-grid")
    step = 1 if high - low <= (8 if narrow else 12) else 2
    for year in range(low, high + 1, step):
        drawn.line(x(year), 20, x(year), top, "kb-grid")
        if year < high:
            drawn.text(
                x(year) + (x(low + 1) - x(low)) / 2,
                12,
                str(year),
                "kb-t--small kb-t--quiet",
                anchor="middle",
                size=SMALL,
            )
    for when, same in groupby(causes, key=lambda one: one.when):
        drawn.line(x(when), 20, x(when), top, "kb-cause")
        letters = " ".join(one.letter for one in same)
        drawn.text(x(when) + 3, 30, letters, "kb-t--small", size=SMALL)
    for lane, named, above, y in places:
        first = above + SIZE + 2 if narrow else y + 4 - (len(named) - 1) * ROW / 2
        for number, text in enumerate(named):
            drawn.text(0, first + number * ROW, text, "kb-t--name", href=lane.href)
        drawn.line(start, y, width - 20, y, "kb-lead")
        _lane(drawn, x, lane, y)
    return drawn.done(top + 4, "kb-narrow" if narrow else "kb-wide")


def _lane(drawn: Drawing, x: Scale, lane: Lane, y: float) -> None:
    places = [(x(one.middle), y - one.stance.weight * _STEP) for one in lane.held]
    for one, (_, height) in zip(lane.held, places, strict=True):
        if one.last - one.first > _LONG:
            drawn.line(x(one.first), height, x(one.last), height, "kb-span")
            drawn.avoid(x(one.first), height, x(one.last), height)
    if len(places) > 1:
        drawn.path(places, "kb-thin")
        for start, end in pairwise(places):
            drawn.avoid(*start, *end)
    for one, (left, height) in zip(lane.held, places, strict=True):
        _mark(drawn, left, height, one.stance)
    for one, (left, height) in zip(lane.held, places, strict=True):
        if one in (lane.held[0], lane.held[-1]):
            drawn.beside(left, height, one.words)


def _mark(drawn: Drawing, x: float, y: float, stance: Stance) -> None:
    """Full where it agrees, open where it disagrees, half where neither; a ring where strong."""
    if stance.strong:
        drawn.disc(x, y, 8, "kb-ring")
    drawn.disc(x, y, 5, "kb-full" if stance.weight > 0 else "kb-open")
    if stance.weight == 0:
        drawn.parts.append(
            Markup('<path class="kb-full" d="M{0:.1f} {1:.1f}a5 5 0 0 0 0 10Z"/>').format(x, y - 5)
        )


def track(held: Sequence[Held]) -> Markup:
    """Seven places on a line, from rejection to acceptance: the stances held, the last in full."""
    if not held:
        return Markup("")
    said = " to ".join(dict.fromkeys(one.words for one in held))
    drawn = Drawing(96, said)
    ticks = "".join(f"M{_place(place)} 7.5v5" for place in range(-3, 4))
    drawn.parts.append(Markup('<path class="kb-axis" d="M9 10H87{}"/>').format(ticks))
    for one in held[:-1]:
        drawn.disc(_place(one.stance.weight), 10, 3, "kb-past")
    _mark(drawn, _place(held[-1].stance.weight), 10, held[-1].stance)
    return drawn.done(20, "kb-track")


def _place(weight: int) -> int:
    return 48 + weight * 13
