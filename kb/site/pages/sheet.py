"""Pages that are made from the code: sections of words, each with what there is to say of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kb.site.pages.parts import NONE

if TYPE_CHECKING:
    from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the model, a field, a format or a command.

    Attributes:
        id: the anchor.
        kind: the kind it names, where it names one.
        facts: more about it, each a name and what it says.
        choices: its values with their meanings, where it has few.
    """

    id: str
    name: str
    meaning: Markup = NONE
    facts: tuple[tuple[str, Markup], ...] = ()
    kind: str = ""
    required: bool = False
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A page as a list of pages names it, with links to what it tells of."""

    href: str
    title: str
    lead: Markup
    names: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Things of one sort, under their anchor and heading.

    Attributes:
        kind: the kind whose fields they are, where it is one.
        file: where an entry of the kind is written.
        shared: sections with more fields of the same.
    """

    id: str
    title: str
    lead: Markup
    items: tuple[Any, ...]
    kind: str = ""
    file: str = ""
    shared: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page, the template it fills, and what that shows beside the sections."""

    template: str
    path: str
    title: str
    lead: str | Markup
    sections: tuple[Section, ...] = ()
    more: Any = None


def sentence(text: str) -> str:
    """A text with a capital at the beginning and a full stop at the end."""
    return f"{text[0].upper()}{text[1:].rstrip('.')}."
