"""What the head of an entry's page tells programs: where its data are, and what it is."""

from __future__ import annotations

import json
import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from kb.model import Work, cite
from kb.model.entries import Person
from kb.model.iri import HOME, iri, page
from kb.share.state import LICENSE
from kb.site.forms.card import place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.base import KnowledgeBase
    from kb.read import Record

_META: Final = Markup('<meta name="{}" content="{}">')
_PICTURE: Final = Markup('<meta property="og:image" content="{}{}">')
_BESIDE: Final = Markup('<link rel="alternate" type="{}" href="{}">')
_LINKED: Final = Markup('<script type="application/ld+json">{}</script>')
_IN_HTML: Final = str.maketrans({"<": r"\u003c", ">": r"\u003e", "&": r"\u0026"})
"""What would end a script, or begin something else, as JSON may write it."""

_TYPES: Final = MappingProxyType(
    {
        "claim": "Claim",
        "concept": "DefinedTerm",
        "problem": "DefinedTerm",
        "person": "Person",
    }
)
"""Kinds for which schema.org has a word; the others are articles."""

_WORKS: Final = MappingProxyType(
    {
        "article": "ScholarlyArticle",
        "article-journal": "ScholarlyArticle",
        "book": "Book",
        "chapter": "Chapter",
        "dataset": "Dataset",
        "paper-conference": "ScholarlyArticle",
        "post": "DiscussionForumPosting",
        "post-weblog": "BlogPosting",
        "report": "Report",
        "software": "SoftwareSourceCode",
        "thesis": "Thesis",
        "webpage": "WebPage",
    }
)
"""Types of the Citation Style Language, as schema.org calls them."""


def head_of(base: KnowledgeBase, record: Record) -> Markup:
    """The part of a head that differs from entry to entry, as finished HTML."""
    data = json.dumps(linked(base, record), ensure_ascii=False, separators=(",", ":"))
    parts = [
        _BESIDE.format("application/json", f"{record.id}.json"),
        _BESIDE.format("text/markdown", f"{record.id}.md"),
        _LINKED.format(Markup(data.translate(_IN_HTML))),  # noqa: S704 - nothing ends the script
    ]
    if picture := place(record):
        parts.append(_PICTURE.format(HOME, picture))
    if isinstance(record.entry, Work):
        parts += [_META.format(name, value) for name, value in _citation(record.entry)]
    return Markup("\n").join(parts)


def linked(base: KnowledgeBase, record: Record) -> dict[str, Any]:
    """An entry in the words of schema.org."""
    entry, here = record.entry, page(record.kind, record.id)
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@id": iri(record.kind, record.id),
        "name": record.title,
        "alternateName": list(entry.aliases),
        "description": entry.summary,
    }
    if isinstance(entry, Work):
        return _kept({**told, **_work(entry, here)})
    cited = [base.corpus.owner(one.work) for one in entry.sources]
    told |= {
        "@type": _TYPES.get(record.kind, "Article"),
        "url": here,
        "mainEntityOfPage": here,
        "sameAs": [f"https://www.wikidata.org/wiki/{entry.xref.wikidata}"]
        if entry.xref and entry.xref.wikidata
        else [],
    }
    if told["@type"] == "DefinedTerm":
        return _kept({**told, "termCode": record.id, "inDefinedTermSet": HOME})
    if isinstance(entry, Person):
        return _kept(told)
    told |= {
        "isPartOf": {"@type": "Dataset", "@id": HOME, "name": "Alignment Concepts"},
        "license": f"https://spdx.org/licenses/{LICENSE}",
        "creditText": "Alignment Concepts contributors",
        "citation": list(dict.fromkeys(page("work", one.id) for one in cited)),
    }
    return _kept(told)


def _work(work: Work, here: str) -> dict[str, Any]:
    return {
        "@type": _WORKS.get(work.type, "CreativeWork"),
        "author": list(work.authors),
        "datePublished": work.date if re.fullmatch(r"[\d-]+", work.date) else cite.year(work),
        "publisher": work.venue,
        "url": cite.address(work),
        "isbn": work.isbn,
        "sameAs": [f"https://doi.org/{work.doi}"] if work.doi else [],
        "subjectOf": here,
    }


def _kept(told: dict[str, Any]) -> dict[str, Any]:
    """What is known of it."""
    return {name: value for name, value in told.items() if value}


def _citation(work: Work) -> Iterator[tuple[str, str]]:
    """A work as reference managers look for it in a page."""
    yield "citation_title", work.title
    for author in work.authors:
        yield "citation_author", author
    day = re.match(r"[\d-]+", work.date)
    yield "citation_publication_date", day[0].replace("-", "/") if day else cite.year(work)
    where = {
        "article-journal": "citation_journal_title",
        "paper-conference": "citation_conference_title",
        "thesis": "citation_dissertation_institution",
        "report": "citation_technical_report_institution",
    }
    told = {
        where.get(work.type, "citation_publisher"): work.venue,
        "citation_doi": work.doi,
        "citation_arxiv_id": work.arxiv,
        "citation_isbn": work.isbn,
        "citation_public_url": cite.address(work),
    }
    yield from ((name, value) for name, value in told.items() if value)


CITATION: Final = frozenset(
    {
        "citation_arxiv_id",
        "citation_author",
        "citation_conference_title",
        "citation_dissertation_institution",
        "citation_doi",
        "citation_isbn",
        "citation_journal_title",
        "citation_public_url",
        "citation_publication_date",
        "citation_publisher",
        "citation_technical_report_institution",
        "citation_title",
    }
)
"""Every name that a citation in a head may have."""
