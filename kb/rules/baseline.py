"""A ratchet: findings that are known and tolerated, each of which may only disappear."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kb.findings import Finding


@dataclass(frozen=True, slots=True)
class Compared:
    """Findings beside a baseline.

    Attributes:
        new: findings the baseline does not know.
        stale: lines of the baseline that no finding matches any more.
    """

    new: tuple[Finding, ...]
    stale: tuple[str, ...]


def baseline(findings: Iterable[Finding]) -> str:
    """The text of a baseline that tolerates these findings: a line each, sorted."""
    return "".join(f"{line}\n" for line in sorted(_line(finding) for finding in findings))


def compare(findings: Iterable[Finding], text: str) -> Compared:
    """Findings beside the text of a baseline.

    A line stands for a code, a file and a message, whatever the line number, and for one finding.
    """
    known = Counter(line for line in text.splitlines() if line and not line.startswith("#"))
    new = []
    for finding in findings:
        line = _line(finding)
        if known[line]:
            known[line] -= 1
        else:
            new.append(finding)
    return Compared(tuple(new), tuple(sorted(known.elements())))


def _line(finding: Finding) -> str:
    return f"{finding.code} {finding.path} {finding.message}"
