"""Every entry that the documents show would be a good entry of the real base."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from kb import rules
from kb.model import MODELS, Retired
from kb.model.words import FOLDERS
from kb.read import RETIRED, Corpus, Record, read_folder
from kb.read.source import Source, parse
from kb.read.validate import read

if TYPE_CHECKING:
    from kb.findings import Finding

ROOT = Path(__file__).parents[1]
DOCUMENTS = ("entries/README.md", "CONTRIBUTING.md")

_FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"([a-z]+)/([a-z0-9-]+|<id>)\.yaml")


def examples() -> list[tuple[str, str, str]]:
    """Folder, id and text of every fenced entry; the text above it names the file."""
    found = []
    for document in DOCUMENTS:
        whole = (ROOT / document).read_text("utf-8")
        for fence in _FENCE.finditer(whole):
            if fence[2] == "yaml":
                folder, id_ = _FILE.findall(whole[: fence.start()])[-1]
                found.append((folder, id_.replace("<id>", "an-entry"), dedent(fence[3])))
    return found


EXAMPLES = examples()
IDS = [f"{folder}/{id_}" for folder, id_, _ in EXAMPLES]


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return read_folder(ROOT / "entries")[0]


@pytest.fixture(scope="module")
def known(corpus: Corpus) -> set[Finding]:
    return set(rules.findings_in(corpus))


def entry(folder: str, id_: str, text: str) -> tuple[Record | Retired, Source]:
    source = parse(text, f"entries/{folder}/{id_}.yaml")
    assert isinstance(source, Source), source
    if folder == RETIRED:
        stub = read(source, Retired)
        assert not isinstance(stub, list), stub
        return stub, source
    model = read(source, MODELS[FOLDERS[folder].name])
    assert not isinstance(model, list), model
    return Record(id_, model, source), source


@pytest.mark.parametrize(("folder", "id_", "text"), EXAMPLES, ids=IDS)
def test_an_example_keeps_every_rule_over_the_real_base(
    corpus: Corpus, known: set[Finding], folder: str, id_: str, text: str
) -> None:
    made, source = entry(folder, id_, text)
    if isinstance(made, Retired):
        assert [see for see in made.see if see not in corpus.records] == []
        return
    others = [record for record in corpus if record.id != id_]
    together = Corpus.of([*others, made], corpus.retired, corpus.broken)
    assert [f for f in rules.findings_in(together) if f.path == source.path or f not in known] == []


def test_every_kind_has_an_example_beside_the_entries() -> None:
    assert {folder for folder, _, _ in EXAMPLES} == {*FOLDERS, RETIRED}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_fenced_block_is_an_entry_or_a_command(document: str) -> None:
    fences = _FENCE.findall((ROOT / document).read_text("utf-8"))
    assert {language for _, language, _ in fences} <= {"yaml", "sh", "console", "text"}
    assert len(fences) * 2 == (ROOT / document).read_text("utf-8").count("```")
