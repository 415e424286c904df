"""The debate as one person sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kb.debate import Assignment
from kb.model.dates import said
from kb.model.words import Label
from kb.people.positions import latest_of, verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kb.debate import Debate
    from kb.people.positions import RecordedPosition

READER: Final = "you"
"""The holder of the positions that whoever asks has given themselves."""

_LABELS: Final = {1: Label.IN, -1: Label.OUT, 0: Label.UNDECIDED}


def seen_by(held: Iterable[RecordedPosition], holder: str, name: str) -> dict[str, Assignment]:
    """What one person's latest positions settle: the labels with which `Debate.settle` starts.

    What they agree with is in, what they reject is out, and what they are unsure of, or only lean
    on, is undecided. Where only a credence is recorded, all of it has to lie above or below a half.
    A position that says neither settles nothing.

    Args:
        held: positions of anyone.
        holder: id of the person.
        name: the person's name, for the notes.
    """
    return assignments(latest_of(held, holder), name)


def assignments(own: Mapping[str, RecordedPosition], name: str) -> dict[str, Assignment]:
    """The labels that some positions give, by address."""
    return {
        about: Assignment(_LABELS[verdict(one)], _note(one, name))
        for about, one in own.items()
        if one.stance is not None or one.credence is not None
    }


def without(debate: Debate, view: Mapping[str, Assignment], about: str) -> Debate:
    """The debate in which all of a view is settled but one point, which follows from the rest.

    That holds as well where the debate is one in which that point was settled before. What the view
    says of addresses that are no points of the debate is left out.
    """
    rest = {a: one for a, one in view.items() if a != about and a in debate.points}
    return debate.release(about).settle(rest)


def verb(held: RecordedPosition, name: str = "") -> str:
    """What the holder does, such as `strongly agrees` or `gives it 20%`; of a reader, what you do.

    Args:
        held: the position.
        name: of the holder, as `you` where it is a reader.
    """
    return _verb(held.stance.verb if held.stance else f"gives it {held.stand}", name)


def _verb(does: str, name: str) -> str:
    """What someone does, as it is said of them, or to a reader."""
    if name != READER:
        return does
    first, _, rest = does.partition(" ")
    if first == "strongly":
        return f"{first} {rest.removesuffix('s')}"
    return f"{'are' if first == 'is' else first.removesuffix('s')} {rest}".rstrip()


def _note(held: RecordedPosition, name: str) -> str:
    if name == READER:
        return f"{name} {verb(held, name)}"
    reading = "; the editors' reading" if held.reading == "inferred" else ""
    return f"{name} {verb(held)}, {said(held.date)}{reading}"
