"""Which state a base is of, how that state is cited, and states of the past beside it."""

from __future__ import annotations

import json
import pickle
from dataclasses import FrozenInstanceError
from typing import TYPE_CHECKING

import pytest
import yaml

import kb
import shell
from kb.errors import NoSuchState, UnknownFormat
from kb.model import cite
from shell import commit, git

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def entries(small: Path) -> Path:
    """The small world, released once, and with one proposal fewer since."""
    git(small.parent, "init", "--quiet", "--initial-branch=main")
    commit(small.parent)
    git(small.parent, "tag", "v0.1.0")
    (small / "proposals/trellis.yaml").unlink()
    (small / "concepts/trellis.yaml").write_text("title: Trellis\nsummary: Wood for vines.\n")
    return small


def test_the_library_says_its_version() -> None:
    told = (shell.ROOT / "pyproject.toml").read_text("utf-8")
    assert f'version = "{kb.__version__}"' in told


def test_a_base_says_of_what_state_it_is(entries: Path) -> None:
    git(entries.parent, "commit", "--quiet", "--all", "--message", "Fewer")
    base = kb.load(entries, strict=False)
    told = base.version
    assert (told.git_sha, told.data_date) == tuple(
        git(entries.parent, "log", "-1", f"--format={how}").strip() + end
        for how, end in (("%H", "-edited"), ("%cs", ""))
    )
    assert (told.schema_version, told.license) == (kb.__version__, "CC-BY-4.0")
    assert str(told) == told.sentence
    with pytest.raises(FrozenInstanceError):
        told.git_sha = "x"  # type: ignore[misc]


def test_a_release_is_read_beside_the_present(entries: Path) -> None:
    before = {file: file.read_bytes() for file in entries.rglob("*.yaml")}
    was, now = kb.load(entries, revision="v0.1.0"), kb.load(entries, strict=False)
    assert was["trellis"].kind == "proposal"
    assert now["trellis"].kind == "concept"
    assert "trellis" in str(was.diff(now))
    assert {file: file.read_bytes() for file in entries.rglob("*.yaml")} == before
    assert "trellis.yaml" in git(entries.parent, "status", "--porcelain")


def test_a_release_knows_its_state_wherever_it_goes(entries: Path) -> None:
    sha = git(entries.parent, "rev-parse", "v0.1.0").strip()
    was = kb.load(entries, revision=sha[:9])
    for base in (was, pickle.loads(pickle.dumps(was)), was.as_of("2021")):
        assert base.version.git_sha == base.revision == sha
    assert sha[:12] in was.citation()


def test_two_releases_are_compared_on_the_command_line(entries: Path) -> None:
    commit(entries.parent)
    done = shell.run("diff", "v0.1.0", "main", "--entries", entries)
    same = shell.run("diff", "main", "HEAD", "--entries", entries)
    assert (same.returncode, same.stdout) == (0, "")
    assert "trellis" in done.stdout


@pytest.mark.parametrize(
    ("revision", "said"),
    [("v0.1.1", "Did you mean 'v0.1.0'"), ("--help", "git knows no"), ("v0.1.0:entries", "no")],
)
def test_a_revision_that_is_none_is_refused(entries: Path, revision: str, said: str) -> None:
    with pytest.raises(NoSuchState, match=said):
        kb.load(entries, revision=revision)


def test_without_a_checkout_there_is_no_past(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NoSuchState, match="is in no git checkout"):
        kb.load(small, revision="HEAD")
    monkeypatch.setenv("PATH", str(small))
    with pytest.raises(NoSuchState, match="git cannot be run"):
        kb.load(small, revision="HEAD")
    assert kb.load(small).version.git_sha == "unknown"


def test_a_base_is_cited_in_every_style_with_its_state(entries: Path) -> None:
    base = kb.load(entries, revision="v0.1.0")
    told = base.version
    commit_ = told.git_sha[:12]
    (item,) = json.loads(base.citation("csl-json"))
    for text in (base.citation(), base.citation("bibtex"), item["version"]):
        assert f"{told.schema_version}, commit {commit_}" in text
    assert base.citation("bibtex").startswith(f"@misc{{alignment-kb-{commit_},")
    assert (item["type"], item["title"]) == ("dataset", cite.TITLE)
    with pytest.raises(UnknownFormat, match="Did you mean 'bibtex'"):
        base.citation("bibtext")


def test_the_citation_names_what_the_citation_file_names() -> None:
    told = yaml.safe_load((shell.ROOT / "CITATION.cff").read_text("utf-8"))
    assert (told["title"], told["version"]) == (cite.TITLE, kb.__version__)
    assert [one["name"] for one in told["authors"]] == [cite.CONTRIBUTORS]
