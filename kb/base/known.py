"""The names that mean something: each is given back as it is now, or refused with a suggestion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kb.base.words import meant
from kb.errors import EntryNotFound, NotAClaim, NotAPoint
from kb.model.words import POINTS, RELATIONS, a
from kb.suggest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kb.read import Corpus

_ADDRESSES: Final = {
    *("address", "because", "changed", "entry", "holder", "id", "one", "other", "rests"),
    *("source", "target", "view", "work"),
    *RELATIONS,
}
"""Columns whose cells are ids or addresses."""


@dataclass(frozen=True)
class Known:
    """What can be asked for by name.

    Attributes:
        corpus: the entries.
        viewed: what the view of the base shows, in words; empty for the base as recorded.
        kinds: of the entries in question; those of the base, unless given.
    """

    corpus: Corpus
    viewed: str = ""
    kinds: tuple[str, ...] = ()

    def __call__(self, field: str, value: Any) -> Any:
        """The value that is meant by one asked for in a field.

        Raises:
            KnowledgeBaseError: if it names nothing.
        """
        if field in _ADDRESSES and isinstance(value, str):
            return self.address(value)
        return meant(field, value, self.kinds)

    def id(self, id_: str) -> str:
        """The present id of an entry.

        Raises:
            EntryNotFound: if there is none, with suggestions.
        """
        now = self.corpus.present(id_)
        if now in self.corpus.records:
            return now
        raise self._missing(id_)

    def person(self, id_: str) -> str:
        """The present id of a person or group.

        Raises:
            EntryNotFound: if there is none, with suggestions.
        """
        people = [record.id for record in self.corpus.of_kind("person")]
        now = self.corpus.present(id_)
        if now in people:
            return now
        if now in self.corpus.records:
            raise EntryNotFound(f"{now!r} is {a(self.corpus.records[now].kind)}, not a person")
        near = tuple(nearest(id_, people, most=3))
        hint = f" Did you mean {self._described(near[0])}?" if near else ""
        raise EntryNotFound(f"no person {id_!r}.{hint}", near)

    def address(self, address: str) -> str:
        """The present address of an entry or of a statement inside one.

        Raises:
            EntryNotFound: if nothing has it, with suggestions.
        """
        now = self.corpus.present(address)
        head, mark, fragment = now.partition("#")
        if now in self.corpus.statements or (not mark and head in self.corpus.records):
            return now
        self.id(head)
        own = [one.statement.id for one in self.corpus.statements_of(head)]
        near = tuple(f"{head}#{name}" for name in nearest(fragment, own))
        hint = f" Did you mean {near[0]!r}?" if near else ""
        listed = f" It has: {', '.join(own)}." if own and not near else ""
        raise EntryNotFound(f"{head!r} has no statement {fragment!r}.{hint}{listed}", near)

    def point(self, address: str) -> str:
        """The present address of something that has a status.

        Raises:
            EntryNotFound: if nothing has this address.
            NotAPoint: if what has it is not part of the debate.
        """
        now = self.address(address)
        if now in self.corpus.statements or self.corpus.records[now].kind in POINTS:
            return now
        raise NotAPoint(
            f"{now!r} is {a(self.corpus.records[now].kind)}, which has no status; "
            "proposals, forecasts, claims, critiques, arguments and their statements have one"
        )

    def held(self, address: str) -> str:
        """The present address of something that positions are taken on.

        Raises:
            EntryNotFound: if nothing has this address.
            NotAClaim: if what has it is no claim, statement, thesis, critique or argument.
        """
        now = self.address(address)
        if now in self.corpus.statements or self.corpus.records[now].kind in POINTS:
            return now
        about = ", ".join(self._claims_about(now))
        raise NotAClaim(
            "positions are taken on claims, critiques or arguments; "
            f"{now!r} is {a(self.corpus.records[now].kind)}."
            + (f" Claims about it: {about}." if about else "")
        )

    def _claims_about(self, id_: str) -> Iterable[str]:
        """The theses of what addresses it, and the points that mention it."""
        for record in self.corpus:
            if record.kind in POINTS and any(
                self.corpus.present(reference.address) == id_
                for reference in self.corpus.references(record)
            ):
                yield record.id

    def _missing(self, id_: str) -> EntryNotFound:
        if id_ in self.corpus.retired:
            stub = self.corpus.retired[id_]
            see = f" See {', '.join(stub.see)}." if stub.see else ""
            return EntryNotFound(
                f"{id_!r} was retired on {stub.since} ({stub.reason}).{see}", stub.see
            )
        if "#" in id_ and self.address(id_):
            return EntryNotFound(
                f"{id_!r} is a statement, not an entry; text, status, why and positions take it",
                (id_.partition("#")[0],),
            )
        near = tuple(nearest(id_, self.corpus.records, most=3))
        hint = f" Did you mean {self._described(near[0])}?" if near else ""
        where = f" {self.viewed}" if self.viewed else ""
        return EntryNotFound(f"no entry {id_!r}{where}.{hint}", near)

    def _described(self, id_: str) -> str:
        record = self.corpus.records[id_]
        return f"{id_!r} ({record.title}, {record.kind})"
