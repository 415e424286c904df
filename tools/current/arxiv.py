"""What the arXiv knows: which works were withdrawn or printed since, and which name something."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from kb.edit.cite import atom
from tools.current.asked import pieces

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator
    from xml.etree.ElementTree import Element

    from kb.edit.cite.found import Found
    from tools.current.asked import Asked

AT_ONCE: Final = 100
MOST: Final = 25
"""Works that are read of those that name one thing, the newest."""

_API: Final = "https://export.arxiv.org/api/query"
_FIELD: Final = "(cat:cs.* OR cat:stat.ML)"
_GONE: Final = re.compile(r"\b(?:has been|is|was) withdrawn\b|^withdrawn\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Known:
    """A work as the arXiv has it, and whether its authors have withdrawn it."""

    work: Found
    withdrawn: bool


def held(ids: Iterable[str], asked: Asked) -> Iterator[Known]:
    """What the arXiv knows of works, by their ids there."""
    for piece in pieces(ids, AT_ONCE):
        records = asked.atom(f"{_API}?id_list={','.join(piece)}&max_results={AT_ONCE}")
        yield from map(_known, records)


def naming(names: Iterable[str], since: dt.date, until: dt.date, asked: Asked) -> Iterator[Known]:
    """The works between two days whose title or abstract has one of some names in it."""
    plain = [re.sub(r"[^\w\s'-]", " ", name) for name in names]
    if not plain:
        return
    said = " OR ".join(f'{field}:"{name}"' for name in plain for field in ("ti", "abs"))
    days = f"submittedDate:[{since:%Y%m%d}0000 TO {until:%Y%m%d}2359]"
    which = quote(f"({said}) AND {_FIELD} AND {days}")
    order = "sortBy=submittedDate&sortOrder=descending"
    yield from map(_known, asked.atom(f"{_API}?search_query={which}&{order}&max_results={MOST}"))


def _known(record: Element) -> Known:
    said = (atom.told(record, "comment", atom.OWN), atom.told(record, "summary")[:200])
    return Known(atom.work(record), any(map(_GONE.search, said)))
