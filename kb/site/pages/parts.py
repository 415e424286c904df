"""The parts pages are made of, as plain frozen values. HTML in them is marked safe."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.model import Address

NONE: Final = Markup("")

CONNECTED: Final = "our connection: it was not written as an answer to this"

_MONTHS: Final = [
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
]

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
class Column:
    """One thing assumed, or the whole, in the skyline of a profile."""

    href: str
    name: str
    """Its number, or what it is called."""
    text: str
    status: str
    said: str
    moves: tuple[tuple[str, str], ...]
    """The side and the status of each critique of it."""

    @property
    def heard(self) -> str:
        """What it is, how it stands, and how much is said against it, in words."""
        against = counted(len(self.moves), "critique") if self.moves else ""
        end = self.text[-1:] if self.text.endswith(("?", "!")) else "."
        parts = (f"{self.text.rstrip('.?!')}{end} {self.said.capitalize()}", against)
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Profile:
    """What is recorded in a debate, in numbers, and how each assumption and the whole stand."""

    sentence: Markup
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """A work with the place in it, and what is quoted from it."""

    work: Anchor
    short: str
    at: str = ""
    quote: str = ""
    role: str = ""
    speaker: str = ""
    """Who speaks in it, where others wrote it."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """A move: a reason against something. The replies to it come next, one deeper.

    A page tells a reason once. Elsewhere it leads to that place, and says how the reason hits.
    """

    depth: int
    side: str
    """Whether it speaks against what the thread is about, or for it."""
    says: str
    """The side and the force, in words."""
    link: Anchor
    force: str
    why: Markup
    connection: str
    """Set where the editors connected the two, and not who wrote the reason."""
    source: Cited | None
    note: Cited | None
    """Its words in a source."""
    rests: tuple[Anchor, ...]
    """What it assumes that does not simply stand."""
    heard: str
    """All of it in one sentence."""
    anchor: str
    """Where the page tells the reason, with the replies to it."""
    again: str = ""
    """What it says of the place where the reason is told; empty at that place."""
    further: str = ""
    """How many replies to it are left to another place; empty for none."""


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
    others: tuple[Anchor, ...]
    """The other entries that rest on it too, nearest first."""
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


def counted(number: int, one: str, many: str = "") -> str:
    """A number with what it counts.

    >>> counted(1, "reply", "replies"), counted(2, "critique")
    ('1 reply', '2 critiques')
    """
    return f"{number} {one if number == 1 else many or one + 's'}"


def listed(names: Sequence[str], most: int) -> str:
    """Names in a row, of which so many are told and the rest are counted.

    >>> listed(["a", "b", "c"], 3), listed(["a", "b", "c"], 2), listed(["a"], 2)
    ('a, b and c', 'a, b and 1 more', 'a')
    """
    told = list(names[:most])
    if len(names) > most:
        told.append(f"{len(names) - most} more")
    return " and ".join(part for part in (", ".join(told[:-1]), told[-1]) if part)


def day(date: str) -> str:
    """A date, or the first of an interval, as it is read, without a place to break.

    >>> day("2026-11-05").split("\N{NO-BREAK SPACE}"), day("2026-11").split("\N{NO-BREAK SPACE}")
    (['5', 'Nov', '2026'], ['Nov', '2026'])
    """
    year, *rest = date.split("-")
    month = [_MONTHS[int(rest[0]) - 1]] if rest else []
    number = [str(int(rest[1]))] if len(rest) > 1 else []
    return "\N{NO-BREAK SPACE}".join([*number, *month, year])
