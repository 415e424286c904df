"""How much there is of everything."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from kb.model import Work

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.debate import Debate
    from kb.people import RecordedPosition
    from kb.read import Corpus


def statistics(
    corpus: Corpus, debate: Debate, positions: Sequence[RecordedPosition]
) -> dict[str, Any]:
    """Counts by kind, relation and status, of checked works and of quoted positions."""
    kinds = Counter(record.kind for record in corpus)
    relations = Counter(
        reference.relation for record in corpus for reference in corpus.references(record)
    )
    statuses = Counter(debate.status(point) for point in debate.points)
    works = [r.entry for r in corpus.of_kind("work") if isinstance(r.entry, Work)]
    reviewed = sum(
        bool(record.entry.review and record.entry.review.status == "reviewed") for record in corpus
    )
    return {
        "entries": len(corpus),
        "kinds": dict(kinds),
        "statements": len(corpus.statements),
        "relations": dict(sorted(relations.items())),
        "statuses": dict(sorted(statuses.items())),
        "entries_searched": sum(record.entry.searched is not None for record in corpus),
        "works_checked": sum(work.checked is not None for work in works),
        "positions": len(positions),
        "positions_quoted": sum(position.quote is not None for position in positions),
        "reviewed": reviewed,
    }
