"""What the pages of the reference show, as plain frozen values. HTML in them is marked safe."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

NONE = Markup("")


@dataclass(frozen=True, slots=True)
class Named:
    """A name with its type and what it stands for: a parameter, a field, an option."""

    name: str
    type: Markup = NONE
    meaning: Markup = NONE
    note: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What a docstring tells."""

    lead: Markup = NONE
    body: Markup = NONE
    parameters: tuple[Named, ...] = ()
    gives: Markup = NONE
    raises: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """A function, method or property."""

    id: str
    owner: str
    name: str
    signatures: tuple[Markup, ...]
    told: Told


@dataclass(frozen=True, slots=True)
class Group:
    """Members that one class brings."""

    id: str
    title: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Described:
    """A class."""

    id: str
    bases: Markup
    told: Told
    fields: tuple[Named, ...]
    choices: tuple[Markup, ...]
    borrowed: tuple[Markup, ...]
    origins: tuple[Markup, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class PythonPage:
    """A page of the Python reference."""

    path: str
    title: str
    lead: Markup
    functions: tuple[Member, ...]
    classes: tuple[Described, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A page of the reference as its contents name it.

    Attributes:
        href: the page.
        title: its name.
        lead: what it is about.
        names: what it tells of: links to some or all of it.
    """

    href: str
    title: str
    lead: Markup
    names: tuple[tuple[str, str], ...] = ()
