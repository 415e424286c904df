"""Works as citations: short, in full, and as BibTeX."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kb.schema import Work

_MANY = 8
"""Authors beyond which a full citation stops listing them."""


def short(work: Work) -> str:
    """Authors and year, as in running text.

    One or two authors are named, more become "and others"; the year is that of the date.
    """
    names = [_family(name) for name in work.authors]
    listed = f"{names[0]} and others" if len(names) > 2 else " and ".join(names)
    return f"{listed} {year(work)}"


def year(work: Work) -> str:
    """The year of a work, the first of an interval."""
    return work.date[:4]


def full(work: Work) -> str:
    """Authors, date, title and venue, as plain text."""
    names = list(work.authors[:_MANY])
    if len(work.authors) > _MANY:
        names.append("and others")
    end = "" if work.title[-1:] in "?!.…" else "."
    venue = f" {work.venue}." if work.venue else ""
    return f"{', '.join(names)} ({work.date}). {work.title}{end}{venue}"


def links(work: Work) -> list[tuple[str, str]]:
    """Where a work can be read, as (label, address), without repeating one place."""
    found = []
    if work.arxiv:
        found.append((f"arXiv:{work.arxiv}", f"https://arxiv.org/abs/{work.arxiv}"))
    if work.doi and not work.doi.lower().startswith("10.48550/"):
        found.append((f"doi:{work.doi}", f"https://doi.org/{work.doi}"))
    if work.url and work.url not in {address for _, address in found}:
        host = re.sub(r"^https?://(www\.)?|/.*$", "", work.url)
        if not (work.arxiv and host == "arxiv.org"):
            found.append((host, work.url))
    if work.archived:
        found.append(("stored copy", work.archived))
    return found


_BIBTEX = {
    "article-journal": "article",
    "paper-conference": "inproceedings",
    "book": "book",
    "chapter": "incollection",
    "report": "techreport",
    "thesis": "phdthesis",
}


def bibtex(id_: str, work: Work) -> str:
    """The work as a BibTeX entry under its id."""
    kind = _BIBTEX.get(work.type, "misc")
    where = {"article": "journal", "inproceedings": "booktitle", "book": "publisher"}
    venue = where.get(kind, "institution" if kind == "techreport" else "howpublished")
    month = work.date[5:7] if re.fullmatch(r"\d{4}-\d\d.*", work.date) else None
    fields = {
        "author": " and ".join(_braced_group(name) for name in work.authors),
        "title": f"{{{work.title}}}",
        venue: work.venue,
        "year": year(work),
        "month": str(int(month)) if month else None,
        "eprint": work.arxiv,
        "archiveprefix": "arXiv" if work.arxiv else None,
        "doi": work.doi,
        "isbn": work.isbn,
        "url": work.url or (f"https://arxiv.org/abs/{work.arxiv}" if work.arxiv else None),
    }
    lines = [f"  {name} = {{{_tex(value)}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{kind}{{{id_},", *lines, "}"])


def _tex(text: str) -> str:
    return re.sub(r"([&%$#_])", r"\\\1", text) if "://" not in text else text


def _braced_group(name: str) -> str:
    """A name kept whole where it is a group's rather than a person's."""
    groups = ("institute", "openai", "register", "cambridge", "github", "center", "team")
    return f"{{{name}}}" if any(group in name.lower() for group in groups) else name


def _family(name: str) -> str:
    words = name.split()
    return words[-1] if len(words) in {2, 3} and _braced_group(name) == name else name


def sort_key(text: str) -> str:
    """A title as it is looked up: without accents, marks and leading articles."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"^(the|a|an)\s+", "", re.sub(r"[^a-z0-9 ]", "", plain).strip()).strip()
