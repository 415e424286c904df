"""Entries in a row, and what they can be asked by."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from kb.base.entry import Entry
from kb.model.words import KINDS, RELATIONS
from kb.share.frames.columns import ENTRIES, columns_of
from kb.table.rows import Field, Rows

if TYPE_CHECKING:
    from kb.base.knowledge import KnowledgeBase
    from kb.table import Frame

_BRIEF: Final = {"id", "kind", "title", "status"}
_WRITTEN: Final = tuple(
    name for name in RELATIONS if name != "about" and name not in {c.name for c in ENTRIES}
)
"""Relations that entries write, and no column has; positions write `about`."""


@dataclass(frozen=True, slots=True, repr=False)
class Entries(Rows[Entry]):
    """An ordered sequence of entries that never changes.

    It can be asked by every column of the frame `entries`, and by the relations that entries of
    its kinds write, such as `base.critiques.where(attacks="rlhf")`.
    """

    @classmethod
    def of(
        cls, base: KnowledgeBase, entries: tuple[Entry, ...], kinds: tuple[str, ...] = ()
    ) -> Entries:
        """The sequence of some entries.

        Args:
            base: to which they belong.
            entries: in their order.
            kinds: that they may have; those that they have, unless given.
        """
        present = kinds or tuple(kind for kind in KINDS if any(e.kind == kind for e in entries))
        own = {column for kind in present or KINDS for column in columns_of(kind)}
        named = [column for column in ENTRIES if column in own]
        relations = [
            name
            for name in _WRITTEN
            if any(kind in RELATIONS[name].domain for kind in present or KINDS)
        ]
        fields = (
            *(Field(c.name, c.type, brief=c.name in _BRIEF, of=_told(c.name)) for c in named),
            *(Field(name, "texts", brief=False, of=_told(name)) for name in relations),
        )
        return cls(entries, fields, replace(base.known, kinds=present))

    @property
    def ids(self) -> tuple[str, ...]:
        """Their ids, in order."""
        return tuple(entry.id for entry in self.rows)

    def to_frame(self) -> Frame:
        """The entries as a frame of plain values."""
        return replace(Rows.to_frame(self), name="entries")


def _told(name: str) -> Any:
    return lambda entry: entry.base.told(entry.id)[name]
