"""What the map lacks, where someone should look again, and what was in it once."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from kb.model import Approach, Work
from kb.model.dates import said
from kb.model.entries import Problem
from kb.model.words import APPROACHES, KINDS, POINTS, Pace, Reviewed, Role, Voice
from kb.site import urls
from kb.site.pages.context import Context
from kb.site.pages.parts import counted
from kb.site.pages.survey import Item, Part, Survey, Way

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kb.read import Record
    from kb.site.pages.context import Site
    from kb.site.wanted import Wanted

_OFTEN: Final = 3
"""Works here by someone without a page, from which on a page is wanted."""

_LAID_DOWN: Final = "By their authors or in practice; those given up first. Each says who shows it."

_REVIEWED: Final = (*POINTS[:-1], "concept", "problem")
"""The kinds whose account a second reader should see beside its sources."""


def wanted(site: Site, names: Iterable[Wanted] = ()) -> Survey:
    """The page of what is wanted, with the names of the field that no entry has."""
    context = Context(site, urls.WANTED)
    parts = (
        Part("names", "Names", tuple(_names(context, names)), "Looked for, and without an entry."),
        Part("people", "People", tuple(_people(context)), "Authors of works here, without a page."),
        Part(
            "workers",
            "Who works on what",
            tuple(_workers(context)),
            "Named as working on something, without a page.",
        ),
        Part("words", "Their own words", tuple(_second_hand(context)), _SECOND_HAND),
        Part("dates", "Dates and evidence", tuple(_bare(context)), "What these do not say yet."),
        Part(
            "originals",
            "Where it was first said",
            tuple(_unoriginal(context)),
            "Critiques and arguments that are known from a summary or a discussion alone.",
        ),
    )
    return Survey(
        urls.WANTED,
        "Wanted",
        "What the map lacks, as far as it can tell by itself. Each line is a small contribution.",
        tuple(part for part in parts if part.items),
        (Way("contribute/index.html", "How to contribute"), Way("reviews.html", "Reviews")),
        "Nothing is wanted.",
    )


_SECOND_HAND: Final = (
    "Positions known only from what others write about the holder. A quotation of the holder would "
    "mend it."
)


def _names(context: Context, names: Iterable[Wanted]) -> Iterator[Item]:
    for one in names:
        yield Item(
            name=f"{one.name} ({', '.join(one.also)})" if one.also else one.name,
            before="Treated in" if one.treated else "Nearest here:",
            links=context.links(one.treated or one.near),
        )


def _people(context: Context) -> Iterator[Item]:
    corpus = context.site.base.corpus
    works: dict[str, list[str]] = {}
    for record in corpus.of_kind("work"):
        if isinstance(record.entry, Work):
            for name in record.entry.authors:
                if corpus.called(name) is None:
                    works.setdefault(name, []).append(record.id)
    often = [(name, ids) for name, ids in works.items() if len(ids) >= _OFTEN]
    for name, ids in sorted(often, key=lambda one: (-len(one[1]), one[0])):
        yield Item(name=name, links=context.links(ids), note=counted(len(ids), "work"))


def _workers(context: Context) -> Iterator[Item]:
    corpus = context.site.base.corpus
    found: dict[str, dict[str, None]] = {}
    for record in corpus:
        entry = record.entry
        for worker in entry.workers if isinstance(entry, Approach | Problem) else ():
            if corpus.called(worker.who) is None:
                found.setdefault(worker.who, {})[record.id] = None
    for name, ids in sorted(found.items()):
        yield Item(name=name, links=context.links(ids))


def _second_hand(context: Context) -> Iterator[Item]:
    counts: Counter[str] = Counter()
    held = context.site.base.positions()
    counts.update(one.holder for one in held if one.words is Voice.REPORTED)
    of = Counter(one.holder for one in held)
    for holder, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        yield Item(context.link(holder), note=f"{count} of {counted(of[holder], 'position')}")


def _bare(context: Context) -> Iterator[Item]:
    base = context.site.base
    for record in base.corpus.of_kind(*APPROACHES):
        entry = record.entry
        if isinstance(entry, Approach):
            lacks = {
                "the year in which it was introduced": entry.introduced,
                "what evidence there is": entry.maturity or record.kind != "proposal",
                "a critique": base.profile(record.id).critiques,
                "what became of it": entry.activity,
            }
            if missing := [what for what, there in lacks.items() if not there]:
                yield Item(context.link(record.id), note=f"Not recorded: {', '.join(missing)}.")


def _unoriginal(context: Context) -> Iterator[Item]:
    for record in context.site.base.corpus.of_kind("critique", "argument"):
        sources = record.entry.sources
        if not any(source.as_ is Role.ORIGINAL for source in sources):
            first = context.source(sources[0].work, sources[0].at) if sources else None
            yield Item(context.link(record.id), source=first)


def reviews(site: Site) -> Survey:
    """The page that orders entries by when someone last looked, longest ago first."""
    context = Context(site, urls.REVIEWS)
    groups: dict[str, list[tuple[str, Item]]] = {}
    for record in site.base.corpus.of_kind(*_REVIEWED):
        looked, read = _dates(record)
        debated = record.kind in POINTS
        day = min(looked, read) if debated else read
        item = Item(context.link(record.id), aside=_reviewed(record, debated=debated))
        groups.setdefault(day[:7], []).append((day, item))
    return Survey(
        urls.REVIEWS,
        "Least recently reviewed",
        "Where a second reader, or a new search for critiques and replies, is wanted most: what "
        "nobody has looked at comes first.",
        tuple(
            Part(
                f"since-{month}" if month else "never",
                f"Last looked at in {said(month)}"
                if month
                else "Never reviewed, or never searched for",
                tuple(item for _, item in sorted(groups[month], key=lambda one: one[0])),
                counted(len(groups[month]), "entry", "entries") + ".",
            )
            for month in sorted(groups)
        ),
        (Way("wanted.html", "Wanted"), Way("open.html", "Open questions")),
        "There is nothing to review.",
    )


def _dates(record: Record) -> tuple[str, str]:
    """When critiques of an entry were last looked for, and when it was read; empty for never."""
    review = record.entry.review
    read = review is not None and review.status is not Reviewed.DRAFT and review.date
    return record.entry.searched or "", read or ""


def _reviewed(record: Record, *, debated: bool) -> str:
    looked, read = _dates(record)
    state = record.entry.review.status if record.entry.review else "not reviewed"
    parts = [KINDS[record.kind].noun, f"{state} {read}".strip()]
    if debated:
        parts.append(f"searched for {looked}" if looked else "never searched for")
    return " · ".join(parts)


def _laid_down(context: Context) -> Iterator[Item]:
    base = context.site.base
    ended = [
        (list(Pace).index(told.state), record.id, told)
        for record in base.corpus.of_kind(*APPROACHES)
        if isinstance(entry := record.entry, Approach)
        and (told := entry.activity)
        and told.state is not Pace.ACTIVE
    ]
    for _, id_, told in sorted(ended, key=lambda one: (-one[0], one[1])):
        yield Item(
            context.link(id_),
            note=f"{told.state.replace('-', ' ')}: {told.state.meaning}.",
            source=context.source(told.work, told.at),
            aside=f"as of {said(told.as_of)}",
        )


def graveyard(site: Site) -> Survey:
    """The page of approaches laid down, of the ids of the past, and where they lead."""
    context = Context(site, urls.GRAVEYARD)
    corpus = site.base.corpus
    retired = tuple(
        Item(
            name=stub.title or id_,
            note=f"{id_}: {stub.reason.replace('-', ' ')}, {stub.reason.meaning}.",
            links=context.links(
                one for one in stub.see if corpus.present(one).entry in corpus.records
            ),
            aside=f"removed on {stub.since}",
        )
        for id_, stub in sorted(corpus.retired.items())
    )
    renamed = tuple(
        Item(context.link(new), note=f"was once called {old}")
        for old, new in sorted(corpus.former.items())
    )
    statements = tuple(
        Item(context.link(new), note=f"was once called {old}")
        for old, new in sorted(corpus.former_statements.items())
    )
    parts = (
        Part("laid-down", "Approaches laid down", tuple(_laid_down(context)), _LAID_DOWN),
        Part("retired", "Removed", retired, "What was taken out, why, and where to look instead."),
        Part("renamed", "Renamed entries", renamed, "Their old addresses still lead to them."),
        Part("statements", "Renamed statements", statements, "Their old addresses too."),
    )
    return Survey(
        urls.GRAVEYARD,
        "Graveyard",
        "Approaches that went quiet or were given up, entries that are no longer here, and names "
        "no longer used. No address that was published dies.",
        tuple(part for part in parts if part.items),
        empty="Nothing was ever laid down, removed or renamed.",
    )
