"""What every page needs to know: the base, and how to link to any of it from one page."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, Final

from kb.model import Address
from kb.model.dates import said
from kb.model.words import APPROACHES, Status
from kb.people import latest_of
from kb.site import urls
from kb.site.pages.parts import Anchor, Cited, Column, Holding, Profile
from kb.site.pages.sides import attacks_on, facing
from kb.site.prose import Writer
from kb.site.render import dated
from kb.survey import alternatives, looked, profile, worded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import networkx as nx
    from markupsafe import Markup

    from kb import people
    from kb.base import KnowledgeBase
    from kb.model import Source
    from kb.site.history import Days
    from kb.survey import Change


NEAREST: Final = 4
"""Of so many others for the same problems an approach has a page beside it."""

SHARED: Final = 3
"""Points on which two people have taken a position, from which on they are set side by side."""


@dataclass(frozen=True)
class Site:
    """The base, with what is computed once for all pages."""

    base: KnowledgeBase
    repository: str
    days: Mapping[str, Days] = field(default_factory=dict)
    """When entries were made and last changed, by file, as far as it is known."""

    @cached_property
    def graph(self) -> nx.MultiDiGraph[str]:
        """The concept graph."""
        return self.base.graph

    @cached_property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The approaches that are set side by side.

        Each and its nearest for the same problems, and those of which one says that it differs from
        the other. So there are no more pages than a few times the approaches; the browser makes any
        other.
        """
        corpus = self.base.corpus
        told = {
            frozenset((record.id, other))
            for record in corpus.of_kind(*APPROACHES)
            for other in self.base.rows[record.id]["differs-from"]
            if other in corpus.records and corpus.records[other].kind in APPROACHES
        }
        near = {
            frozenset((record.id, other.address))
            for record in corpus.of_kind(*APPROACHES)
            for other in alternatives(corpus, record.id)[:NEAREST]
            if other.problems
        }
        return tuple(sorted((min(pair), max(pair)) for pair in near | told))

    @cached_property
    def seen(self) -> Mapping[str, tuple[Change, ...]]:
        """What differs from the record as each person sees it of whom a position is recorded."""
        holders = dict.fromkeys(one.holder for one in self.base.positions())
        return {who: self.base.as_seen_by(who).changes().rows for who in holders}

    @cached_property
    def met(self) -> tuple[tuple[str, str], ...]:
        """The people who are set side by side: those with positions on several same points."""
        about = {who: latest_of(self.base.positions(), who).keys() for who in self.seen}
        return tuple(
            (one, other)
            for one, other in combinations(sorted(about), 2)
            if len(about[one] & about[other]) >= SHARED
        )

    @cached_property
    def doubles(self) -> frozenset[str]:
        """The titles that more than one entry has, in small letters."""
        counts = Counter(record.title.casefold() for record in self.base.corpus)
        return frozenset(title for title, count in counts.items() if count > 1)

    @cached_property
    def hits(self) -> Mapping[tuple[str, str], str | None]:
        """How each critique hits each of its targets, in its own words."""
        found: dict[tuple[str, str], str | None] = {}
        for record, _, attack in self.base.corpus.attacks():
            found.setdefault((record.id, self.base.corpus.present(attack.target)), attack.why)
        return found

    @cached_property
    def dependants(self) -> Mapping[str, tuple[str, ...]]:
        """The entries whose thesis, claim or reason rests on each point, nearest first."""
        found: dict[str, list[str]] = {}
        for point, premises in self.base.debate.assumes.items():
            for premise in premises:
                owners = found.setdefault(premise, [])
                owner = Address(point).entry
                if owner not in owners and owner != Address(premise).entry:
                    owners.append(owner)
        return {point: tuple(ids) for point, ids in found.items()}

    @cached_property
    def held(self) -> Mapping[str, tuple[people.RecordedPosition, ...]]:
        """The positions about each address, of each person and in each view, by date."""
        found: dict[str, list[people.RecordedPosition]] = {}
        for one in self.base.positions():
            for place in (one.about, one.holder, one.view):
                found.setdefault(place, []).append(one)
        return {place: tuple(held) for place, held in found.items()}


