"""A reader's own view as files: what they hold, who they are, and where they said it.

The site writes the same, in `site/assets/js/myview.js`.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kb.model.numbers import amount

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kb.people import RecordedPosition

NOBODY: Final = "A reader"
"""Whose a view is that gives no name."""

_LONGEST: Final = 40
_SKIPPED: Final = "# Skipped:"


@dataclass(frozen=True, slots=True)
class Own:
    """A view of a reader at a date.

    Attributes:
        name: whose it is, as printed.
        date: the day.
        held: the positions, in the order in which they were taken.
        skipped: what was passed over.
    """

    name: str
    date: str
    held: tuple[RecordedPosition, ...]
    skipped: tuple[str, ...] = ()

    @property
    def holder(self) -> str:
        """The id of the person, made from the name.

        >>> Own("Ada Réed", "2026-11-28", ()).holder
        'ada-reed'
        """
        plain = unicodedata.normalize("NFD", self.name or NOBODY).encode("ascii", "ignore").decode()
        made = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:_LONGEST].strip("-")
        return made or "a-reader"

    @property
    def work(self) -> str:
        """The id of the work in which they said so."""
        return f"{self.holder}-{self.date[:4]}-view"

    @property
    def title(self) -> str:
        """What the view and the work are called."""
        return f"Inside view of {self.name or NOBODY}, {self.date}"


def files(own: Own) -> dict[str, str]:
    """The files of a view, by their place among the entries: the view, the person, the work."""
    name = own.name or NOBODY
    return {
        f"views/{own.holder}-{own.date[:7]}.yaml": "\n".join([*_view(own), ""]),
        f"people/{own.holder}.yaml": f"title: {_text(name)}\ntype: person\n",
        f"works/{own.work}.yaml": (
            f"title: {_text(own.title)}\ntype: personal_communication\n"
            f"authors: [{_text(name)}]\ndate: {own.date}\n"
        ),
    }


def skipped_in(text: str) -> tuple[str, ...]:
    r"""What was passed over, as a file of a view says.

    >>> skipped_in("# Skipped: a b\ntitle: x")
    ('a', 'b')
    """
    first = text.partition("\n")[0]
    return tuple(first.removeprefix(_SKIPPED).split()) if first.startswith(_SKIPPED) else ()


def _view(own: Own) -> Iterator[str]:
    if own.skipped:
        yield f"{_SKIPPED} {' '.join(own.skipped)}"
    yield f"title: {_text(own.title)}"
    yield f"holder: {own.holder}"
    yield f"date: {own.date}"
    yield f"source: {own.work}"
    yield "positions:"
    for one in own.held:
        yield f"  - about: {one.about}"
        if one.stance:
            yield f"    stance: {one.stance}"
        if one.position.bounds:
            yield f"    credence: {_credence(one.position.bounds)}"
        yield "    reading: inferred"
        if one.note:
            yield f"    note: {_text(one.note)}"


def _credence(bounds: Iterable[float]) -> str:
    told = list(dict.fromkeys(map(amount, bounds)))
    return told[0] if len(told) == 1 else f"[{', '.join(told)}]"


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)
