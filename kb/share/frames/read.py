"""The four tables of a base."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from kb.model.fields import fields_of
from kb.model.iri import iri
from kb.share.frames.columns import ENTRIES, LINKS, POSITIONS, STATEMENTS
from kb.table import Table, plain, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import networkx as nx

    from kb.debate import Debate
    from kb.people import RecordedPosition
    from kb.read import Corpus, Record
    from kb.table import Column


Frame: TypeAlias = Table[tuple[Any, ...]]
"""A table of the base: one tuple a row, a value for each column."""


@dataclass(frozen=True, slots=True)
class Frames:
    """The whole base as four tables, in which every address is a string.

    Attributes:
        entries: one row an entry.
        statements: one row a statement inside an entry.
        links: one row an edge of the graph, as it was written.
        positions: one row a recorded position.
    """

    entries: Frame
    statements: Frame
    links: Frame
    positions: Frame

    def __iter__(self) -> Iterator[Frame]:
        """The four tables, in the order of their definition."""
        return iter((self.entries, self.statements, self.links, self.positions))


def frames_of(
    corpus: Corpus, debate: Debate, held: Iterable[RecordedPosition], graph: nx.MultiDiGraph[str]
) -> Frames:
    """The tables of a base.

    Args:
        corpus: the entries.
        debate: gives labels and statuses.
        held: the recorded positions, in their order.
        graph: gives the links.
    """
    return Frames(
        _frame("entries", ENTRIES, (entry_row(corpus, debate, record) for record in corpus)),
        _frame("statements", STATEMENTS, _statements(corpus, debate)),
        _frame("links", LINKS, _links(graph)),
        _frame("positions", POSITIONS, _positions(held)),
    )


def _frame(name: str, columns: tuple[Column, ...], records: Iterable[Mapping[str, Any]]) -> Frame:
    blank = [(column.name, () if column.type == "texts" else None) for column in columns]
    rows = (tuple(plain(record.get(name, empty)) for name, empty in blank) for record in records)
    return table(columns, rows, name)


def entry_row(corpus: Corpus, debate: Debate, record: Record) -> dict[str, Any]:
    """What the table of entries says of one, by column; what is absent may be left out."""
    return {
        **_said(record),
        **_standing(debate, record.id),
        "id": record.id,
        "kind": record.kind,
        "by": corpus.by(record),
        "iri": iri(record.kind, record.id),
    }


def _said(record: Record) -> dict[str, Any]:
    """What an entry says itself, in the words of the columns."""
    entry = record.entry
    fields = fields_of(type(entry)).values()
    said = {field.column: field.of(entry) for field in fields if field.column}
    if entry.review is not None:
        said |= {"reviewed": entry.review.status, "confidence": entry.review.confidence}
    return said


def _standing(debate: Debate, address: str) -> dict[str, Any]:
    if address not in debate.points:
        return {}
    return {
        "status": str(debate.status(address)),
        "label": debate.labels[address],
        "attacked": debate.attacked[address],
    }


def _statements(corpus: Corpus, debate: Debate) -> Iterator[dict[str, Any]]:
    for address, part in corpus.statements.items():
        yield {
            **_standing(debate, address),
            "id": address,
            "entry": part.owner.id,
            "field": part.field,
            "text": part.statement.text,
            "iri": iri(part.owner.kind, address),
        }


def _links(graph: nx.MultiDiGraph[str]) -> Iterator[dict[str, Any]]:
    for source, target, data in graph.edges(data=True):
        yield {**data, "source": source, "target": target}


def _positions(held: Iterable[RecordedPosition]) -> Iterator[dict[str, Any]]:
    return ({column.name: column.cell(one) for column in POSITIONS} for one in held)
