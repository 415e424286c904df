"""What is planned for files: shown as a difference, or written, all of it or nothing."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from difflib import unified_diff
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from kb.disk import ChangedMeanwhileError, commit
from kb.errors import EditRefused
from kb.read import TEXTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kb.disk import Change

__all__ = ["EditRefused", "difference", "drafted", "save"]


def save(changes: Iterable[Change]) -> None:
    """Writes all changes, or none.

    Raises:
        EditRefused: if a file was edited meanwhile, or cannot be written.
    """
    try:
        commit(changes)
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

    Args:
        folder: the folder of entries, resolved; stored texts are left out.
        changes: made in the copy.

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
