"""How much there is of everything."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from kb.model import Work

if TYPE_CHECKING:
    from kb.base.knowledge import KnowledgeBase


def statistics(base: KnowledgeBase) -> dict[str, Any]:
    """Counts by kind, relation and status, of checked works and of quoted positions."""
    kinds = Counter(record.kind for record in base.corpus)
    relations = Counter(
        reference.relation for record in base.corpus for reference in base.corpus.references(record)
    )
    statuses = Counter(base.debate.status(point) for point in base.debate.points)
    works = [r.entry for r in base.corpus.of_kind("work") if isinstance(r.entry, Work)]
    reviewed = sum(
        bool(record.entry.review and record.entry.review.status == "reviewed")
        for record in base.corpus
    )
    return {
        "entries": len(base),
        "kinds": dict(kinds),
        "statements": len(base.corpus.statements),
        "relations": dict(sorted(relations.items())),
        "statuses": dict(sorted(statuses.items())),
        "works_checked": sum(work.checked is not None for work in works),
        "positions": len(base.held),
        "positions_quoted": sum(held.position.quote is not None for held in base.held),
        "reviewed": reviewed,
    }
