"""How much a base holds, as a line and as a card."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, Protocol

from kb.model.words import KINDS
from kb.shown import PLAIN

if TYPE_CHECKING:
    from kb.share.formats import About


class Sized(Protocol):
    """A base, as it is counted."""

    @property
    def description(self) -> str:
        """What it shows, if it is a view."""

    def __len__(self) -> int:
        """How many entries there are."""

    def statistics(self) -> dict[str, Any]:
        """Counts of what it holds."""

    @property
    def version(self) -> About:
        """Where it comes from."""


def size(base: Sized) -> str:
    """How many entries it has, and what it shows if it is a view."""
    return f"{len(base)} entries{', ' if base.description else ''}{base.description}"


def html(base: Sized) -> str:
    """How much it holds of what, for notebooks, without scripts."""
    first, *rest = map(escape, _card(base))
    said = "".join(f"<p>{line}</p>" for line in rest)
    return f"<div {PLAIN}><p><strong>KnowledgeBase</strong> of {first}</p>{said}</div>"


def markdown(base: Sized) -> str:
    """The same in Markdown."""
    first, *rest = (escape(line, quote=False) for line in _card(base))
    return "\n\n".join([f"**KnowledgeBase** of {first}", *rest])


def _card(base: Sized) -> tuple[str, ...]:
    """How much it holds, what it shows if it is a view, and its date, a sentence each."""
    counts = base.statistics()
    named = ", ".join(
        f"{count} {kind.name if count == 1 else kind.plural.lower()}"
        for kind in KINDS.values()
        if (count := counts["kinds"].get(kind.name, 0))
    )
    return (
        size(base),
        (
            f"{named or 'nothing'}; {counts['statements']} statements inside them; "
            f"{counts['positions']} dated positions"
        ),
        f"data of {base.version.data_date}, licence {base.version.license}",
    )
