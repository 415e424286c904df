"""What every entry may have, and what the four kinds of thing share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar

from pydantic import Field

from kb.model.parts import Definition, Difference, Linked, Model, Review, Source, Xref
from kb.model.types import Before, Day, Id, Listed, Prose, Refers, Summary, Text, Title
from kb.model.words import KindWord

if TYPE_CHECKING:
    from kb.model.address import Address
    from kb.model.parts import Statement


class Entry(Model):
    """What every entry may have."""

    kind: ClassVar[str]

    title: Title
    """The name under which it is listed, at most 90 characters."""
    aliases: tuple[Text, ...] = ()
    """Other names, found by search; none may be the name of another entry."""
    body: Annotated[Prose | None, Listed("body")] = None
    """The account in Markdown, with `[[id]]` for other entries and `[@work, p. 3]` for sources."""
    sources: tuple[Source, ...] = ()
    """Where it comes from."""
    xref: Xref | None = None
    """The same thing elsewhere."""
    former_ids: tuple[Id, ...] = ()
    """Ids it had before; they keep resolving."""
    former_kinds: tuple[KindWord, ...] = ()
    """Kinds it was of before; its pages among them lead to the present one."""
    searched: Day | None = None
    """When someone last looked for critiques of, or replies to, this entry."""
    review: Review | None = None
    """How far it has been checked."""

    if TYPE_CHECKING:
        # Every kind has one, most as a field, which may not hide a property of its base.
        @property
        def summary(self) -> str:
            """One plain sentence; empty where the title says it all."""

    @property
    def sentence(self) -> str:
        """The sentence it stands for: its thesis, its claim, its summary; else its title."""
        return self.summary or self.title

    @property
    def premises(self) -> tuple[Address | Statement, ...]:
        """What it rests on, in order: addresses, and statements of its own."""
        return ()


class Unsummed(Entry):
    """What people, works and views share: their title says it all."""

    @property
    def summary(self) -> str:
        """Empty."""
        return ""


class Thing(Entry):
    """What concepts, problems, proposals and forecasts share."""

    summary: Summary
    """One plain sentence, at most 200 characters."""
    broader: Annotated[tuple[Linked, ...], Refers("broader")] = ()
    """What it is a part or a kind of."""
    related: Annotated[tuple[Linked, ...], Refers("related")] = ()
    """Where no other relation says more. Written on one side."""
    differs_from: Annotated[
        tuple[Difference, ...], Refers("differs-from"), Field(alias="differs-from")
    ] = ()
    """What it is taken for, and what sets the two apart. Written on one side."""
    prerequisites: Annotated[tuple[Linked, ...], Refers("prerequisites")] = ()
    """What to read first."""
    example: Annotated[Prose | None, Before("sources")] = None
    """One concrete case."""
    misreading: Annotated[Prose | None, Before("sources")] = None
    """The usual wrong reading, and the right one."""
    definitions: Annotated[tuple[Definition, ...], Before("sources")] = ()
    """How sources define it, where they differ."""
