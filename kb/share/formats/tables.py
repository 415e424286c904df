"""The frames as tables: CSV beside a data package, and Parquet."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from kb.errors import needed
from kb.share.formats.text import json_of
from kb.share.frames.listed import LISTED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import duckdb

    from kb.share.formats.format import About, Whole
    from kb.share.frames import Frame
    from kb.table import Column

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a cell must not begin with, or a spreadsheet may run it (OWASP, CSV Injection)."""

_FIELDS: Final = MappingProxyType(
    {"text": "string", "texts": "array", "flag": "boolean", "number": "number"}
)
_SQL: Final = MappingProxyType(
    {"text": "VARCHAR", "texts": "VARCHAR[]", "flag": "BOOLEAN", "number": "DOUBLE"}
)
KEYS: Final = MappingProxyType(dict.fromkeys(("entries", "statements", *LISTED), "id"))
"""The column that tells the rows of a table apart, where one does."""

REFERS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "statements": {"entry": "entries"},
        "links": {"work": "entries"},
        "positions": {"holder": "entries", "source": "entries", "view": "entries"},
        **{name: dict.fromkeys(("entry", *one.works), "entries") for name, one in LISTED.items()},
    }
)
"""Columns that hold ids of another table. An address can be in one of two, so it is not here."""


def csvs(whole: Whole) -> dict[str, bytes]:
    """The frames as CSV (RFC 4180), and a `datapackage.json` (Frictionless Data) that types them.

    What is absent is empty; lists are JSON arrays. A text that a spreadsheet could run as a formula
    gets an apostrophe in front, and so does one that begins with an apostrophe: take one away from
    a text that begins with it, and it is as it was.
    """
    files = {f"{frame.name}.csv": _csv(frame) for frame in whole.frames}
    return {**files, "datapackage.json": json_of(_package(whole.about, list(whole.frames)))}


def parquets(whole: Whole) -> dict[str, bytes]:
    """The frames as Parquet, lists as lists, the four facts as metadata of each file.

    Raises:
        EngineMissing: if DuckDB is not installed.
    """
    return {
        f"{frame.name}.parquet": parquet(frame.columns, frame.rows, whole.about, "parquet")
        for frame in whole.frames
    }


def parquet(
    columns: Sequence[Column], rows: Sequence[tuple[Any, ...]], about: About, format_: str
) -> bytes:
    """A table as one Parquet file, with the four facts as its metadata.

    Raises:
        EngineMissing: if DuckDB is not installed.
    """
    duckdb = needed("duckdb", f"export to {format_}", "sql")
    facts = ", ".join(f"{name}: {_sql(value)}" for name, value in asdict(about).items())
    # One thread, so that rows and row groups come out in one order.
    with TemporaryDirectory() as folder, duckdb.connect(config={"threads": 1}) as connection:
        file = Path(folder) / "table.parquet"
        load(connection, "held", columns, rows)
        connection.execute(
            f"COPY held TO {_sql(str(file))} (FORMAT parquet, KV_METADATA {{{facts}}})"
        )
        return file.read_bytes()


def load(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    columns: Sequence[Column],
    rows: Sequence[tuple[Any, ...]],
) -> None:
    """Makes a table in DuckDB, one list a column, which is quicker than row by row."""
    listed = ", ".join(
        f'unnest(${number}::{_SQL[column.type]}[]) as "{column.name}"'
        for number, column in enumerate(columns, 1)
    )
    values = list(zip(*rows, strict=True)) or [()] * len(columns)
    cells = [[list(c) if isinstance(c, tuple) else c for c in column] for column in values]
    connection.execute(f"create table {name} as select {listed}", cells)


def _sql(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _csv(frame: Frame) -> bytes:
    held = io.StringIO(newline="")
    writer = csv.writer(held)
    writer.writerow(frame.names)
    writer.writerows(map(cell, row) for row in frame.rows)
    return held.getvalue().encode("utf-8")


def cell(value: Any) -> str:
    """A value as it stands in CSV.

    >>> cell(None), cell(True), cell(("a", "b")), cell("=1+1")
    ('', 'true', '["a", "b"]', "'=1+1")
    """
    if value is None:
        return ""
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str):
        return f"'{value}" if value.startswith((*FORMULA, "'")) else value
    return str(value).lower()


def _package(about: About, frames: Sequence[Frame]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-package",
        "name": "alignment-kb",
        "title": "Alignment knowledge base",
        "description": (
            "A text that begins with an apostrophe was given it, lest a spreadsheet take it for a "
            "formula: take one away."
        ),
        "version": about.schema_version,
        **({"created": f"{about.day}T00:00:00Z"} if about.day else {}),
        "licenses": [{"name": about.license}],
        "about": asdict(about),
        "resources": [_resource(frame) for frame in frames],
    }


def _resource(frame: Frame) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [
            {"name": column.name, "type": _FIELDS[column.type], "description": column.meaning}
            for column in frame.columns
        ],
        "foreignKeys": [
            {"fields": field, "reference": {"resource": table, "fields": "id"}}
            for field, table in REFERS.get(frame.name, {}).items()
        ],
    }
    if frame.name in KEYS:
        schema["primaryKey"] = KEYS[frame.name]
    return {
        "profile": "tabular-data-resource",
        "name": frame.name,
        "path": f"{frame.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }
