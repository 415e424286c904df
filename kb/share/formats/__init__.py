"""The base in the formats of other people's tools; nothing here is read back by the library.

Every export is the same, byte for byte, as long as the base and the four facts about it are.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kb import disk
from kb.errors import ExportRefused, UnknownFormat
from kb.model import Address
from kb.share.formats import (
    argument,
    bibliographies,
    bulk,
    drawings,
    frameworks,
    graphs,
    rdf,
    shapes,
    snapshot,
    sqlite,
    tables,
)
from kb.share.formats.bibliographies import bibliography
from kb.share.formats.format import About, Format, Whole
from kb.suggest import unknown

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["FORMATS", "About", "Format", "Whole", "bibliography", "export", "write"]

STEM: Final = "alignment-kb"
"""What the one file of an export of the whole base is called."""

_DEBATE: Final = "the debate that bears on the entry"
_DECIDES: Final = "the part of the framework that decides the entry"
_CITED: Final = "the works that the entry cites"

_FORMATS: Final = (
    Format(
        "json", (".json",), "The whole base, every entry as its file says it.", snapshot.json_file
    ),
    Format("json-schema", (".schema.json",), "The JSON Schema of `json`.", snapshot.schema_file),
    Format(
        "node-link",
        (".node-link.json",),
        "The whole graph as JSON that networkx and d3 read; nothing is lost.",
        graphs.node_link,
    ),
    Format(
        "graphml",
        (".graphml",),
        "The graph for yEd, igraph, Gephi, NetworkX; lists are flattened, what is absent dropped.",
        graphs.graphml,
    ),
    Format(
        "gexf",
        (".gexf",),
        "The graph for Gephi and sigma.js; lists are flattened, what is absent dropped.",
        graphs.gexf,
    ),
    Format("cytoscape", (".cyjs",), "The graph for Cytoscape and Cytoscape.js.", graphs.cytoscape),
    Format(
        "dot",
        (".dot",),
        "A drawing for Graphviz, with links to the pages.",
        drawings.dot,
        of="what bears on the entry, as far as it goes",
    ),
    Format(
        "mermaid",
        (".mmd",),
        "A flowchart for Mermaid, which many sites draw: what bears on one entry.",
        drawings.mermaid,
        of="what bears on the entry, the nearest part where Mermaid draws no more",
        whole=False,
    ),
    Format(
        "argdown",
        (".argdown",),
        "The debate as text for argument mapping, read by Argdown's editors.",
        argument.argdown,
        of=_DEBATE,
    ),
    Format(
        "aif",
        (".aif.json",),
        "The debate in the Argument Interchange Format, for AIFdb, OVA and arguebuf.",
        argument.aif,
        of=_DEBATE,
    ),
    Format(
        "apx",
        (".apx",),
        "The debate as a Dung framework, in facts that ASPARTIX and most solvers read.",
        frameworks.apx,
        of=_DECIDES,
    ),
    Format(
        "af",
        (".af",),
        "The debate as a Dung framework, in the numbers of the solver competitions since 2023.",
        frameworks.af,
        of=_DECIDES,
    ),
    Format(
        "turtle",
        (".ttl",),
        "Linked data in one graph, for people and triple stores (SKOS, PROV, CiTO, our own terms).",
        rdf.turtle,
        extra="rdf",
    ),
    Format(
        "nquads",
        (".nq",),
        "Linked data, a line a fact, with a graph for each view, for triple stores.",
        rdf.nquads,
        extra="rdf",
    ),
    Format(
        "jsonld",
        (".jsonld",),
        "Linked data as JSON with short names, with a graph for each view.",
        rdf.jsonld,
    ),
    Format(
        "shacl",
        (".shapes.ttl",),
        "SHACL shapes for the linked data, made from the domains and ranges of the relations.",
        shapes.shapes,
    ),
    Format(
        "csv",
        (".csv", ".json"),
        "The tables as CSV with a data package; safe to open in a spreadsheet.",
        tables.csvs,
        many=True,
    ),
    Format(
        "parquet",
        (".parquet",),
        "The tables as Parquet, for pandas, polars, DuckDB, Spark, R.",
        tables.parquets,
        extra="sql",
        many=True,
    ),
    Format(
        "sqlite",
        (".sqlite",),
        "The tables in one SQLite file with full-text search; it opens in Datasette.",
        sqlite.sqlite,
    ),
    Format(
        "bibtex",
        (".bib",),
        "The works for LaTeX, JabRef, Zotero.",
        bibliographies.writer("bibtex"),
        of=_CITED,
    ),
    Format(
        "csl-json",
        (".csl.json",),
        "The works for Pandoc, Zotero and everything that speaks the Citation Style Language.",
        bibliographies.writer("csl-json"),
        of=_CITED,
    ),
    Format(
        "ris",
        (".ris",),
        "The works for EndNote, Mendeley, Zotero.",
        bibliographies.writer("ris"),
        of=_CITED,
    ),
    Format(
        "neo4j",
        (".csv", ".md"),
        "Nodes and relationships for the bulk import of Neo4j.",
        bulk.neo4j,
        many=True,
    ),
    Format(
        "neptune",
        (".csv",),
        "Vertices and edges for the bulk loader of Amazon Neptune.",
        bulk.neptune,
        many=True,
    ),
    Format(
        "graphframes",
        (".parquet",),
        "Vertices and edges as Parquet, for GraphFrames on Spark.",
        bulk.graphframes,
        extra="sql",
        many=True,
    ),
)

FORMATS: Final[Mapping[str, Format]] = MappingProxyType({one.name: one for one in _FORMATS})
"""Every format by name, in the order in which they are listed."""


def export(name: str, whole: Whole) -> dict[str, bytes]:
    """The files of an export, by name: one, or several for a format that makes many.

    Raises:
        UnknownFormat: with the nearest known one.
        ExportRefused: if the format has no export of one entry, or of the whole base.
        EngineMissing: if it needs an extra that is not installed.
    """
    known, of = format_named(name), whole.of
    if of is not None and known.of is None:
        scoped = ", ".join(one.name for one in _FORMATS if one.of)
        raise ExportRefused(f"{name} holds the whole base; {scoped} can be of one entry")
    if of is None and not known.whole:
        raise ExportRefused(f"{name} is of one entry: give of='rlhf', or another id")
    made = known.write(whole)
    if isinstance(made, bytes):
        stem = STEM if of is None else Address(of).joined("--")
        return {f"{stem}{known.endings[0]}": made}
    return dict(made)


def format_named(name: str) -> Format:
    """The format with a name.

    Raises:
        UnknownFormat: with the nearest known one.
    """
    if name not in FORMATS:
        raise UnknownFormat(unknown("format", name, FORMATS))
    return FORMATS[name]


def write(files: Mapping[str, bytes], target: Path) -> tuple[Path, ...]:
    """The paths written: all of them, or none where one cannot be.

    The target is the file where there is one; a folder where there are several, or where it is
    one already. Other files in the folder are left alone.

    Raises:
        OSError: if a file cannot be written; nothing was changed then.
    """
    inside = len(files) != 1 or target.is_dir()
    placed = {target / name if inside else target: data for name, data in files.items()}
    disk.commit(
        disk.Change(file, file.read_bytes() if file.is_file() else None, data)
        for file, data in placed.items()
    )
    return tuple(placed)
