"""What the shell and the library take of bases of several sizes, beside the least that could do."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import kb
from tools.bench.corpus import fill
from tools.bench.measure import process, ratio

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tools.bench.measure import Ratio

_PARSE: Final = """
import sys, yaml
from pathlib import Path
for file in Path({!r}).rglob("*.yaml"):
    yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)
"""
_LOAD: Final = "import kb; kb.load({!r})"
_COMMAND: Final = """
import sys
sys.argv = ["kb", *{!r}]
from kb.cli import main
main()
"""


def sizes(copies: tuple[int, ...], rounds: int = 3) -> Iterator[Ratio]:
    """Checking, loading and questions, of bases with so many copies of the real entries."""
    corpus = kb.load().corpus
    for many in copies:
        with tempfile.TemporaryDirectory(prefix="kb-") as name:
            entries = str(Path(name, "entries"))
            here = f"{fill(corpus, Path(entries), many):,} entries"
            bare = ("a bare parse of the files", partial(process, _PARSE.format(entries)))
            least = ("a Python that does nothing", partial(process, "pass"))
            check = _COMMAND.format(["check", "--entries", entries])
            yield ratio((f"kb check, {here}", partial(process, check)), bare, 1.5, rounds=rounds)
            load = partial(process, _LOAD.format(entries))
            yield ratio((f"kb.load(), {here}", load), bare, 1.5, rounds=rounds)
            show = _COMMAND.format(["show", "rlhf", "--entries", entries])
            yield ratio((f"kb show, {here}", partial(process, show)), least, 12, rounds=rounds)
