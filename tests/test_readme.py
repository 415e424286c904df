"""The README: its Python runs, and so does every command a reader would copy from it."""

from __future__ import annotations

import contextlib
import io
import re
import shlex

import pytest

from profiles import some
from shell import ROOT, run

TEXT = (ROOT / "README.md").read_text("utf-8")
(PYTHON,) = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
TABLE = re.findall(r"^\| `kb ([^`]+)` \|", TEXT, re.MULTILINE)
ASKING = TABLE[: 1 + next(number for number, line in enumerate(TABLE) if line == "stats")]
ANSWERED = [line for line in ASKING if not line.startswith(("export", "view"))]


def test_the_python_runs() -> None:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(PYTHON, {})
    assert "humans-can-evaluate-outputs" in printed.getvalue()


@pytest.mark.parametrize("line", some(ANSWERED, 4))
def test_the_commands_for_readers_answer(line: str) -> None:
    done = run(*shlex.split(line))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("line", ANSWERED)
def test_the_commands_for_readers_answer_in_json(line: str) -> None:
    done = run(*shlex.split(line), "--json")
    assert done.returncode == 0
    assert done.stdout[:1] in {"[", "{"}


def test_there_are_commands_for_readers() -> None:
    assert len(ASKING) > 10
