"""Stored texts of works as quotations are compared with them: links read as their words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINK: Final = re.compile(r"\[([^\[\]]+)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)")
"""A link in Markdown."""

_OPENS, _CLOSES = "\ue000", "\ue001"
_EDGE: Final = re.compile(f"([{_OPENS}{_CLOSES}])")
_FOLDED: Final = str.maketrans("“”‘’–—", "\"\"''--", _OPENS + _CLOSES)
_END: Final = re.compile(r"[.?!…][\"')\]*_]*$")
"""How a sentence ends."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A stored text, folded: its words, and where in them links begin and end."""

    words: str
    starts: frozenset[int]
    ends: frozenset[int]

    @classmethod
    def of(cls, text: str) -> Stored:
        """A text of a work, in which links may be written in Markdown: `[words](address)`."""
        marked = _EDGE.split(_LINK.sub(rf"{_OPENS}\1{_CLOSES}", folded(text)))
        edges: dict[str, set[int]] = {_OPENS: set(), _CLOSES: set()}
        words = ""
        for part in marked:
            if part in edges:
                edges[part].add(len(words))
            else:
                words += part
        return cls(words, frozenset(edges[_OPENS]), frozenset(edges[_CLOSES]))

    def has(self, quote: str) -> bool:
        """Whether the text has these words, across links as anywhere else."""
        return folded(quote) in self.words

    def cut(self, quote: str) -> bool:
        """Whether a quotation leaves out a link at one of its ends, in the midst of a sentence.

        Words that stand at several places are cut if they are at all of them.
        """
        found = [*self._places(folded(quote))]
        return bool(found) and all(self._before(start) or self._after(end) for start, end in found)

    def _places(self, quote: str) -> Iterator[tuple[int, int]]:
        start = self.words.find(quote)
        while start >= 0:
            yield start, start + len(quote)
            start = self.words.find(quote, start + 1)

    def _before(self, start: int) -> bool:
        """Whether a link that belongs to the same sentence ends right before a place."""
        end = len(self.words[max(0, start - 1) : start].rstrip()) + max(0, start - 1)
        return end in self.ends and not _END.search(self.words[max(0, end - 9) : end])

    def _after(self, end: int) -> bool:
        """Whether a link that belongs to the same sentence begins right after a place."""
        start = end + (self.words[end : end + 1] == " ")
        return start in self.starts and not _END.search(self.words[max(0, end - 9) : end])


def folded(text: str) -> str:
    """A text with plain quotation marks and dashes, and one space between words."""
    return re.sub(r"\s+", " ", text.translate(_FOLDED)).strip()
