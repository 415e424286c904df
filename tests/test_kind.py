"""A kind is three places: a row of words, a model, a template. Then everything knows of it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from worlds import SMALL

ROOT = Path(__file__).parents[1]
PARTS = ("kb", "site", "mkdocs.yml", "CHANGELOG.md")

ROW = """\
    Kind(
        "benchmark",
        "benchmarks",
        "▤",
        "A set of tasks on which systems are compared.",
    ),
"""
MODEL = '''\
class Benchmark(Entry):
    """A set of tasks on which systems are compared."""

    kind: ClassVar[str] = "benchmark"

    summary: Summary
    """One plain sentence, at most 200 characters."""
    tasks: Annotated[tuple[Text, ...], Field(min_length=1)]
    """What is to be done in it."""


'''
TEMPLATE = '{% extends "entry.md.j2" %}\n'
EXPORTS = """
import json, kb
from kb.share.formats import FORMATS
base = kb.load("entries")
wrong = {}
for name in FORMATS:
    for of in (None, "pruned-branches"):
        try:
            files = base.export(name, of=of)
            if not files:
                wrong[name] = "no file"
        except kb.errors.ExportRefused:
            pass
        except Exception as error:
            wrong[name] = repr(error)
whole = base.export("json")
said = {
    "wrong": wrong,
    "formats": len(FORMATS),
    "asked": base.of_kind("benchmark").where(tasks="prune a plum").ids,
    "written": b"pruned-branches" in b"".join(whole.values()),
    "tasks": base["pruned-branches"].tasks,
    "listed": base.frames.entries.where(kind="benchmark").records()[0]["tasks"],
}
print(json.dumps(said))
"""

QUIET = {
    "cells": [{"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# A tutorial"}],
    "metadata": {},
    "nbformat": 4,
    "nbformat_minor": 5,
}

pytestmark = pytest.mark.slow


def insert(file: Path, before: str, text: str) -> None:
    source = file.read_text("utf-8")
    assert source.count(before) == 1, f"{before!r} stands {source.count(before)} times in {file}"
    file.write_text(source.replace(before, text + before), "utf-8")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the house with one more kind, and the small world to live in it."""
    root = tmp_path_factory.mktemp("house")
    leave = shutil.ignore_patterns("__pycache__", "_entries")
    for name in PARTS:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, root / name, ignore=leave)
        else:
            shutil.copy(ROOT / name, root / name)
    shutil.copytree(SMALL, root / "entries")
    # The tutorial asks about the real entries, and the pages on method speak of them.
    (root / "site/pages/tutorial.ipynb").write_text(json.dumps(QUIET), "utf-8")
    for page in (root / "site/pages/method").glob("*.md"):
        page.write_text("# A page on method\n", "utf-8")
    insert(root / "kb/model/words.py", '    Kind("person", "people"', ROW)
    insert(root / "kb/model/entries.py", "class Person(", MODEL)
    insert(root / "kb/model/entries.py", "            Person,\n", "            Benchmark,\n")
    (root / "site/templates/benchmark.md.j2").write_text(TEMPLATE, "utf-8")
    return root


def run(house: Path, *words: str) -> str:
    """What a command prints in the house with one more kind; it must not fail."""
    done = subprocess.run(
        [sys.executable, *words],
        cwd=house,
        env={**os.environ, "PYTHONPATH": str(house), "NO_COLOR": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_new_kind_is_three_places(house: Path) -> None:
    said = run(
        house, "-m", "kb", "new", "benchmark", "Pruned branches",
        "--summary", "Plums and pears are pruned by systems and by gardeners.",
        "--tasks", "prune a plum", "--tasks", "prune a pear",
    )  # fmt: skip
    assert "entries/benchmarks/pruned-branches.yaml" in said
    assert "nothing wrong" in run(house, "-m", "kb", "check")
    assert "pruned-branches" in run(house, "-m", "kb", "find", "pruned")
    assert "Plums and pears" in run(house, "-m", "kb", "show", "pruned-branches")

    told = json.loads(run(house, "-c", EXPORTS))
    assert told["wrong"] == {}
    assert told["formats"] > 20
    assert told["asked"] == ["pruned-branches"]
    assert told["tasks"] == told["listed"] == ["prune a plum", "prune a pear"]
    assert told["written"]

    file = house / "entries/benchmarks/pruned-branches.yaml"
    title, *rest = file.read_text("utf-8").splitlines(keepends=True)
    file.write_text("".join([*rest, title]), "utf-8")
    run(house, "-m", "kb", "fmt")
    assert file.read_text("utf-8") == "".join([title, *rest])

    run(house, "-m", "kb", "build")
    page = (house / "build/site/benchmarks/pruned-branches.html").read_text("utf-8")
    assert "Pruned branches" in page
    assert "<dt>Tasks</dt><dd>prune a plum, prune a pear</dd>" in page
    assert page.partition("<h1")[2].count("Plums and pears are pruned") == 1
    assert "pruned-branches" in (house / "build/site/benchmarks/index.html").read_text("utf-8")

    run(house, "-m", "kb", "mv", "pruned-branches", "cut-branches")
    assert "nothing wrong" in run(house, "-m", "kb", "check")
    run(house, "-m", "kb", "retire", "cut-branches", "--reason", "out-of-scope")
    assert "nothing wrong" in run(house, "-m", "kb", "check")
    assert not list((house / "entries/benchmarks").glob("*.yaml"))
