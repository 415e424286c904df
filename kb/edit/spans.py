"""Replacements in a file's bytes, by line and column; every other byte stays."""

from __future__ import annotations

import re
from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kb.findings import Fix

_END = re.compile(r"(\r\n|\r|\n)")


def apart(fixes: Iterable[Fix]) -> list[Fix]:
    """The replacements in order, without those that overlap an earlier one."""
    kept: list[Fix] = []
    for fix in sorted(fixes, key=lambda fix: fix.span):
        start = (fix.span.line, fix.span.column)
        if not kept or (
            start >= (kept[-1].span.end_line, kept[-1].span.end_column)
            and start > (kept[-1].span.line, kept[-1].span.column)
        ):
            kept.append(fix)
    return kept


def replaced(data: bytes, fixes: Iterable[Fix]) -> bytes:
    """The bytes of a file with some stretches replaced; of stretches that overlap, the first.

    Spans count as `kb.read.source` does: without a byte order mark, and with one line end for each
    of CR LF, CR and LF. New lines end as most lines of the file do.

    Args:
        data: UTF-8.
        fixes: in any order.
    """
    text = data.decode("utf-8")
    mark = 1 if text.startswith("\ufeff") else 0
    pieces = _END.split(text[mark:])
    lines, ends = pieces[::2], pieces[1::2]
    starts = list(
        accumulate((len(a) + len(b) for a, b in zip(lines, ends, strict=False)), initial=mark)
    )
    newline = Counter(ends).most_common(1)[0][0] if ends else "\n"

    def place(line: int, column: int) -> int:
        if line > len(lines):
            return len(text)
        return starts[line - 1] + min(column - 1, len(lines[line - 1]))

    done, at = "", 0
    for fix in apart(fixes):
        begin = place(fix.span.line, fix.span.column)
        done += text[at:begin] + fix.text.replace("\n", newline)
        at = place(fix.span.end_line, fix.span.end_column)
    return (done + text[at:]).encode("utf-8")
