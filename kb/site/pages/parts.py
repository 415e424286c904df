"""The parts pages are made of, as plain frozen values. HTML in them is marked safe."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from kb.model import Address


NONE = Markup("")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link to another page of the site."""

    href: str
    text: str
    kind: str
    id: Address
    summary: str = ""
    status: str = ""


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
    """All relations of one sort.

    Attributes:
        relation: its name, or that of its inverse.
        name: the heading.
        rows: what is at the other ends.
    """

    relation: str
    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Thread:
    """A reason against something, and the replies to it."""

    link: Anchor
    force: str
    why: Markup
    by: tuple[Anchor, ...]
    replies: tuple[Thread, ...]
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Holding:
    """A position someone takes."""

    holder: Anchor
    about: Anchor
    stance: str
    credence: str
    date: str
    quote: str
    source: Cited
    inferred: bool
    because: tuple[Anchor, ...]
    cruxes: tuple[Anchor, ...]
    note: Markup


@dataclass(frozen=True, slots=True)
class Point:
    """A statement with its place in the debate."""

    anchor: str
    address: str
    text: str
    status: str
    shared: Anchor | None = None
    others: int = 0
    threads: tuple[Thread, ...] = ()
    support: tuple[Anchor, ...] = ()
    needs: tuple[Anchor, ...] = ()
    holdings: tuple[Holding, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A rung on the ladder of evidence, reached or not."""

    name: str
    sources: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """A dated event."""

    date: str
    text: str
    source: Cited


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the strip of facts."""

    name: str
    text: str = ""
    links: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A statement by a source: a definition, a result, an answer, an estimate."""

    name: str
    text: str
    source: Cited


@dataclass(frozen=True, slots=True)
class Because:
    """A point in the tree of reasons behind a status."""

    link: Anchor
    because: str
    again: bool
    reasons: tuple[Because, ...]


@dataclass(frozen=True, slots=True)
class EntryPage:
    """Everything the page of one entry shows; a kind's template chooses what it needs."""

    path: str
    id: str
    kind: str
    title: str
    aliases: tuple[str, ...]
    summary: str
    status: str
    meaning: str
    thesis: str
    facts: tuple[Fact, ...]
    body: Markup
    example: Markup
    misreading: Markup
    definitions: tuple[Reading, ...]
    steps: tuple[Point, ...]
    assumptions: tuple[Point, ...]
    claims: tuple[Point, ...]
    own: Point | None
    targets: tuple[Row, ...]
    evidence: tuple[Reading, ...]
    estimates: tuple[Reading, ...]
    assessment: tuple[Reading, ...]
    ladder: tuple[Step, ...]
    milestones: tuple[Event, ...]
    compass: Markup
    groups: tuple[Group, ...]
    resting: tuple[Anchor, ...]
    holdings: tuple[Holding, ...]
    why: Because | None
    sources: tuple[Cited, ...]
    bibtex: str
    citation: str
    places: tuple[tuple[str, str], ...]
    searched: str
    review: str
    edit: str
    file: str
