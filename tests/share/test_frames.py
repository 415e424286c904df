"""The four tables: what each row says, and the same tables in pandas and polars."""

from __future__ import annotations

import dataclasses
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import create_model

import kb
from kb.errors import EngineMissing
from kb.model import MODELS, Thing
from kb.model.fields import fields_of
from kb.model.types import MARKDOWN, Written
from kb.model.words import RELATIONS
from kb.share.frames.columns import ENTRIES, columns_for, columns_of_kind
from kb.share.frames.listed import LISTED
from kb.table import Column, table
from worlds import VALLEY, world

if TYPE_CHECKING:
    from collections.abc import Callable

    from kb.share.frames import Frame

SMALL = Path(__file__).parents[1] / "worlds" / "small"
BASES = ("valley", "small")
NAMES = ("entries", "statements", "links", "positions", *LISTED)
HOME = "https://alignment-kb.github.io/alignment-kb/"

TYPES: dict[str, Callable[[Any], bool]] = {
    "text": lambda cell: cell is None or (type(cell) is str and cell != ""),
    "texts": lambda cell: type(cell) is tuple and all(type(t) is str and t for t in cell),
    "flag": lambda cell: cell is None or type(cell) is bool,
    "number": lambda cell: cell is None or type(cell) is float,
}


@cache
def base(name: str) -> kb.KnowledgeBase:
    return world(VALLEY if name == "valley" else SMALL)


def row(frame: Frame, key: str, column: str = "id") -> dict[str, Any]:
    (found,) = [one for one in frame.records() if one[column] == key]
    return found


def said(record: dict[str, Any]) -> dict[str, Any]:
    """What a row says, without the columns in which it says nothing."""
    return {name: cell for name, cell in record.items() if cell not in {None, ()}}


def test_the_tables_come_in_the_order_of_their_definition() -> None:
    assert tuple(frame.name for frame in base("small").frames) == NAMES


def test_tables_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        base("small").frames.entries.name = "weeds"  # type: ignore[misc]


@pytest.mark.parametrize("name", BASES)
def test_every_cell_is_of_the_type_of_its_column_and_none_is_empty(name: str) -> None:
    wrong = [
        (frame.name, column.name, cell)
        for frame in base(name).frames
        for row in frame.rows
        for column, cell in zip(frame.columns, row, strict=True)
        if not TYPES[column.type](cell)
    ]
    assert wrong == []


@pytest.mark.parametrize("frame", NAMES)
def test_every_column_says_something_somewhere(frame: str) -> None:
    records = [one for name in BASES for one in getattr(base(name).frames, frame).records()]
    spoken = {column for record in records for column in said(record)}
    assert spoken >= set(records[0])


@pytest.mark.parametrize("frame", NAMES)
def test_a_column_has_one_name_and_a_meaning(frame: str) -> None:
    columns = getattr(base("small").frames, frame).columns
    assert len({column.name for column in columns}) == len(columns)
    assert all(column.meaning for column in columns)


@pytest.mark.parametrize("name", BASES)
def test_there_is_a_row_for_each_entry_in_their_order(name: str) -> None:
    records = base(name).frames.entries.records()
    assert [(one["id"], one["kind"]) for one in records] == [
        (record.id, record.kind) for record in base(name).corpus
    ]


def test_a_proposal_says_what_it_is_and_how_it_stands() -> None:
    record = said(row(base("small").frames.entries, "gardening"))
    assert record.pop("body").startswith("Pruning shapes a vine from outside")
    assert record == {
        "id": "gardening",
        "kind": "proposal",
        "title": "Patient gardening",
        "aliases": ("Slow gardening",),
        "summary": "A gardener trains a vine by pruning what grows wrong and tying up what grows "
        "right.",
        "text": "A vine that is pruned every day by someone who knows the shape they want will "
        "come to have that shape.",
        "status": "conditional",
        "label": "undecided",
        "attacked": True,
        "by": ("ada-reed",),
        "date": "2021",
        "activity": "active",
        "reviewed": "reviewed",
        "confidence": "high",
        "searched": "2024-05-01",
        "iri": f"{HOME}proposals/gardening",
        "former": ("slow-gardening",),
        "former_kinds": ("concept",),
    }


