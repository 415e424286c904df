"""What agents are answered: typed values that carry their sources."""

from __future__ import annotations

from typing import Literal

from kb.model.parts import Model
from kb.model.words import Force, Label, Reading, Role, Voice

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


class Source(Model):
    """A work, and where in it something is said."""

    work: str
    """The id of the work."""
    citation: str
    """Authors and year, to be cited with."""
    url: str | None = None
    """Where it can be read."""
    at: str | None = None
    """Section, page, paragraph, time stamp or comment."""
    quote: str | None = None
    """The work's own words."""
    role: Role | None = None
    """Whether the work first said this, restates it, or discusses it."""


class Attack(Model):
    """What a critique is against."""

    target: str
    force: Force
    """`refutes`: if the critique holds, the target is false. `weakens`: it is in doubt."""
    text: str
    """The sentence that is attacked."""
    why: str | None = None


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
    role: Literal["step", "assumption", "premise", "claim"]
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
    profile: str | None = None
    """What is recorded in its debate, in numbers; report it before the status."""
    status: str | None = None
    """One word for that; `unchallenged` comes with when someone last looked."""
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


class Critique(Model):
    """A reason against something."""

    address: str
    title: str
    text: str
    status: str
    """unanswered, upheld, challenged, contested, conditional or refuted."""
    targets: int
    """How many things it attacks; `attacks` has the first four, its entry all of them."""
    attacks: tuple[Attack, ...] = ()
    by: tuple[str, ...] = ()
    searched: str | None = None
    """When someone last looked for replies to it."""
    sources: tuple[Source, ...] = ()


class Critiques(Model):
    """The critiques of something."""

    of: str
    total: int
    critiques: tuple[Critique, ...] = ()
    more: str | None = None
    caution: str
    sources: tuple[Source, ...] = ()
    """Of what they are about."""


class Stop(Model):
    """An entry or statement on a path."""

    address: str
    kind: str
    title: str


class Step(Model):
    """A link of a path, as it is written: from source to target."""

    source: str
    relation: str
    target: str
    says: str
    sources: tuple[Source, ...] = ()


class Way(Model):
    """The shortest way from one entry to another."""

    length: int
    stops: tuple[Stop, ...]
    steps: tuple[Step, ...] = ()
    more: str | None = None
    sources: tuple[Source, ...] = ()
    """Of the entry itself, where there is no step to take."""


class Given(Model):
    """A point that was supposed to stand or to have fallen."""

    address: str
    supposed: Literal["accepted", "rejected"]
    text: str
    recorded: str
    """Its status in the debate as recorded."""
    sources: tuple[Source, ...] = ()


class Change(Model):
    """A point whose status would be another one."""

    address: str
    text: str
    before: str
    after: str
    sources: tuple[Source, ...] = ()


class Supposed(Model):
    """What would change if some points were settled."""

    supposed: int
    """How many points were supposed; `given` has the first of them."""
    given: tuple[Given, ...]
    total: int
    """How many statuses would change."""
    changes: tuple[Change, ...] = ()
    more: str | None = None
    caution: str


class Asked(Model):
    """A claim to take a position on next."""

    address: str
    text: str
    turns: int
    """How many other statuses an answer could change."""


class Inside(Model):
    """What follows from positions that were given."""

    held: int
    """How many positions were given."""
    total: int
    """How many statuses are other than recorded."""
    changes: tuple[Change, ...] = ()
    tensions: tuple[str, ...] = ()
    """Where the positions pull against each other, as questions."""
    next: tuple[Asked, ...] = ()
    more: str | None = None
    caution: str


class Position(Model):
    """What a person held about something at a date."""

    holder: str
    """The id of the person."""
    name: str
    about: str
    """The address of what it is about."""
    text: str
    """The sentence that it is about."""
    date: str
    stance: str | None = None
    credence: str | None = None
    """How likely the holder finds it; absent means unknown."""
    reading: Reading
    """`stated` by the holder, or `inferred` by the editors from the text."""
    words: Voice
    """Whether the source has the holder's `own` words, or others `reported` them."""
    reported: str | None = None
    """The words of whoever reports the holder, after both their names."""
    note: str | None = None
    because: tuple[str, ...] = ()
    """Addresses of what moved the holder: reasons, statements, works; the first twelve."""
    source: Source


