"""Prose: Markdown with `[[mentions]]` of entries and `[@citations]` of works."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

MENTION: Final = re.compile(r"\[\[([^\[\]|]+)(?:\|([^\[\]]+))?\]\]")
CITATION: Final = re.compile(r"\[(@[^\[\]]+)\]")
SCHEMES: Final = ("http", "https", "mailto")

_HEADING = re.compile(r"^ {0,3}#{1,6}(?:\s|$)", re.MULTILINE)
_HTML = re.compile(r"<(?:!--|[/?]?[a-zA-Z][^\s<>]*(?:\s[^<>]*)?/?>)")
_LINK = re.compile(r"(?:\]\(|^ {0,3}\[(?!@)[^\[\]]+\]:)\s*<?\s*([^)\s>]*)", re.MULTILINE)
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_NEXT = re.compile(r";\s*(?=@)")
CODE: Final = re.compile(r"(?<![\\`])(`+)(?!`)(?:(?!\n[ \t]*\n).)*?(?<!`)\1(?!`)", re.DOTALL)
"""Code within a paragraph, between backticks as many as began it."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A link to an entry: `[[address]]` or `[[address|label]]`."""

    address: str
    label: str | None


@dataclass(frozen=True, slots=True)
class Citation:
    """A source given in running text: `[@work, sec. 2]`."""

    work: str
    at: str | None


def mentions(text: str) -> Iterator[Mention]:
    """The entries mentioned in a prose text, in order.

    >>> [m.address for m in mentions("as [[rlhf|RLHF]] and [[ida#repeat]] do")]
    ['rlhf', 'ida#repeat']
    """
    for match in MENTION.finditer(CODE.sub("", text)):
        yield Mention(match[1].strip(), match[2])


def citations(text: str) -> Iterator[Citation]:
    """The works cited in a prose text, in order.

    >>> list(citations("so it is [@ng-2000-irl, sec. 1; @cotra-2018-ida]"))
    [Citation(work='ng-2000-irl', at='sec. 1'), Citation(work='cotra-2018-ida', at=None)]
    """
    for match in CITATION.finditer(CODE.sub("", text)):
        yield from cited(match[1])


def cited(inside: str) -> Iterator[Citation]:
    """The works between the brackets of one citation."""
    for item in _NEXT.split(inside):
        work, _, at = item.strip().removeprefix("@").partition(",")
        yield Citation(work.strip(), " ".join(at.split()) or None)


def unsafe(text: str) -> Iterator[tuple[str, str]]:
    """What prose must not hold, as (code, the offending text)."""
    plain = CODE.sub("", text)
    begun: list[str] = []
    for match in _HTML.finditer(plain):
        # An element is one mistake: its end is not reported as well.
        name = match[0].strip("<>/").partition(" ")[0]
        if match[0].startswith("</") and name in begun:
            begun.remove(name)
            continue
        begun.append(name)
        yield "KB601", match[0]
    for match in _LINK.finditer(plain):
        scheme = _SCHEME.match(match[1])
        if scheme and scheme[1].lower() not in SCHEMES:
            yield "KB602", match[1]
        elif not scheme:
            yield "KB604", match[1]
    for match in _HEADING.finditer(plain):
        yield "KB603", match[0].strip()
