"""Findings as text: the file, the line, the marker, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.findings import Severity
from kb.rules import RULES
from kb.rules.files import outside_link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from kb.findings import Finding


def text(findings: Iterable[Finding], root: Path) -> str:
    """Findings in full, separated by empty lines; their paths start from `root`."""
    return "\n\n".join("\n".join(_lines(finding, root)) for finding in findings)


def _lines(finding: Finding, root: Path) -> Iterator[str]:
    span = finding.span
    yield f"{finding.severity}[{finding.code}]: {finding.message}"
    yield f" --> {finding.path}:{span.line}:{span.column}"
    number = str(span.line)
    gutter = " " * len(number)
    # What a link leads to is not the project's to print.
    outside = finding.code == outside_link.code
    line = None if outside else _source_line(root / finding.path, span.line)
    if line is not None:
        last = span.end_column if span.end_line == span.line else len(line) + 1
        marks = "^" * max(1, min(last, len(line) + 1) - span.column)
        yield f"{gutter} |"
        yield f"{number} | {line}".rstrip()
        yield f"{gutter} | {' ' * (span.column - 1)}{marks} {finding.label}".rstrip()
    yield f"{gutter} |"
    for note in finding.notes:
        yield f"{gutter} = note: {note}"
    for help_ in finding.help:
        yield f"{gutter} = help: {help_}"
    if finding.fix:
        yield f"{gutter} = help: `kb fix` makes this change"
    yield f"{gutter} = docs: kb explain {finding.code}   ({RULES[finding.code].slug})"


def _source_line(file: Path, number: int) -> str | None:
    """A line of a file, made safe to print; None where there is none."""
    try:
        with file.open(encoding="utf-8", errors="replace") as lines:
            for count, line in enumerate(lines, 1):
                if count == number:
                    plain = line.rstrip("\n").removeprefix("\ufeff")[:200]
                    return "".join(
                        c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" if c != "\t" else " "
                        for c in plain
                    )
                if count > 100_000:
                    break
    except OSError:
        return None
    return None


def totals(findings: Iterable[Finding], entries: int) -> str:
    """The closing line of a check."""
    listed = list(findings)
    wrong = sum(finding.severity is Severity.ERROR for finding in listed)
    warned = len(listed) - wrong
    parts = [_count(entries, "entry", "entries")]
    if wrong:
        parts.append(_count(wrong, "error", "errors"))
    if warned:
        parts.append(_count(warned, "warning", "warnings"))
    return ", ".join(parts if listed else [*parts, "nothing wrong"])


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
