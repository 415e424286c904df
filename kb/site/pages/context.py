"""What every page needs to know: the base, and how to link to any of it from one page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kb.model import Address, Work, cite
from kb.model.dates import said
from kb.site import urls
from kb.site.pages.parts import Anchor, Cited, Holding, Point, Thread
from kb.site.prose import Writer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import networkx as nx
    from markupsafe import Markup

    from kb import people
    from kb.base import KnowledgeBase


@dataclass(frozen=True)
class Site:
    """The base, with what is computed once for all pages."""

    base: KnowledgeBase
    repository: str

    @cached_property
    def graph(self) -> nx.MultiDiGraph[str]:
        """The concept graph."""
        return self.base.graph

    @cached_property
    def supporters(self) -> Mapping[str, tuple[str, ...]]:
        """The reasons that support each address."""
        found: dict[str, list[str]] = {}
        for record in self.base.corpus.of_kind("critique", "argument"):
            for address in getattr(record.entry, "supports", ()):
                found.setdefault(self.base.corpus.present(address), []).append(record.id)
        return {address: tuple(ids) for address, ids in found.items()}

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
        """The positions about each address, latest first."""
        found: dict[str, list[people.RecordedPosition]] = {}
        for one in reversed(self.base.positions()):
            found.setdefault(one.about, []).append(one)
        return {about: tuple(held) for about, held in found.items()}


@dataclass(frozen=True)
class Context:
    """One page's view of the site: links, prose and threads as seen from it."""

    site: Site
    page: str

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
            str(getattr(record.entry, "summary", "") or ""),
            self.site.base.debate.status(present) if present in points else "",
        )

    def links(self, addresses: Iterable[str]) -> tuple[Anchor, ...]:
        """Links to several addresses."""
        return tuple(self.link(address) for address in addresses)

    def cited(self, part: Any) -> Cited:
        """The source of a part that has `work` and perhaps `at`, `quote` and `as`."""
        role = getattr(part, "as_", "")
        return replace(
            self.source(part.work, getattr(part, "at", None)),
            quote=getattr(part, "quote", None) or "",
            role="" if role == "discussion" else role,
        )

    def source(self, work: str, at: str | None) -> Cited:
        """A work with the place in it."""
        entry = self.site.base.corpus.records[self.site.base.corpus.present(work)].entry
        link = self.link(work)
        short = cite.short(entry) if isinstance(entry, Work) else link.text
        return Cited(link, short, self.writer.place(at))

    def threads(self, address: str, above: tuple[str, ...] = ()) -> tuple[Thread, ...]:
        """The attacks on an address, each with the replies to it.

        A critique that stands above already is named and not followed again.
        """
        attackers = self.site.base.debate.attackers.get(address, ())
        return tuple(
            self._thread(attack.source, attack.force, address, above) for attack in attackers
        )

    def _thread(self, id_: str, force: str, target: str, above: tuple[str, ...]) -> Thread:
        entry: Any = self.site.base.corpus.records[id_].entry
        present = self.site.base.corpus.present
        why = next((a.why for a in entry.attacks if present(a.target) == target), None)
        again = id_ in above
        replies = () if again else self.threads(id_, (*above, id_))
        return Thread(self.link(id_), force, self.line(why), self.links(entry.by), replies, again)

    def point(self, address: str, anchor: str = "") -> Point:
        """A statement with the critiques of it, what supports it, and who holds what."""
        base = self.site.base
        present = base.corpus.present(address)
        shared = None if present.fragment and anchor else self.link(present)
        needs = base.debate.assumes.get(present, ()) if anchor else ()
        resting = self.site.dependants.get(present, ())
        here = self.page.rpartition("/")[2].removesuffix(".html")
        return Point(
            anchor,
            present,
            base.corpus.text(present),
            base.debate.status(present),
            shared,
            sum(id_ != here for id_ in resting),
            self.threads(present),
            self.links(self.site.supporters.get(present, ())),
            self.links(needs),
            self.holdings(present),
        )

    def holdings(self, address: str) -> tuple[Holding, ...]:
        """The positions about an address, latest first."""
        return tuple(self.holding(one) for one in self.site.held.get(address, ()))

    def holding(self, one: people.RecordedPosition) -> Holding:
        """A position as a page shows it."""
        return Holding(
            self.link(one.holder),
            self.link(one.about),
            (one.stance or "").replace("-", " "),
            one.credence or "",
            said(one.date),
            one.quote or "",
            self.source(one.source, one.at),
            one.reading == "inferred",
            self.links(one.because),
            self.links(one.cruxes),
            self.line(one.note),
        )
