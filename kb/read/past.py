"""A state of the entries as git keeps it, laid out in a folder of its own."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from kb.errors import NoSuchState
from kb.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class State:
    """Where a state is laid out.

    Attributes:
        commit: that keeps it.
        entries: the folder of entries; it is empty where the state has none.
        beside: the folder that holds them, and what else was asked for, where the state has it.
    """

    commit: str
    entries: Path
    beside: Path


@contextmanager
def state(folder: Path, ref: str, *also: str) -> Iterator[State]:
    """A state of a folder of entries, for as long as the context lasts.

    The checkout is read alone: neither its files nor its index are touched.

    Args:
        folder: of entries.
        ref: a tag, branch or commit.
        also: places beside the entries that are laid out too.

    Raises:
        NoSuchState: if there is no git, no checkout, or no such commit.
    """
    folder = folder.resolve()
    commit = _commit(folder, ref)
    inside = PurePosixPath(_git(folder, "rev-parse", "--show-prefix").decode().rstrip("\n"))
    top = Path(_git(folder, "rev-parse", "--show-toplevel").decode().removesuffix("\n"))
    with tempfile.TemporaryDirectory(prefix="kb-") as name:
        whole = Path(name) / top.name
        for place in (inside, *(inside.parent / one for one in also)):
            if _asked(top, "rev-parse", "--verify", "--quiet", f"{commit}:{_path(place)}"):
                _lay_out(top, commit, place, whole)
        (whole / inside).mkdir(parents=True, exist_ok=True)
        yield State(commit, whole / inside, whole / inside.parent)


def _commit(folder: Path, ref: str) -> str:
    """The commit a name stands for; a name that git could take for an option is none."""
    _git(folder, "rev-parse", "--git-dir")
    if ref and not ref.startswith("-") and ref.isprintable():
        found = _asked(folder, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}")
        if found is not None:
            return found.decode().strip()
    known = _asked(folder, "for-each-ref", "--format=%(refname:short)") or b""
    hint = did_you_mean(ref, known.decode("utf-8", "replace").split())
    raise NoSuchState(f"git knows no branch, tag or commit {ref!r}.{hint}")


def _lay_out(top: Path, commit: str, place: PurePosixPath, whole: Path) -> None:
    packed = _git(top, "archive", "--format=tar", commit, "--", _path(place) or ".")
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        for member in archive:
            file = whole / member.name
            if member.isdir() or ".." in PurePosixPath(member.name).parts:
                continue
            file.parent.mkdir(parents=True, exist_ok=True)
            if member.issym():
                # Never followed here, and followed by the reader only where it stays inside.
                file.symlink_to(member.linkname)
            elif (content := archive.extractfile(member)) is not None:
                file.write_bytes(content.read())


def _path(place: PurePosixPath) -> str:
    """As git writes it: the top of a checkout has no name."""
    return "" if place == PurePosixPath() else str(place)


def _asked(folder: Path, *arguments: str) -> bytes | None:
    """What git answers; None where it refuses."""
    done = _run(folder, arguments)
    return done.stdout if done.returncode == 0 else None


def last_kept(folder: Path, path: str) -> bytes | None:
    """What a file below a folder held in the last state that git keeps; None where it is not there.

    Raises:
        NoSuchState: if there is no git, no checkout, or no state yet.
    """
    _git(folder, "rev-parse", "--verify", "HEAD")
    done = _run(folder, ("show", f"HEAD:./{path}"))
    return None if done.returncode else done.stdout


def _git(folder: Path, *arguments: str) -> bytes:
    done = _run(folder, arguments)
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        if said and "not a git repository" in said[0]:
            raise NoSuchState(f"{folder} is in no git checkout, so no past of it is known")
        reason = said[0].removeprefix("fatal: ") if said else f"it stopped with {done.returncode}"
        raise NoSuchState(f"git cannot read the past of {folder}: {reason}")
    return done.stdout


def _run(folder: Path, arguments: tuple[str, ...]) -> subprocess.CompletedProcess[bytes]:
    command = ["git", "--literal-pathspecs", "-C", str(folder), *arguments]
    try:
        return subprocess.run(command, capture_output=True, check=False)  # noqa: S603
    except OSError as error:
        raise NoSuchState(f"git cannot be run: {error.strerror}") from error
