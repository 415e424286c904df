"""What is asked of the shell brings in what it needs, and nothing else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODELS = frozenset({"kb.base.knowledge", "kb.model.entries", "kb.rules", "yaml"})
HEAVY = frozenset(
    {"duckdb", "jinja2", "kb.edit", "kb.site", "ladybug", "markdown_it", "mcp", "mkdocs"}
    | {"networkx", "numpy", "pandas", "polars", "pyoxigraph", "rich"}
)
"""Commands for writers, engines, builders of sites, and what draws on terminals."""


def brought_in(code: str) -> set[str]:
    """The modules that a new Python has after it ran some code."""
    asked = f"import sys\ntry:\n    {code}\nfinally:\n    print(*sys.modules, sep='\\n')"
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert "kb" in done.stdout.splitlines(), done.stderr
    return set(done.stdout.splitlines())


@pytest.mark.parametrize("words", ["show gardening", "find garden", "why gardening"])
def test_questions_need_no_graph_no_engine_and_nothing_that_writes(words: str) -> None:
    world = ("--entries", "tests/worlds/small/entries")
    code = f"sys.argv = {['kb', *words.split(), *world]!r}; from kb.cli import main; main()"

    assert not HEAVY & brought_in(code)


def test_a_shell_that_completes_an_id_waits_for_no_models() -> None:
    completes = "{'_KB_COMPLETE': 'complete_bash', 'COMP_WORDS': 'kb show rl', 'COMP_CWORD': '2'}"
    code = f"import os; os.environ |= {completes}; from kb.cli import app; app(prog_name='kb')"
    found = brought_in(code)

    assert "rlhf" in found
    assert not (HEAVY | MODELS) & found
