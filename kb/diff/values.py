"""Changes as values."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final

NONE: Final = "none"
PATCH: Final = "patch"
MINOR: Final = "minor"
MAJOR: Final = "major"


@dataclass(frozen=True, slots=True)
class Named:
    """An entry, by what it is called."""

    id: str
    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class Removed(Named):
    """An entry that is no more.

    Attributes:
        reason: the one its sign gives; empty where no sign stands in its place.
    """

    reason: str


@dataclass(frozen=True, slots=True)
class Renamed(Named):
    """An entry under another id.

    Attributes:
        before: the id it had.
    """

    before: str


@dataclass(frozen=True, slots=True)
class Edited(Named):
    """An entry that says something else.

    Attributes:
        fields: those that differ, as written in the file; `kind` where it moved to another folder.
    """

    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """A relation as an entry writes it, from address to address."""

    relation: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Restated:
    """A statement, thesis or reason whose status is another one.

    Attributes:
        address: as it is now.
        kind: of the entry it is, or is in.
        before: its status word.
        after: its status word.
    """

    address: str
    kind: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class LookAlike:
    """A new entry whose title is near a name of another.

    Attributes:
        id: of the new entry.
        other: the id of the entry it may repeat.
        field: `title` or `alias`: which name of the other is near.
        name: that name.
        percent: how near, 100 for the same words.
    """

    id: str
    other: str
    field: str
    name: str
    percent: int


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that differs between two states.

    Attributes:
        added: new entries, by kind and id, as all entries here.
        removed: entries that are no more, with or without a sign in their place.
        renamed: entries under another id; they may be edited as well.
        edited: entries in both states with fields that differ.
        mended: entries whose file could not be read before.
        relations_added: relations that are written now, former ids taken for present ones.
        relations_removed: relations that are written no more.
        restated: points in both states with another status.
        look_alikes: new entries that may repeat another.
        unreadable_before: files that could not be read in the old state.
        unreadable: files that cannot be read in the new state.
        gone: ids that meant something and mean nothing now.
        schema_added: kinds, fields and values the schema has now, such as `work.isbn`.
        schema_removed: those it has no more.
        schema_required: fields that entries must have now.
        mistakes: how many errors the new state has.
        bump: the step its version takes: `none`, `patch`, `minor` or `major`.
    """

    added: tuple[Named, ...] = ()
    removed: tuple[Removed, ...] = ()
    renamed: tuple[Renamed, ...] = ()
    edited: tuple[Edited, ...] = ()
    mended: tuple[Named, ...] = ()
    relations_added: tuple[Edge, ...] = ()
    relations_removed: tuple[Edge, ...] = ()
    restated: tuple[Restated, ...] = ()
    look_alikes: tuple[LookAlike, ...] = ()
    unreadable_before: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    schema_added: tuple[str, ...] = ()
    schema_removed: tuple[str, ...] = ()
    schema_required: tuple[str, ...] = ()
    mistakes: int = 0
    bump: str = NONE

    def __bool__(self) -> bool:
        """Whether anything differs."""
        states = {"unreadable_before", "unreadable", "mistakes", "bump"}
        return self.unreadable_before != self.unreadable or any(
            getattr(self, field.name) for field in fields(self) if field.name not in states
        )
