"""The debate as one person sees it: their own labels, and where they differ from the record."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from kb.model.dates import said, when
from kb.model.words import APPROACHES, KINDS, Label, Voice
from kb.people import latest_of, seen_by
from kb.site import urls
from kb.site.pages.context import SHARED, Context
from kb.site.pages.parts import counted
from kb.site.pages.survey import Part, Survey, Way
from kb.survey import families

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kb.people import RecordedPosition
    from kb.site.pages.context import Site
    from kb.site.pages.parts import Anchor, Holding
    from kb.survey import Change


_SUPPOSED: Final = MappingProxyType(
    {Label.IN: "accept", Label.OUT: "reject", Label.UNDECIDED: "doubt"}
)
"""What a map is told to suppose, by label."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A point that has another word as someone sees it, and their position, if that settles it."""

    link: Anchor
    before: str
    after: str
    own: Holding | None


@dataclass(frozen=True, slots=True)
class Ground:
    """What moves in one approach, or in all entries of a kind."""

    id: str
    title: str
    about: Anchor | None
    moved: tuple[Moved, ...]
    stays: str
    """The word of the approach as a whole, if it stays."""
    map: str = ""
    """Its map as they see it."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A position that the record goes with."""

    link: Anchor
    own: Holding


@dataclass(frozen=True, slots=True)
class Seen:
    """The page of a person's view of the debate."""

    path: str
    title: str
    lead: str
    person: Anchor
    counts: str
    grounds: tuple[Ground, ...]
    kept: tuple[Kept, ...]
    questions: tuple[str, ...]
    others: tuple[Way, ...]


def seen_pages(site: Site) -> Iterator[Seen]:
    """The page of everyone of whom a position is recorded."""
    order = [id_ for ids in families(site.base.corpus).values() for id_ in ids]
    rank = {id_: place for place, id_ in enumerate(order)}
    for who, changes in site.seen.items():
        yield _seen(Context(site, urls.seen_page(who)), who, changes, rank)


def _seen(context: Context, who: str, changes: tuple[Change, ...], rank: Mapping[str, int]) -> Seen:
    base = context.site.base
    own = latest_of(base.positions(), who)
    name = base.corpus.records[who].title
    moved: dict[str, list[Change]] = {}
    for change in changes:
        record = base.corpus.owner(change.address)
        moved.setdefault(record.id if record.kind in APPROACHES else record.kind, []).append(change)
    kinds = list(KINDS)
    groups = sorted(moved, key=lambda one: rank.get(one, len(rank) + _at(kinds, one)))
    told = {change.address for change in changes}
    words = counted(len(changes), "word moves", "words move")
    return Seen(
        context.page,
        f"The debate as {name} sees it",
        f"{words} when what {name} accepts counts as settled, and what {name} rejects as fallen. "
        "Where nothing is recorded of them, the recorded debate decides.",
        context.link(who),
        _counts(own),
        tuple(_ground(context, who, one, moved[one], own) for one in groups),
        tuple(
            Kept(context.link(about), context.holding(one, about))
            for about, one in own.items()
            if about in base.debate.points and about not in told
        ),
        tuple(one.question for one in base.tensions(who)),
        tuple(
            Way(
                urls.relative(urls.between_page(a, b), context.page),
                base.corpus.records[b if a == who else a].title,
            )
            for a, b in context.site.met
            if who in {a, b}
        ),
    )


def _at(kinds: list[str], one: str) -> int:
    return kinds.index(one) if one in kinds else -1


def _counts(own: Mapping[str, RecordedPosition]) -> str:
    quoted = sum(one.words is Voice.OWN for one in own.values())
    read = sum(one.reading == "inferred" for one in own.values())
    last = max((one.date for one in own.values()), key=when)
    return (
        f"{counted(len(own), 'point')} with a position; {quoted} from their own texts, {read} read "
        f"by the editors. Latest: {said(last)}."
    )


def _ground(
    context: Context,
    who: str,
    group: str,
    changes: list[Change],
    own: Mapping[str, RecordedPosition],
) -> Ground:
    debate = context.site.base.debate
    told = tuple(
        Moved(
            context.link(change.address, "As a whole" if change.address == group else None),
            change.before,
            change.after,
            context.holding(own[change.address], change.address) if change.address in own else None,
        )
        for change in changes
    )
    if group in KINDS:
        return Ground(KINDS[group].folder, KINDS[group].plural, None, told, "")
    about = context.link(group)
    moves = any(change.address == group for change in changes)
    stays = "" if moves else debate.status(group)
    return Ground(group, about.text, about, told, stays, _on_the_map(context, who, group))


def _on_the_map(context: Context, who: str, group: str) -> str:
    """The map of an approach, with what someone holds of all that bears on it supposed there."""
    base = context.site.base
    near = base.debate.behind([group])
    given = seen_by(base.positions(), who, "").items()
    told = [(_SUPPOSED[one.label], address) for address, one in given if address in near]
    page = urls.relative(urls.entry_page(base.corpus.records[group].kind, group), context.page)
    return f"{page}?{urlencode(told)}#map"


def seen_index(site: Site) -> Survey:
    """The page that leads to everyone's view, and to every two."""
    context = Context(site, urls.SEEN)
    titles = {who: site.base.corpus.records[who].title for who in site.seen}
    held = {who: len(latest_of(site.base.positions(), who)) for who in site.seen}
    people = tuple(
        Way(
            urls.relative(urls.seen_page(who), context.page),
            titles[who],
            f"{counted(held[who], 'point')} with a position; "
            f"{counted(len(site.seen[who]), 'word moves', 'words move')}",
        )
        for who in sorted(site.seen, key=lambda who: (-held[who], who))
    )
    both = tuple(
        Way(
            urls.relative(urls.between_page(one, other), context.page),
            f"{titles[one]} and {titles[other]}",
        )
        for one, other in site.met
    )
    parts = (
        Part("people", "As one person sees it", ways=people, dense=True),
        Part(
            "two",
            "Two people side by side",
            lead=f"Those with positions on {SHARED} or more of the same points.",
            ways=both,
            dense=True,
        ),
    )
    return Survey(
        urls.SEEN,
        "As people see it",
        "What becomes of the debate when what one person accepts counts as settled; and where two "
        "people stand apart.",
        tuple(part for part in parts if part.ways),
        (
            Way("../people/index.html", "All people"),
            Way(urls.relative(urls.INSIDE, context.page), "As you see it"),
        ),
        "Nobody's position is recorded.",
    )
