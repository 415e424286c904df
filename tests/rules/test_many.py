"""What many mistakes in one file cost: in proportion to their number."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from kb import rules
from kb.rules import report
from profiles import FULL

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MANY, PATIENCE = (16_000, 8.0) if FULL else (4_000, 2.0)
"""Mistakes, and seconds of work; on a machine that is not loaded it takes a fraction of them."""


@pytest.mark.parametrize(
    "line", ["[a{}]: x", "[[n{}]]", "[@n{}]", "<b{}>", "# {}", "[^{}]", "[x](y{})"]
)
def test_many_mistakes_in_one_field_are_told_in_time(
    line: str, place: Callable[[str, str], Path]
) -> None:
    lines = "\n".join("  " + line.format(number) for number in range(MANY))
    entries = place("concepts/ivy.yaml", f"title: Ivy\nsummary: It climbs.\nbody: |\n{lines}\n")

    start = time.process_time()
    _, findings = rules.check(entries)
    report.text(findings, entries.parent)

    assert time.process_time() - start < PATIENCE
    assert findings
