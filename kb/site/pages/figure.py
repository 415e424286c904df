"""A figure with what stands under it: its table, its data, how to cite it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markupsafe import Markup

    from kb.site.pages.parts import Cited


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the table under a figure: text, with the work it is from where it has one."""

    text: str
    source: Cited | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure.

    Attributes:
        id: its anchor.
        title: what is seen, in a sentence without a full stop.
        lead: how to read it.
        wide: the drawing.
        narrow: the drawing for a phone.
        note: what is left out.
        head: of the table.
        rows: of the table.
        data: where the numbers are, as a link.
        cite: how to cite the figure itself.
    """

    id: str
    title: str
    lead: str
    wide: Markup
    narrow: Markup
    note: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    data: str
    cite: str
