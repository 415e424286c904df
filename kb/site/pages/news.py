"""What changed in the entries, by month, and the newest of it as a feed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from kb.debate import debate_of
from kb.model import Work
from kb.model.dates import said
from kb.model.iri import HOME, page
from kb.model.words import KINDS, Reviewed
from kb.read import Corpus
from kb.site import urls
from kb.site.pages.context import Context
from kb.site.pages.parts import counted
from kb.site.pages.survey import Item, Part, Survey, Way
from kb.survey.difference import changes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kb.read import Record
    from kb.site.history import Days
    from kb.site.pages.context import Site

_MOST: Final = 60
"""Events that the feed holds."""

_DAYS: Final = 7
"""Back to when words are compared."""

_COUNTED: Final = ("work", "person")
"""Kinds of which a month is told in numbers alone."""

_NEW, _CHANGED, _REVIEWED, _SEARCHED, _CHECKED, _REMOVED = (
    "New",
    "Changed",
    "Reviewed",
    "Critiques looked for",
    "Works seen and checked",
    "Removed",
)
_WITHOUT: Final = " Which entries are new is known only where the history is at hand."
_ORDER: Final = (_NEW, _REMOVED, _REVIEWED, _CHANGED, _SEARCHED, _CHECKED)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to an entry here on a day."""

    day: str
    what: str
    id: str
    kind: str
    title: str
    summary: str


def events(site: Site) -> tuple[Event, ...]:
    """What happened to entries, newest first, as they and the history of the checkout say.

    Without a history nothing is new or changed, and what the entries themselves say of reviews,
    searches and checks is left.
    """
    corpus = site.base.corpus
    found = [
        Event(day, what, record.id, record.kind, record.title, record.entry.summary)
        for record in corpus
        for what, day in _happened(record, site.days)
    ]
    found += [
        Event(stub.since, _REMOVED, id_, "", stub.title or id_, stub.reason.meaning)
        for id_, stub in corpus.retired.items()
    ]
    found.sort(key=lambda one: (_ORDER.index(one.what), one.id))
    return tuple(sorted(found, key=lambda one: one.day, reverse=True))


def _happened(record: Record, log: Mapping[str, Days]) -> Iterator[tuple[str, str]]:
    entry = record.entry
    if days := log.get(record.source.path):
        yield _NEW, days.created
        if days.changed[:7] != days.created[:7]:
            yield _CHANGED, days.changed
    review = entry.review
    if review is not None and review.date and review.status is not Reviewed.DRAFT:
        yield _REVIEWED, review.date
    if entry.searched:
        yield _SEARCHED, entry.searched
    if isinstance(entry, Work) and entry.checked:
        yield _CHECKED, entry.checked


def news(site: Site) -> Survey:
    """The page of what changed."""
    context = Context(site, urls.CHANGES)
    months: dict[str, dict[str, list[Event]]] = {}
    for one in events(site):
        months.setdefault(one.day[:7], {}).setdefault(one.what, []).append(one)
    parts = [
        _part(context, month, what, found[what])
        for month, found in months.items()
        for what in _ORDER
        if what in found
    ]
    return Survey(
        urls.CHANGES,
        "What changed",
        "What is new, what was reviewed, and where critiques and replies were looked for, by month."
        + (
            ""
            if site.days
            else " Which entries are new is known only where the history is at hand."
        ),
        (*_moved(context), *parts),
        (
            Way(urls.FEED, "Follow it in a reader (Atom)"),
            Way(urls.CHANGELOG, "Changes of language, library and site"),
        ),
        "Nothing is dated yet.",
    )


def _moved(context: Context) -> Iterator[Part]:
    """The words that moved through entries of the last days, where the history is at hand."""
    site, corpus = context.site, context.site.base.corpus
    born = {
        one.id: site.days[path].created for one in corpus if (path := one.source.path) in site.days
    }
    since = _before(max(born.values())) if born else ""
    kept = [record for record in corpus if born.get(record.id, since) <= since]
    if not 0 < len(kept) < len(corpus):
        return
    then = Corpus.of(kept, corpus.retired, corpus.broken, bylines=corpus.bylines)
    moved = [one for one in changes(corpus, debate_of(then), site.base.debate) if one.kind in KINDS]
    kinds = list(KINDS)
    moved = [one for one in moved if "#" not in one.address]
    moved.sort(key=lambda one: (kinds.index(one.kind), corpus.records[one.address].title))
    if moved:
        yield Part(
            "moved",
            f"Words that moved since {said(since)}",
            tuple(
                Item(context.link(one.address), note=f"{one.before} → {one.after}", stands=False)
                for one in moved
            ),
            f"{counted(len(moved), 'entry', 'entries')}, reckoned without what was not here yet on "
            "that day.",
            dense=True,
        )


def _before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=_DAYS)).isoformat()


def _part(context: Context, month: str, what: str, found: list[Event]) -> Part:
    counts = Counter(one.kind for one in found if one.kind)
    told = ", ".join(
        counted(counts[kind.name], kind.noun, kind.plural.lower())
        for kind in KINDS.values()
        if counts[kind.name]
    )
    shown = [one for one in found if one.kind not in _COUNTED] if what == _NEW else []
    shown = found if what == _REMOVED else shown
    kinds = list(KINDS)
    shown.sort(key=lambda one: (kinds.index(one.kind) if one.kind else -1, one.title))
    shown.sort(key=lambda one: one.day, reverse=True)
    return Part(
        f"{what.lower().replace(' ', '-')}-{month}",
        f"{what}, {said(month)}",
        tuple(
            Item(context.link(one.id), note=one.day, stands=False)
            if one.kind
            else Item(name=one.title, note=f"{one.id}, {one.day}: {one.summary}")
            for one in shown
        ),
        f"{told}." if told else "",
        dense=what != _REMOVED,
    )


def feed(site: Site) -> str:
    """The newest events as an Atom feed; searches and checks are left out."""
    told = [one for one in events(site) if one.what not in {_SEARCHED, _CHECKED} and one.kind]
    told = [one for one in told if one.kind not in _COUNTED][:_MOST]
    last = told[0].day if told else "2026-11-21"
    entries = Markup("").join(_entry(one) for one in told)
    return str(
        _FEED.format(home=HOME, feed=urls.FEED, changes=urls.CHANGES, last=last) + entries
    ) + ("</feed>\n")


def _entry(one: Event) -> Markup:
    address = page(one.kind, one.id)
    title = f"{one.what}: {one.title} ({KINDS[one.kind].noun})"
    return _ENTRY.format(title=title, href=address, day=one.day, summary=one.summary or one.title)


_FEED: Final = Markup("""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<title>Alignment Concepts: what changed</title>
<id>{home}{feed}</id>
<link rel="self" href="{home}{feed}"/>
<link rel="alternate" href="{home}{changes}"/>
<updated>{last}T00:00:00Z</updated>
<author><name>Alignment Concepts</name></author>
""")
_END: Final = Markup("</feed>\n")
_FIRST: Final = "2026-11-21"
"""When the feed was last updated, if there is nothing in it yet: when the map began."""

_ENTRY: Final = Markup("""<entry>
<title>{title}</title>
<id>{href}?on={day}</id>
<link href="{href}"/>
<updated>{day}T00:00:00Z</updated>
<summary>{summary}</summary>
</entry>
""")
