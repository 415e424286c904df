"""Other people's programs read what is exported; one that is not at hand is passed over."""

from __future__ import annotations

import asyncio
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from kb.model import Work
from kb.model.names import parts
from kb.share.formats.bibliographies import bibliography

HERE = Path(__file__).parent
READERS = HERE.parents[2] / "build" / "readers"
NODE = shutil.which("node")

pytestmark = pytest.mark.slow


def works(world: Any) -> dict[str, Work]:
    records = world.corpus.of_kind("work")
    return {one.id: one.entry for one in records if isinstance(one.entry, Work)}


def families(world: Any, work: Work) -> list[str]:
    return [parts(name, world.corpus.groups).family for name in work.authors]


def needs(program: str) -> Any:
    return pytest.mark.skipif(not shutil.which(program), reason=f"needs {program}")


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run([*command], cwd=cwd, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_igraph_reads_every_node_and_edge(valley: Any, tmp_path: Path) -> None:
    igraph = pytest.importorskip("igraph", reason="needs igraph")
    file = tmp_path / "base.graphml"
    file.write_bytes(valley.file("graphml"))
    read = igraph.Graph.Read_GraphML(str(file))
    assert sorted(read.vs["id"]) == sorted(valley.graph)
    name = read.vs["id"].__getitem__
    edges = sorted((name(one.source), name(one.target), one["relation"]) for one in read.es)
    assert edges == sorted(valley.graph.edges(data="relation"))


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_pybtex_reads_every_work_and_who_wrote_it(valley: Any) -> None:
    pybtex = pytest.importorskip("pybtex.database", reason="needs pybtex")
    read = pybtex.parse_string(bibliography(valley.corpus, None, "bibtex"), "bibtex")
    assert {*read.entries} == {*works(valley)}
    for id_, work in works(valley).items():
        people = read.entries[id_].persons["author"]
        names = [" ".join([*one.prelast_names, *one.last_names]).strip("{}") for one in people]
        assert names == families(valley, work)


@pytest.mark.skipif(
    NODE is None or not (READERS / "node_modules" / "@citation-js").is_dir(),
    reason="needs node and `make readers`",
)
@pytest.mark.parametrize("style", ["bibtex", "csl-json", "ris"])
def test_citation_js_reads_every_work_and_who_wrote_it(
    valley: Any, tmp_path: Path, style: str
) -> None:
    file = tmp_path / "works"
    file.write_text(bibliography(valley.corpus, None, style), "utf-8")
    read = json.loads(run(str(NODE), HERE / "citation.mjs", READERS, file, cwd=tmp_path))
    titles = {one["title"]: one for one in read}
    for work in works(valley).values():
        people = titles[work.title]["author"]
        last = [
            " ".join(filter(None, [one.get("non-dropping-particle"), one.get("family")]))
            or one["literal"]
            for one in people
        ]
        assert last == families(valley, work)
    assert len(read) == len(works(valley))


@needs("bibtex")
@pytest.mark.skipif(
    not shutil.which("kpsewhich")
    or not subprocess.run(["kpsewhich", "plain.bst"], capture_output=True, check=False).stdout,
    reason="needs the styles of BibTeX",
)
def test_bibtex_sets_every_work_without_a_warning(valley: Any, tmp_path: Path) -> None:
    (tmp_path / "base.bib").write_text(bibliography(valley.corpus, None, "bibtex"), "utf-8")
    (tmp_path / "x.aux").write_text("\\citation{*}\n\\bibstyle{plain}\n\\bibdata{base}\n")
    told = run("bibtex", "x", cwd=tmp_path)
    assert "error message" not in told
    assert (tmp_path / "x.bbl").read_text("utf-8").count("\\bibitem") == len(works(valley))


@needs("dot")
def test_graphviz_draws_every_node(valley: Any, tmp_path: Path) -> None:
    (tmp_path / "base.dot").write_bytes(valley.file("dot", "canal"))
    drawn = ET.fromstring(run("dot", "-Tsvg", "base.dot", cwd=tmp_path))
    parts_ = drawn.iter("{http://www.w3.org/2000/svg}g")
    groups = [one for one in parts_ if one.get("class") == "node"]
    text = " ".join(" ".join(one.itertext()) for one in groups)
    assert valley.corpus.records["canal"].title in " ".join(text.split())
    assert len(groups) > 5


def test_datasette_serves_every_table(valley: Any, tmp_path: Path) -> None:
    app = pytest.importorskip("datasette.app", reason="needs datasette")
    file = tmp_path / "base.db"
    file.write_bytes(valley.file("sqlite"))

    async def asked(query: str) -> Any:
        served = app.Datasette([str(file)])
        await served.invoke_startup()
        return (await served.client.get(f"/base.json?_shape=array&sql={query}")).json()

    for frame in valley.frames:
        (row,) = asyncio.run(asked(f"select+count(*)+as+n+from+{frame.name}"))
        assert row["n"] == len(frame)
