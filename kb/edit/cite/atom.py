"""Works from what the arXiv answers: an Atom feed."""

from __future__ import annotations

from typing import Final
from xml.etree import ElementTree as ET

from kb.edit.cite.found import Found, NotReadError, arxiv_in, found

_ATOM: Final = "{http://www.w3.org/2005/Atom}"
_OWN: Final = "{http://arxiv.org/schemas/atom}"


def works(text: str) -> list[Found]:
    """The works in an Atom feed of the arXiv.

    Raises:
        NotReadError: if the text is no such feed, or the arXiv says that it knows no such work.
    """
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise NotReadError("the answer declares entities of its own, which no feed needs")
    try:
        feed = ET.fromstring(text)  # noqa: S314 - without a document type there are no entities
    except (ET.ParseError, ValueError) as error:
        raise NotReadError(f"the answer is not an Atom feed: {error}") from error
    records = feed.findall(f"{_ATOM}entry")
    for record in records:
        if "/api/errors" in _text(record, f"{_ATOM}id"):
            raise NotReadError(f"the arXiv answers: {_text(record, f'{_ATOM}summary')}")
    records = [record for record in records if _text(record, f"{_ATOM}title")]
    if not records:
        raise NotReadError("the arXiv knows no such work")
    return [_work(record) for record in records]


def _work(record: ET.Element) -> Found:
    return found(
        {
            "title": _text(record, f"{_ATOM}title"),
            "type": "article",
            "authors": [_text(a, f"{_ATOM}name") for a in record.findall(f"{_ATOM}author")],
            "date": _text(record, f"{_ATOM}published")[:10],
            "venue": "arXiv",
            "doi": _text(record, f"{_OWN}doi"),
            "arxiv": arxiv_in(_text(record, f"{_ATOM}id")),
        }
    )


def _text(element: ET.Element, name: str) -> str:
    return " ".join((element.findtext(name) or "").split())
