"""Changes to several files as one: written down before they are made, finished after a death.

What is to be done stands in a hidden file beside the entries from before the first file is renamed
until after the last one is. Whoever finds it there goes on where it says.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kb.disk import Change, ChangedMeanwhileError, staged, undo, write

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

NAME: Final = ".changes"
"""The file that says what is being done."""

_FILE: Final = re.compile(r"[a-z]+/[A-Za-z0-9_.-]*[A-Za-z0-9_-]\.(?:yaml|txt)")
_PART: Final = re.compile(r"(?:[a-z]+/)?\.[a-z0-9_]{8}\.part")


@dataclass(frozen=True, slots=True)
class _Step:
    """What becomes of one file, by digests of what it holds; `part` has what it is to hold."""

    file: str
    before: str | None
    after: str | None
    part: str | None

    def is_to_do(self, home: Path) -> bool:
        """Whether it is still to be done.

        Raises:
            ChangedMeanwhileError: if the file was edited since.
        """
        file = home / self.file
        present = _digest(file.read_bytes()) if file.is_file() else None
        whole = self.part is None or present == self.after or (home / self.part).is_file()
        if present not in {self.before, self.after} or not whole:
            raise ChangedMeanwhileError(
                f"a change was cut off, and {file} is not as it was then; take the entries back"
                f" with git, and delete {home / NAME}"
            )
        return present != self.after

    def take(self, home: Path) -> None:
        """Does it."""
        if self.part is None:
            (home / self.file).unlink()
        else:
            (home / self.part).replace(home / self.file)


def commit(home: Path, changes: Iterable[Change]) -> None:
    """Makes all changes to files in the folders of `home`, or none.

    Raises:
        ChangedMeanwhileError: if a file was edited since its change was planned.
        OSError: if a file cannot be written.
    """
    listed = [change for change in changes if change.before != change.after]
    if not listed:
        return
    with _alone(home):
        _finish(home)
        _tidy(home)
        for change in listed:
            present = change.file.read_bytes() if change.file.is_file() else None
            if present != change.before:
                message = f"{change.file} was edited meanwhile; nothing was written"
                raise ChangedMeanwhileError(message)
        _make(home, listed)


def _make(home: Path, changes: list[Change]) -> None:
    # What goes, goes last, so that its content is never in no file at all.
    ordered = sorted(changes, key=lambda change: change.after is None)
    steps: list[_Step] = []
    done: list[Change] = []
    try:
        for change in ordered:
            part = None if change.after is None else staged(change.file, change.after)
            name = part.relative_to(home).as_posix() if part else None
            file = change.file.relative_to(home).as_posix()
            steps.append(_Step(file, _digest(change.before), _digest(change.after), name))
        write(home / NAME, json.dumps([_told(step) for step in steps]).encode("utf-8"))
        for change, step in zip(ordered, steps, strict=True):
            done.append(change)
            step.take(home)
    except BaseException:
        undo(done)
        raise
    finally:
        (home / NAME).unlink(missing_ok=True)
        for step in steps:
            if step.part:
                (home / step.part).unlink(missing_ok=True)


def finish(home: Path) -> int:
    """Goes on with a change that was cut off; gives the number of files that it is about.

    Raises:
        ChangedMeanwhileError: if one of them was edited since.
        OSError: if a file cannot be written.
    """
    if not (home / NAME).is_file():
        return 0
    with _alone(home):
        return _finish(home)


def _finish(home: Path) -> int:
    journal = home / NAME
    if journal.is_symlink() or not journal.is_file():
        return 0
    steps = _steps(journal)
    for step in [step for step in steps if step.is_to_do(home)]:
        step.take(home)
    journal.unlink()
    _tidy(home)
    return len(steps)


def _steps(journal: Path) -> list[_Step]:
    """The steps in a journal; only such as could be ours, since anyone may have put it there."""
    try:
        steps = [_Step(**told) for told in json.loads(journal.read_bytes())]
        ours = all(
            _FILE.fullmatch(step.file) and (step.part is None or _PART.fullmatch(step.part))
            for step in steps
        )
    except (ValueError, TypeError):
        ours = False
    if not ours:
        raise ChangedMeanwhileError(f"{journal} was not written by kb; delete it")
    return steps


def _tidy(home: Path) -> None:
    """Deletes what was written for a change that never came."""
    for place in (home, *(one for one in home.iterdir() if one.is_dir())):
        for part in place.glob(".*.part"):
            if _PART.fullmatch(part.name):
                part.unlink(missing_ok=True)


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Waits until no other command changes the folder."""
    try:
        import fcntl  # noqa: PLC0415
    except ImportError:  # Windows
        yield
        return
    handle = os.open(home, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _told(step: _Step) -> dict[str, str | None]:
    return {"file": step.file, "before": step.before, "after": step.after, "part": step.part}


def _digest(data: bytes | None) -> str | None:
    return None if data is None else hashlib.sha256(data).hexdigest()
