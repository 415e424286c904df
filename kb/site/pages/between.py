"""Two people side by side: on what they turn, where they stand apart, and what they share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, TypeAlias

from markupsafe import Markup

from kb.model.words import APPROACHES, Voice
from kb.people import common_ground, cruxes, doubled, latest_of
from kb.site import urls
from kb.site.pages.context import Context
from kb.site.pages.parts import NONE, counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from kb.people import Crux, DoubleCrux, RecordedPosition
    from kb.site.pages.context import Site
    from kb.site.pages.parts import Anchor, Holding

Turning: TypeAlias = "Callable[[str, str], tuple[Crux, ...]]"
"""The cruxes of a person about something, by the ids of both."""

_LEFT, _STEP, _HIGH, _MARK = 18, 60, 28, 16
"""Of a track: where the first place is, how far the next is, its height, the width of a mark."""

_PLACES: Final = range(-3, 4)


@dataclass(frozen=True, slots=True)
class Person:
    """One of the two, with how many points are recorded of them, and in whose words."""

    link: Anchor
    initials: str
    counts: str
    seen: str
    """Where the debate stands as they see it."""


@dataclass(frozen=True, slots=True)
class Stand:
    """A point on which both have taken a position, or on which both turn."""

    link: Anchor
    track: Markup
    one: Holding | None
    other: Holding | None
    turns: tuple[Anchor, ...] = ()
    """What turns on it, for both."""
    named: tuple[str, ...] = ()
    """Who names it as a crux."""


@dataclass(frozen=True, slots=True)
class Between:
    """The page of two people."""

    path: str
    title: str
    lead: str
    people: tuple[Person, Person]
    cruxes: tuple[Stand, ...]
    apart: tuple[Stand, ...]
    common: tuple[Stand, ...]
    near: tuple[Stand, ...]
    """Where they stand close, and one of them at least has not settled it."""


def between_pages(site: Site) -> Iterator[Between]:
    """The pages of all two who have taken positions on several same points."""
    turns = turning(site)
    for one, other in site.met:
        yield between(site, one, other, turns)


def turning(site: Site) -> Turning:
    """What someone's view of something turns on, found once however many they are set beside."""
    base = site.base
    held = base.positions().rows

    @cache
    def turns(who: str, about: str) -> tuple[Crux, ...]:
        return cruxes(base.debate, held, who, about)

    return turns


def between(site: Site, one: str, other: str, turns: Turning) -> Between:
    """The page of two people of whom positions are recorded."""
    context = Context(site, urls.between_page(one, other))
    base = context.site.base
    held = base.positions().rows
    own = latest_of(held, one), latest_of(held, other)
    names = _initials(*(base.corpus.records[who].title for who in (one, other)))
    people = tuple(
        _person(context, who, its, name)
        for who, its, name in zip((one, other), own, names, strict=True)
    )
    shared = [about for about in own[0] if about in own[1]]
    stand = _Stands(context, own, names)
    approaches = (record.id for record in base.corpus.of_kind(*APPROACHES))
    asked = dict.fromkeys([*shared, *(id_ for id_ in approaches if id_ in {*own[0], *own[1]})])
    turn_on = _cruxes(context, turns, (one, other), asked)
    both = tuple(
        stand.of(
            address,
            tuple(dict.fromkeys(crux.about for crux in found)),
            tuple(dict.fromkeys(who for crux in found for who in crux.stated)),
        )
        for address, found in turn_on.items()
    )
    same = {found.address for found in common_ground(held, one, other)}
    rest = [about for about in shared if about not in turn_on and about not in same]
    rest.sort(key=lambda about: (-stand.gap(about), about))
    return Between(
        context.page,
        f"{base.corpus.records[one].title} and {base.corpus.records[other].title}",
        _lead(len(shared), both),
        (people[0], people[1]),
        both,
        tuple(stand.of(about) for about in rest if stand.gap(about) > 1),
        tuple(stand.of(about) for about in shared if about in same and about not in turn_on),
        tuple(stand.of(about) for about in rest if stand.gap(about) <= 1),
    )


def _lead(shared: int, cruxes: tuple[Stand, ...]) -> str:
    told = f"{counted(shared, 'point')} are recorded for both."
    if not cruxes:
        return f"{told} No claim is a crux for both on which they stand apart."
    many = counted(len(cruxes), "claim is a crux", "claims are cruxes")
    return f"{told} {many} for both: change it, and each would judge something else otherwise."


