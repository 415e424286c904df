"""What a file holds once it was read: a tree of strings, and where every part of it stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, fields
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from kb.findings import START, Span
from kb.read.source.walk import Reader

if TYPE_CHECKING:
    from kb.findings import Fix
    from kb.read.source.walk import Path


@dataclass(frozen=True)
class Source:
    """A file that was read as YAML. Where its parts stand is found out when it is first asked.

    Attributes:
        path: relative to the folder that holds `entries/`.
        text: the whole file.
        tree: strings, lists, dicts; `None` where a key has no value.
        broken: whether a folded block in it may hold line breaks.
    """

    path: str
    text: str
    tree: dict[str, Any]
    broken: bool = True

    def __getstate__(self) -> dict[str, Any]:
        """What it was made of; where its parts stand is found out again."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    @cached_property
    def _walked(self) -> Reader:
        walked = Reader(self.text, self.path)
        walked.read()
        return walked

    @property
    def keys(self) -> dict[Path, Span]:
        """Where the key of each mapping entry stands."""
        return self._walked.keys

    @property
    def values(self) -> dict[Path, Span]:
        """Where each value stands."""
        return self._walked.values

    def at(self, path: Path) -> Any:
        """What stands at `path`: a string, a list, a dict or None."""
        found: Any = self.tree
        for part in path:
            found = found[part]
        return found

    def span(self, path: Path, *, key: bool = False) -> Span:
        """Where the part at `path`, or its `key`, stands, or else the nearest part around it."""
        while path:
            for table in (self.keys, self.values) if key else (self.values, self.keys):
                if path in table:
                    return table[path]
            path, key = path[:-1], True
        return START

    def between(self, span: Span) -> str:
        """The text at a span."""
        starts = line_starts(self.text)
        begin = starts[span.line - 1] + span.column - 1
        return self.text[begin : starts[span.end_line - 1] + span.end_column - 1]

    def lines(self, path: Path) -> Span | None:
        """The whole lines that hold the field or item at `path`, to be taken out.

        None where they hold something else as well: a neighbour, or a comment.
        """
        value = self.values[path]
        start = self.keys.get(path, value)
        whole = Span(start.line, start.column, value.end_line, value.end_column)
        held = self.between(whole).rstrip()
        last = start.line + held.count("\n")
        lead = self.line(start.line)[: start.column - 1]
        before = len(lead) if last == start.line else 0
        rest = self.line(last)[before + len(held.rpartition("\n")[2]) :]
        own = r" *" if path in self.keys else r" *- +"
        if re.search(r"(?:^|\s)#", held) or rest.strip() or not re.fullmatch(own, lead):
            return None
        return Span(start.line, 1, last + 1, 1)

    def line(self, number: int) -> str:
        """The text of a line, counted from 1, without its end."""
        starts = line_starts(self.text)
        return (
            self.text[starts[number - 1] : starts[number] - 1] if 0 < number < len(starts) else ""
        )

    def find(self, path: Path, needle: str, nth: int = 0) -> Span:
        """Where the `nth` occurrence of `needle` stands inside the value at `path`.

        White space in the needle matches any white space, so text folded over lines is found.
        """
        pattern = r"\s+".join(re.escape(word) for word in needle.split())
        return self.search(path, f"({pattern})", nth)

    def search(
        self, path: Path, pattern: str, nth: int = 0, *, besides: re.Pattern[str] | None = None
    ) -> Span:
        """Where the first group of the `nth` match of `pattern` stands in the value at `path`.

        Args:
            path: keys and positions from the root.
            pattern: a regular expression with one group.
            nth: which match, counted from 0; the whole value where there are fewer.
            besides: stretches in which nothing is looked for.
        """
        around = self.span(path)
        starts = line_starts(self.text)
        begin = starts[around.line - 1] + around.column - 1
        end = starts[around.end_line - 1] + around.end_column - 1
        inside = self.text[begin:end]
        if besides is not None:
            inside = besides.sub(lambda match: " " * len(match[0]), inside)
        for count, match in enumerate(re.finditer(pattern, inside)):
            if count == nth:
                return span_between(starts, begin + match.start(1), begin + match.end(1))
        return around


@lru_cache(maxsize=4)
def line_starts(text: str) -> tuple[int, ...]:
    """Where each line starts, as positions in the text, and one more after the end."""
    return tuple(accumulate((len(line) + 1 for line in text.split("\n")), initial=0))


def span_between(starts: tuple[int, ...], begin: int, end: int) -> Span:
    """The span between two positions in a text whose lines start at `starts`."""
    line, end_line = bisect_right(starts, begin), bisect_right(starts, end)
    return Span(line, begin - starts[line - 1] + 1, end_line, end - starts[end_line - 1] + 1)


def spliced(text: str, fix: Fix) -> str:
    """A text with one stretch replaced."""
    starts, span = line_starts(text), fix.span
    begin = starts[span.line - 1] + span.column - 1
    end = starts[min(span.end_line, len(starts)) - 1] + span.end_column - 1
    return text[:begin] + fix.text + text[end:]
