"""A tag becomes a release only where every file names its version and the step is large enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tools.release import enough, main, mismatches, notes, step, version

if TYPE_CHECKING:
    from pathlib import Path

CHANGELOG = (
    "# Changelog\n\n## Unreleased\n\n- Later.\n\n## 1.2.0 - 2026-11-21\n\n- Now.\n\n## 1.1.0\n"
)


def checkout(folder: Path, number: str = "1.2.0", cited: str = "1.2.0") -> Path:
    (folder / "pyproject.toml").write_text(f'[project]\nversion = "{number}"\n', "utf-8")
    (folder / "CITATION.cff").write_text(f"version: {cited}\n", "utf-8")
    (folder / "CHANGELOG.md").write_text(CHANGELOG, "utf-8")
    return folder


@pytest.mark.parametrize(
    ("before", "after", "taken"),
    [
        ("1.2.3", "1.2.4", "patch"),
        ("1.2.3", "1.3.0", "minor"),
        ("1.2.3", "2.0.0", "major"),
        ("1.2.3", "1.2.3", "none"),
    ],
)
def test_a_step_is_named(before: str, after: str, taken: str) -> None:
    assert step(version(before), version(after)) == taken


@pytest.mark.parametrize("after", ["1.2.2", "1.2.5", "1.3.1", "1.4.0", "3.0.0", "2.1.0", "0.9.9"])
def test_a_version_that_does_not_follow_is_refused(after: str) -> None:
    with pytest.raises(ValueError, match=r"does not follow 1\.2\.3"):
        step(version("1.2.3"), version(after))


@pytest.mark.parametrize("text", ["1.2", "v1.2.3.4", "1.02.3", "v1.2.3-rc1", "$(id)", ""])
def test_what_is_no_version_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a version"):
        version(text)


@pytest.mark.parametrize(
    ("taken", "needed", "before", "good"),
    [
        ("patch", "patch", "1.0.0", True),
        ("patch", "minor", "1.0.0", False),
        ("major", "patch", "1.0.0", True),
        ("minor", "major", "1.0.0", False),
        ("minor", "major", "0.4.0", True),
        ("patch", "major", "0.4.0", False),
    ],
)
def test_a_step_is_as_large_as_the_changes_need(
    taken: str, needed: str, before: str, *, good: bool
) -> None:
    assert enough(taken, needed, version(before)) is good


def test_a_tag_that_every_file_agrees_with_is_good(tmp_path: Path) -> None:
    assert mismatches("v1.2.0", checkout(tmp_path)) == []


def test_every_file_that_disagrees_is_named(tmp_path: Path) -> None:
    assert mismatches("v1.3.0", checkout(tmp_path, cited="1.3.0")) == [
        "pyproject.toml says 1.2.0, the tag says 1.3.0",
        "CHANGELOG.md has no section 1.3.0",
    ]


def test_the_notes_of_a_release_are_its_section() -> None:
    assert notes("1.2.0", CHANGELOG) == "- Now."


def test_a_step_too_small_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(checkout(tmp_path))

    assert main(["check", "v1.2.0", "--after", "v1.1.0", "--needed", "major"]) == 1
    assert capsys.readouterr().err == "what changed since v1.1.0 needs a major step\n"


def test_a_good_tag_passes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(checkout(tmp_path))

    assert main(["check", "v1.2.0", "--after", "v1.1.0", "--needed", "minor"]) == 0


def test_the_step_needed_may_be_given_as_a_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(checkout(tmp_path))

    assert main(["check", "v1.2.0", "--after", "v1.1.0", "--needed", "2.0.0"]) == 1
    assert main(["check", "v1.2.0", "--after", "v1.1.0", "--needed", "v1.1.1"]) == 0


def test_a_step_that_is_none_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(checkout(tmp_path))

    assert main(["check", "v1.2.0", "--after", "v1.1.0", "--needed", "large"]) == 1
