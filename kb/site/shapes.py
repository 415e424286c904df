"""The shapes of marks, each once, for whatever draws them: marks, style sheets, cards.

A shape is a ring of corners in a square whose sides are 1, and after it the rings that are cut out
of it, which turn the other way round. Those of a reason are for one against; one that speaks for
something is the same upside down.
"""

from __future__ import annotations

from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kb.model.words import Label, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

Ring = tuple[tuple[float, float], ...]
Shape = tuple[Ring, ...]

_WHOLE: Final[Ring] = ((0, 1), (1, 1), (0.5, 0))
_HOLLOW: Final[Ring] = ((0.17, 0.9), (0.5, 0.24), (0.83, 0.9))
_RIGHT: Final[Ring] = ((0.5, 0.9), (0.5, 0.24), (0.83, 0.9))

_CROSS: Final[Ring] = (
    *((0.3, 0.2), (0.2, 0.3), (0.4, 0.5), (0.2, 0.7), (0.3, 0.8), (0.5, 0.6)),
    *((0.7, 0.8), (0.8, 0.7), (0.6, 0.5), (0.8, 0.3), (0.7, 0.2), (0.5, 0.4)),
)
TICK: Final[Shape] = (
    ((0.12, 0.53), (0.42, 0.83), (0.88, 0.27), (0.78, 0.19), (0.41, 0.64), (0.21, 0.44)),
)
FRAME: Final[Shape] = (
    ((0, 0), (1, 0), (1, 1), (0, 1)),
    ((1 / 14, 1 / 14), (1 / 14, 13 / 14), (13 / 14, 13 / 14), (13 / 14, 1 / 14)),
)
"""Around a cell; what is filled of it keeps inside."""

_INK: Final[Mapping[Status, Shape]] = MappingProxyType(
    {
        Status.CONDITIONAL: (((0, 2 / 3), (1, 2 / 3), (1, 1), (0, 1)),),
        Status.CONTESTED: (((1, 0), (1, 1), (0, 1)),),
        Status.CHALLENGED: (((0, 1 / 3), (1, 1 / 3), (1, 1), (0, 1)),),
        Status.REFUTED: (((0, 0), (1, 0), (1, 1), (0, 1)), _CROSS),
    }
)
_HELD: Final = frozenset({Status.DEFENDED, Status.UPHELD})


def triangle(label: Label) -> Shape:
    """The mark of a reason: full where it stands, half in doubt, hollow where it fell."""
    holes = {Label.IN: (), Label.UNDECIDED: (_RIGHT,), Label.OUT: (_HOLLOW,)}
    return (_WHOLE, *holes[label])


def ink(status: Status) -> tuple[str, Shape]:
    """What is filled inside the frame of a cell, and for which side it speaks."""
    if status in _HELD:
        return "for", TICK
    return "against", _INK.get(status, ())


def path(shape: Shape, place: Callable[[float, float], tuple[float, float]]) -> str:
    """A shape as the data of an SVG path, each corner where it has its place."""
    rings = ("L".join("{:g} {:g}".format(*_short(*place(*one))) for one in ring) for ring in shape)
    return "".join(f"M{ring}Z" for ring in rings)


def _short(x: float, y: float) -> tuple[float, float]:
    return round(x, 1), round(y, 1)


def sheet() -> str:
    """The shapes in a style sheet, for marks that are a single element of a page."""
    return "\n".join(
        ["", "/* The shapes of kb.site.shapes. */", *chain(_cells(), _triangles()), ""]
    )


def _cells() -> Iterator[str]:
    for status in Status:
        side, shape = ink(status)
        if shape:
            yield _rule(f'.kb-cell[data-status="{status}"]::after', shape, f"--kb-{side}")


def _triangles() -> Iterator[str]:
    for status in Status:
        shape = triangle(status.label)
        if len(shape) > 1:
            yield _rule(f'.kb-tri[data-status="{status}"]::before', shape, "--side")
    yield _rule(".kb-tri::before", triangle(Label.IN), "--side")


def _rule(selector: str, shape: Shape, hue: str) -> str:
    corners = ", ".join(f"{100 * x:.3g}% {100 * y:.3g}%" for x, y in _around(shape))
    clip = f"clip-path: polygon(evenodd, {corners})"
    return f"{selector} {{ background: var({hue}); {clip} }}"


def _around(shape: Shape) -> Iterable[tuple[float, float]]:
    """The corners of all rings as one line, which comes back to where it began."""
    first = shape[0][0]
    return chain.from_iterable(
        (*ring, ring[0], first) if len(shape) > 1 else ring for ring in shape
    )
