"""Positions as lines of text: what was held of what, when, in whose words, and where."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final

from kb.model.dates import said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kb.people import RecordedPosition
    from kb.read import Corpus


_BELOW: Final = " " * 4
"""What the lines of a position begin with, but for its first."""


def listed(corpus: Corpus, held: Iterable[RecordedPosition], *, names: bool = True) -> str:
    """Some positions as lines of at most 88 characters, or "" if there are none.

    The holder's own words stand in quotation marks; those of whoever reports the holder stand
    without them, after the reporter's name.

    Args:
        corpus: in which they are recorded.
        held: the positions, in the order in which they are to be listed.
        names: whether each says whose it is.
    """
    return "\n".join(line for one in held for line in _lines(corpus, one, names=names))


def _lines(corpus: Corpus, one: RecordedPosition, *, names: bool) -> Iterator[str]:
    stance = one.stance.verb if one.stance else "gives odds"
    says = ", ".join(part for part in (said(one.date), stance, one.credence) if part)
    reading = " (the editors' reading)" if one.reading == "inferred" else ""
    head = f"{corpus.records[one.holder].title}, {says}" if names else says
    about = corpus.present(one.about)
    known = about in corpus.statements or about in corpus.records
    says_of = corpus.text(about) if known else about
    yield from wrapped(f"{head}{reading}: {says_of}", "  - ", _BELOW)
    words = f"“{one.quote}”" if one.quote else one.reported
    if words:
        yield from wrapped(words, _BELOW, _BELOW)
    place = f"{one.source}, {one.at}" if one.at else one.source
    yield from wrapped(f"[{one.about}; {place}]", _BELOW, _BELOW)


def wrapped(text: str, first: str = "", later: str = "") -> list[str]:
    """A text as lines of at most 88 characters, with what the first and the later begin with."""
    return textwrap.wrap(text, 88, initial_indent=first, subsequent_indent=later)
