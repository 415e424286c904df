"""The frames as one SQLite database with full-text search."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import asdict
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from kb.share.formats.tables import KEYS, REFERS
from kb.share.frames.listed import LISTED
from kb.survey.search import WEIGHTS, documents

if TYPE_CHECKING:
    import sqlite3

    from kb.read import Corpus
    from kb.share.formats.format import Whole
    from kb.share.frames import Frame
    from kb.table import Column

_TYPES: Final = MappingProxyType(
    {"text": "TEXT", "texts": "TEXT", "flag": "INTEGER", "number": "REAL"}
)
_INDEXED: Final = MappingProxyType(
    {
        "entries": ("kind", "status"),
        "statements": ("entry",),
        "links": ("source, relation", "target, relation"),
        "positions": ("holder", "about"),
        **dict.fromkeys(LISTED, ("entry",)),
    }
)


def sqlite(whole: Whole) -> bytes:
    """The frames as a SQLite database; it opens in Datasette, with a search box.

    Lists are JSON arrays, truth values 0 and 1. `about` holds the four facts. `search` holds the
    words of entries and statements, by FTS5 without accents and endings, names before accounts:
    `SELECT id FROM search WHERE search MATCH 'reward' ORDER BY rank`. Sources and targets of links,
    and what positions are about, are entries or statements, so no one table is referred to.
    """
    import sqlite3  # noqa: PLC0415 - not every Python has it

    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL)")
        connection.executemany("INSERT INTO about VALUES (?, ?)", asdict(whole.about).items())
        for frame in whole.frames:
            _add(connection, frame)
        _add_search(connection, whole.corpus)
        connection.commit()
        connection.execute("VACUUM")
        return connection.serialize()


def _add_search(connection: sqlite3.Connection, corpus: Corpus) -> None:
    """The table `search`; it ranks by the weights of `base.search`."""
    columns = ", ".join(WEIGHTS)
    connection.execute(
        f"CREATE VIRTUAL TABLE search USING fts5(id UNINDEXED, kind UNINDEXED, {columns}, "
        "tokenize = 'porter unicode61 remove_diacritics 2')"
    )
    rank = f"bm25(0, 0, {', '.join(map(str, WEIGHTS.values()))})"
    connection.execute("INSERT INTO search (search, rank) VALUES ('rank', ?)", [rank])
    connection.executemany(
        f"INSERT INTO search VALUES (?, ?{', ?' * len(WEIGHTS)})",  # noqa: S608 - our own names
        ((one.address, one.kind, *map(one.columns.get, WEIGHTS)) for one in documents(corpus)),
    )
    connection.execute("INSERT INTO search (search) VALUES ('optimize')")


def _add(connection: sqlite3.Connection, frame: Frame) -> None:
    columns = ",\n  ".join(_defined(frame.name, column) for column in frame.columns)
    connection.execute(f'CREATE TABLE "{frame.name}" (\n  {columns}\n)')
    for indexed in _INDEXED[frame.name]:
        name = f"{frame.name}_by_{indexed.replace(', ', '_')}"
        connection.execute(f'CREATE INDEX "{name}" ON "{frame.name}" ({indexed})')
    marks = ", ".join("?" * len(frame.columns))
    connection.executemany(
        f'INSERT INTO "{frame.name}" VALUES ({marks})',  # noqa: S608 - our own names
        ([_cell(value) for value in row] for row in frame.rows),
    )


def _defined(table: str, column: Column) -> str:
    words = [f'"{column.name}"', _TYPES[column.type]]
    if KEYS.get(table) == column.name:
        words.append("PRIMARY KEY")
    if column.name in REFERS.get(table, {}):
        words.append(f'REFERENCES "{REFERS[table][column.name]}" (id)')
    return " ".join(words)


def _cell(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, tuple) else value
