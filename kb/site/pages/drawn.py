"""Marks and labels inside large drawings, as SVG; colours and widths are those of the sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from kb.model.words import KINDS

if TYPE_CHECKING:
    from kb.site.pages.parts import Anchor

_STANDS: Final = frozenset({"unanswered", "upheld"})
_CELL: Final = 12

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


def triangle(x: float, y: float, status: str, *, up: bool) -> Markup:
    """The mark of a reason: up against, down for; full where it stands, hollow where it fell."""
    side = "against" if up else "for"
    point = -5 if up else 5
    whole = f"M{x - 5:.0f} {y - point:.0f}l10 0 -5 {2 * point}z"
    drawn = Markup('<path class="kb-drawn__{} kb-drawn__{}" d="{}"/>').format(
        side, standing(status), whole
    )
    if standing(status) != "doubted":
        return drawn
    half = f"M{x:.0f} {y - point:.0f}l5 0 -5 {2 * point}z"
    return drawn + Markup('<path class="kb-drawn__{} kb-drawn__half" d="{}"/>').format(side, half)


def cell(x: float, y: float, status: str) -> Markup:
    """The mark of a claim: ink is what stands against it."""
    left, top, side = x - _CELL / 2, y - _CELL / 2, _CELL
    ink = {
        "conditional": f"M{left:.0f} {top + side:.0f}h{side}v-4h-{side}z",
        "contested": f"M{left:.0f} {top + side:.0f}h{side}v-{side}z",
        "challenged": f"M{left:.0f} {top + side:.0f}h{side}v-8h-{side}z",
        "refuted": f"M{left:.0f} {top + side:.0f}h{side}v-{side}h-{side}z",
    }.get(status)
    box = Markup('<rect class="kb-drawn__cell" x="{:.0f}" y="{:.0f}" width="{}" height="{}"/>')
    filled = Markup('<path class="kb-drawn__ink" d="{}"/>').format(ink) if ink else Markup("")
    return filled + box.format(left, top, side, side)


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
