"""Finding again in a file what was met in a value, from one place to the next."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from kb.read.source.tree import line_starts, span_between

if TYPE_CHECKING:
    from kb.findings import Span
    from kb.read.source.tree import Source
    from kb.read.source.walk import Path


class Seeker:
    """Looks in one value for what comes in the order of its text, so that all of it is one pass."""

    def __init__(self, source: Source, path: Path, besides: re.Pattern[str] | None = None) -> None:
        """Looks in the value at a path, but not in stretches that match `besides`."""
        self.source = source
        self.path = path
        self.besides = besides
        self.reached = 0

    @cached_property
    def around(self) -> Span:
        """Where the value stands."""
        return self.source.span(self.path)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each line of the file starts."""
        return line_starts(self.source.text)

    @cached_property
    def begin(self) -> int:
        """Where the value begins, as a position in the text."""
        return self.starts[self.around.line - 1] + self.around.column - 1

    @cached_property
    def inside(self) -> str:
        """What stands there, with blanks where nothing is looked for."""
        end = self.starts[self.around.end_line - 1] + self.around.end_column - 1
        text = self.source.text[self.begin : end]
        if self.besides is None:
            return text
        return self.besides.sub(lambda match: " " * len(match[0]), text)

    def next(self, needle: str) -> Span:
        """Where a text stands next, or from the start; the whole value where it is nowhere.

        White space in the needle matches any white space, so text folded over lines is found.
        """
        begin, size = self.inside.find(needle, self.reached), len(needle)
        if begin < 0:
            pattern = re.compile(r"\s+".join(re.escape(word) for word in needle.split()))
            match = pattern.search(self.inside, self.reached) or pattern.search(self.inside)
            if match is None or not match[0]:
                return self.around
            begin, size = match.start(), match.end() - match.start()
        self.reached = begin + 1
        return span_between(self.starts, self.begin + begin, self.begin + begin + size)
