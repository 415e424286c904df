"""How a point of the debate stands: what speaks against it and for it, and who holds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.site.pages.parts import Fact
from kb.site.pages.speakers import speakers
from kb.site.pages.threadmap import thread_map
from kb.site.pages.threads import threads

if TYPE_CHECKING:
    from kb.model import Entry
    from kb.read import Record
    from kb.site.pages.context import Context
    from kb.site.pages.parts import Anchor, Holding, Thread
    from kb.site.pages.threadmap import ThreadMap


@dataclass(frozen=True, slots=True)
class Standing:
    """What an entry in the debate shows of it."""

    map: ThreadMap
    speakers: str
    threads: tuple[Thread, ...]
    support: tuple[Anchor, ...]
    holdings: tuple[Holding, ...]


def standing(context: Context, record: Record) -> Standing:
    """How an entry stands, as itself: its statements have points of their own."""
    drawn = thread_map(context, record)
    corpus = context.site.base.corpus
    return Standing(
        drawn,
        speakers(corpus, (move for row in drawn.rows for move in row.moves)),
        threads(context, record.id),
        context.links(corpus.supporters.get(record.id, ())),
        context.holdings(record.id),
    )


def first_stated(context: Context, entry: Entry) -> tuple[Fact, ...]:
    """Where a reason or a claim was first stated."""
    first = dict.fromkeys(one.work for one in entry.sources if one.as_ == "original")
    return (Fact("First stated in", links=context.links(first)),) if first else ()
