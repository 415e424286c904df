"""The four tables as CSV and Parquet, read back by csv, pandas, polars, pyarrow and DuckDB."""

from __future__ import annotations

import csv
import io
import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.errors import EngineMissing
from kb.share.formats.tables import FORMULA, cell, csvs, parquets
from kb.share.frames.listed import LISTED
from profiles import examples

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kb.share.formats import About, Whole
    from kb.share.frames import Frame

TABLES = ("entries", "statements", "links", "positions", *LISTED)


def given_back(text: str) -> str:
    """A text as it was before it was guarded against spreadsheets, as the data package says."""
    return text.removeprefix("'")


def value(text: str | None, type_: str) -> Any:
    """A cell of CSV as the type of its field in the data package says."""
    if text is None or text == "":
        return None
    if type_ == "array":
        return tuple(json.loads(text))
    if type_ == "boolean":
        return {"true": True, "false": False}[text]
    return float(text) if type_ == "number" else given_back(text)


def types(files: dict[str, bytes]) -> dict[str, dict[str, str]]:
    package = json.loads(files["datapackage.json"])
    return {
        resource["path"]: {field["name"]: field["type"] for field in resource["schema"]["fields"]}
        for resource in package["resources"]
    }


def by_csv(data: bytes) -> list[dict[str, Any]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


def by_pandas(data: bytes) -> list[dict[str, Any]]:
    frame = pd.read_csv(io.BytesIO(data), dtype=str, keep_default_na=False)
    return frame.to_dict("records")


def by_polars(data: bytes) -> list[dict[str, Any]]:
    return pl.read_csv(data, infer_schema=False).to_dicts()


def rows(frame: Frame) -> list[dict[str, Any]]:
    return frame.records()


@pytest.mark.parametrize("read", [by_csv, by_pandas, by_polars])
def test_csv_gives_back_every_value(read: Callable[[bytes], Any], world: Any) -> None:
    files = world.files("csv")
    for frame in world.frames:
        fields = types(files)[f"{frame.name}.csv"]
        found = [
            {name: value(text, fields[name]) for name, text in row.items()}
            for row in read(files[f"{frame.name}.csv"])
        ]
        assert found == rows(frame)


@examples(80)
@given(data=st.data())
def test_any_text_survives_in_csv(
    data: st.DataObject, texts: st.SearchStrategy[str], with_texts: Callable[[str], Whole]
) -> None:
    whole = with_texts(data.draw(texts))
    files = csvs(whole)
    for frame in whole.frames:
        fields = types(files)[f"{frame.name}.csv"]
        found = [
            {name: value(text, fields[name]) for name, text in row.items()}
            for row in by_csv(files[f"{frame.name}.csv"])
        ]
        assert found == rows(frame)


@examples(200)
@given(data=st.data())
def test_no_cell_is_a_formula_and_every_text_can_be_told(
    data: st.DataObject, texts: st.SearchStrategy[str]
) -> None:
    text = data.draw(texts)
    written = cell(text)
    assert not written.startswith(FORMULA)
    assert given_back(written) == text


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "'=1", "''"])
def test_what_a_spreadsheet_might_run_is_guarded(text: str) -> None:
    assert cell(text) == f"'{text}"


def test_the_data_package_says_what_columns_mean_and_refer_to(small_world: Any) -> None:
    package = json.loads(small_world.files("csv")["datapackage.json"])
    found = {resource["name"]: resource["schema"] for resource in package["resources"]}
    assert tuple(found) == TABLES
    for frame in small_world.frames:
        assert [(f["name"], f["description"]) for f in found[frame.name]["fields"]] == [
            (column.name, column.meaning) for column in frame.columns
        ]
    for name, schema in found.items():
        records = getattr(small_world.frames, name).records()
        if "primaryKey" in schema:
            keys = [record[schema["primaryKey"]] for record in records]
            assert len(keys) == len(set(keys))
        for key in schema["foreignKeys"]:
            others = getattr(small_world.frames, key["reference"]["resource"]).records()
            known = {other[key["reference"]["fields"]] for other in others} | {None}
            assert {record[key["fields"]] for record in records} <= known


def test_the_data_package_has_the_four_facts(small_world: Any, about: About) -> None:
    package = json.loads(small_world.files("csv")["datapackage.json"])
    assert package["about"] == asdict(about)
    assert package["version"] == about.schema_version
    assert package["licenses"] == [{"name": about.license}]


# Parquet


def tupled(record: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(v) if isinstance(v, list) else v for name, v in record.items()}


def by_pyarrow(data: bytes, _: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = pq.read_table(pa.BufferReader(data)).to_pylist()
    return found


def parquet_by_polars(data: bytes, _: Path) -> list[dict[str, Any]]:
    return pl.read_parquet(data).to_dicts()


def by_duckdb(data: bytes, place: Path) -> list[dict[str, Any]]:
    file = place / "table.parquet"
    file.write_bytes(data)
    with duckdb.connect() as connection:
        result = connection.read_parquet(str(file))
        return [dict(zip(result.columns, row, strict=True)) for row in result.fetchall()]


@pytest.mark.parametrize("read", [by_pyarrow, parquet_by_polars, by_duckdb])
def test_parquet_gives_back_every_value(
    read: Callable[[bytes, Path], Any], world: Any, tmp_path: Path
) -> None:
    files = world.files("parquet")
    assert list(files) == [f"{name}.parquet" for name in TABLES]
    for frame in world.frames:
        found = read(files[f"{frame.name}.parquet"], tmp_path)
        assert list(map(tupled, found)) == rows(frame)


def test_parquet_keeps_the_types_of_columns_without_a_value(small_world: Any) -> None:
    from kb.share.formats.tables import parquet

    wanted = {"text": pa.string(), "texts": pa.list_(pa.string()), "flag": pa.bool_()}
    wanted["number"] = pa.float64()
    for frame in small_world.frames:
        data = parquet(frame.columns, (), small_world.whole.about, "parquet")
        schema = pq.read_schema(pa.BufferReader(data))
        for column in frame.columns:
            type_ = schema.field(column.name).type
            plain = pa.list_(type_.value_type) if pa.types.is_list(type_) else type_
            assert plain == wanted[column.type]


def test_parquet_carries_the_four_facts(small_world: Any, about: About) -> None:
    for data in small_world.files("parquet").values():
        found = pq.read_schema(pa.BufferReader(data)).metadata
        for name, fact in asdict(about).items():
            assert found[name.encode()] == fact.encode()


@examples(15)
@given(data=st.data())
def test_any_text_survives_in_parquet(
    data: st.DataObject,
    texts: st.SearchStrategy[str],
    with_texts: Callable[[str], Whole],
    tmp_path: Path,
) -> None:
    whole = with_texts(data.draw(texts))
    files = parquets(whole)
    for frame in whole.frames:
        found = by_pyarrow(files[f"{frame.name}.parquet"], tmp_path)
        assert list(map(tupled, found)) == rows(frame)


def test_without_duckdb_the_message_names_the_extra(
    small_world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(EngineMissing, match=r"parquet needs .* pip install 'alignment-kb\[sql\]'"):
        small_world.files("parquet")
    with pytest.raises(EngineMissing, match="export to graphframes needs an extra"):
        small_world.files("graphframes")
