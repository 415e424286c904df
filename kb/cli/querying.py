"""Commands that ask the base in the languages of databases."""

from __future__ import annotations

from typing import Annotated

import typer

from kb.cli import options
from kb.cli.options import Entries, Json

Timeout = Annotated[
    float, typer.Option(metavar="SECONDS", min=0, help="Give up after this time; 0: never.")
]
Most = Annotated[
    int | None, typer.Option("--max-rows", metavar="N", min=1, help="Refuse a longer answer.")
]


def _query(meaning: str) -> typer.models.ArgumentInfo:
    made: typer.models.ArgumentInfo = typer.Argument(metavar="QUERY", help=meaning)
    return made


def sql(
    query: Annotated[str, _query("Over entries, statements, links, positions, evidence and more.")],
    entries: Entries = None,
    as_json: Json = False,
    timeout: Timeout = 30,
    most: Most = None,
) -> None:
    """Ask the base in SQL (DuckDB's dialect)."""
    found = options.base(entries).sql(query, timeout=timeout or None, max_rows=most)
    options.show_rows(found, as_json)


def cypher(
    query: Annotated[str, _query("Nodes are labelled by kind, edges by relation.")],
    entries: Entries = None,
    as_json: Json = False,
    timeout: Timeout = 30,
    most: Most = None,
) -> None:
    """Ask the base in Cypher."""
    found = options.base(entries).cypher(query, timeout=timeout or None, max_rows=most)
    options.show_rows(found, as_json)


def sparql(
    query: Annotated[
        str, _query("Over the base as linked data; its prefixes need no declaration.")
    ],
    entries: Entries = None,
    as_json: Json = False,
    timeout: Timeout = 30,
    most: Most = None,
) -> None:
    """Ask the base in SPARQL."""
    found = options.base(entries).sparql(query, timeout=timeout or None, max_rows=most)
    options.show_rows(found, as_json)
