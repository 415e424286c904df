"""The marks of a debate as small drawings: moves, cells, skylines.

Direction is the side: a triangle points up against a statement, down for it. Its fill is what
stands. The ink in a cell is what stands against a statement. Colour only repeats this, and a word
stands beside every mark, so marks are hidden from those who hear a page.
"""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Protocol

from markupsafe import Markup

from kb.model.words import Label, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

AGAINST: Final = "against"
FOR: Final = "for"

_CELL, _WIDE, _HIGH = 14, 12, 11
_PITCH, _STEP = 18, 13
"""From a column of a skyline to the next, and from a triangle to the one above it."""

_INK: Final = MappingProxyType(
    {
        Status.CONDITIONAL: ((1, 9), (13, 9), (13, 13), (1, 13)),
        Status.CONTESTED: ((13, 1), (13, 13), (1, 13)),
        Status.CHALLENGED: ((1, 5), (13, 5), (13, 13), (1, 13)),
        Status.REFUTED: ((1, 1), (13, 1), (13, 13), (1, 13)),
    }
)
"""The corners of what is filled in a cell."""

_LAYERS: Final = ("kb-fill", "kb-line", "kb-over")


class Column(Protocol):
    """What a skyline shows of one thing assumed, or of the whole."""

    @property
    def status(self) -> str:
        """How it stands."""

    @property
    def moves(self) -> Sequence[tuple[str, str]]:
        """What is said to it: the side and the status of each reason."""


class _Sheet:
    """Paths of a drawing, gathered by how they are drawn, in the order of layers."""

    def __init__(self) -> None:
        self._paths: dict[str, list[str]] = {}

    def add(self, how: str, path: str) -> None:
        self._paths.setdefault(how, []).append(path)

    def drawn(self, width: int, height: int) -> Markup:
        layers = sorted(self._paths.items(), key=lambda item: (_LAYERS.index(item[0][:7]), item[0]))
        paths = Markup("").join(
            Markup('<path class="{}" d="{}"/>').format(how, "".join(path)) for how, path in layers
        )
        return Markup(
            '<svg class="kb-svg" width="{0}" height="{1}" viewBox="0 0 {0} {1}"'
            ' aria-hidden="true">{2}</svg>'
        ).format(width, height, paths)


@cache
def move(side: str, status: str) -> Markup:
    """The mark of a critique, a reply or an argument.

    Args:
        side: against or for.
        status: its word.
    """
    sheet = _Sheet()
    _move(sheet, 0, 0, side, status)
    return sheet.drawn(_WIDE, _HIGH)


@cache
def cell(status: str) -> Markup:
    """The mark of a statement, a claim or a proposal, by its word."""
    sheet = _Sheet()
    _cell(sheet, 0, 0, status)
    return sheet.drawn(_CELL, _CELL)


def skyline(columns: Iterable[Column]) -> Markup:
    """A cell for each thing assumed and for the whole, and above it a triangle for each critique.

    It shows no words: whoever shows it says them beside it.
    """
    shown = list(columns)
    tallest = max((len(one.moves) for one in shown), default=0)
    sheet = _Sheet()
    for number, one in enumerate(shown):
        left, top = number * _PITCH, tallest * _STEP
        _cell(sheet, left, top, one.status)
        for place, (side, status) in enumerate(one.moves, 1):
            _move(sheet, left + 1, top - place * _STEP, side, status)
    return sheet.drawn(max(len(shown) * _PITCH - 4, 0), tallest * _STEP + _CELL)


def _move(sheet: _Sheet, x: int, y: int, side: str, status: str) -> None:
    base, tip = (y, y + _HIGH) if side == FOR else (y + _HIGH, y)
    half, right = x + _WIDE // 2, x + _WIDE
    label = Status(status).label
    hue = f"kb-{side}"
    if label == Label.IN:
        sheet.add(f"kb-fill {hue}", f"M{x} {base}H{right}L{half} {tip}Z")
    else:
        inner, point = (base + 0.6, tip - 1.2) if side == FOR else (base - 0.6, tip + 1.2)
        sheet.add(f"kb-line {hue}", f"M{x + 1} {inner}H{right - 1}L{half} {point}Z")
    if label == Label.UNDECIDED:
        sheet.add(f"kb-fill {hue}", f"M{x} {base}H{half}V{tip}Z")


def _cell(sheet: _Sheet, x: int, y: int, status: str) -> None:
    word = Status(status)

    def at(column: float, row: float) -> str:
        return f"{x + column:g} {y + row:g}"

    if ink := _INK.get(word):
        sheet.add("kb-fill kb-against", f"M{'L'.join(at(*one) for one in ink)}Z")
    sheet.add("kb-line", f"M{at(0.5, 0.5)}h13v13h-13z")
    if word in {Status.DEFENDED, Status.UPHELD}:
        sheet.add("kb-line kb-for", f"M{at(3, 7)}L{at(6, 10)}L{at(11, 4)}")
    if word is Status.REFUTED:
        sheet.add("kb-over", f"M{at(4, 4)}L{at(10, 10)}M{at(10, 4)}L{at(4, 10)}")
