"""What is planned for files: shown as a difference, or written, all of it or nothing."""

from __future__ import annotations

import os
import re
import shutil
from collections import Counter
from contextlib import contextmanager
from difflib import unified_diff
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from kb.disk import ChangedMeanwhileError
from kb.edit.journal import commit
from kb.errors import EditRefused
from kb.read import TEXTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kb.disk import Change
    from kb.findings import Fix

_END = re.compile(r"(\r\n|\r|\n)")


def save(changes: Iterable[Change]) -> None:
    """Writes all changes, or none.

    Raises:
        EditRefused: if a file was edited meanwhile, or cannot be written.
    """
    try:
        listed = list(changes)
        if listed:
            home = os.path.commonpath([change.file.parent.parent for change in listed])
            commit(Path(home), listed)
    except ChangedMeanwhileError as error:
        raise EditRefused(str(error)) from error
    except OSError as error:
        raise EditRefused(f"{error.filename}: {error.strerror}; everything is as it was") from error


def difference(changes: Iterable[Change], root: Path) -> str:
    """The changes as a unified diff, with paths relative to `root`."""
    return "".join(line for change in changes for line in _lines(change, root))


def _lines(change: Change, root: Path) -> Iterator[str]:
    name = change.file.relative_to(root).as_posix()
    before, after = (
        (data or b"").decode("utf-8", "replace").splitlines(keepends=True)
        for data in (change.before, change.after)
    )
    old = "/dev/null" if change.before is None else f"a/{name}"
    new = "/dev/null" if change.after is None else f"b/{name}"
    for line in unified_diff(before, after, old, new):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


@contextmanager
def drafted(folder: Path, changes: Iterable[Change] = ()) -> Iterator[Path]:
    """A copy of a folder of entries in which changes can be tried.

    Stored texts are left out.

    Raises:
        EditRefused: if a file cannot be read.
    """
    with TemporaryDirectory(prefix="kb-") as place:
        copy = Path(place).resolve() / folder.name
        try:
            shutil.copytree(folder, copy, symlinks=True, ignore=shutil.ignore_patterns(TEXTS, ".*"))
        except shutil.Error as error:
            file, _, reason = error.args[0][0]
            raise EditRefused(f"{file} cannot be read: {reason}") from error
        for change in changes:
            file = copy / change.file.relative_to(folder)
            if change.file.parent.name == TEXTS:
                continue
            if change.after is None:
                file.unlink()
            else:
                file.parent.mkdir(exist_ok=True)
                file.write_bytes(change.after)
        yield copy


def apart(fixes: Iterable[Fix]) -> list[Fix]:
    """The replacements in order, without those that overlap an earlier one."""
    kept: list[Fix] = []
    for fix in sorted(fixes, key=lambda fix: fix.span):
        start = (fix.span.line, fix.span.column)
        if not kept or (
            start >= (kept[-1].span.end_line, kept[-1].span.end_column)
            and start > (kept[-1].span.line, kept[-1].span.column)
        ):
            kept.append(fix)
    return kept


def replaced(data: bytes, fixes: Iterable[Fix]) -> bytes:
    """The bytes of a file with some stretches replaced; of stretches that overlap, the first.

    Spans count as `kb.read.source` does: without a byte order mark, and with one line end for each
    of CR LF, CR and LF. New lines end as most lines of the file do.
    """
    text = data.decode("utf-8")
    mark = 1 if text.startswith("\ufeff") else 0
    pieces = _END.split(text[mark:])
    lines, ends = pieces[::2], pieces[1::2]
    starts = list(
        accumulate((len(a) + len(b) for a, b in zip(lines, ends, strict=False)), initial=mark)
    )
    newline = Counter(ends).most_common(1)[0][0] if ends else "\n"

    def place(line: int, column: int) -> int:
        if line > len(lines):
            return len(text)
        return starts[line - 1] + min(column - 1, len(lines[line - 1]))

    done, at = "", 0
    for fix in apart(fixes):
        begin = place(fix.span.line, fix.span.column)
        done += text[at:begin] + fix.text.replace("\n", newline)
        at = place(fix.span.end_line, fix.span.end_column)
    return (done + text[at:]).encode("utf-8")
