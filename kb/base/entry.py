"""One entry as Python users meet it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kb.errors import UnknownStatus
from kb.suggest import nearest
from kb.vocabulary import STATUSES

if TYPE_CHECKING:
    from kb.base.knowledge import KnowledgeBase
    from kb.corpus import Record
    from kb.debate import Why


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: the fields of its model, and what the base knows about it."""

    base: KnowledgeBase = field(repr=False, compare=False)
    record: Record = field(repr=False)

    def __repr__(self) -> str:
        """The id, kind and title."""
        return f"<{self.kind} {self.id}: {self.title}>"

    def __getattr__(self, name: str) -> Any:
        """The fields of the model."""
        try:
            return getattr(self.record.entry, name)
        except AttributeError:
            fields = type(self.record.entry).model_fields
            near = nearest(name, fields)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            raise AttributeError(f"a {self.kind} has no field {name!r}.{hint}") from None

    @property
    def id(self) -> str:
        """Its id."""
        return self.record.id

    @property
    def kind(self) -> str:
        """The name of its kind."""
        return self.record.kind

    @property
    def title(self) -> str:
        """The name under which it is listed."""
        return self.record.title

    @property
    def status(self) -> str:
        """Its status word.

        Raises:
            NotAPoint: if it is not part of the debate.
        """
        return self.base.status(self.id)

    def why(self) -> Why:
        """The tree of reasons behind its status.

        Raises:
            NotAPoint: if it is not part of the debate.
        """
        return self.base.why(self.id)

    def critiques(self, status: str | None = None) -> list[Entry]:
        """The critiques of it, of its statements, and of the claims it assumes.

        Args:
            status: only those with this status: unanswered, upheld, contested or answered.

        Raises:
            UnknownStatus: for a word that is no status of critiques.
        """
        allowed = ("unanswered", "upheld", "contested", "answered")
        if status is not None and status not in allowed:
            what = (
                f"{status!r} is for claims and proposals"
                if status in STATUSES
                else f"{status!r} is none of these"
            )
            raise UnknownStatus(f"critiques are {', '.join(allowed)}; {what}")
        debate = self.base.arguments
        near = {self.id, *(a for a in debate.points if a.startswith(f"{self.id}#"))}
        near.update(premise for point in tuple(near) for premise in debate.assumes.get(point, ()))
        found = dict.fromkeys(a.source for a in debate.attacks if a.target in near)
        entries = [self.base[id_] for id_ in found]
        return [entry for entry in entries if status is None or entry.status == status]
