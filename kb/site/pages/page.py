"""What the page of every entry shows, whatever its kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kb.model import Thing
from kb.model.fields import fields_of
from kb.model.words import Reviewed
from kb.site.pages.citing import Citation, citations
from kb.site.pages.parts import Cited, Fact
from kb.site.pages.relations import Surroundings, surroundings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markupsafe import Markup

    from kb.model import Entry
    from kb.read import Record
    from kb.site.pages.context import Context
    from kb.site.pages.parts import Profile


_MANY: Final = 6
"""People behind an entry beyond whom only the first is named."""


@dataclass(frozen=True, slots=True)
class Head:
    """What stands at the top: names, the summary, the profile, the status, the strip of facts."""

    id: str
    kind: str
    title: str
    aliases: tuple[str, ...]
    summary: str
    profile: Profile | None
    status: str
    meaning: str
    draft: bool
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Foot:
    """What stands at the bottom: how the entry was checked, and where it is written."""

    debated: bool
    review: str
    searched: str
    file: str
    edit: str
    created: str
    changed: str
    data: str
    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPage:
    """What every page of an entry has; that of a kind may have more."""

    head: Head
    body: Markup
    surroundings: Surroundings
    sources: tuple[Cited, ...]
    foot: Foot


def plain_page(context: Context, record: Record) -> EntryPage:
    """The page of an entry whose kind asks for nothing of its own."""
    return EntryPage(**common(context, record, plain_facts(record.entry)))


def common(context: Context, record: Record, facts: Iterable[Fact]) -> dict[str, Any]:
    """What the page of an entry has whatever its kind, by the names of `EntryPage`."""
    return {
        "head": head(context, record, facts),
        "body": context.prose(record.entry.body),
        "surroundings": surroundings(context, record),
        "sources": sources(context, record),
        "foot": foot(context, record),
    }


def plain_facts(entry: Entry) -> Iterator[Fact]:
    """The fields that a kind has of its own, as far as they are plain values."""
    for name, field in fields_of(type(entry)).items():
        if field.column and name not in fields_of(Thing) and (text := _plain(field.of(entry))):
            yield Fact(name.replace("-", " ").capitalize(), text)


def _plain(value: object) -> str:
    """A value that one cell of a table can hold, as text; empty for none."""
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def _first(context: Context, entry: Entry) -> Iterator[Fact]:
    """What to read before it, where something is; the reasons stand among the relations."""
    if isinstance(entry, Thing) and entry.prerequisites:
        links = tuple(context.link(one.target) for one in entry.prerequisites)
        yield Fact("Read first", links=links)


def head(context: Context, record: Record, facts: Iterable[Fact] = ()) -> Head:
    """The top of the page of an entry."""
    base = context.site.base
    status = base.debate.status(record.id) if record.id in base.debate.points else None
    looked = context.link(record.id).looked
    return Head(
        record.id,
        record.kind,
        record.title,
        record.entry.aliases,
        record.entry.summary,
        context.profile(record.id),
        status or "",
        f"{status.meaning}{f' ({looked})' if looked else ''}" if status else "",
        record.entry.review is not None and record.entry.review.status is Reviewed.DRAFT,
        (*facts, *_first(context, record.entry)),
    )


def behind(context: Context, record: Record) -> Iterator[Fact]:
    """Whose an approach or a reason is: people and groups here as links, others by name."""
    corpus = context.site.base.corpus
    names = corpus.authors(record)
    told = names if len(names) <= _MANY else names[:1]
    others = [name for name in told if not corpus.called(name)]
    if len(told) < len(names):
        others.append("and others")
    if names:
        links = context.links(who for name in told if (who := corpus.called(name)))
        yield Fact("By", ", ".join(others), links)


def sources(context: Context, record: Record) -> tuple[Cited, ...]:
    """Where an entry comes from."""
    return tuple(context.cited(source) for source in record.entry.sources)


def foot(context: Context, record: Record) -> Foot:
    """The bottom of the page of an entry."""
    site = context.site
    days = site.days.get(record.source.path)
    return Foot(
        record.id in site.base.debate.points,
        _review(record.entry),
        record.entry.searched or "",
        record.source.path,
        f"{site.repository}/edit/main/{record.source.path}" if site.repository else "",
        days.created if days else "",
        days.changed if days else "",
        f"{record.id}.json",
        f"{record.id}.md",
        citations(context, record),
    )


def _review(entry: Entry) -> str:
    """How far an entry has been checked, as the beginning of a sentence."""
    if entry.review is None:
        return "Not reviewed"
    review = entry.review
    by = f" by {review.by}" if review.by else ""
    date = f" on {review.date}" if review.date else ""
    sure = (
        f"; editors' confidence that it is faithful to its sources: {review.confidence}"
        if review.confidence
        else ""
    )
    return f"{review.status.capitalize()}{by}{date}{sure}"
