"""The compass: what surrounds an entry, as a small drawing made of links."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Generic, NamedTuple, TypeVar

from markupsafe import Markup, escape

from kb.model.words import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kb.site.pages.parts import Anchor

T = TypeVar("T")

MOST: Final = 3
"""Entries shown on one side; the rest are counted."""

_WIDTH, _ROW, _BOX, _PAD = 720, 46, 26, 34
_FONT, _LETTER = 13, 6.6
_IN_ROW, _IN_COLUMN = 20, 30
"""Letters of a name that fit a box."""


class Sides(NamedTuple, Generic[T]):
    """What stands on each side of an entry."""

    above: tuple[T, ...]
    left: tuple[T, ...]
    right: tuple[T, ...]
    below: tuple[T, ...]


AROUND: Final = Sides(
    above=("addresses", "broader", "attacks", "supports"),
    left=("uses", "assumes", "prerequisites"),
    right=("used-by", "addressed-by", "assumed-by", "narrower", "prerequisite-of"),
    below=("attacked-by",),
)
"""The relations and inverses of an entry whose other ends stand on each side of it."""


@dataclass(frozen=True, slots=True)
class _Box:
    x: float
    y: float
    width: float
    text: str
    anchor: Anchor | None


def compass(centre: Anchor, sides: Sides[Anchor]) -> Markup:
    """The drawing as SVG; empty where nothing surrounds the entry.

    Args:
        centre: the entry itself.
        sides: its problems above, what it builds on left, what builds on it right, critiques below.
    """
    if not (sides.above or sides.left or sides.right or sides.below):
        return Markup("")
    middle_rows = max(len(_shown(sides.left)), len(_shown(sides.right)), 1)
    top = _ROW * bool(sides.above)
    height = top + middle_rows * _ROW + _ROW * bool(sides.below) + 8
    middle = top + middle_rows * _ROW / 2 + 4
    me = _box(_WIDTH / 2, middle, centre.text, centre, _IN_COLUMN)
    boxes = [
        *_line(sides.above, 4 + _BOX / 2),
        *_column(sides.left, middle, left=True),
        *_column(sides.right, middle, left=False),
        *_line(sides.below, height - 4 - _BOX / 2),
    ]
    lines = Markup("").join(
        Markup('<line x1="{:.0f}" y1="{:.0f}" x2="{:.0f}" y2="{:.0f}"/>').format(
            box.x, box.y, me.x, me.y
        )
        for box in boxes
    )
    drawn = Markup("").join(_drawn(box, me=box is me) for box in [*boxes, me])
    return Markup(
        '<svg viewBox="0 0 {} {:.0f}" font-size="{}" role="group" aria-label="What surrounds {}">'
        '<g class="kb-compass__lines">{}</g>{}</svg>'
    ).format(_WIDTH, height, _FONT, centre.text, lines, drawn)


def _shown(anchors: tuple[Anchor, ...]) -> list[tuple[str, Anchor | None]]:
    """The entries of one side, and how many more there are."""
    shown: list[tuple[str, Anchor | None]] = [(a.text, a) for a in anchors[:MOST]]
    return [*shown, (f"{len(anchors) - MOST} more", None)] if len(anchors) > MOST else shown


def _box(x: float, y: float, name: str, anchor: Anchor | None, fits: int) -> _Box:
    text = name if len(name) <= fits else f"{name[: fits - 1].rstrip()}…"
    return _Box(x, y, len(text) * _LETTER + (_PAD if anchor else 16), text, anchor)


def _line(anchors: tuple[Anchor, ...], y: float) -> list[_Box]:
    """A row of boxes, evenly spread over the width."""
    shown = _shown(anchors)
    step = _WIDTH / max(len(shown), 1)
    return [
        _box(step * (n + 0.5), y, text, anchor, _IN_ROW if len(shown) > 2 else _IN_COLUMN)
        for n, (text, anchor) in enumerate(shown)
    ]


def _column(anchors: tuple[Anchor, ...], middle: float, *, left: bool) -> list[_Box]:
    """A column of boxes against one edge, around the middle."""
    shown = _shown(anchors)
    boxes = []
    for number, (text, anchor) in enumerate(shown):
        y = middle + (number - (len(shown) - 1) / 2) * _ROW
        box = _box(0, y, text, anchor, _IN_COLUMN - 4)
        x = box.width / 2 + 1 if left else _WIDTH - box.width / 2 - 1
        boxes.append(replace(box, x=x))
    return boxes


def _drawn(box: _Box, *, me: bool) -> Markup:
    left, top = box.x - box.width / 2, box.y - _BOX / 2
    if box.anchor is None:
        return Markup('<text x="{:.0f}" y="{:.0f}" text-anchor="middle">{}</text>').format(
            box.x, box.y + 4.5, box.text
        )
    inside = Markup(
        '<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{}" rx="2"/>'
        '<text class="kb-compass__glyph" x="{:.1f}" y="{:.1f}" aria-hidden="true">{}</text>'
        '<text x="{:.1f}" y="{:.1f}">{}</text>'
    ).format(
        left,
        top,
        box.width,
        _BOX,
        left + 9,
        box.y + 4,
        KINDS[box.anchor.kind].glyph,
        left + 25,
        box.y + 4.5,
        box.text,
    )
    kind = escape(box.anchor.kind)
    if me:
        return Markup('<g class="kb-compass__me" data-kind="{}">{}</g>').format(kind, inside)
    return Markup('<a href="{}" data-kind="{}" data-kb="{}" aria-label="{}">{}</a>').format(
        box.anchor.href, kind, box.anchor.id.entry, box.anchor.text, inside
    )


def distinct(anchors: Iterable[Anchor]) -> tuple[Anchor, ...]:
    """Anchors without those that lead to an entry already among them."""
    found: dict[str, Anchor] = {}
    for anchor in anchors:
        found.setdefault(anchor.id.entry, anchor)
    return tuple(found.values())
