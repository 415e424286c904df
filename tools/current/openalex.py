"""What OpenAlex knows of works: who cites them, and which were retracted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from kb.edit.cite.found import Found, arxiv_in, doi_in, found
from tools.current.asked import pieces

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

    from tools.current.asked import Asked

AT_ONCE: Final = 50
"""Works asked about in one question; it takes a hundred, and addresses have an end."""
PAGE: Final = 100
PAGES: Final = 10
"""Pages of citing works that are read of one question."""

_API: Final = "https://api.openalex.org/works"
_FIELDS: Final = (
    "id,doi,display_name,publication_date,authorships,primary_location,locations,"
    "referenced_works,is_retracted"
)


@dataclass(frozen=True, slots=True)
class Known:
    """A work as OpenAlex has it.

    Attributes:
        name: what it is called there, such as `W2741809807`.
        work: what it says of the work.
        cites: the names of the works that it cites.
        retracted: whether it was taken back.
    """

    name: str
    work: Found
    cites: frozenset[str]
    retracted: bool


def held(dois: Mapping[str, str], asked: Asked) -> Iterator[tuple[str, Known]]:
    """What OpenAlex knows of works of the base.

    Args:
        dois: the id of each work, by its DOI in small letters.
        asked: whom to ask.
    """
    fit = (doi for doi in dois if not set(doi) & set("|,"))
    for piece in pieces(fit, AT_ONCE):
        for known in _known(f"doi:{'|'.join(piece)}", 1, asked):
            for doi in _dois(known.work):
                if doi in dois:
                    yield dois[doi], known
                    break


def citing(names: Iterable[str], since: dt.date, asked: Asked) -> Iterator[Known]:
    """The works since a day that cite some of those with these names."""
    for piece in pieces(names, AT_ONCE):
        which = f"cites:{'|'.join(piece)},from_publication_date:{since}"
        yield from _known(which, PAGES, asked)


def _known(which: str, pages: int, asked: Asked) -> Iterator[Known]:
    asks = f"{_API}?filter={quote(which, safe=':|,/()')}&select={_FIELDS}&per_page={PAGE}"
    for page in range(1, pages + 1):
        results = _listed(asked.json(f"{asks}&page={page}").get("results"))
        yield from filter(None, map(_read, results))
        if len(results) < PAGE:
            return


def _read(result: Any) -> Known | None:
    """A work in an answer; None where it has no name."""
    told = _fields(result)
    name = re.fullmatch(r"https://openalex\.org/(W[0-9]+)", _text(told.get("id")))
    if name is None:
        return None
    primary = _fields(told.get("primary_location"))
    places = [primary, *map(_fields, _listed(told.get("locations")))]
    pages = [_text(place.get("landing_page_url")) for place in places]
    doi = doi_in(_text(told.get("doi")))
    arxiv = next(filter(None, map(arxiv_in, pages)), None)
    people = [_fields(_fields(one).get("author")) for one in _listed(told.get("authorships"))]
    work = found(
        {
            "title": _text(told.get("display_name")),
            "authors": [_text(person.get("display_name")) for person in people],
            "date": _text(told.get("publication_date")),
            "doi": doi,
            "arxiv": arxiv,
            "url": None if doi or arxiv else next(filter(None, pages), None),
        }
    )
    cites = (
        _text(one).removeprefix("https://openalex.org/")
        for one in _listed(told.get("referenced_works"))
    )
    return Known(name[1], work, frozenset(cites), told.get("is_retracted") is True)


def _dois(work: Found) -> Iterator[str]:
    """The DOIs that a work may be held under, in small letters."""
    if doi := work.fields.get("doi"):
        yield doi.lower()
    if arxiv := work.fields.get("arxiv"):
        yield f"10.48550/arxiv.{arxiv}".lower()


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _fields(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
