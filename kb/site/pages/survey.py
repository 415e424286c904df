"""A page that lists what was found in many entries: parts, and lines with what they say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.site.pages.parts import NONE

if TYPE_CHECKING:
    from markupsafe import Markup

    from kb.site.pages.parts import Anchor, Cited


@dataclass(frozen=True, slots=True)
class Way:
    """A link to a page that is none of an entry, and what stands there."""

    href: str
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A line: what it is about, and what is said of it.

    Attributes:
        link: an entry or a statement.
        name: what it is about, where that has no page.
        note: what is said of it.
        links: more entries, after the note.
        by: who says so.
        source: where it is said.
        aside: what is said in passing.
    """

    link: Anchor | None = None
    name: str = ""
    note: Markup | str = NONE
    links: tuple[Anchor, ...] = ()
    by: tuple[Anchor, ...] = ()
    source: Cited | None = None
    aside: str = ""
    before: str = ""
    """What the further entries are to it, in a word."""
    stands: bool = True
    """Whether it says how it stands."""
    reply: bool = False
    """Whether it speaks for something, in reply."""


@dataclass(frozen=True, slots=True)
class Part:
    """Lines under a heading."""

    id: str
    title: str
    items: tuple[Item, ...] = ()
    lead: str = ""
    about: Anchor | None = None
    """The entry that it is about, if it is one."""
    ordered: bool = False
    dense: bool = False
    """Whether lines are of names alone, which stand closer."""
    ways: tuple[Way, ...] = ()


@dataclass(frozen=True, slots=True)
class Survey:
    """The whole page."""

    path: str
    title: str
    lead: str
    parts: tuple[Part, ...]
    ways: tuple[Way, ...] = ()
    """Where else to look."""
    empty: str = ""
    """What is said where nothing was found."""
    script: str = ""
    """What offers to choose among what it lists, from the page."""
    drawing: Markup = NONE
    """What shows the same at one look."""
    key: str = ""
    """Which marks of the drawing are explained: those of `lineage` or of the `map`."""
