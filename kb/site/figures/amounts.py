"""Amounts on an axis of powers of ten, and in which year a sum of money buys as much."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kb.model.numbers import amount, percent
from kb.site.figures.drawing import ROW, SIZE, SMALL, Drawing, Scale, lines
from kb.site.figures.numbers import first

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markupsafe import Markup

    from kb.read import Record
    from kb.site.figures.numbers import Amount

LEAST: Final = 3
"""Amounts below which a table says it better."""

_SUMS: Final = (("1 billion dollars", 9), ("1 trillion dollars", 12))
_LAST: Final = 2100
_LANE: Final = 34


@dataclass(frozen=True, slots=True)
class Price:
    """What a dollar bought in a year, and in how many years that doubles."""

    year: int
    bought: float
    halving: float

    def exponent(self, dollars: int, year: int) -> float:
        """The power of ten that a power of ten dollars buys in a year."""
        gained = (year - self.year) / self.halving * math.log10(2)
        return dollars + math.log10(self.bought) + gained


@dataclass(frozen=True, slots=True)
class _Row:
    """Where an amount and its name stand."""

    amount: Amount
    named: list[str]
    top: float
    line: float


def price(record: Record, unit: str) -> Price | None:
    """What a forecast records of the price of an amount; None where it does not."""
    bought = first(record, rf"dollar .*\b\d{{4}} \({re.escape(unit)} per dollar\)")
    halving = first(record, r"[Yy]ears in which the price of .* halves")
    if not (bought and bought.value and halving and halving.value):
        return None
    year = re.search(r"\b(\d{4})\b", bought.quantity)
    return Price(int(year[1]), bought.value, halving.value) if year else None


def drawing(
    found: Sequence[Amount],
    bought: Price | None,
    title: str,
    href: Callable[[str], str],
    *,
    narrow: bool,
) -> Markup:
    """The amounts, least first, over the rulers of what money buys.

    Args:
        found: the amounts.
        bought: the price, where it is recorded.
        title: what the drawing shows, for those who cannot see it.
        href: where the page of an entry is.
        narrow: whether it is for a phone, where names stand above their lines.
    """
    width, start = (340.0, 14.0) if narrow else (680.0, 236.0)
    drawn = Drawing(width, title)
    scale = _scale(found, bought, start, width - (40 if narrow else 52))
    top = 8.0
    rows = []
    for one in found:
        named = lines(one.name, (width if narrow else start) - 20, most=2)
        high = len(named) * ROW + _LANE - (10 if narrow else 18)
        line = top + (len(named) * ROW + 10 if narrow else high / 2)
        rows.append(_Row(one, named, top, line))
        top += high + (8 if narrow else 0)
    bottom = top + 6
    step = 2 if (scale.high - scale.low) <= 24 and not narrow else 4
    for power in range(math.ceil(scale.low / step) * step, int(scale.high) + 1, step):
        drawn.line(scale(power), 2, scale(power), bottom, "kb-grid")
        drawn.power(scale(power), bottom + 18, power)
    drawn.line(scale(scale.low), bottom, scale(scale.high), bottom, "kb-axis")
    for row in rows:
        page = href(row.amount.record.id) if row.amount.own else ""
        _row(drawn, scale, row, page, narrow=narrow)
    unit = f"{found[0].unit}, each step of the axis a hundredfold"
    if step == 4:
        unit = f"{found[0].unit}, each step ten thousandfold"
    drawn.text(0 if narrow else start, bottom + 36, unit, "kb-t--small kb-t--quiet", size=SMALL)
    bottom += 46
    if bought:
        bottom = _rulers(drawn, scale, bought, bottom + 14, narrow=narrow)
    return drawn.done(bottom + 4, "kb-narrow" if narrow else "kb-wide")


def _scale(found: Sequence[Amount], bought: Price | None, start: float, end: float) -> Scale:
    powers = [math.log10(one.estimate.value or 1) for one in found]
    if bought:
        powers += [bought.exponent(dollars, bought.year) for _, dollars in _SUMS]
    return Scale(math.floor(min(powers)) - 1, math.ceil(max(powers)) + 1, start, end)


def _row(drawn: Drawing, scale: Scale, row: _Row, href: str, *, narrow: bool) -> None:
    one, y = row.amount, row.line
    top = row.top + SIZE if narrow else y + 4 - (len(row.named) - 1) * ROW / 2
    for number, text in enumerate(row.named):
        drawn.text(0, top + number * ROW, text, "kb-t--name", href=href)
    x = scale(math.log10(one.estimate.value or 1))
    drawn.line(scale(scale.low), y, x, y, "kb-lead")
    if one.estimate.interval:
        low, high = (scale(math.log10(bound)) for bound in one.estimate.interval)
        drawn.line(low, y, high, y, "kb-bar")
    radius = 4.5 if one.weight is None else max(3.0, 20 * math.sqrt(one.weight))
    drawn.disc(x, y, radius, "kb-open" if one.own else "kb-full")
    told = percent(one.weight) if one.weight is not None else amount(one.estimate.value or 0)
    drawn.text(x + radius + 6, y + 4, told)


def _rulers(drawn: Drawing, scale: Scale, bought: Price, top: float, *, narrow: bool) -> float:
    """A ruler of years for each sum; where the last one ends."""
    years = f"{bought.halving:g} years"
    head = f"What a sum buys, at a price that halves every {years}"
    drawn.text(0, top, head, "kb-t--small kb-t--ruler", size=SMALL)
    for name, dollars in _SUMS:
        top += 44 if narrow else 34
        drawn.text(0, top - 14 if narrow else top + 4, name, "kb-t--name")
        ends = [scale(bought.exponent(dollars, year)) for year in (bought.year, _LAST)]
        drawn.line(ends[0], top, min(ends[1], scale(scale.high)), top, "kb-ruler")
        for year in range(bought.year, _LAST + 1, 10):
            x = scale(bought.exponent(dollars, year))
            if x > scale(scale.high):
                break
            tall = 4 if (year - bought.year) % 20 == 0 else 2
            drawn.line(x, top - tall, x, top + tall, "kb-ruler")
            if tall == 4 and not (narrow and (year - bought.year) % 40):
                drawn.text(x, top + 17, str(year), "kb-t--small kb-t--ruler", anchor="middle")
        top += 6
    return top + 18