def test_a_work_says_how_to_find_it() -> None:
    assert said(row(base("small").frames.entries, "reed-2021-vines")) == {
        "id": "reed-2021-vines",
        "kind": "work",
        "title": "Vines: a diary",
        "type": "book",
        "authors": ("Ada Reed",),
        "by": ("ada-reed",),
        "date": "2021-04",
        "venue": "Wall Press",
        "url": "https://wall-press.net/vines",
        "checked": "2024-05-01",
        "iri": f"{HOME}works/reed-2021-vines",
    }


def test_a_view_says_whose_and_when() -> None:
    record = row(base("small").frames.entries, "ben-moss-2023-03")
    assert (record["by"], record["date"], record["status"]) == (("ben-moss",), "2023-03", None)


def test_a_claim_says_its_sentence_and_a_critique_has_none_but_its_summary() -> None:
    entries = base("small").frames.entries
    claim, critique = row(entries, "shape-is-above-ground"), row(entries, "roots-are-hidden")
    assert claim["text"] == "No part of a vine below the ground has an influence on its shape."
    assert (critique["text"], critique["summary"][:12]) == (None, "Roots decide")


def test_what_nobody_attacked_says_so_and_what_is_no_point_says_nothing() -> None:
    entries = base("small").frames.entries
    assert row(entries, "trellis")["attacked"] is False
    assert row(entries, "pruning")["attacked"] is None


@pytest.mark.parametrize("name", BASES)
def test_entries_stand_as_the_base_says(name: str) -> None:
    whole = base(name)
    for record in (*whole.frames.entries.records(), *whole.frames.statements.records()):
        if record["status"] is not None:
            status = whole.status(record["id"])
            assert (record["status"], record["label"]) == (status, status.label)
    points = {row["id"] for row in whole.frames.entries.records() if row["status"]}
    assert points == {record.id for record in whole.corpus if record.kind in kinds_with_status()}


def kinds_with_status() -> set[str]:
    return {"proposal", "forecast", "claim", "critique", "argument"}


def test_a_statement_says_where_it_stands() -> None:
    assert row(base("small").frames.statements, "gardening#cuts-teach") == {
        "id": "gardening#cuts-teach",
        "entry": "gardening",
        "field": "assumptions",
        "text": "A vine grows more where it was not cut.",
        "status": "contested",
        "label": "undecided",
        "attacked": True,
        "iri": f"{HOME}proposals/gardening#cuts-teach",
        "former": (),
    }


@pytest.mark.parametrize("name", BASES)
def test_there_is_a_row_for_each_statement(name: str) -> None:
    assert [one["id"] for one in base(name).frames.statements.records()] == list(
        base(name).corpus.statements
    )


@pytest.mark.parametrize("name", BASES)
def test_there_is_a_row_for_each_edge_of_the_graph(name: str) -> None:
    whole = base(name)
    edges = sorted(
        (start, data["relation"], end, data.get("why") or "", data.get("at") or "")
        for start, end, data in whole.graph.edges(data=True)
    )
    assert edges == sorted(
        (one["source"], one["relation"], one["target"], one["why"] or "", one["at"] or "")
        for one in whole.frames.links.records()
    )


@pytest.mark.parametrize("name", BASES)
def test_every_end_of_a_link_is_an_entry_or_a_statement(name: str) -> None:
    frames = base(name).frames
    known = {one["id"] for frame in (frames.entries, frames.statements) for one in frame.records()}
    assert {
        end for one in frames.links.records() for end in (one["source"], one["target"])
    } <= known


def test_links_are_of_the_relations_of_the_vocabulary_and_of_what_has_statements() -> None:
    assert {one["relation"] for one in base("valley").frames.links.records()} == {*RELATIONS, "has"}


