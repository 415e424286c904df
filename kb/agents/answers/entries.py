"""What agents are answered about entries."""

from typing import Literal

from kb.agents.answers.parts import Attack, Source
from kb.model.parts import Model

Section = Literal[
    "account",
    "why",
    "statements",
    "critiques",
    "attacks",
    "supports",
    "related",
    "recorded",
    "sources",
    "by",
    "aliases",
]
"""The lists of an entry."""

Role = Literal["step", "assumption", "premise", "claim"]


class Hit(Model):
    """Something that was found."""

    address: str
    kind: str
    title: str
    text: str | None = None
    """The sentence it stands for: a thesis, a claim, a statement or a summary."""
    status: str | None = None
    sources: tuple[Source, ...] = ()


class Found(Model):
    """What was found, best first."""

    total: int
    hits: tuple[Hit, ...] = ()
    more: str | None = None
    """What is not shown, and how to get it."""
    caution: str


class Statement(Model):
    """A statement that belongs to an entry, or that it rests on."""

    address: str
    role: Role
    text: str
    status: str


class Against(Model):
    """A critique, in short."""

    address: str
    title: str
    status: str


class Recorded(Model):
    """Something recorded of an entry: evidence, a milestone, an estimate, an assessment."""

    what: str
    text: str
    source: Source


class Related(Model):
    """A relation to another entry, as a sentence."""

    address: str
    """Of the other entry or statement."""
    says: str


class Told(Model):
    """One entry or statement: what it says, how it stands and why, and where it comes from."""

    id: str
    kind: str
    title: str
    page: str
    """For people to read."""
    aliases: tuple[str, ...] = ()
    summary: str | None = None
    text: str | None = None
    """Its thesis or claim, where it has one; of a statement, its sentence."""
    citation: str | None = None
    """Of a work: authors, date, title and venue."""
    status: str | None = None
    status_says: str | None = None
    """What the status means, and what no status means."""
    why: tuple[str, ...] = ()
    """The tree of reasons behind the status, a line each, indented by depth."""
    searched: str | None = None
    """When someone last looked for critiques and replies; `unanswered` means little without."""
    review: str | None = None
    """How far the editors checked it, and how sure they are that it is true to its sources."""
    date: str | None = None
    by: tuple[str, ...] = ()
    """Ids of the people behind it."""
    statements: tuple[Statement, ...] = ()
    attacks: tuple[Attack, ...] = ()
    supports: tuple[str, ...] = ()
    critiques: tuple[Against, ...] = ()
    """Of it, of its statements, and of what these assume."""
    related: tuple[Related, ...] = ()
    recorded: tuple[Recorded, ...] = ()
    account: tuple[str, ...] = ()
    """Paragraphs; in them [[id]] names an entry, and [@work, place] a source."""
    sources: tuple[Source, ...] = ()
    more: tuple[str, ...] = ()
    """What is not shown, and how to get it."""
