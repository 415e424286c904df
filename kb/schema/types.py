"""The types of single values: ids, addresses, dates, locators, prose, and what each refers to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Final
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

if TYPE_CHECKING:
    from collections.abc import Callable

ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_ID: Final = 60
LONGEST_QUOTE: Final = 40
"""Words a quotation may have."""

_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?~?", re.ASCII)
_ARXIV = re.compile(r"(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?", re.ASCII)
_DOI = re.compile(r"10\.[0-9]{4,9}/\S+")
_PLACEHOLDER_HOSTS = ("example.com", "example.org", "bit.ly", "t.co", "tinyurl.com", "goo.gl")


@dataclass(frozen=True, slots=True)
class Refers:
    """Marks a field whose value is an address, and says which relation it writes."""

    relation: str


@dataclass(frozen=True, slots=True)
class ProseMark:
    """Marks a field whose value is Markdown with `[[mentions]]` and `[@citations]`."""


def _wrong(code: str, message: str, **context: Any) -> PydanticCustomError:
    return PydanticCustomError(code, message, context)


def slug(value: str) -> str:
    """The words of a name as they stand in an id.

    >>> slug("AI safety via Debate")
    'ai-safety-via-debate'
    """
    return "-".join(re.findall(r"[a-z0-9]+", value.lower()))


def _id(value: str) -> str:
    if not ID.fullmatch(value) or len(value) > LONGEST_ID:
        raise _wrong(
            "KB107",
            "`{value}` is not an id; ids are lower-case words joined by `-`, at most 60 characters",
            value=value,
            hint=slug(value)[:LONGEST_ID].strip("-"),
        )
    return value


def is_date(value: str) -> bool:
    """Whether `value` is `YYYY[-MM[-DD]]`, perhaps with `~`, or two of them joined by `/`."""
    first, slash, last = value.partition("/")
    if slash:
        return is_date(first) and is_date(last) and "/" not in last and last >= first
    match = _DATE.fullmatch(value)
    if not match:
        return False
    if match[3]:
        from datetime import date  # noqa: PLC0415

        try:
            date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            return False
    return True


def _date(value: str) -> str:
    if not is_date(value):
        raise _wrong(
            "KB106",
            "`{value}` is not a date; dates are YYYY, YYYY-MM or YYYY-MM-DD, with `~` for "
            "about and `/` between two for an interval",
            value=value,
        )
    return value


def _day(value: str) -> str:
    if not is_date(value) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise _wrong("KB106", "`{value}` is not a day; write YYYY-MM-DD", value=value)
    return value


def _year(value: str) -> str:
    if not re.fullmatch(r"[0-9]{4}", value):
        raise _wrong("KB106", "`{value}` is not a year; write YYYY", value=value)
    return value


def _url(value: str) -> str:
    try:
        parts = urlsplit(value)
        host = parts.hostname or ""
    except ValueError:
        parts, host = urlsplit(""), ""
    if parts.scheme not in {"http", "https"} or "." not in host or re.search(r"\s", value):
        raise _wrong("KB110", "`{value}` is not a web address starting with https://", value=value)
    if host.removeprefix("www.") in _PLACEHOLDER_HOSTS:
        raise _wrong(
            "KB110",
            "`{value}` is a placeholder or a shortened address; give the real one",
            value=value,
        )
    if re.search(r"[?&](q|query|search)=", parts.query and "?" + parts.query):
        raise _wrong("KB110", "`{value}` is a search, not a source", value=value)
    if re.search(r"(^|\.)(lesswrong|alignmentforum)\.org$", host) and (
        post := re.match(
            r"/posts/(?![A-Za-z0-9]{17}(?:/|$)|[0-9a-f]{24}(?:/|$))([^/]+)", parts.path
        )
    ):
        raise _wrong(
            "KB110",
            "`{post}` is not the id of a post: those have 17 characters",
            value=value,
            post=post[1],
        )
    return value


def _arxiv(value: str) -> str:
    digits = re.sub(r"\D", "", value)
    sequential = digits[-5:] in {"12345", "01234", "23456", "34567", "45678", "56789", "00000"}
    month = re.match(r"[0-9]{2}([0-9]{2})\.", value)
    if not _ARXIV.fullmatch(value) or sequential or (month and not 1 <= int(month[1]) <= 12):
        raise _wrong("KB112", "`{value}` is not an arXiv id, such as 2009.01325", value=value)
    return value


def _doi(value: str) -> str:
    if not _DOI.fullmatch(value):
        raise _wrong(
            "KB111", "`{value}` is not a DOI, such as 10.1145/3442188.3445922", value=value
        )
    return value


def _isbn(value: str) -> str:
    digits = value.replace("-", "").upper()
    good = False
    if re.fullmatch(r"[0-9]{13}", digits):
        good = sum(int(d) * (1, 3)[i % 2] for i, d in enumerate(digits)) % 10 == 0
    elif re.fullmatch(r"[0-9]{9}[0-9X]", digits):
        numbers = [10 if d == "X" else int(d) for d in digits]
        good = sum(n * (10 - i) for i, n in enumerate(numbers)) % 11 == 0
    if not good:
        raise _wrong(
            "KB113", "`{value}` is not an ISBN: its check digit does not agree", value=value
        )
    return value


def _probability(value: float) -> float:
    if not 0 < value < 1:
        raise _wrong(
            "KB108",
            "`{value}` is not a credence; credences lie strictly between 0 and 1",
            value=str(value),
        )
    return value


def _quote(value: str) -> str:
    words = len(value.split())
    if words > LONGEST_QUOTE:
        raise _wrong(
            "KB401",
            "the quotation has {words} words; at most 40 may be quoted",
            words=words,
        )
    return value


def _limit(longest: int, what: str) -> Callable[[str], str]:
    def check(value: str) -> str:
        if len(value) > longest:
            raise _wrong(
                "KB104",
                "the {what} has {length} characters; at most {longest} are allowed",
                what=what,
                length=len(value),
                longest=longest,
            )
        if "\n" in value:
            raise _wrong("KB104", "the {what} has several paragraphs; it must be one", what=what)
        return value

    return check


def _plain(value: Any) -> Any:
    if isinstance(value, str) and not value.strip():
        raise _wrong("KB105", "the value is empty")
    return value


Text = Annotated[str, BeforeValidator(_plain), StringConstraints(strip_whitespace=True)]
"""Plain text without mark-up."""

Title = Annotated[Text, AfterValidator(_limit(90, "title"))]
PrintedTitle = Annotated[Text, AfterValidator(_limit(300, "title"))]
"""The title of a work, which is as long as its authors made it."""

Summary = Annotated[Text, AfterValidator(_limit(200, "summary"))]
Sentence = Annotated[Text, AfterValidator(_limit(400, "sentence"))]
Prose = Annotated[Text, ProseMark()]
"""Markdown with mentions and citations."""

Quote = Annotated[Text, AfterValidator(_quote)]
Id = Annotated[str, AfterValidator(_id)]
Address = Text
"""An `id` or `id#fragment`; whether it is one is told with the ids at hand, by the corpus."""

Date = Annotated[str, AfterValidator(_date)]
Day = Annotated[str, AfterValidator(_day)]
Year = Annotated[str, AfterValidator(_year)]
Url = Annotated[str, AfterValidator(_url)]
Arxiv = Annotated[str, AfterValidator(_arxiv)]
Doi = Annotated[str, AfterValidator(_doi)]
Isbn = Annotated[str, AfterValidator(_isbn)]
Probability = Annotated[float, AfterValidator(_probability), Field(allow_inf_nan=False)]

WorkId = Annotated[Address, Refers("sources")]
PersonId = Annotated[Address, Refers("by")]
Assumed = Annotated[Address, Refers("assumes")]
Supported = Annotated[Address, Refers("supports")]
About = Annotated[Address, Refers("about")]
