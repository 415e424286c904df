"""Changes as values."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final

from kb.survey.difference import Difference

NONE: Final = "none"
PATCH: Final = "patch"
MINOR: Final = "minor"
MAJOR: Final = "major"


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
class Changes(Difference):
    """Everything that differs between two states.

    Attributes:
        look_alikes: new entries that may repeat another.
        unreadable_before: files that could not be read in the old state.
        unreadable: files that cannot be read in the new state.
        gone: ids that meant something and mean nothing now.
        schema_added: kinds, fields and values the schema has now, such as `work.isbn`.
        schema_removed: those it has no more.
        schema_required: fields that entries must have now.
        schema_narrower: limits that are closer now, or a pattern that is another, such as
            `work.title as string maxLength`.
        schema_unknown: whether the old state has entries and no record of its schema, while the
            new one has; the step is then what the entries alone ask for.
        mistakes: how many errors the new state has.
        bump: the step its version takes: `none`, `patch`, `minor` or `major`.
    """

    look_alikes: tuple[LookAlike, ...] = ()
    unreadable_before: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    schema_added: tuple[str, ...] = ()
    schema_removed: tuple[str, ...] = ()
    schema_required: tuple[str, ...] = ()
    schema_narrower: tuple[str, ...] = ()
    schema_unknown: bool = False
    mistakes: int = 0
    bump: str = NONE

    def __bool__(self) -> bool:
        """Whether anything differs."""
        states = {"unreadable_before", "unreadable", "schema_unknown", "mistakes", "bump"}
        return self.unreadable_before != self.unreadable or any(
            getattr(self, field.name) for field in fields(self) if field.name not in states
        )
