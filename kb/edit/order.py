"""The order of fields in an entry: the one table from which `kb fmt` lays files out."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kb.model import Link, Position, Retired, Source, Statement, parts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic import BaseModel

    from kb.read.source import Path

ENTRY: Final = (
    "title",
    "aliases",
    "type",
    "affiliations",
    "holder",
    "authors",
    "date",
    "source",
    "summary",
    "thesis",
    "text",
    "venue",
    "url",
    "doi",
    "arxiv",
    "isbn",
    "archived",
    "checked",
    "addresses",
    "attacks",
    "supports",
    "broader",
    "uses",
    "related",
    "prerequisites",
    "steps",
    "assumptions",
    "assumes",
    "claims",
    "evidence",
    "estimates",
    "by",
    "introduced",
    "activity",
    "superseded_by",
    "milestones",
    "maturity",
    "assessment",
    "note",
    "positions",
    "body",
    "example",
    "misreading",
    "definitions",
    "sources",
    "xref",
    "former_ids",
    "searched",
    "review",
)
"""The fields of an entry, of whatever kind."""


def _names(model: type[BaseModel]) -> tuple[str, ...]:
    return tuple(field.alias or name for name, field in model.model_fields.items())


RETIRED: Final = _names(Retired)

PARTS: Final = MappingProxyType(
    {
        **dict.fromkeys(("steps", "assumptions", "assumes", "claims"), _names(Statement)),
        **dict.fromkeys(("addresses", "uses", "broader", "related", "prerequisites"), _names(Link)),
        "attacks": _names(parts.Attack),
        "evidence": _names(parts.Evidence),
        "estimates": _names(parts.Estimate),
        "milestones": _names(parts.Milestone),
        "maturity": _names(parts.Maturity),
        "assessment": _names(parts.Assessment),
        **dict.fromkeys(_names(parts.Assessment), _names(parts.Judgement)),
        "positions": _names(Position),
        "definitions": _names(parts.Definition),
        "sources": _names(Source),
        "affiliations": _names(parts.Affiliation),
        "xref": _names(parts.Xref),
        "review": _names(parts.Review),
    }
)
"""The fields of each part, by the field of the entry that holds it: those of its model."""


def in_order(keys: Iterable[str], path: Path, *, retired: bool = False) -> list[str]:
    """The keys of the fields at `path` as they are to be written; unknown ones come last.

    Args:
        keys: in the order in which they stand.
        path: the way to the fields from the root.
        retired: whether the file stands in place of a removed entry.
    """
    holder = next((part for part in reversed(path) if isinstance(part, str)), None)
    known = (RETIRED if retired else ENTRY) if holder is None else PARTS.get(holder, ())
    rank = {key: number for number, key in enumerate(known)}
    return sorted(keys, key=lambda key: rank.get(key, len(rank)))