def test_a_link_says_why_and_where() -> None:
    (link,) = [
        one
        for one in base("small").frames.links.records()
        if (one["source"], one["relation"]) == ("gardening", "uses")
    ]
    assert said(link) == {
        "source": "gardening",
        "relation": "uses",
        "target": "pruning",
        "why": "each day's correction is a cut",
        "work": "reed-2021-vines",
        "at": "sec. 2",
    }


def test_an_attack_says_its_force_and_a_source_its_sort() -> None:
    links = base("small").frames.links.records()
    forces = {(one["source"], one["target"]): one["force"] for one in links if one["force"]}
    sorts = {one["as"] for one in links if one["relation"] == "sources"}
    assert forces["roots-are-hidden", "growth-is-visible"] == "refutes"
    assert forces["roots-can-be-watered", "roots-are-hidden"] == "weakens"
    assert {"original", "discussion", None} == sorts


def test_a_position_says_everything_that_is_recorded_of_it() -> None:
    assert said(row(base("small").frames.positions, "gardening", "about")) == {
        "holder": "ben-moss",
        "about": "gardening",
        "date": "2023-03",
        "stance": "disagree",
        "credence_low": 0.2,
        "credence_high": 0.2,
        "reading": "stated",
        "words": "own",
        "quote": "no one has ever shaped a vine by looking",
        "at": "p. 9",
        "source": "moss-2022-roots",
        "view": "ben-moss-2023-03",
        "because": ("roots-are-hidden", "moss-2022-roots"),
        "cruxes": ("growth-is-visible", "gardening#cuts-teach"),
    }


def test_a_credence_between_bounds_has_both() -> None:
    record = row(base("small").frames.positions, "roots-are-hidden", "about")
    assert (record["credence_low"], record["credence_high"]) == (0.7, 0.9)


def test_a_credence_that_is_not_known_is_absent_and_not_nought() -> None:
    record = row(base("small").frames.positions, "gardening#daily-care", "about")
    assert (record["credence_low"], record["credence_high"]) == (None, None)


@pytest.mark.parametrize("name", BASES)
def test_there_is_a_row_for_each_position(name: str) -> None:
    records = base(name).frames.positions.records()
    views = [record.entry for record in base(name).corpus.of_kind("view")]
    assert len(records) == sum(len(view.positions) for view in views)  # type: ignore[attr-defined]


def test_a_former_id_is_replaced_by_the_present_one(small: Path) -> None:
    view = small / "views" / "ben-moss-2023-03.yaml"
    view.write_text(view.read_text().replace("about: gardening\n", "about: slow-gardening\n"))
    frames = kb.load(small).frames
    abouts = {one["about"] for one in frames.positions.records()}
    assert "gardening" in abouts
    assert "slow-gardening" not in abouts


PANDAS = {"text": "string", "texts": "object", "flag": "boolean", "number": "float64"}
POLARS = {
    "text": pl.String(),
    "texts": pl.List(pl.String()),
    "flag": pl.Boolean(),
    "number": pl.Float64(),
}


def emptied(frame: Frame) -> Frame:
    return dataclasses.replace(frame, rows=())


def with_lists(frame: Frame) -> list[list[Any]]:
    return [[list(c) if isinstance(c, tuple) else c for c in row] for row in frame.rows]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("rows", ["all", "none"])
def test_pandas_knows_the_types_of_the_columns(name: str, rows: str) -> None:
    frame: Frame = getattr(base("small").frames, name)
    table = (frame if rows == "all" else emptied(frame)).to_pandas()
    assert {column: str(type_) for column, type_ in table.dtypes.items()} == {
        column.name: PANDAS[column.type] for column in frame.columns
    }


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("rows", ["all", "none"])
def test_polars_knows_the_types_of_the_columns(name: str, rows: str) -> None:
    frame: Frame = getattr(base("small").frames, name)
    table = (frame if rows == "all" else emptied(frame)).to_polars()
    assert dict(table.schema) == {column.name: POLARS[column.type] for column in frame.columns}


