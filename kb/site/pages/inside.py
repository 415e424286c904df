"""The page of a reader's own inside view: what is asked first, for those without scripts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kb.people import questions
from kb.site import urls
from kb.site.pages.context import Context
from kb.survey import strongest_against, strongest_for

if TYPE_CHECKING:
    from kb.site.pages.context import Site
    from kb.site.pages.parts import Anchor, Cited
    from kb.survey import Told

_FIRST: Final = 12
"""Questions that are shown without scripts."""


@dataclass(frozen=True, slots=True)
class Side:
    """The strongest reason on a side."""

    link: Anchor
    quote: str
    source: Cited | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A claim that a reader can take a position on."""

    link: Anchor
    text: str
    turns: int
    """How many other words could change with an answer."""
    sides: tuple[tuple[str, Side], ...]


@dataclass(frozen=True, slots=True)
class Inside:
    """The page."""

    path: str
    title: str
    lead: str
    asked: tuple[Asked, ...]


def inside(site: Site) -> Inside:
    """The page on which a reader finds out what they hold."""
    context = Context(site, urls.INSIDE)
    base = site.base
    found = questions(base.debate, base.positions())[:_FIRST]
    return Inside(
        urls.INSIDE,
        "Your inside view",
        "Say what you hold of a few claims, and see what follows: how each proposal stands as you "
        "see it, where your answers pull against each other, and with whom you differ on what. "
        "About a dozen answers decide most of what any answers would.",
        tuple(
            Asked(
                context.link(one.address),
                base.corpus.text(one.address),
                max(one.accepted, one.rejected),
                _sides(context, one.address),
            )
            for one in found
        ),
    )


def _sides(context: Context, address: str) -> tuple[tuple[str, Side], ...]:
    base = context.site.base
    told = {
        "For it": strongest_for(base.corpus, base.debate, address),
        "Against it": strongest_against(base.corpus, base.debate, address),
    }
    return tuple((name, _side(context, one)) for name, one in told.items() if one)


def _side(context: Context, one: Told) -> Side:
    source = context.source(one.work, one.at) if one.work else None
    return Side(context.link(one.address), one.quote, source)
