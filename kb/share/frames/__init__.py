"""The base as flat tables: entries, statements, links, positions, and what entries list."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeAlias

from kb.errors import UnknownField
from kb.model import Address, Approach
from kb.model.fields import fields_of
from kb.model.iri import iri
from kb.model.words import RELATIONS
from kb.share.frames.columns import ENTRIES, LINKS, POSITIONS, STATEMENTS
from kb.share.frames.listed import LISTED
from kb.shown import Listing, listed
from kb.suggest import unknown
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
    """The whole base as tables, in which every address is a string.

    Attributes:
        entries: one row an entry.
        statements: one row a statement inside an entry.
        links: one row an edge of the graph, as it was written.
        positions: one row a recorded position.
        listed: by name, the tables of what entries list: evidence, estimates, milestones, maturity,
            definitions, workers, resources, affiliations. Each is an attribute, too.
    """

    entries: Frame
    statements: Frame
    links: Frame
    positions: Frame
    listed: Mapping[str, Frame]

    @classmethod
    def of(cls, frames: Iterable[Frame]) -> Frames:
        """The tables in one, each in its place by its name."""
        named = {frame.name: frame for frame in frames}
        entries, statements = named.pop("entries"), named.pop("statements")
        links, positions = named.pop("links"), named.pop("positions")
        return cls(entries, statements, links, positions, MappingProxyType(named))

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Frame:
            """A table of what entries list, by its name."""
            if name.startswith("__") or name not in self.listed:
                raise AttributeError(unknown("table", name, (frame.name for frame in self)))
            return self.listed[name]

    def __getitem__(self, name: str) -> Frame:
        """A table by its name.

        Raises:
            UnknownField: for a word that is no table.
        """
        known = {frame.name: frame for frame in self}
        if name not in known:
            raise UnknownField(unknown("table", name, known))
        return known[name]

    def __repr__(self) -> str:
        """The names of the tables, and how many rows each has."""
        return f"<Frames: {', '.join(f'{len(one)} {one.name}' for one in self)}>"

    def _repr_html_(self) -> str:
        return listed(f"{one.name}: {len(one)} rows, of {', '.join(one.names)}" for one in self)

    def __iter__(self) -> Iterator[Frame]:
        """The tables, in the order of their definition."""
        own = (self.entries, self.statements, self.links, self.positions)
        return chain(own, self.listed.values())


def frames_of(
    corpus: Corpus, debate: Debate, held: Iterable[RecordedPosition], graph: nx.MultiDiGraph[str]
) -> Frames:
    """The tables of a base, with its recorded positions and the links of its graph."""
    listed = (frame_of(name, one.columns, one.rows(corpus)) for name, one in LISTED.items())
    return Frames.of(
        (
            frame_of("entries", ENTRIES, (entry_row(corpus, debate, record) for record in corpus)),
            frame_of("statements", STATEMENTS, _statements(corpus, debate)),
            frame_of("links", LINKS, _links(graph)),
            frame_of("positions", POSITIONS, _positions(held)),
            *listed,
        )
    )


def frame_of(name: str, columns: tuple[Column, ...], records: Iterable[Mapping[str, Any]]) -> Frame:
    """A table in which each record has what it says in the columns."""
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
        "former": record.entry.former_ids,
    }


def entry_rows(corpus: Corpus, debate: Debate) -> Mapping[str, Mapping[str, Any]]:
    """By id: what the table of entries says of an entry, and the addresses it relates to."""
    blank = {column.name: () if column.type == "texts" else None for column in ENTRIES}
    written = _written(corpus)
    return Listing(
        {
            record.id: Listing(
                {
                    **{name: tuple(dict.fromkeys(to)) for name, to in written[record.id].items()},
                    **blank,
                    **entry_row(corpus, debate, record),
                }
            )
            for record in corpus
        }
    )


def _written(corpus: Corpus) -> dict[str, dict[str, list[str]]]:
    """By id and relation: the addresses it points at; `related` holds both ways."""
    written: dict[str, dict[str, list[str]]] = {
        record.id: {name: [] for name in RELATIONS} for record in corpus
    }
    for record in corpus:
        for reference in corpus.references(record):
            if reference.relation in RELATIONS:
                here = corpus.present(reference.address)
                written[record.id][reference.relation].append(here)
    for address, one in corpus.statements.items():
        if one.premise:
            written[one.owner.id]["assumes"].append(address)
    pairs = [(id_, other) for id_, to in written.items() for other in to["related"]]
    for id_, other in pairs:
        if other in written:
            written[other]["related"].append(id_)
    return written


def _said(record: Record) -> dict[str, Any]:
    """What an entry says itself, in the words of the columns."""
    entry = record.entry
    fields = fields_of(type(entry)).values()
    said = {field.column: field.of(entry) for field in fields if field.column}
    if isinstance(entry, Approach) and entry.activity is not None:
        said["activity"] = entry.activity.state
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
            "former": tuple(Address.of(part.owner.id, old) for old in part.statement.former_ids),
        }


def _links(graph: nx.MultiDiGraph[str]) -> Iterator[dict[str, Any]]:
    for source, target, data in graph.edges(data=True):
        yield {**data, "source": source, "target": target}


def _positions(held: Iterable[RecordedPosition]) -> Iterator[dict[str, Any]]:
    return ({column.name: column.cell(one) for column in POSITIONS} for one in held)
