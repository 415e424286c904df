"""One entry as Python users meet it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from kb.base.card import card, card_html
from kb.model.fields import fields_of
from kb.model.iri import page
from kb.model.words import a
from kb.suggest import did_you_mean

if TYPE_CHECKING:
    from kb.base.entries import Entries
    from kb.base.knowledge import KnowledgeBase
    from kb.base.values import Assumptions
    from kb.debate import Why
    from kb.graph import Link
    from kb.model.words import Status
    from kb.people import Held
    from kb.read import Record
    from kb.table.rows import Rows


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: the fields of its model, and what the base knows about it.

    Attributes:
        base: the base it belongs to; what is computed about it is computed there.
        record: its model, and the file it came from.
    """

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
            hint = did_you_mean(name, dir(self))
            raise AttributeError(f"{a(self.kind)} has no field {name!r}.{hint}") from None

    def __dir__(self) -> list[str]:
        """What can be asked of it, for completion."""
        fields = fields_of(type(self.record.entry)).values()
        return [*_COMPUTED, *(field.attribute for field in fields)]

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
    def text(self) -> str:
        """The sentence it stands for: its thesis, its claim, or its summary."""
        return self.base.text(self.id)

    @property
    def url(self) -> str:
        """Where it is on the web: of a work where it can be read, if known; else its page."""
        address: str | None = getattr(self.record.entry, "url", None)
        return address or page(self.kind, self.id)

    @property
    def status(self) -> Status:
        """How it stands in the recorded debate.

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

    def critiques(self, status: str | None = None) -> Entries:
        """The critiques of it, of its statements, and of the claims it assumes.

        Args:
            status: only those with this status: unanswered, upheld, contested or answered.

        Raises:
            UnknownStatus: for a word that is no status of critiques.
        """
        return self.base.critiques_of(self.id, status)

    @property
    def attacked_by(self) -> Entries:
        """The critiques of it and of its statements, not those of claims it shares with others."""
        return self.base.attackers_of(self.id)

    @property
    def assumptions(self) -> Assumptions:
        """What it assumes: claims and statements of its own, each with who else rests on it."""
        return self.base.assumptions.where(by=self.id)

    @property
    def positions(self) -> Rows[Held]:
        """What people hold about it and its statements, by holder and date.

        Raises:
            NotAClaim: if no position can be taken on it.
        """
        return self.base.positions(about=self.id)

    def neighbors(self, relation: str | None = None, *, direction: str = "out") -> Rows[Link]:
        """Its relations to other entries and statements.

        Args:
            relation: only these, such as `assumes`; an inverse, such as `assumed-by`, will do.
            direction: `out` for those it writes, `in` for those written of it, or `both`.

        Raises:
            UnknownRelation: for a word that is no relation.
        """
        return self.base.neighbors(self.id, relation, direction=direction)

    def _repr_html_(self) -> str:
        """A card for notebooks, without scripts."""
        return card_html(self)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        """The card for notebooks, in the forms they can choose from."""
        return {
            "text/plain": repr(self),
            "text/html": card_html(self),
            "text/markdown": f"```text\n{card(self)}\n```",
        }


_COMPUTED: Final = tuple(name for name in vars(Entry) if not name.startswith("_"))
