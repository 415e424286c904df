"""The parts pages are made of, as plain frozen values. HTML in them is marked safe."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

if TYPE_CHECKING:
    from kb.model import Address

NONE: Final = Markup("")

CONNECTED: Final = "our connection: it was not written as an answer to this"

DEEPEST: Final = 12
"""Replies to replies that one page shows; those that follow are on the page of the last."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link to another page of the site."""

    href: str
    text: str
    kind: str
    id: Address
    summary: str = ""
    status: str = ""
    looked: str = ""
    """Where nothing is recorded against it: when someone last looked."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One assumption in the strip of a profile."""

    href: str
    text: str
    status: str
    said: str
    mark: str


@dataclass(frozen=True, slots=True)
class Profile:
    """What is recorded in a debate, in numbers, and how each assumption stands."""

    sentence: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """A work with the place in it, and what is quoted from it."""

    work: Anchor
    short: str
    at: str = ""
    quote: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One related entry, with the reason and the source of the relation."""

    link: Anchor
    why: Markup = NONE
    source: Cited | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """All relations of one sort: its name as this side reads it, and the heading for people."""

    relation: str
    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Thread:
    """A reason against something; the replies to it come next, one deeper.

    A page tells a reason once. Elsewhere it leads to that place, and says how the reason hits.
    """

    depth: int
    link: Anchor
    force: str
    why: Markup
    connection: str
    """Set where the editors connected the two, and not who wrote the reason."""
    by: tuple[Anchor, ...]
    anchor: str
    """Where the page tells the reason, with the replies to it."""
    again: str
    """What it says of the place where the reason is told; empty at that place."""
    further: bool
    """Whether the replies to it are left to its own page."""


@dataclass(frozen=True, slots=True)
class Holding:
    """A position, with a link to its holder or, on the holder's page, to what it is about."""

    link: Anchor
    says: str
    date: str
    quote: str
    reported: str
    """Words that are not the holder's, after the name of whoever wrote them."""
    source: Cited
    inferred: bool
    because: tuple[Anchor, ...]
    cruxes: tuple[Anchor, ...]
    note: Markup


@dataclass(frozen=True, slots=True)
class Point:
    """A statement with its place in the debate."""

    anchor: str
    text: str
    status: str
    looked: str
    shared: Anchor | None
    others: str
    threads: tuple[Thread, ...]
    support: tuple[Anchor, ...]
    needs: tuple[Anchor, ...]
    holdings: tuple[Holding, ...]
    source: Cited | None
    inferred: bool
    """Whether the editors read it between the lines."""
    detail: Markup
    former: tuple[str, ...]
    """Anchors it had before."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the strip of facts."""

    name: str
    text: str = ""
    links: tuple[Anchor, ...] = ()
    source: Cited | None = None


@dataclass(frozen=True, slots=True)
class Dated:
    """Who or what was so at a date, and where that was seen."""

    name: str
    date: str
    link: Anchor | None = None
    source: Cited | None = None
    url: str = ""
    sort: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A statement by a source: a definition, a result, an answer, an estimate."""

    name: str
    text: str
    source: Cited


@dataclass(frozen=True, slots=True)
class Because:
    """A point in the tree of reasons behind a status; its own reasons come next, one deeper."""

    depth: int
    link: Anchor
    because: str
    again: bool
    further: bool
    """Whether its reasons are left to its own page."""


def counted(number: int, one: str, many: str = "") -> str:
    """A number with what it counts.

    >>> counted(1, "reply", "replies"), counted(2, "critique")
    ('1 reply', '2 critiques')
    """
    return f"{number} {one if number == 1 else many or one + 's'}"
