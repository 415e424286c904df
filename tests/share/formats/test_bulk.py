"""Files for bulk loaders, checked against the rules that the loaders' manuals give."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.model.words import KINDS, STATEMENT
from kb.share.formats.bulk import edges, graphframes, neo4j, neptune, vertices
from profiles import examples

if TYPE_CHECKING:
    from collections.abc import Callable

    from kb.share.formats import Whole

Rows = list[dict[str, Any]]

NULL = object()


def cells(data: bytes) -> list[list[Any]]:
    """The rows of a CSV file (RFC 4180), in which nothing at all is told from an empty text."""
    text = data.decode("utf-8")
    rows: list[list[Any]] = [[]]
    field = re.compile(r'"((?:[^"]|"")*)"|([^",\r\n]*)')
    place = 0
    while place < len(text):
        match = field.match(text, place)
        assert match is not None
        bare = match[2] or NULL if match[1] is None else match[1].replace('""', '"')
        rows[-1].append(bare)
        place = match.end()
        assert text[place] in ",\n", "a quotation mark ended before its field did"
        if text[place] == "\n" and place + 1 < len(text):
            rows.append([])
        place += 1
    assert text[-1] == "\n"
    return rows


def converted(value: Any, type_: str) -> Any:
    if type_.endswith("[]"):
        return () if value is NULL else tuple(value.split(";"))
    if value is NULL:
        return None
    lower = type_.lower()
    if lower in {"boolean", "bool"}:
        return {"true": True, "false": False}[value]
    return float(value) if lower == "double" else value


# Neo4j: Operations Manual, Import, "CSV file header format"

TYPES = {
    "int", "long", "float", "double", "boolean", "byte", "short", "char", "string", "point",
    "date", "localtime", "time", "localdatetime", "datetime", "duration",
}  # fmt: skip
FIELD = re.compile(r"(?P<name>[^:,\"]*):(?P<type>\w+)(?P<array>\[\])?")


def neo4j_rows(data: bytes, mandatory: dict[str, int]) -> Rows:
    """The rows of a file, after its header was held against the rules.

    Args:
        data: the file.
        mandatory: how often each reserved field type has to be there.
    """
    header, *rows = cells(data)
    fields = [FIELD.fullmatch(field) for field in header]
    assert all(fields), header
    told = [(f["name"], f["type"], f["array"] or "") for f in fields if f]
    reserved = {"ID", "LABEL", "START_ID", "END_ID", "TYPE", "IGNORE"}
    counted = [type_ for _, type_, _ in told if type_ in reserved]
    assert {type_: counted.count(type_) for type_ in counted} == mandatory
    for name, type_, array in told:
        assert type_ in reserved or (type_ in TYPES and name)
        assert not (array and type_ in reserved)
    names = [name or type_ for name, type_, _ in told]
    assert len(names) == len(set(names))
    assert all(len(row) == len(told) for row in rows)
    for row in rows:
        for (_, type_, _), value in zip(told, row, strict=True):
            assert type_ not in reserved or value is not NULL
    return [
        {
            name: converted(value, type_ + array)
            for name, (_, type_, array), value in zip(names, told, row, strict=True)
        }
        for row in rows
    ]


def in_neo4j(value: Any) -> Any:
    """A list as it can be there: its elements have no semicolons."""
    return tuple(v.replace(";", ",") for v in value) if isinstance(value, tuple) else value


def loaded_by_neo4j(files: dict[str, bytes]) -> tuple[dict[str, Any], Rows]:
    nodes: dict[str, Any] = {}
    for name, data in files.items():
        if name.startswith("nodes-"):
            kind = name.removeprefix("nodes-").removesuffix(".csv")
            for row in neo4j_rows(data, {"ID": 1, "LABEL": 1}):
                assert row["id"] not in nodes
                assert row.pop("LABEL") == kind
                nodes[row["id"]] = {**row, "kind": kind}
    links = neo4j_rows(files["relationships.csv"], {"START_ID": 1, "END_ID": 1, "TYPE": 1})
    assert all(row["START_ID"] in nodes and row["END_ID"] in nodes for row in links)
    return nodes, links


def same_in_neo4j(whole: Whole) -> None:
    nodes, links = loaded_by_neo4j(dict(neo4j(whole)))
    expected = vertices(whole).records()
    assert list(nodes) == sorted(nodes, key=[row["id"] for row in expected].index)
    for row in expected:
        found = nodes[row["id"]]
        assert {name: in_neo4j(v) for name, v in row.items() if v not in {None, ()}} == {
            name: v for name, v in found.items() if v not in {None, ()}
        }
    names = {"source": "START_ID", "target": "END_ID", "relation": "TYPE"}
    assert links == [
        {names.get(name, name): value for name, value in row.items()}
        for row in edges(whole).records()
    ]


def test_neo4j_would_load_every_node_and_relationship(world: Any) -> None:
    same_in_neo4j(world.whole)


def test_labels_and_types_are_the_words_of_the_base(valley: Any) -> None:
    nodes, links = loaded_by_neo4j(valley.files("neo4j"))
    assert {node["kind"] for node in nodes.values()} == {*KINDS, STATEMENT}
    assert {link["TYPE"] for link in links} == {
        data["relation"] for *_, data in valley.graph.edges(data=True)
    }


def test_the_command_names_every_file(small_world: Any) -> None:
    files = small_world.files("neo4j")
    readme = files["README.md"].decode()
    named = re.findall(r"--(?:nodes|relationships)=(\S+)", readme)
    assert set(named) == set(files) - {"README.md"}
    assert "--multiline-fields=true" in readme


# Neptune: User Guide, "Gremlin load data format"

NEPTUNE = re.compile(
    r"(?P<name>[^\s,:]+):(?P<type>Bool|Boolean|Byte|Short|Int|Long|Float|Double|String|Date)"
    r"(?P<array>\[\])?(?P<cardinality>\((?:single|set)\))?"
)


def neptune_rows(data: bytes, system: set[str]) -> Rows:
    header, *rows = cells(data)
    assert {field for field in header if field.startswith("~")} == system
    names, types = [], []
    for field in header:
        match = NEPTUNE.fullmatch(field)
        assert field in system or match, field
        # An edge has one value of each property: arrays and cardinalities are refused. A vertex
        # has a set of values unless the header says otherwise.
        if match and "~from" in system:
            assert match["array"] is match["cardinality"] is None
        elif match:
            assert bool(match["array"]) is (match["cardinality"] != "(single)")
        names.append(match["name"] if match else field)
        types.append(match["type"] + (match["array"] or "") if match else "String")
    assert len(names) == len(set(names))
    found = []
    for row in rows:
        assert len(row) == len(names)
        values = {}
        for name, type_, value in zip(names, types, row, strict=True):
            if type_.endswith("[]"):
                parts = [] if value is NULL else re.split(r"(?<!\\);", value)
                values[name] = tuple(part.replace("\\;", ";") for part in parts)
            else:
                values[name] = converted(value, type_)
        found.append(values)
    ids = [row["~id"] for row in found]
    assert len(ids) == len(set(ids))
    return found


def same_in_neptune(whole: Whole, *, lists: bool = True) -> None:
    files = neptune(whole)
    nodes = neptune_rows(files["vertices.csv"], {"~id", "~label"})
    links = neptune_rows(files["edges.csv"], {"~id", "~from", "~to", "~label"})
    names = {"id": "~id", "kind": "~label"}
    expected = [
        {names.get(name, name): value for name, value in row.items()}
        for row in vertices(whole).records()
    ]
    if not lists:
        for row in (*expected, *nodes):
            row["aliases"] = row["authors"] = ()
    assert nodes == expected
    names = {"id": "~id", "source": "~from", "target": "~to", "relation": "~label"}
    assert links == [
        {names.get(name, name): value for name, value in row.items()}
        for row in edges(whole).records()
    ]


def test_neptune_would_load_every_vertex_and_edge(world: Any) -> None:
    same_in_neptune(world.whole)


def test_there_is_nothing_for_neptune_to_stumble_over(small_world: Any) -> None:
    assert set(small_world.files("neptune")) == {"vertices.csv", "edges.csv"}


@examples(60)
@given(data=st.data())
def test_any_text_survives(
    data: st.DataObject, texts: st.SearchStrategy[str], with_texts: Callable[[str], Whole]
) -> None:
    text = data.draw(texts)
    whole = with_texts(text)
    same_in_neo4j(whole)
    # Neptune's manual does not say how a backslash at the end of an element is written.
    same_in_neptune(whole, lists="\\" not in text)


def test_semicolons_in_lists_are_told_from_those_between(
    with_texts: Callable[[str], Whole],
) -> None:
    whole = with_texts("a; b;c")
    same_in_neptune(whole)
    nodes, _ = loaded_by_neo4j(dict(neo4j(whole)))
    assert nodes["gardening"]["aliases"] == ("a, b,c", "a, b,c!")


@pytest.mark.parametrize("name", ["nodes-claim.csv", "relationships.csv"])
def test_python_reads_the_same_cells(name: str, small_world: Any) -> None:
    data = small_world.files("neo4j")[name]
    read = list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))
    assert read == [["" if cell is NULL else cell for cell in row] for row in cells(data)]


# The tables behind them


def test_every_node_of_the_graph_is_a_vertex(world: Any) -> None:
    table = vertices(world.whole)
    assert [row["id"] for row in table.records()] == [
        *world.corpus.records,
        *world.corpus.statements,
    ]
    assert {row["id"] for row in table.records()} == set(world.graph)


def test_an_edge_carries_whatever_the_graph_says_of_it(world: Any) -> None:
    known = {column.name for column in edges(world.whole).columns} | {"credence"}
    carried = {name for *_, data in world.graph.edges(data=True) for name in data}
    assert carried <= known
    for (source, target, key, data), row in zip(
        world.graph.edges(keys=True, data=True), edges(world.whole).records(), strict=True
    ):
        assert row["id"] == f"{source} {key} {target}"
        said = {n: v for n, v in data.items() if v is not None and n != "credence"}
        assert row.items() >= said.items()


def test_positions_keep_their_numbers(small_world: Any) -> None:
    found = {
        (row["source"], row["target"]): (row["stance"], row["credence_low"], row["credence_high"])
        for row in edges(small_world.whole).records()
    }
    assert found["ben-moss-2023-03", "gardening"] == ("disagree", 0.2, 0.2)


# GraphFrames


def test_spark_would_find_its_columns_and_every_value(world: Any) -> None:
    files = {name: pl.read_parquet(data) for name, data in world.files("graphframes").items()}
    table, links = files["vertices.parquet"], files["edges.parquet"]
    assert table["id"].is_unique().all()
    assert {"src", "dst", "relationship"} <= set(links.columns)
    known = set(table["id"])
    assert set(links["src"]) | set(links["dst"]) <= known

    def tupled(row: dict[str, Any]) -> tuple[Any, ...]:
        return tuple(tuple(v) if isinstance(v, list) else v for v in row.values())

    assert tuple(map(tupled, table.to_dicts())) == vertices(world.whole).rows
    assert tuple(map(tupled, links.to_dicts())) == edges(world.whole).rows


@examples(10)
@given(data=st.data())
def test_any_text_survives_in_graphframes(
    data: st.DataObject, texts: st.SearchStrategy[str], with_texts: Callable[[str], Whole]
) -> None:
    whole = with_texts(data.draw(texts))
    found = pl.read_parquet(graphframes(whole)["vertices.parquet"])
    assert found["title"].to_list() == [row["title"] for row in vertices(whole).records()]
