"""How an entry is cited: the works that said it first, then its own page."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kb.model import View, Work, cite
from kb.model.iri import HOME
from kb.model.words import Role
from kb.share.formats.bibliographies import csl, csl_of_page

if TYPE_CHECKING:
    from kb.read import Record
    from kb.site.pages.context import Context

_MOST: Final = 3
"""Works that are offered for citing; the list of sources has all of them."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One thing to cite, in the forms that are copied."""

    name: str
    apa: str
    bibtex: str
    csl: str


def citations(context: Context, record: Record) -> tuple[Citation, ...]:
    """What to cite of an entry, the originals first; of a work, the work alone."""
    corpus = context.site.base.corpus
    if isinstance(record.entry, Work):
        return (_of_work(context, record, "This work"),)
    if isinstance(record.entry, View):
        works = [record.entry.source]
    else:
        works = [one.work for one in record.entry.sources if one.as_ is Role.ORIGINAL]
    found = [corpus.owner(work) for work in dict.fromkeys(works)][:_MOST]
    name = "The original" if len(found) == 1 else "One of the originals"
    return (*(_of_work(context, one, name) for one in found), _of_page(context, record))


def _of_work(context: Context, record: Record, name: str) -> Citation:
    work, groups = record.entry, context.site.base.corpus.groups
    if not isinstance(work, Work):  # who wrote a source may be a person in strange bases
        return _of_page(context, record)
    return Citation(
        name,
        cite.apa(work, groups),
        cite.bibtex(record.id, work, groups),
        _written(csl(record.id, work, groups)),
    )


def _of_page(context: Context, record: Record) -> Citation:
    about = context.site.base.version
    days = context.site.days.get(record.source.path)
    date = days.changed if days else about.day or ""
    told = cite.Told(f"{HOME}{context.page}", date, about.schema_version)
    return Citation(
        "This page",
        cite.apa_of_entry(record.title, told),
        cite.bibtex_of_entry(record.kind, record.id, record.title, told),
        _written(csl_of_page(record.id, record.title, told)),
    )


def _written(item: dict[str, Any]) -> str:
    """An item as a list of CSL-JSON, a field a line."""
    fields = (
        f" {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}"
        for name, value in item.items()
    )
    return "[{\n" + ",\n".join(fields) + "\n}]"
