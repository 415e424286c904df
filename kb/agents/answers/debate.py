"""What agents are answered about the debate."""

from typing import Literal

from kb.agents.answers.parts import Attack, Source
from kb.model.parts import Model


class Critique(Model):
    """A reason against something."""

    address: str
    title: str
    text: str
    status: str
    """unanswered, upheld, contested or answered."""
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
