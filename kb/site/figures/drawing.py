"""What drawings are made of: a scale, marks, lines, and texts that never lie on each other."""

from __future__ import annotations

import math
import textwrap
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Iterable

LETTER: Final = 0.53
"""The width of a letter, in sizes of type; a little more than the face needs."""

SIZE: Final = 13
SMALL: Final = 11.5
ROW: Final = 16
"""From one line of text to the next."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Where values stand between two ends of a drawing."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """The place of a value."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the drawing that is taken."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether two parts overlap."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


@dataclass(slots=True)
class Drawing:
    """A drawing that is put together; its size is known when it is done."""

    width: float
    label: str
    parts: list[Markup] = field(default_factory=list)
    taken: list[Box] = field(default_factory=list)

    def line(self, x1: float, y1: float, x2: float, y2: float, kind: str) -> None:
        """A straight line, of a class."""
        self.parts.append(
            Markup('<line class="{}" x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}"/>').format(
                kind, x1, y1, x2, y2
            )
        )

    def path(self, points: Iterable[tuple[float, float]], kind: str) -> None:
        """Straight lines from point to point."""
        d = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
        self.parts.append(Markup('<path class="{}" d="{}"/>').format(kind, d))

    def disc(self, x: float, y: float, radius: float, kind: str) -> None:
        """A round mark."""
        self.parts.append(
            Markup('<circle class="{}" cx="{:.1f}" cy="{:.1f}" r="{:.1f}"/>').format(
                kind, x, y, radius
            )
        )
        self.take(x - radius, y - radius, x + radius, y + radius)

    def mark(self, x: float, y: float, number: int, kind: str) -> None:
        """A mark whose shape tells of which series it is."""
        shape = number % 6
        if shape in {0, 3}:
            self.disc(x, y, 4.5, f"{kind} {'kb-full' if shape == 0 else 'kb-open'}")
            return
        corners = (
            [(-4, -4), (4, -4), (4, 4), (-4, 4)],
            [(0, -5.5), (5.5, 4), (-5.5, 4)],
            [(0, -5.5), (5.5, 0), (0, 5.5), (-5.5, 0)],
        )[{1: 0, 4: 1, 2: 2, 5: 0}[shape]]
        d = "M" + "L".join(f"{x + dx:.1f} {y + dy:.1f}" for dx, dy in corners) + "Z"
        full = "kb-full" if shape in {4, 5} else "kb-open"
        self.parts.append(Markup('<path class="{} {}" d="{}"/>').format(kind, full, d))
        self.take(x - 5, y - 5, x + 5, y + 5)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        kind: str = "",
        *,
        anchor: str = "start",
        size: float = SIZE,
        href: str = "",
    ) -> None:
        """One line of text, a link where it has an address."""
        made = Markup('<text class="{}" x="{:.1f}" y="{:.1f}" text-anchor="{}">{}</text>').format(
            f"kb-t {kind}".strip(), x, y, anchor, text
        )
        self.parts.append(Markup('<a href="{}">{}</a>').format(href, made) if href else made)
        box = span(x, y, text, anchor, size)
        self.take(box.left, box.top, box.right, box.bottom)

    def power(self, x: float, y: float, exponent: int) -> None:
        """A power of ten."""
        self.parts.append(
            Markup(
                '<text class="kb-t kb-t--small" x="{:.1f}" y="{:.1f}" text-anchor="middle">10'
                '<tspan dy="-4">{}</tspan></text>'
            ).format(x, y, exponent)
        )

    def avoid(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """Keeps texts off a line."""
        steps = max(1, int(max(abs(x2 - x1), abs(y2 - y1)) / 6))
        for step in range(steps + 1):
            x, y = x1 + (x2 - x1) * step / steps, y1 + (y2 - y1) * step / steps
            self.take(x - 2, y - 1, x + 2, y + 1)

    def take(self, left: float, top: float, right: float, bottom: float) -> None:
        """Keeps texts off a part of the drawing."""
        self.taken.append(Box(left, top, right, bottom))

    def beside(self, x: float, y: float, text: str, kind: str = "") -> bool:
        """A text beside a mark where there is room; whether there was."""
        places = (
            (x + 9, y + 4, "start"),
            (x - 9, y + 4, "end"),
            (x, y - 10, "middle"),
            (x, y + 19, "middle"),
            (x + 7, y - 8, "start"),
            (x + 7, y + 16, "start"),
            (x - 7, y - 8, "end"),
            (x - 7, y + 16, "end"),
        )
        for left, base, anchor in places:
            box = span(left, base, text, anchor, SMALL)
            inside = box.left >= 0 and box.right <= self.width
            if inside and not any(box.meets(other) for other in self.taken):
                self.text(left, base, text, f"{kind} kb-t--small", anchor=anchor, size=SMALL)
                return True
        return False

    def done(self, height: float, kind: str) -> Markup:
        """The finished drawing."""
        return Markup(
            '<svg class="{}" viewBox="0 0 {:.0f} {:.0f}" role="group" aria-label="{}">{}</svg>'
        ).format(kind, self.width, height, self.label, Markup("").join(self.parts))


def span(x: float, y: float, text: str, anchor: str, size: float = SIZE) -> Box:
    """The room that a text takes."""
    width = len(text) * size * LETTER
    left = {"start": x, "middle": x - width / 2, "end": x - width}[anchor]
    return Box(left, y - size * 0.8, left + width, y + size * 0.25)


def lines(text: str, width: float, size: float = SIZE, most: int = 3) -> list[str]:
    """A text in lines that fit a width; whole, in as many lines as that takes."""
    fits = max(8, int(width / (size * LETTER)))
    found = textwrap.wrap(text, fits)
    return found if len(found) <= most else textwrap.wrap(text, math.ceil(len(text) / most) + 6)
