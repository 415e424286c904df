"""Works from what the arXiv answers: an Atom feed."""

from __future__ import annotations

from typing import Final
from xml.etree import ElementTree as ET

from kb.edit.cite.found import Found, NotReadError, arxiv_in, found

_ATOM: Final = "{http://www.w3.org/2005/Atom}"
OWN: Final = "{http://arxiv.org/schemas/atom}"


def works(text: str) -> list[Found]:
    """The works in an Atom feed of the arXiv.

    Raises:
        NotReadError: if the text is no such feed, or the arXiv says that it knows no such work.
    """
    found_in = [record for record in records(text) if told(record, "title")]
    if not found_in:
        raise NotReadError("the arXiv knows no such work")
    return [work(record) for record in found_in]


def records(text: str) -> list[ET.Element]:
    """The records in an Atom feed of the arXiv, which may be none.

    Raises:
        NotReadError: if the text is no such feed, or tells of a mistake.
    """
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise NotReadError("the answer declares entities of its own, which no feed needs")
    try:
        feed = ET.fromstring(text)  # noqa: S314 - without a document type there are no entities
    except (ET.ParseError, ValueError) as error:
        raise NotReadError(f"the answer is not an Atom feed: {error}") from error
    listed = feed.findall(f"{_ATOM}entry")
    for record in listed:
        if "/api/errors" in told(record, "id"):
            raise NotReadError(f"the arXiv answers: {told(record, 'summary')}")
    return listed


def work(record: ET.Element) -> Found:
    """The work that a record is of."""
    names = (author.findtext(f"{_ATOM}name") for author in record.findall(f"{_ATOM}author"))
    return found(
        {
            "title": told(record, "title"),
            "type": "article",
            "authors": [" ".join((name or "").split()) for name in names],
            "date": told(record, "published")[:10],
            "venue": "arXiv",
            "doi": told(record, "doi", OWN),
            "arxiv": arxiv_in(told(record, "id")),
        }
    )


def told(record: ET.Element, name: str, space: str = _ATOM) -> str:
    """What a record tells under a name, on one line; empty where it tells nothing."""
    return " ".join((record.findtext(f"{space}{name}") or "").split())