@dataclass(frozen=True)
class Context:
    """One page's view of the site: links, prose and threads as seen from it.

    Attributes:
        site: the base.
        page: the page, from the root of the site.
        told: the reasons whose threads the page has so far: it is put together as it is read.
    """

    site: Site
    page: str
    told: set[str] = field(default_factory=set, compare=False)

    @cached_property
    def writer(self) -> Writer:
        """The writer of prose for this page."""
        return Writer(self.site.base.corpus, self.page)

    def prose(self, text: str | None) -> Markup:
        """Prose as paragraphs."""
        return self.writer.html(text)

    def line(self, text: str | None) -> Markup:
        """Prose of one line."""
        return self.writer.inline(text)

    def link(self, address: str, text: str | None = None) -> Anchor:
        """A link to an address, with its summary and status."""
        corpus = self.site.base.corpus
        present = corpus.present(address)
        record = corpus.owner(present)
        label = corpus.text(present) if present.fragment else record.title
        points = self.site.base.debate.points
        return Anchor(
            urls.relative(urls.address_page(corpus, present), self.page),
            text or label,
            record.kind,
            present,
            record.entry.summary,
            self.site.base.debate.status(present) if present in points else "",
            self.looked(present),
        )

    def near(self, id_: str) -> Anchor:
        """A link to an entry: to the place on this page that tells it, if one does so far."""
        link = self.link(id_)
        return replace(link, href=f"#told--{link.id}") if link.id in self.told else link

    def looked(self, address: str) -> str:
        """When someone last looked for critiques of a point against which none is recorded."""
        base = self.site.base
        silent = (
            address in base.debate.points and base.debate.status(address) is Status.UNCHALLENGED
        )
        return looked(base.corpus.owner(address).entry.searched) if silent else ""

    def profile(self, address: str) -> Profile | None:
        """What is recorded in the debate of an address, with links; None for what is no point."""
        base = self.site.base
        if address not in base.debate.points:
            return None
        told = profile(base.corpus, base.debate, address)
        whole = "all" if told.strip else "it"
        columns = [
            self._column(str(number), one.address, one.said)
            for number, one in enumerate(told.strip, 1)
        ]
        columns.append(self._column(whole, address, worded(told.status, told.searched)))
        return Profile(dated(told.sentence), tuple(columns))

    def _column(self, name: str, address: str, said: str) -> Column:
        base = self.site.base
        side = facing(base.debate, address)
        against = attacks_on(base, address)
        return Column(
            f"#row--{name}",
            name,
            base.corpus.text(address),
            base.debate.status(address),
            said,
            tuple((side, base.debate.status(one.source)) for one in reversed(against)),
        )

    def links(self, addresses: Iterable[str]) -> tuple[Anchor, ...]:
        """Links to several addresses."""
        return tuple(self.link(address) for address in addresses)

    def source(self, work: str, at: str | None = None) -> Cited:
        """A work with the place in it."""
        corpus = self.site.base.corpus
        link = self.link(work)
        short = corpus.short(work) if corpus.owner(work).kind == "work" else link.text
        return Cited(link, short, self.writer.place(at))

    def cited(self, source: Source) -> Cited:
        """A work with the place in it, and what is quoted from it."""
        role = "" if source.as_ == "discussion" else source.as_
        return replace(self.source(source.work, source.at), quote=source.quote or "", role=role)

    def others(self, address: str) -> tuple[Anchor, ...]:
        """The other approaches and claims that rest on a claim, nearest first."""
        here = self.page.rpartition("/")[2].removesuffix(".html")
        others = (id_ for id_ in self.site.dependants.get(address, ()) if id_ != here)
        return tuple(
            self.link(id_, self.short_title(id_))
            for id_ in others
            if not self.site.base.debate.points[id_]
        )

    def short_title(self, id_: str) -> str:
        """The shortest name of an entry by which it is listed, its title or another one."""
        record = self.site.base.corpus.records[id_]
        return min((record.title, *record.entry.aliases), key=len)

    def holdings(self, address: str) -> tuple[Holding, ...]:
        """The positions about an address, latest first."""
        held = self.site.held.get(address, ())
        return tuple(self.holding(one, one.holder) for one in reversed(held))

    def holding(self, one: people.RecordedPosition, shown: str) -> Holding:
        """A position as a page shows it.

        Args:
            one: the position.
            shown: what is linked: its holder or, on the holder's page, what it is about.
        """
        stance = one.stance.verb if one.stance else "gives odds"
        return Holding(
            self.link(shown),
            ", ".join(part for part in (stance, one.credence) if part),
            said(one.date),
            one.quote or "",
            one.reported or "",
            self.source(one.source, one.at),
            one.reading == "inferred",
            self.links(one.because),
            self.links(one.cruxes),
            self.line(one.note),
        )
