"""Entries in a row, and what they can be asked by."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from kb.base.entry import Entry
from kb.model import MODELS
from kb.model.words import KINDS, POINTS, RELATIONS
from kb.share.frames.columns import ENTRIES
from kb.table.rows import Field, Rows

if TYPE_CHECKING:
    from kb.base.knowledge import KnowledgeBase
    from kb.table import Frame

_EVERY: Final = {"id", "kind", "title", "aliases", "body", "reviewed", "confidence"}
_EVERY_ALSO: Final = {"searched", "iri"}
_POINTED: Final = {"status", "label", "attacked"}
_CALLED: Final = {"text": ("text", "thesis"), "date": ("date", "introduced")}
_BRIEF: Final = {"id", "kind", "title", "status"}
_WRITTEN: Final = tuple(name for name in RELATIONS if name not in {"by", "about"})


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
        named = [c for c in ENTRIES if any(_has(kind, c.name) for kind in present or KINDS)]
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


def _has(kind: str, column: str) -> bool:
    """Whether entries of a kind can say something in a column."""
    if column in _EVERY | _EVERY_ALSO:
        return True
    if column in _POINTED:
        return kind in POINTS
    if column == "by":
        return kind in RELATIONS["by"].domain
    fields = MODELS[kind].model_fields
    return any(name in fields for name in _CALLED.get(column, (column,)))


def _told(name: str) -> Any:
    return lambda entry: entry.base.told(entry.id)[name]
