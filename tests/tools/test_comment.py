"""What a workflow posts is short, plain, and cannot act on its reader."""

from __future__ import annotations

import unicodedata
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.comment import LONGEST, MARKER, RefusedError, fenced, harmless, main

if TYPE_CHECKING:
    from pathlib import Path


def archive(tmp_path: Path, name: str, data: bytes) -> str:
    file = tmp_path / "diff.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr(name, data)
    return str(file)


def test_a_table_stays_a_table() -> None:
    table = "| | entry |\n|---|---|\n| + | critique cold |\n"

    assert harmless(table.encode()) == table


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("@everyone", "@\u200beveryone"),
        ("![x](https://bad.invalid/x.png)", "!\\[x](https:\u200b//bad.invalid/x.png)"),
        (r"\[x](y)", r"\\\[x](y)"),
        (r"\\[x](y)", r"\\\\\[x](y)"),
        ("https://bad.invalid/ and //bad", "https:\u200b//bad.invalid/ and //bad"),
        ("www.bad.invalid", "www\u200b.bad.invalid"),
        ("o/r#7, GH-7, ### Title", "o/r#\u200b7, GH\u200b-7, ### Title"),
        ("<script>", "&lt;script>"),
        ("<!-- kb:diff -->", "&lt;!-- kb:diff -->"),
        ("a\u202eb\u200bc\x1b[31m", "abc\\[31m"),
    ],
)
def test_what_acts_is_shown_instead(hostile: str, shown: str) -> None:
    assert harmless(hostile.encode()) == shown


def test_text_that_is_too_long_is_refused() -> None:
    with pytest.raises(RefusedError, match="more than 60,000 bytes"):
        harmless(b"a" * (LONGEST + 1))


def test_text_that_is_not_utf_8_is_refused() -> None:
    with pytest.raises(RefusedError, match="at byte 1"):
        harmless(b"a\xff")


@given(
    st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "ignore"))
)
def test_no_bytes_give_a_control_character_or_a_tag(data: bytes) -> None:
    try:
        text = harmless(data)
    except RefusedError:
        return

    assert {c for c in text if unicodedata.category(c) == "Cc"} <= {"\n"}
    assert "<" not in text


@given(st.text(alphabet="`~\n a<", max_size=80))
def test_no_text_leaves_its_block(text: str) -> None:
    assert fenced(text.encode()).count("`") == 6


def test_a_comment_starts_with_its_marker(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main([archive(tmp_path, "diff.md", b"### Your change\n"), "--member", "diff.md"])

    assert (code, capsys.readouterr().out) == (0, f"{MARKER}\n### Your change\n")


def test_nothing_is_said_where_nothing_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main([archive(tmp_path, "diff.md", b" \n"), "--member", "diff.md"])

    assert (code, capsys.readouterr().out) == (0, "")


def test_an_archive_that_unpacks_to_very_much_is_refused(tmp_path: Path) -> None:
    assert main([archive(tmp_path, "diff.md", b"a" * 50_000_000), "--member", "diff.md"]) == 1


def test_an_archive_without_the_text_is_refused(tmp_path: Path) -> None:
    assert main([archive(tmp_path, "../diff.md", b"a"), "--member", "diff.md"]) == 1


def test_what_is_no_archive_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "diff.zip"
    file.write_bytes(b"PK\x03\x04 and no more")

    assert main([str(file), "--member", "diff.md"]) == 1