class Positions(Model):
    """What people held, by holder and date."""

    total: int
    positions: tuple[Position, ...] = ()
    more: str | None = None
    caution: str
    sources: tuple[Source, ...] = ()
    """Of what was asked about, where no position on it is recorded."""


class Seen(Model):
    """How one person sees a claim on which something turns."""

    holder: str
    label: Label
    """Whether it stands in the person's view."""
    stance: str | None = None
    """What the person says of it; absent where no position is recorded."""
    reading: Reading | None = None
    """Whether the holder said so, or the editors read it from the text."""
    words: Voice | None = None
    """Whether the source has the holder's `own` words, or others `reported` them."""
    reported: str | None = None
    """The words of whoever reports the holder, after both their names."""
    named: bool
    """Whether the person names it as a crux."""
    changes: bool
    """Whether a flip of it changes the thing at issue in the person's view."""
    source: Source | None = None
    """Where the person says what they say of it."""


class Tension(Model):
    """A position that does not go with the same person's others."""

    about: str
    stance: str
    """What the person says of it."""
    status: str
    """What follows from the person's other positions."""
    question: str
    """What one would ask the person."""
    sources: tuple[Source, ...] = ()


class Tensions(Model):
    """Where a person's positions pull against each other."""

    holder: str
    total: int
    tensions: tuple[Tension, ...] = ()
    more: str | None = None
    caution: str
    sources: tuple[Source, ...] = ()
    """Of the person."""


class Disagreement(Model):
    """Something on which two people stand on different sides."""

    address: str
    text: str
    firm: bool
    """Whether one accepts it and the other rejects it, and neither only leans."""
    positions: tuple[Position, ...]
    """The latest of each."""


class Disagreements(Model):
    """What two people stand on different sides of, firm ones first."""

    total: int
    disagreements: tuple[Disagreement, ...] = ()
    more: str | None = None
    caution: str
    sources: tuple[Source, ...] = ()
    """Of both people, where there is no disagreement."""


class Line(Model):
    """What approaches are compared by."""

    name: str
    text: str
    cells: dict[str, str]
    """By id of the approach: how it relates to this, where anything is recorded."""


class Compared(Model):
    """Approaches side by side."""

    total: int
    rows: tuple[Line, ...] = ()
    more: str | None = None
    caution: str
    sources: tuple[Source, ...] = ()
    """Of the approaches."""


class ToRead(Model):
    """Something to read."""

    address: str
    kind: str
    title: str
    why: str | None = None
    """Why it comes before what follows."""
    sources: tuple[Source, ...] = ()


class Order(Model):
    """What to read, each after its prerequisites."""

    total: int
    order: tuple[ToRead, ...] = ()
    more: str | None = None


class Event(Model):
    """Something dated."""

    date: str
    what: str
    text: str
    entry: str
    sources: tuple[Source, ...] = ()


class Timeline(Model):
    """What happened around an entry, first to last."""

    of: str
    total: int
    events: tuple[Event, ...] = ()
    more: str | None = None
    sources: tuple[Source, ...] = ()
    """Of the entry, where nothing is recorded."""


class Crux(Model):
    """A claim or statement on which the view of something turns."""

    address: str
    text: str
    status: str
    seen: tuple[Seen, ...]
    apart: bool | None = None
    """Of two people: whether they see it differently."""
    turns: str | None = None
    """Of one person: what becomes of the thing at issue if the claim stands, and if it falls."""
    sources: tuple[Source, ...] = ()
    """Of the claim, where nobody's position on it is shown."""


class Cruxes(Model):
    """The claims on which a person's view of something turns, or the views of two people."""

    about: str
    text: str
    total: int
    cruxes: tuple[Crux, ...] = ()
    more: str | None = None
    caution: str
    sources: tuple[Source, ...] = ()
    """Of what is at issue."""
