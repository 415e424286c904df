"""The marks of a debate as small drawings: moves, cells, skylines.

Direction is the side: a triangle points up against a statement, down for it. Its fill is what
stands. The ink in a cell is what stands against a statement. Colour only repeats this, and a word
stands beside every mark, so marks are hidden from those who hear a page.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Final, Protocol

from markupsafe import Markup

from kb.model.words import Status
from kb.site import shapes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

AGAINST: Final = "against"
FOR: Final = "for"

_CELL, _WIDE, _HIGH = 14, 12, 11
_PITCH, _STEP = 18, 13
"""From a column of a skyline to the next, and from a triangle to the one above it."""


class Column(Protocol):
    """What a skyline shows of one thing assumed, or of the whole."""

    @property
    def status(self) -> str:
        """How it stands."""

    @property
    def moves(self) -> Sequence[tuple[str, str]]:
        """What is said to it: the side and the status of each reason."""


class _Sheet:
    """Paths of a drawing, gathered by their hue."""

    def __init__(self) -> None:
        self._paths: dict[str, list[str]] = {}

    def add(self, hue: str, path: str) -> None:
        self._paths.setdefault(hue, []).append(path)

    def drawn(self, width: int, height: int) -> Markup:
        return Markup(
            '<svg class="kb-svg" width="{0}" height="{1}" viewBox="0 0 {0} {1}"'
            ' aria-hidden="true">{2}</svg>'
        ).format(width, height, self.paths())

    def paths(self) -> Markup:
        path = Markup('<path class="{}" d="{}"/>')
        return Markup("").join(path.format(*one) for one in self.pieces())

    def pieces(self) -> list[tuple[str, str]]:
        """The class of each path, and its data."""
        return [
            (f"kb-fill kb-{hue}" if hue else "kb-fill", "".join(path))
            for hue, path in sorted(self._paths.items())
        ]


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


def move_at(x: float, y: float, side: str, status: str) -> Markup:
    """The mark of a reason inside a drawing, about its middle."""
    sheet = _Sheet()
    _move(sheet, x - _WIDE / 2, y - _HIGH / 2, side, status)
    return sheet.paths()


def cell_at(x: float, y: float, status: str) -> Markup:
    """The mark of a statement inside a drawing, about its middle."""
    sheet = _Sheet()
    _cell(sheet, x - _CELL / 2, y - _CELL / 2, status)
    return sheet.paths()


def script() -> str:
    """The paths of every mark for scripts that draw them: by side or `cell`, and by word."""
    told: dict[str, dict[str, list[tuple[str, str]]]] = {"cell": {}, AGAINST: {}, FOR: {}}
    for status in Status:
        for name, paths in told.items():
            sheet = _Sheet()
            if name == "cell":
                _cell(sheet, 0, 0, status)
            else:
                _move(sheet, 0, 0, name, status)
            paths[status] = sheet.pieces()
    return f"window.kbMarks = {json.dumps(told, separators=(',', ':'))};\n"


def _move(sheet: _Sheet, x: float, y: float, side: str, status: str) -> None:
    shape = shapes.triangle(Status(status).label)

    def place(column: float, row: float) -> tuple[float, float]:
        return x + _WIDE * column, y + _HIGH * (1 - row if side == FOR else row)

    sheet.add(side, shapes.path(shape, place))


def _cell(sheet: _Sheet, x: float, y: float, status: str) -> None:
    side, ink = shapes.ink(Status(status))
    if ink:
        within = _CELL - 2
        path = shapes.path(ink, lambda column, row: (x + 1 + within * column, y + 1 + within * row))
        sheet.add(side, path)
    frame = shapes.path(shapes.FRAME, lambda column, row: (x + _CELL * column, y + _CELL * row))
    sheet.add("", frame)
