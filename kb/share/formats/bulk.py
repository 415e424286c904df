"""The graph as two tables, and these for databases that load in bulk: Neo4j, Neptune, Spark."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from kb.graph.flat import flat
from kb.model.words import STATEMENT
from kb.share.formats.tables import parquet
from kb.share.formats.text import filed
from kb.share.frames import frame_of
from kb.share.frames.columns import LINKS, POSITIONS
from kb.table import Column

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kb.share.formats.format import Whole
    from kb.share.frames import Frame

_EDGE_COLUMNS: Final = (
    Column("id", "text", "source, key and target"),
    *(
        replace(column, meaning="the words of the work, or the holder's own")
        if column.name == "quote"
        else column
        for column in LINKS
    ),
    *(
        replace(column, meaning=f"of a position: {column.meaning}")
        for name in (
            *("stance", "credence_low", "credence_high", "date", "reading", "words", "reported"),
        )
        for column in POSITIONS
        if column.name == name
    ),
)
"""What an edge can carry."""


def vertices(whole: Whole) -> Frame:
    """Entries and statements as one table; a statement's title is its text."""
    entries, statements = whole.frames.entries, whole.frames.statements
    own = (column for column in statements.columns if column.name in {"entry", "field"})
    records = (
        {**record, "kind": STATEMENT, "title": record["text"]} for record in statements.records()
    )
    return frame_of("vertices", (*entries.columns, *own), [*entries.records(), *records])


def edges(whole: Whole) -> Frame:
    """The edges of the graph as a table, in which every edge has an id that keeps."""
    records = (
        {**flat(data), "id": f"{source} {key} {target}", "source": source, "target": target}
        for source, target, key, data in whole.graph.edges(keys=True, data=True)
    )
    return frame_of("edges", _EDGE_COLUMNS, records)


_NEO4J: Final = MappingProxyType(
    {"text": "string", "texts": "string[]", "flag": "boolean", "number": "double"}
)


def neo4j(whole: Whole) -> dict[str, bytes]:
    """One file of nodes a kind, one of relationships, and a README with the command to load them.

    As `neo4j-admin database import full` reads them (Operations Manual, Import, CSV file header
    format). Kinds are labels and relations types, by the same words as in `base.cypher`. Texts are
    quoted and may have several lines. Elements of an array cannot hold the semicolon that joins
    them: it becomes a comma.
    """
    table = vertices(whole)
    kinds = dict.fromkeys(record["kind"] for record in table.records())
    files = {f"nodes-{kind}.csv": _neo4j_nodes(table, kind) for kind in kinds}
    link = edges(whole)
    names = {"source": ":START_ID", "target": ":END_ID", "relation": ":TYPE", "id": "id:string"}
    header = [names.get(c.name, f"{c.name}:{_NEO4J[c.type]}") for c in link.columns]
    files["relationships.csv"] = _quoted(header, link.rows, _comma)
    return {**files, "README.md": _readme(whole, list(files))}


def _neo4j_nodes(table: Frame, kind: str) -> bytes:
    """The nodes of one kind, with the columns that some of them have."""
    place = table.names.index("kind")
    rows = [row for row in table.rows if row[place] == kind]
    used = [
        number
        for number, column in enumerate(table.columns)
        if column.name != "kind" and any(row[number] not in {None, ()} for row in rows)
    ]
    header = [
        "id:ID" if table.names[number] == "id"
        else f"{table.names[number]}:{_NEO4J[table.columns[number].type]}"
        for number in used
    ]  # fmt: skip
    cells = [(*(row[number] for number in used), kind) for row in rows]
    return _quoted([*header, ":LABEL"], cells, _comma)


@filed
def _readme(whole: Whole, files: Sequence[str]) -> Iterator[str]:
    yield from ("# Alignment knowledge base for Neo4j", "", f"{whole.about.sentence}.", "", "```")
    yield "neo4j-admin database import full \\"
    yield from (f"  --nodes={name} \\" for name in files if name.startswith("nodes-"))
    yield "  --relationships=relationships.csv \\"
    yield "  --multiline-fields=true alignment-kb"
    yield "```"


_NEPTUNE: Final = MappingProxyType({"text": "String", "flag": "Bool", "number": "Double"})


def neptune(whole: Whole) -> dict[str, bytes]:
    r"""Vertices and edges as Amazon Neptune's loader reads them (Gremlin load data format).

    Elements of an array are joined by semicolons, and a semicolon in one is written `\;`. The
    loader takes every file of a folder for data, so nothing else is in it.
    """
    table, link = vertices(whole), edges(whole)
    system = {"id": "~id", "kind": "~label", "source": "~from", "target": "~to"}
    header = [
        system.get(c.name)
        or (f"{c.name}:String[]" if c.type == "texts" else f"{c.name}:{_NEPTUNE[c.type]}(single)")
        for c in table.columns
    ]
    # An edge has one value of each property, and a header that says so again is refused.
    joining = {**system, "relation": "~label"}
    edge_header = [joining.get(c.name, f"{c.name}:{_NEPTUNE.get(c.type)}") for c in link.columns]
    return {
        "vertices.csv": _quoted(header, table.rows, _backslash),
        "edges.csv": _quoted(edge_header, link.rows, _backslash),
    }


def _comma(text: str) -> str:
    return text.replace(";", ",")


def _backslash(text: str) -> str:
    return text.replace(";", "\\;")


@filed
def _quoted(
    header: Sequence[str], rows: Sequence[Sequence[Any]], element: Callable[[str], str]
) -> Iterator[str]:
    """A CSV file in which every text is quoted, and what is absent is nothing at all."""

    def cell(value: Any) -> str:
        if value is None or value == ():
            return ""
        if isinstance(value, tuple):
            value = ";".join(map(element, value))
        if isinstance(value, str):
            return '"' + value.replace('"', '""') + '"'
        return str(value).lower()

    yield ",".join(header)
    for row in rows:
        yield ",".join(map(cell, row))


def graphframes(whole: Whole) -> dict[str, bytes]:
    """Vertices (`id`) and edges (`src`, `dst`, `relationship`) as Parquet, for Spark GraphFrames.

    Raises:
        EngineMissing: if DuckDB is not installed.
    """
    table, link = vertices(whole), edges(whole)
    names = {"source": "src", "target": "dst", "relation": "relationship"}
    columns = [Column(names.get(c.name, c.name), c.type, c.meaning) for c in link.columns]
    return {
        "vertices.parquet": parquet(table.columns, table.rows, whole.about, "graphframes"),
        "edges.parquet": parquet(columns, link.rows, whole.about, "graphframes"),
    }
