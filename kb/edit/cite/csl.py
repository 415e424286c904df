"""Works from CSL-JSON, as files and as registration agencies give it."""

from __future__ import annotations

import json
import re
from types import MappingProxyType
from typing import Any, Final

from kb.edit.cite.found import Found, NotReadError, arxiv_id, arxiv_in, date_of, doi_in, found

_TYPES: Final = MappingProxyType(
    {
        "journal-article": "article-journal",
        "proceedings-article": "paper-conference",
        "book-chapter": "chapter",
        "monograph": "book",
        "edited-book": "book",
        "posted-content": "article",
        "dissertation": "thesis",
    }
)
"""What registration agencies write for types of the Citation Style Language."""


def works(text: str) -> list[Found]:
    """The works in CSL-JSON: one record, or a list of them.

    Raises:
        NotReadError: if the text is not CSL-JSON.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotReadError(f"this is not JSON: {error}") from error
    records = data if isinstance(data, list) else [data]
    if not records or not all(isinstance(record, dict) for record in records):
        raise NotReadError("this is not CSL-JSON: it holds one record, or a list of records")
    return [_work(record) for record in records]


def _work(record: dict[str, Any]) -> Found:
    kind = _text(record.get("type"))
    authors = [_name(name) for name in _listed(record.get("author"))]
    first = next((name for name in _listed(record.get("author")) if isinstance(name, dict)), {})
    family = " ".join(filter(None, (_text(first.get("non-dropping-particle")), _family(first))))
    url = _text(record.get("URL"))
    doi = doi_in(_text(record.get("DOI")))
    archived = " ".join(_text(record.get(name)) for name in ("archive", "archive_location"))
    id_ = arxiv_in(url) or arxiv_in(_text(record.get("number"))) or arxiv_in(archived)
    if id_ is None and _text(record.get("archive")).lower() == "arxiv":
        id_ = arxiv_id(_text(record.get("archive_location")))
    return found(
        {
            "title": _text(record.get("title")),
            "type": _TYPES.get(kind, kind),
            "authors": authors,
            "date": _date(record.get("issued")),
            "venue": _text(record.get("container-title")) or _text(record.get("publisher")),
            "url": None if re.match(r"https?://(dx\.)?doi\.org/", url) else url,
            "doi": doi,
            "arxiv": id_,
            "isbn": next(iter(re.split(r"[\s,;]+", _text(record.get("ISBN")).strip())), None),
        },
        family or None,
    )


def _family(name: dict[str, Any]) -> str:
    return _text(name.get("family")) or _text(name.get("literal"))


def _name(name: Any) -> str:
    """A name as it is printed, the given name first."""
    if not isinstance(name, dict):
        return _text(name)
    order = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    parts = [_text(name.get(part)) for part in order]
    return " ".join(filter(None, parts)) or _text(name.get("literal")) or _text(name.get("name"))


def _date(issued: Any) -> str | None:
    if not isinstance(issued, dict):
        return None
    dates = [date_of(*_listed(parts)) for parts in _listed(issued.get("date-parts"))[:2]]
    told = [date for date in dates if date]
    if told:
        return "/".join(told) if told == sorted(told) else told[0]
    loose = re.match(
        r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?!\d)",
        _text(issued.get("raw")) or _text(issued.get("literal")),
        re.ASCII,
    )
    return date_of(*loose.groups()) if loose else None


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: Any) -> str:
    """Text, or the first text of a list; empty for anything else."""
    if isinstance(value, list):
        value = next(iter(value), None)
    return value if isinstance(value, str) else str(value) if isinstance(value, int) else ""