@pytest.mark.parametrize("name", NAMES)
def test_the_tables_of_the_valley_are_the_same_in_pandas(name: str) -> None:
    frame: Frame = getattr(base("valley").frames, name)
    table = frame.to_pandas().astype(object)
    assert table.where(~table.isna(), None).to_numpy().tolist() == with_lists(frame)


@pytest.mark.parametrize("name", NAMES)
def test_the_tables_of_the_valley_are_the_same_in_polars(name: str) -> None:
    frame: Frame = getattr(base("valley").frames, name)
    assert [list(row) for row in frame.to_polars().rows()] == with_lists(frame)


def test_pandas_can_be_asked_what_the_base_can() -> None:
    table = base("valley").frames.entries.to_pandas()
    found = table[(table.kind == "critique") & (table.status == "unanswered")]
    assert tuple(found.id) == base("valley").critiques.where(status="unanswered").ids


def test_lists_can_be_taken_apart_in_pandas() -> None:
    table = base("small").frames.entries.to_pandas().explode("by")
    assert set(table[table.by == "ben-moss"].id) == {
        "roots-are-hidden",
        "trellis",
        "moss-2022-roots",
        "ben-moss-2023-03",
    }


CELLS = {
    "text": st.none() | st.text(st.characters(exclude_categories=["Cs"])),
    "texts": st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=3).map(tuple),
    "flag": st.none() | st.booleans(),
    "number": st.none() | st.floats(allow_nan=False),
}
COLUMNS = tuple(Column(type_, type_, "anything") for type_ in CELLS)  # type: ignore[arg-type]
FRAMES = st.lists(st.tuples(*CELLS.values())).map(lambda rows: table(COLUMNS, rows, "any"))


@given(FRAMES)
def test_any_table_is_the_same_in_pandas_and_in_polars(frame: Frame) -> None:
    table = frame.to_pandas().astype(object)
    assert table.where(~table.isna(), None).to_numpy().tolist() == with_lists(frame)
    assert [list(row) for row in frame.to_polars().rows()] == with_lists(frame)


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_missing_library_is_named_with_what_brings_it(
    library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(EngineMissing, match=rf"pip install 'alignment-kb\[{library}\]'"):
        getattr(base("small").frames.links, f"to_{library}")()


class Benchmark(Thing):
    """What systems are compared on."""

    kind: ClassVar[str] = "benchmark"
    tasks: tuple[str, ...] = ()
    """What is to be done."""
    highest: float | None = None
    """The best score."""
    rules: Annotated[str | None, Written(MARKDOWN)] = None
    bounds: tuple[float, float] | None = None


def test_a_field_of_a_new_kind_is_a_column_where_a_cell_can_hold_it() -> None:
    columns = columns_for({**MODELS, "benchmark": Benchmark})

    assert columns[: len(ENTRIES)] == ENTRIES
    assert columns[len(ENTRIES) :] == (
        Column("tasks", "texts", "what is to be done"),
        Column("highest", "number", "the best score"),
    )


@pytest.mark.parametrize("name", ["status", "by", "title", "authors"])
def test_a_field_that_would_stand_in_a_column_of_something_else_is_refused(name: str) -> None:
    wrong = create_model("Wrong", __base__=Benchmark, **{name: (float | None, None)})

    with pytest.raises(ValueError, match=f"the field `{name}` of a benchmark cannot stand"):
        columns_for({"benchmark": wrong})


@pytest.mark.parametrize("kind", MODELS)
def test_every_column_of_a_kind_is_computed_or_a_field_of_its_model(kind: str) -> None:
    told = {field.column for field in fields_of(MODELS[kind]).values()}
    for column in columns_of_kind(kind):
        computed = {"id", "kind", "iri", "reviewed", "confidence", "status", "label", "attacked"}
        assert column.name in {*told, *computed, "by", "former"}
