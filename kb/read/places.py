"""Where addresses are written: in fields, and in prose as mentions and citations."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kb.model import Address
from kb.model.prose import CODE, citations, mentions
from kb.read.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.findings import Span
    from kb.model import Said
    from kb.read.source import Path

UNWRITTEN: Final = Source("", "", {})
"""The file of what is not written down yet."""


@dataclass(frozen=True, slots=True)
class Place:
    """An address where it is written: in a field, a mention or a citation.

    Attributes:
        address: as it is written.
        relation: the relation the field writes, `mention`, or `sources` for a citation.
        path: the field, or the prose around it.
        source: the file.
        citation: whether it is cited in prose.
        nth: which of several the same in one prose text.
    """

    address: Address
    relation: str
    path: Path
    source: Source
    citation: bool = False
    nth: int | None = None

    @property
    def span(self) -> Span:
        """The value of the field, or the address alone in prose. Looked for only when asked."""
        if self.nth is None:
            return self.source.span(self.path)
        address = re.escape(self.address)
        if self.citation:
            pattern = rf"[\[;]\s*@\s*({address})(?=\s*[\],;])"
        else:
            pattern = rf"\[\[\s*({address})\s*[\]|]"
        return self.source.search(self.path, pattern, self.nth, besides=CODE)


def places(source: Source, said: Said) -> Iterator[Place]:
    """Every address in what an entry writes, and where."""
    for reference in said.references:
        yield Place(reference.address, reference.relation, reference.path, source)
    for path, text in said.prose:
        seen: Counter[str] = Counter()
        for mention in mentions(text):
            nth = seen[mention.address]
            seen[mention.address] += 1
            yield Place(Address(mention.address), "mention", path, source, nth=nth)
        cited: Counter[str] = Counter()
        for citation in citations(text):
            nth = cited[citation.work]
            cited[citation.work] += 1
            yield Place(Address(citation.work), "sources", path, source, citation=True, nth=nth)
