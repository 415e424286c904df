"""Writing to disk in one step, so that readers see the old content or the new, never a part."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def write(file: Path, data: bytes) -> None:
    """Writes a file in one step, and makes its folder where there is none."""
    staged(file, data).replace(file)


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one file.

    Attributes:
        file: where it is.
        before: what it held when the change was planned; None where there was no file.
        after: what it is to hold; None where it is to go.
    """

    file: Path
    before: bytes | None
    after: bytes | None


class ChangedMeanwhileError(OSError):
    """A file no longer holds what a change was planned on."""


def commit(changes: Iterable[Change]) -> None:
    """Makes all changes, or none: what was done is undone when one of them fails.

    Raises:
        ChangedMeanwhileError: if a file was edited since its change was planned.
        OSError: if a file cannot be written.
    """
    listed = [change for change in changes if change.before != change.after]
    for change in listed:
        present = change.file.read_bytes() if change.file.is_file() else None
        if present != change.before:
            raise ChangedMeanwhileError(f"{change.file} was edited meanwhile; nothing was written")
    parts: dict[Path, Path] = {}
    done: list[Change] = []
    try:
        for change in listed:
            if change.after is not None:
                parts[change.file] = staged(change.file, change.after)
        # What goes, goes last, so that its content is never in no file at all.
        for change in sorted(listed, key=lambda change: change.after is None):
            done.append(change)
            if change.after is None:
                change.file.unlink()
            else:
                parts[change.file].replace(change.file)
    except BaseException:
        undo(done)
        raise
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)


def undo(changes: Iterable[Change]) -> None:
    """Puts back what files held before."""
    for change in changes:
        if change.before is None:
            change.file.unlink(missing_ok=True)
        else:
            write(change.file, change.before)


def staged(file: Path, data: bytes) -> Path:
    """The content in a hidden file beside the one it is to become."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        part.chmod(0o644)
    except BaseException as error:
        part.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.filename is None:
            error.filename = str(file)
        raise
    return part
