"""The four tables as one SQLite file with full-text search."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.base import load
from kb.share.formats.sqlite import sqlite
from profiles import examples

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from kb.share.formats import About, Whole


def opened(data: bytes) -> AbstractContextManager[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(data)
    return closing(connection)


@pytest.fixture(scope="module")
def connection(world: Any) -> Iterator[sqlite3.Connection]:
    with opened(world.file("sqlite")) as found:
        yield found


def same_tables(connection: sqlite3.Connection, whole: Whole) -> None:
    for frame in whole.frames:
        cursor = connection.execute(f"SELECT * FROM {frame.name} ORDER BY rowid")
        assert tuple(column[0] for column in cursor.description) == frame.names
        types = [column.type for column in frame.columns]
        found = [
            tuple(
                tuple(json.loads(value)) if type_ == "texts" else value
                for type_, value in zip(types, row, strict=True)
            )
            for row in cursor
        ]
        assert found == list(frame.rows)


def test_every_value_comes_back(connection: sqlite3.Connection, world: Any) -> None:
    same_tables(connection, world.whole)


@examples(50)
@given(data=st.data())
def test_any_text_survives(
    data: st.DataObject, texts: st.SearchStrategy[str], with_texts: Callable[[str], Whole]
) -> None:
    whole = with_texts(data.draw(texts))
    with opened(sqlite(whole)) as connection:
        same_tables(connection, whole)


def test_the_file_is_sound_and_every_key_leads_somewhere(connection: sqlite3.Connection) -> None:
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.mark.parametrize(
    ("table", "keys"),
    [
        ("entries", set()),
        ("statements", {("entry", "entries", "id")}),
        ("links", {("work", "entries", "id")}),
        (
            "positions",
            {("holder", "entries", "id"), ("view", "entries", "id"), ("source", "entries", "id")},
        ),
    ],
)
def test_tables_refer_to_entries_where_only_an_entry_can_be_meant(
    table: str, keys: set[tuple[str, str, str]], connection: sqlite3.Connection
) -> None:
    found = connection.execute(f"PRAGMA foreign_key_list({table})").fetchall()
    assert {(row[3], row[2], row[4]) for row in found} == keys


@pytest.mark.parametrize("table", ["entries", "statements"])
def test_an_id_stands_for_one_row(table: str, connection: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        connection.execute(f"INSERT INTO {table} SELECT * FROM {table} LIMIT 1")


@pytest.mark.parametrize(
    ("query", "index"),
    [
        ("SELECT * FROM links WHERE target = 'x' AND relation = 'attacks'", "links_by_target"),
        ("SELECT * FROM links WHERE source = 'x'", "links_by_source"),
        ("SELECT * FROM entries WHERE kind = 'critique'", "entries_by_kind"),
        ("SELECT * FROM statements WHERE entry = 'x'", "statements_by_entry"),
        ("SELECT * FROM positions WHERE about = 'x'", "positions_by_about"),
    ],
)
def test_what_is_asked_often_is_looked_up(
    query: str, index: str, connection: sqlite3.Connection
) -> None:
    plan = connection.execute(f"EXPLAIN QUERY PLAN {query}").fetchall()
    assert index in plan[0][3]


def found(connection: sqlite3.Connection, words: str) -> list[str]:
    query = "SELECT id FROM search WHERE search MATCH ? ORDER BY rank"
    return [row[0] for row in connection.execute(query, [words])]


def test_entries_and_statements_are_found_by_their_words(small_world: Any) -> None:
    with opened(small_world.file("sqlite")) as connection:
        assert "gardening#cut" in found(connection, "shoot")
        assert "roots-are-hidden" in found(connection, "roots AND hidden")
        assert found(connection, "title:trellis")[0] == "trellis"
        assert found(connection, "nowhere") == []


def test_words_are_found_without_accents_and_endings(with_texts: Callable[[str], Whole]) -> None:
    with opened(sqlite(with_texts("Élagages répétés"))) as connection:
        assert "gardening" in found(connection, "elagage")


def test_everything_is_indexed_for_search(connection: sqlite3.Connection, world: Any) -> None:
    ids = {row[0] for row in connection.execute("SELECT id FROM search")}
    assert ids == {*world.corpus.records, *world.corpus.statements}
    connection.execute("INSERT INTO search (search) VALUES ('integrity-check')")


def test_the_four_facts_are_a_table(small_world: Any, about: About) -> None:
    with opened(small_world.file("sqlite")) as connection:
        assert dict(connection.execute("SELECT * FROM about")) == asdict(about)


def test_the_bytes_are_a_file_that_other_programs_open(small_world: Any, tmp_path: Path) -> None:
    (tmp_path / "base.sqlite").write_bytes(small_world.file("sqlite"))
    with closing(sqlite3.connect(tmp_path / "base.sqlite")) as connection:
        same_tables(connection, small_world.whole)


def test_a_word_in_a_name_ranks_before_one_in_an_account(small: Path) -> None:
    account = "body: The wisteria, wisteria and wisteria.\n"
    for id_, text in (
        ("a-body", f"title: A\nsummary: B.\n{account}"),
        ("b-name", "title: Wisteria\nsummary: C.\n"),
    ):
        (small / f"concepts/{id_}.yaml").write_text(text, "utf-8")
    (data,) = load(small).export("sqlite").values()
    with opened(data) as connection:
        assert found(connection, "wisteria") == ["b-name", "a-body"]
