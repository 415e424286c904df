from __future__ import annotations

from typing import TYPE_CHECKING

from kb import rules
from tools.bench.corpus import fill
from worlds import VALLEY, world

if TYPE_CHECKING:
    from pathlib import Path


def test_a_base_of_copies_has_nothing_wrong_with_it(tmp_path: Path) -> None:
    corpus = world(VALLEY).corpus
    written = fill(corpus, tmp_path / "entries", 3)
    copied, findings = rules.check(tmp_path / "entries")

    assert (written, findings) == (3 * len(corpus), ())
    assert len(copied) == written
    assert copied.references(copied.records[f"{next(iter(corpus)).id}-2"])
