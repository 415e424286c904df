from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from kb.disk import write
from kb.site.emit import emit

if TYPE_CHECKING:
    from pathlib import Path

LONG_AGO = 1_000_000_000


def aged(file: Path) -> Path:
    os.utime(file, (LONG_AGO, LONG_AGO))
    return file


def test_a_folder_is_made_to_hold_the_files(tmp_path: Path) -> None:
    emit(tmp_path / "new", {"a.md": "text", "b/c.bin": b"\0"})
    assert (tmp_path / "new/a.md").read_text() == "text"
    assert (tmp_path / "new/b/c.bin").read_bytes() == b"\0"


def test_an_unchanged_file_is_not_touched(tmp_path: Path) -> None:
    emit(tmp_path, {"a.md": "same"})
    file = aged(tmp_path / "a.md")
    emit(tmp_path, {"a.md": "same"})
    assert file.stat().st_mtime == LONG_AGO


def test_a_changed_file_is_written_anew(tmp_path: Path) -> None:
    emit(tmp_path, {"a.md": "old"})
    file = aged(tmp_path / "a.md")
    emit(tmp_path, {"a.md": "new"})
    assert file.read_text() == "new"
    assert file.stat().st_mtime > LONG_AGO


def test_a_stray_file_goes_and_its_empty_folder_too(tmp_path: Path) -> None:
    emit(tmp_path, {"a.md": "text", "old/deep/b.md": "text"})
    emit(tmp_path, {"a.md": "text"})
    assert [path.name for path in tmp_path.rglob("*")] == ["a.md"]


def test_what_was_written_or_removed_is_told_in_order(tmp_path: Path) -> None:
    emit(tmp_path, {"b.md": "old", "kept.md": "same", "gone.md": "text"})
    changed = emit(tmp_path, {"a.md": "new", "b.md": "new", "kept.md": "same"})
    assert changed == ["a.md", "b.md", "gone.md"]


def test_nothing_changes_the_second_time(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"a.md": "é", "b/c.bin": b"\xff"}
    emit(tmp_path, files)
    assert emit(tmp_path, files) == []


def test_text_is_written_as_utf_8_with_its_line_ends(tmp_path: Path) -> None:
    emit(tmp_path, {"a.md": "é\r\n"})
    assert (tmp_path / "a.md").read_bytes() == b"\xc3\xa9\r\n"


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    write(file, b"old")
    with pytest.raises(TypeError):
        write(file, "text is not data")  # type: ignore[arg-type]
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_reader_with_the_old_file_open_keeps_the_whole_of_it(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    write(file, b"old" * 10_000)
    with file.open("rb") as reader:
        start = reader.read(10)
        write(file, b"new")
        assert start + reader.read() == b"old" * 10_000