def _person(
    context: Context, who: str, own: Mapping[str, RecordedPosition], initials: str
) -> Person:
    quoted = sum(one.words is Voice.OWN for one in own.values())
    return Person(
        context.link(who),
        initials,
        f"{counted(len(own), 'point')}; {quoted} of {len(own)} from their own texts",
        urls.relative(urls.seen_page(who), context.page),
    )


def _initials(one: str, other: str) -> tuple[str, str]:
    """What stands for each in a mark.

    >>> _initials("Rohin Shah", "Nate Soares"), _initials("Jan Leike", "Richard Ngo")
    (('RS', 'NS'), ('L', 'N'))
    """
    last = one.rsplit(maxsplit=1)[-1][0], other.rsplit(maxsplit=1)[-1][0]
    if last[0] != last[1]:
        return last
    return one[0] + last[0], other[0] + last[1]


def _cruxes(
    context: Context, turns: Turning, two: tuple[str, str], asked: Iterable[str]
) -> dict[str, list[DoubleCrux]]:
    """What both turn on and see differently, each with all of what is asked for which it is so."""
    base = context.site.base
    found: dict[str, list[DoubleCrux]] = {}
    for about in asked:
        if about in base.debate.points:
            for crux in doubled(*(turns(who, about) for who in two)):
                if crux.apart and crux.one_stance and crux.other_stance:
                    found.setdefault(crux.address, []).append(crux)
    return dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0])))


@dataclass(frozen=True, slots=True)
class _Stands:
    """What two people hold, side by side."""

    context: Context
    own: tuple[Mapping[str, RecordedPosition], Mapping[str, RecordedPosition]]
    names: tuple[str, str]

    def of(self, about: str, turns: tuple[str, ...] = (), named: tuple[str, ...] = ()) -> Stand:
        """One point."""
        held = [its.get(about) for its in self.own]
        told = [self.context.holding(one, one.holder) if one else None for one in held]
        records = self.context.site.base.corpus.records
        return Stand(
            self.context.link(about),
            self._track(about),
            told[0],
            told[1],
            self.context.links(turns),
            tuple(records[who].title for who in named),
        )

    def gap(self, about: str) -> int:
        """How many places the two stand apart."""
        first, second = (_place(its[about]) for its in self.own)
        return abs(first - second)

    def _track(self, about: str) -> Markup:
        """The seven stances as places on a line, with a mark for each of the two."""
        held = [its.get(about) for its in self.own]
        if None in held:
            return NONE
        places = [_place(one) for one in held if one]
        at = [_LEFT + _STEP * (place + 3) for place in places]
        if at[0] == at[1]:
            at = [at[0] - _MARK // 2 - 1, at[1] + _MARK // 2 + 1]
        middle = _HIGH // 2
        ticks = Markup("").join(
            Markup('<line x1="{0}" y1="4" x2="{0}" y2="{1}"/>').format(
                _LEFT + _STEP * (place + 3), _HIGH - 4
            )
            for place in _PLACES
        )
        line = Markup('<line class="kb-track__gap" x1="{}" y1="{m}" x2="{}" y2="{m}"/>').format(
            *at, m=middle
        )
        marks = Markup("").join(
            _mark(x, middle, name, own=one.words is Voice.OWN)
            for x, name, one in zip(at, self.names, filter(None, held), strict=True)
        )
        said = "; ".join(
            f"{name} {one.stance.verb if one.stance else f'gives {one.stand}'}"
            for name, one in zip(self.names, filter(None, held), strict=True)
        )
        return Markup(
            '<svg class="kb-track" viewBox="0 0 396 {}" role="group" aria-label="{}">{}{}{}</svg>'
        ).format(_HIGH, said, ticks, line, marks)


def _mark(x: int, y: int, name: str, *, own: bool) -> Markup:
    """Round and filled for the holder's own words, square and broken for those of others."""
    return Markup(
        '<g class="{}"><rect x="{}" y="{}" width="{w}" height="{w}" rx="{}"/>'
        '<text x="{}" y="{}" text-anchor="middle">{}</text></g>'
    ).format(
        "kb-track__own" if own else "kb-track__told",
        x - _MARK // 2,
        y - _MARK // 2,
        _MARK // 2 if own else 0,
        x,
        y + 4,
        name,
        w=_MARK,
    )


def _place(one: RecordedPosition) -> int:
    """Where a position stands among the seven; a credence stands where it would."""
    if one.stance is not None:
        return one.stance.weight
    low, high = one.position.bounds or (0.5, 0.5)
    return round(((low + high) / 2 - 0.5) * 6)
