"""Numbers as people read them."""

from __future__ import annotations

from decimal import Decimal

_DIGITS = 4


def number(value: float) -> str:
    """A number in four digits, or in more where four would make a whole of a part.

    >>> number(0.25), number(3.0), number(2 / 3), number(0.99999)
    ('0.25', '3', '0.6667', '0.99999')
    """
    shown = (f"{value:.{digits}g}" for digits in range(_DIGITS, 18))
    return next(text for text in shown if not value < 1 <= float(text))


def amount(value: float) -> str:
    """A number as it would be written, with all its digits.

    >>> amount(2052.0), amount(0.67), amount(1e30)
    ('2052', '0.67', '1e30')
    """
    return f"{value:.15g}".replace("e+", "e")


def percent(probability: float) -> str:
    """A probability in percent: never `0%` or `100%`, since it is neither 0 nor 1.

    >>> percent(0.5), percent(0.004), percent(0.995), percent(0.99999)
    ('50%', '0.4%', '99.5%', '99.999%')
    """
    return f"{(Decimal(number(probability)) * 100).normalize():f}%"
