"""Answers of a bounded size, and as text."""

from __future__ import annotations

import json
from bisect import bisect_right
from typing import TYPE_CHECKING, Any, Final, TypeVar

import yaml

from kb.model.words import Word

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kb.model.parts import Model


class _Dumper(yaml.CSafeDumper):
    """Writes plain values; a word of a closed set is its text."""


_Dumper.add_multi_representer(Word, lambda dumper, word: dumper.represent_str(str(word)))

ROOM: Final = 8000
"""Characters that an answer may have, as text and as JSON alike."""

MOST: Final = 10
"""Rows that an answer may have."""

T = TypeVar("T", bound="Model")
R = TypeVar("R")


def fitted(answer: Callable[[int], T], most: int = MOST) -> T:
    """The fullest of the answers that is small enough.

    Tries from `most` rows downwards; an answer with one row is given whatever its size.
    """
    full = answer(most)
    if size(full) <= ROOM:
        return full
    return answer(1 + bisect_right(range(2, most), ROOM, key=lambda rows: size(answer(rows))))


def listed(
    answer: type[T],
    what: str,
    rows: Sequence[R],
    tell: Callable[[R], Model],
    skip: int,
    **also: Any,
) -> T:
    """An answer with a list, in its field `what`, of as many rows from one on as there is room for.

    What it says `also` does not depend on how many they are.
    """

    def holding(most: int) -> T:
        told = tuple(map(tell, rows[skip : skip + most]))
        more = left(len(rows), skip, len(told), what)
        return answer(**{"total": len(rows), what: told, "more": more, **also})

    return fitted(holding)


def size(answer: Model) -> int:
    """How many characters an answer has, in the longer of its two forms."""
    said = data(answer)
    return max(len(plain(said)), len(json.dumps(said, ensure_ascii=False)))


def data(answer: Model) -> dict[str, Any]:
    """An answer as plain values, without what it does not say."""
    found: dict[str, Any] = _said(answer.model_dump(mode="json"))
    return found


def _said(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _said(part) for name, part in value.items() if part not in (None, [])}
    return [_said(part) for part in value] if isinstance(value, list) else value


def text(answer: Model) -> str:
    """An answer as YAML, in which no text can pass for anything but the value of its field."""
    return plain(data(answer))


def plain(value: dict[str, Any]) -> str:
    """Plain values as YAML."""
    return str(yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100))


def clipped(text: str, most: int = 400) -> str:
    """A text in one line, cut between two words where it is long.

    >>> clipped("one two three", 8)
    'one two …'
    """
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    return f"{line[: most + 1].rpartition(' ')[0] or line[:most]} …"


def left(total: int, skip: int, shown: int, what: str) -> str | None:
    """How many there are beside those shown, and how to see them; nothing if these are all.

    >>> left(12, 0, 8, "critiques")
    'these are critiques 1 to 8 of 12; for the next, skip=8'
    """
    end = skip + shown
    if total <= skip and total:
        return f"there are only {total} {what}; skip={skip} leaves out all of them"
    if end < total:
        return f"these are {what} {skip + 1} to {end} of {total}; for the next, skip={end}"
    return f"these are the last of {total} {what}" if skip and total else None
