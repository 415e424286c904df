"""Marks and labels inside large drawings, as SVG; colours and widths are those of the sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from kb.model.words import KINDS

if TYPE_CHECKING:
    from kb.site.pages.parts import Anchor

_STANDS: Final = frozenset({"unanswered", "upheld"})

_LABEL: Final = Markup(
    '<text class="kb-drawn__{}" x="{:.0f}" y="{:.0f}" text-anchor="{}">{}</text>'
)
_LINK: Final = Markup('<a class="{}" href="{}" data-kb="{}" data-kind="{}" aria-label="{}">{}</a>')


def standing(status: str) -> str:
    """Whether a reason stands, is in doubt or has fallen, as the class of its mark and its line."""
    if status in _STANDS:
        return "stands"
    return "fallen" if status == "refuted" else "doubted"


def diamond(x: float, y: float) -> Markup:
    """The mark of an approach."""
    return Markup('<path class="kb-drawn__diamond" d="M{:.0f} {:.0f}l5 -5 5 5 -5 5z"/>').format(
        x - 5, y
    )


def label(x: float, y: float, text: str, name: str, anchor: str = "start") -> Markup:
    """A line of text."""
    return Markup(
        '<text class="kb-drawn__{}" x="{:.0f}" y="{:.0f}" text-anchor="{}">{}</text>'
    ).format(name, x, y, anchor, text)


def lines(text: str, most: int) -> list[str]:
    """A text in lines of at most so many letters, as even as they can be; no word is cut.

    >>> lines("People can evaluate the outputs of the models", 30)
    ['People can evaluate the', 'outputs of the models']
    """
    count = -(-len(text) // most)
    while True:
        aim = max(-(-len(text) // count), 1)
        found = [""]
        for word in text.split():
            longer = f"{found[-1]} {word}".strip()
            if found[-1] and (len(longer) > most or (len(found[-1]) >= aim - len(word) // 2)):
                found.append(word)
            else:
                found[-1] = longer
        if len(found) <= count + 1:
            return found
        count += 1


def link(anchor: Anchor, said: str, inside: Markup, name: str = "") -> Markup:
    """Something drawn that leads to an entry, under a whole sentence."""
    return Markup(
        '<a class="{}" href="{}" data-kb="{}" data-kind="{}" aria-label="{}">{}</a>'
    ).format(name, anchor.href, anchor.id.entry, anchor.kind, said, inside)


def kind(anchor: Anchor) -> str:
    """What an entry is, as a sentence begins."""
    return KINDS[anchor.kind].name.capitalize()
