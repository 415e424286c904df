"""Cards as pictures, in the fonts of the site; a card that was painted before is taken as it is."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Final

from kb.disk import write
from kb.model.words import Label, Status
from kb.site.forms.card import KINDS, Card, card, place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kb.base import KnowledgeBase

_PAPER, _INK, _QUIET, _RULE = "#fbfaf7", "#1d1f21", "#53565a", "#dedad1"
_AGAINST, _FOR = "#96382a", "#2b6650"
_HUES: Final = {
    "proposal": "#22507a",
    "forecast": "#1f5f66",
    "claim": "#7a3d63",
    "critique": _AGAINST,
}
_WIDTH, _HEIGHT, _EDGE = 1200, 630, 64
_MARKS: Final = 900
"""Where the marks at the end of a line begin."""

_ROW: Final = 53
_MOST: Final = 5
"""Triangles in a row."""

_LEGEND: Final = (
    (True, "against"),
    (False, "for, in reply"),
    (None, "solid: stands"),
    (None, "half: disputed"),
)
_HOW: Final = "1"
"""Changes when cards are painted in another way."""

_SERIF: Final = "serif.woff2"
_SANS: Final = "sans.woff2"


def pictures(base: KnowledgeBase, fonts: Path, kept: Path) -> Iterator[tuple[str, bytes]]:
    """The card of every entry that has one, by path.

    Args:
        base: the base.
        fonts: the folder of the fonts.
        kept: the folder in which painted cards are kept, by what they say; others in it go.
    """
    painter = Painter(fonts)
    seen = set()
    for record in base.corpus.of_kind(*KINDS):
        told = card(base, record)
        name = hashlib.blake2b(repr((_HOW, told)).encode(), digest_size=16).hexdigest()
        file = kept / f"{name}.png"
        if not file.is_file():
            write(file, painter.paint(told))
        seen.add(file)
        yield place(record), file.read_bytes()
    for file in kept.glob("*.png"):
        if file not in seen:
            file.unlink()


@dataclass(frozen=True)
class Painter:
    """Paints cards."""

    fonts: Path

    def _font(self, name: str, size: int, weight: int) -> Any:
        from PIL import ImageFont  # noqa: PLC0415 - only where cards are painted

        basic = ImageFont.Layout.BASIC
        font = ImageFont.truetype(str(self.fonts / name), size, layout_engine=basic)
        font.set_variation_by_axes([weight])
        return font

    @cached_property
    def _title(self) -> Any:
        return self._font(_SERIF, 46, 600)

    @cached_property
    def _name(self) -> Any:
        return self._font(_SERIF, 24, 600)

    @cached_property
    def _text(self) -> Any:
        return self._font(_SERIF, 24, 400)

    @cached_property
    def _word(self) -> Any:
        return self._font(_SANS, 24, 600)

    @cached_property
    def _plain(self) -> Any:
        return self._font(_SANS, 24, 400)

    @cached_property
    def _small(self) -> Any:
        return self._font(_SANS, 22, 400)

    @cached_property
    def _blank(self) -> Any:
        """What is the same on every card."""
        from PIL import Image, ImageDraw  # noqa: PLC0415

        image = Image.new("RGB", (_WIDTH, _HEIGHT), _PAPER)
        pen = ImageDraw.Draw(image)
        pen.text(
            (_WIDTH - _EDGE, 46), "Alignment Concepts", font=self._name, fill=_INK, anchor="ra"
        )
        self._legend(pen)
        return image

    def paint(self, told: Card) -> bytes:
        """A card as a PNG."""
        from PIL import Image, ImageDraw  # noqa: PLC0415

        image = self._blank.copy()
        self._draw(ImageDraw.Draw(image), told)
        data = io.BytesIO()
        image.quantize(64, method=Image.Quantize.FASTOCTREE).save(data, "PNG")
        return data.getvalue()

    def _draw(self, pen: Any, told: Card) -> None:
        hue = _HUES[told.kind]
        _sign(pen, told.kind, _EDGE, 52, hue)
        kind = told.kind.capitalize() + (f", {told.year}" if told.year else "")
        pen.text((_EDGE + 32, 46), kind, font=self._plain, fill=_QUIET)
        y = 88
        titles = _wrapped(told.title, self._title, _WIDTH - 2 * _EDGE)
        for line in titles[:3]:
            pen.text((_EDGE, y), line, font=self._title, fill=_INK)
            y += 56
        y += 8
        status = told.status.capitalize()
        pen.text((_EDGE, y), status, font=self._word, fill=_INK)
        after = _EDGE + self._word.getlength(status)
        pen.text((after, y), f": {told.told}", font=self._plain, fill=_INK)
        self._lines(pen, told, y + 44)

    def _lines(self, pen: Any, told: Card, y: int) -> None:
        """As many lines as there is room for, and how many more there are."""
        bottom = 568
        for number, line in enumerate(told.lines):
            pen.line((_EDGE, y, _WIDTH - _EDGE, y), fill=_RULE, width=1)
            wrapped = _wrapped(line.text, self._text, _MARKS - _EDGE - 60)
            high = _ROW + 30 * (len(wrapped) - 1)
            left = len(told.lines) - number
            if y + high > bottom - (40 if left > 1 else 0):
                pen.text((_EDGE + 40, y + 12), f"and {left} more", font=self._plain, fill=_QUIET)
                return
            middle = y + high // 2
            _line_sign(pen, line.sign, _EDGE, middle)
            for place_, text in enumerate(wrapped):
                pen.text((_EDGE + 40, y + 12 + 30 * place_), text, font=self._text, fill=_INK)
            self._moves(pen, _MARKS, middle, line.against, up=True)
            self._moves(pen, _MARKS + 150, middle, line.replies, up=False)
            y += high

    def _moves(self, pen: Any, x: int, middle: int, labels: tuple[str, ...], *, up: bool) -> None:
        """A triangle for each reason; where there are many, a number after the first."""
        shown = labels if len(labels) <= _MOST else labels[: _MOST - 2]
        for number, label in enumerate(shown):
            _triangle(pen, x + number * 28, middle, up=up, label=Label(label))
        if more := len(labels) - len(shown):
            place_ = (x + len(shown) * 28 + 2, middle)
            pen.text(place_, f"+ {more}", font=self._small, fill=_QUIET, anchor="lm")

    def _legend(self, pen: Any) -> None:
        x, y = float(_EDGE), 575
        for up, text in _LEGEND:
            if up is not None:
                _triangle(pen, x, y + 15, up=up, label=Label.IN)
                x += 26
            pen.text((x, y), text, font=self._small, fill=_QUIET)
            x += self._small.getlength(text) + 36


def _wrapped(text: str, font: Any, width: float) -> list[str]:
    """A text in lines that fit."""
    found: list[str] = []
    about = 0.0
    for word in text.split():
        longer = f"{found[-1]} {word}" if found else word
        about += _length(font, f" {word}")
        near = abs(about - width) < width / 20
        fits = font.getlength(longer) <= width if near else about < width
        if found and fits:
            found[-1] = longer
        else:
            found.append(word)
            about = _length(font, word)
    return found or [""]


@lru_cache(maxsize=1 << 14)
def _length(font: Any, word: str) -> float:
    """How long a word is in a font; words beside each other may be a little shorter."""
    return float(font.getlength(word))


def _sign(pen: Any, kind: str, x: int, y: int, hue: str) -> None:
    """The sign of a kind."""
    box = (x, y, x + 20, y + 20)
    corners = [(x + 10, y), (x + 20, y + 10), (x + 10, y + 20), (x, y + 10)]
    if kind == "claim":
        pen.ellipse(box, outline=hue, width=3)
    elif kind == "critique":
        _triangle(pen, x, y + 10, up=True, label=Label.IN)
    elif kind == "proposal":
        pen.polygon(corners, fill=hue)
    else:
        pen.line([*corners, corners[0]], fill=hue, width=3)


def _line_sign(pen: Any, sign: str, x: int, middle: int) -> None:
    """A cell for a statement, a triangle for a reason."""
    side, _, label = sign.partition(" ")
    if label:
        _triangle(pen, x, middle, up=side == "against", label=Label(label))
        return
    status = Status(sign)
    top = middle - 12
    ink = {Status.CONDITIONAL: 8, Status.CHALLENGED: 16, Status.REFUTED: 24}
    if status is Status.CONTESTED:
        pen.polygon([(x + 24, top), (x + 24, top + 24), (x, top + 24)], fill=_AGAINST)
    elif high := ink.get(status, 0):
        pen.rectangle((x, top + 24 - high, x + 24, top + 24), fill=_AGAINST)
    pen.rectangle((x, top, x + 24, top + 24), outline=_INK, width=2)
    if status in {Status.DEFENDED, Status.UPHELD}:
        pen.line([(x + 5, top + 12), (x + 10, top + 18), (x + 19, top + 6)], fill=_FOR, width=3)


def _triangle(pen: Any, x: float, middle: float, *, up: bool, label: Label) -> None:
    """A reason: solid where it stands, half where it is disputed, hollow where it is refuted."""
    hue = _AGAINST if up else _FOR
    base, tip = (middle + 10, middle - 11) if up else (middle - 10, middle + 11)
    whole = [(x, base), (x + 23, base), (x + 11.5, tip)]
    if label is Label.IN:
        pen.polygon(whole, fill=hue)
        return
    if label is Label.UNDECIDED:
        pen.polygon([(x, base), (x + 11.5, base), (x + 11.5, tip)], fill=hue)
    pen.line([*whole, whole[0]], fill=hue, width=2)
