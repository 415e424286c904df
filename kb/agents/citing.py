"""Where things come from: works as sources with a citation, a web address and a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.agents.answers import Change, Source
from kb.agents.sizes import clipped
from kb.model import View, Work
from kb.model.cite import links
from kb.survey import worded
from kb.survey.dated import work_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.base import KnowledgeBase
    from kb.read import Record
    from kb.survey import Change as Turned


def source(
    base: KnowledgeBase, work: str, at: str | None = None, quote: str | None = None
) -> Source:
    """A work as a source.

    Of one that the base lacks there is the id alone.
    """
    id_, entry = base.corpus.present(work), work_of(base.corpus, work)
    return Source(
        work=id_,
        citation=clipped(base.corpus.short(id_), 100),
        url=next((address for _, address in links(entry)), None) if entry else None,
        at=at and clipped(at, 150),
        quote=quote and clipped(quote),
    )


def sources(base: KnowledgeBase, address: str, most: int | None = None) -> tuple[Source, ...]:
    """The works that an entry, or the entry of a statement, comes from.

    Those that first said it come first, then those that are quoted. A work is its own source, a
    view comes from the work that states it, and of people without sources there are their works.
    """
    record = base.corpus.owner(address)
    found = list(dict.fromkeys(_sources(base, record)))
    ordered = sorted(found, key=lambda one: (one.role != "original", one.quote is None))
    return tuple(ordered[:most])


def sentence(base: KnowledgeBase, address: str) -> str:
    """The sentence that an address stands for; the address itself, where nothing has it."""
    head = base.corpus.present(address)
    known = head in base.corpus.statements or head in base.corpus.records
    return base.corpus.text(head) if known else address


def _sources(base: KnowledgeBase, record: Record) -> Iterator[Source]:
    entry = record.entry
    if isinstance(entry, Work):
        yield source(base, record.id)
    if isinstance(entry, View):
        yield source(base, entry.source)
    for written in entry.sources:
        cited = source(base, written.work, written.at, written.quote)
        yield cited.model_copy(update={"role": written.as_})
    if record.kind == "person" and not entry.sources:
        for work in base.of_kind("work").where(by=record.id):
            yield source(base, work.id)


def change(base: KnowledgeBase, one: Turned, text: str) -> Change:
    """A status that is another one, with the text that tells of what, and a source."""
    return Change(
        address=one.address,
        text=text,
        before=worded(one.before, one.searched),
        after=worded(one.after, one.searched),
        sources=sources(base, one.address, 1),
    )
