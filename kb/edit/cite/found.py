"""What a bibliography says of one work, in the fields of an entry."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pydantic import TypeAdapter, ValidationError

from kb.errors import KnowledgeBaseError
from kb.model import types
from kb.model.corrections import dated
from kb.model.dates import is_date
from kb.model.words import WorkType

if TYPE_CHECKING:
    from collections.abc import Mapping

ARXIV: Final = re.compile(
    r"(?:arxiv[:\s/.]+|arxiv\.org/(?:abs|pdf|html)/)?"
    r"(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?(?:\.pdf)?",
    re.ASCII | re.IGNORECASE,
)
NEEDED: Final = ("title", "type", "authors", "date")
"""What every work must say; nothing of it is ever guessed."""

TYPES: Final = frozenset(WorkType)

_CHECKED: Final = {
    "title": types.PrintedTitle,
    "date": types.Date,
    "url": types.Url,
    "doi": types.Doi,
    "arxiv": types.Arxiv,
    "isbn": types.Isbn,
}
_ORDER: Final = ("title", "type", "authors", "date", "venue", "url", "doi", "arxiv", "isbn")


class NotReadError(KnowledgeBaseError):
    """A source that cannot be read; the message says why, and what can be."""


@dataclass(frozen=True, slots=True)
class Found:
    """A work as a bibliography gives it.

    Attributes:
        fields: those of an entry, each one good; what is missing is not there.
        notes: what was left out, and why.
        family: of the first author, where the bibliography tells it.
        key: what the bibliography calls the work, if anything.
    """

    fields: Mapping[str, Any]
    notes: tuple[str, ...] = ()
    family: str | None = None
    key: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        """What a work must say and this one does not."""
        return tuple(name for name in NEEDED if not self.fields.get(name))


def found(
    given: Mapping[str, Any], family: str | None = None, notes: tuple[str, ...] = ()
) -> Found:
    """The work in the fields of a bibliography, without those that cannot be right."""
    fields: dict[str, Any] = {}
    said = list(notes)
    for name in _ORDER:
        if name == "authors":
            fields[name] = [one for one in map(clean, given.get(name) or ()) if one]
            continue
        value = clean(str(given.get(name) or ""))
        if not value:
            continue
        if name == "date" and not is_date(value):
            value = dated(value) or value
        if name == "type" and value not in TYPES:
            said.append(f"`{value}` is no type of work here; the types: {', '.join(sorted(TYPES))}")
        elif name in _CHECKED and (wrong := _wrong(name, value)):
            said.append(f"`{name}` was left out: {wrong}")
        else:
            fields[name] = value
    doi = str(fields.get("doi", ""))
    if "arxiv" not in fields and (id_ := arxiv_id(doi.lower().removeprefix("10.48550/"))):
        fields["arxiv"] = id_
    if "arxiv" in fields:
        fields.setdefault("url", f"https://arxiv.org/abs/{fields['arxiv']}")
        if doi.lower().startswith("10.48550/"):
            del fields["doi"]
    return Found({name: fields[name] for name in _ORDER if fields.get(name)}, tuple(said), family)


def _wrong(name: str, value: str) -> str | None:
    try:
        TypeAdapter(_CHECKED[name]).validate_python(value)
    except ValidationError as error:
        return error.errors(include_url=False)[0]["msg"]
    return None


def clean(text: str) -> str:
    """Text on one line, without mark-up, control characters and half characters."""
    plain = re.sub(r"</?(?:i|b|em|strong|sub|sup|scp|jats:\w+|span|p)(?:\s[^<>]*)?>", "", text)
    plain = unicodedata.normalize("NFC", html.unescape(plain))
    kinds = [(c, unicodedata.category(c)) for c in plain if c not in "\ufffe\uffff\ufeff"]
    kept = (" " if kind in {"Cc", "Zl", "Zp"} else c for c, kind in kinds if kind != "Cs")
    return " ".join("".join(kept).split())


def arxiv_id(text: str) -> str | None:
    """The arXiv id that a text is, without its version; None where it is none.

    >>> arxiv_id("arXiv:1805.00899v2")
    '1805.00899'
    """
    match = ARXIV.fullmatch(text.strip())
    return match[1] if match else None


def arxiv_in(text: str) -> str | None:
    """The first arXiv id that a text names as one.

    >>> arxiv_in("arXiv preprint arXiv:1805.00899 (2018)")
    '1805.00899'
    """
    named = re.search(r"(?:arxiv[:/]\s*|arxiv\.org/(?:abs|pdf|html)/)(\S+)", text, re.IGNORECASE)
    return arxiv_id(named[1].rstrip(".,;)")) if named else None


def doi_in(text: str) -> str | None:
    """The DOI that a text is, without what stands before it; None where it is none.

    >>> doi_in("https://doi.org/10.1145/3442188.3445922")
    '10.1145/3442188.3445922'
    """
    bare = re.sub(
        r"^(?:doi:\s*|https?://(?:dx\.|www\.)?doi\.org/)", "", text.strip(), flags=re.IGNORECASE
    )
    return bare if re.fullmatch(r"10\.[0-9]{4,9}/\S+", bare) else None


def date_of(*parts: object) -> str | None:
    """A date of year, month and day, as far as they are numbers that can be.

    >>> date_of("2018", 5, None)
    '2018-05'
    """
    numbers = []
    for part in parts:
        if not re.fullmatch(r"[0-9]{1,4}", str(part).strip()):
            break
        numbers.append(int(str(part)))
    widths = ("{:04d}", "{:02d}", "{:02d}")
    while numbers and numbers[0] >= 1000:
        date = "-".join(
            width.format(number) for width, number in zip(widths, numbers, strict=False)
        )
        if is_date(date):
            return date
        numbers.pop()
    return None
