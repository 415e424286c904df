"""What agents are answered about people."""

from kb.agents.answers.parts import Source
from kb.model.parts import Model
from kb.model.words import Label, Reading


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
    named: bool
    """Whether the person names it as a crux."""
    source: Source | None = None
    """Where the person says what they say of it."""


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
