"""The command line, and git, run as people run them."""

from __future__ import annotations

import contextlib
import io
import os
import runpy
import subprocess
import sys
import warnings
from pathlib import Path
from unittest import mock

from typer.main import get_command

from kb.cli import app
from profiles import FULL

ROOT = Path(__file__).parent.parent
COMMAND = get_command(app)
"""The commands, put together once."""


def run(*arguments: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """`python -m kb` outside of workflows and hooks, without colour, as wide as most terminals.

    A process of its own in the full profile; the fast one does not wait for Python to start.
    """
    said = {"NO_COLOR": "1", "COLUMNS": "100", "PYTHONIOENCODING": "utf-8"}
    how = _apart if FULL else _here
    return how([str(one) for one in arguments], cwd, {**_outside(), **said})


def git(repository: Path, *arguments: str) -> str:
    """What git answers in a repository, whoever asks."""
    who = ("-c", "user.name=Ada", "-c", "user.email=ada@wall-press.net")
    done = subprocess.run(
        ["git", *who, *arguments],
        cwd=repository,
        env={**_outside(), "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def commit(repository: Path) -> None:
    """Keeps the state that a repository is in."""
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message", "A state")


def _outside() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("GIT")}


def _apart(
    arguments: list[str], cwd: Path, environment: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kb", *arguments],
        cwd=cwd,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def _here(
    arguments: list[str], cwd: Path, environment: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    words = ["kb", *arguments]
    given, out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in "012")
    code: int | str | None = 0
    with (
        mock.patch.dict(os.environ, environment, clear=True),
        mock.patch.object(sys, "argv", words),
        mock.patch.object(sys, "stdin", given),
        mock.patch("kb.cli.app", COMMAND),
        warnings.catch_warnings(action="ignore", category=DeprecationWarning),
        contextlib.chdir(cwd),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            runpy.run_module("kb", run_name="__main__", alter_sys=True)
        except SystemExit as stop:
            code = stop.code
    text = [one.buffer.getvalue().decode() for one in (out, err)]  # type: ignore[attr-defined]
    return subprocess.CompletedProcess(words, int(code or 0), *text)
