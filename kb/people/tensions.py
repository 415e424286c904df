"""Where one person's positions pull against each other, or stand without a recorded reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.debate import closure, grounds
from kb.model.words import Label, Status
from kb.people.positions import latest_of, verdict
from kb.people.seen import READER, assignments, verb, without
from kb.shown import Fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kb.debate import Debate
    from kb.people.positions import RecordedPosition
    from kb.read import Corpus


@dataclass(frozen=True, slots=True)
class Tension(Fields):
    """A position that does not go with the same person's other positions and the recorded debate.

    Attributes:
        holder: id of the person.
        about: what the position is about.
        stance: the stance, or the credence where there is none.
        status: what follows for it from the person's other positions.
        because: the other positions from which that follows, nearest first; none where the
            recorded debate is enough.
        question: what one would ask the person.
    """

    holder: str
    about: str
    stance: str
    status: Status
    because: tuple[str, ...]
    question: str


def tensions(
    debate: Debate, held: Iterable[RecordedPosition], holder: str, corpus: Corpus
) -> tuple[Tension, ...]:
    """The positions of one person that do not go with their others, by address.

    Each of their latest positions is left out in turn, and its label computed from all the others
    and the recorded debate. To accept what is then out is a tension; so is to reject what is then
    in, though something is recorded against it or against what it assumes. (To reject that against
    which nothing is recorded is not: see `unexplained`.) Whoever is unsure of a point, or only
    leans to one side, has not settled it, so nothing can pull against that.
    """
    own = latest_of(held, holder)
    view = assignments(own, holder)
    found = []
    for about, one in own.items():
        if about not in debate.points:
            continue
        rest = without(debate, view, about)
        if not _at_odds(verdict(one), rest.labels[about], attacked=debate.attacked[about]):
            continue
        because = grounds(rest, about)
        asked = _question(corpus, rest, own, about, because)
        found.append(Tension(holder, about, one.stand, rest.status(about), because, asked))
    return tuple(found)


def _at_odds(leaning: int, label: Label, *, attacked: bool) -> bool:
    return (leaning > 0 and label == Label.OUT) or (leaning < 0 and label == Label.IN and attacked)


def unexplained(
    debate: Debate, held: Iterable[RecordedPosition], holder: str
) -> tuple[RecordedPosition, ...]:
    """The latest positions of one person that reject something without a recorded reason.

    No critique is recorded of what they reject, nor of anything it assumes. By address.
    """
    return tuple(
        one
        for about, one in latest_of(held, holder).items()
        if verdict(one) < 0 and about in debate.points and not debate.attacked[about]
    )


def _question(
    corpus: Corpus,
    rest: Debate,
    own: Mapping[str, RecordedPosition],
    about: str,
    because: tuple[str, ...],
) -> str:
    """What one would ask: which to give up, what else speaks against it, or what the answer is."""
    holder = own[about].holder
    name = corpus.records[holder].title if holder in corpus.records else holder
    start = f"{'You' if name == READER else name} {_holds(corpus, own[about], name)}"
    rejects = rest.labels[about] == Label.IN
    if because:
        other = ", and ".join(
            f"{_holds(corpus, own[address], name)}, {_bearing(rest, address, about)}"
            for address in because
        )
        which = "the two" if len(because) == 1 else "them"
        give_up = f"Which of {which} would {name} give up?"
        asks = f"What else speaks against it for {name}?" if rejects else give_up
    elif rejects:
        other = "all that is recorded against it has been refuted"
        asks = f"What speaks against it for {name}?"
    else:
        other = f"it is {rest.status(about)} in the recorded debate"
        asks = f"What would {name} answer?"
    return f"{start}, and yet {other}. {asks}"


def _holds(corpus: Corpus, held: RecordedPosition, name: str) -> str:
    text = corpus.text(held.about).rstrip(".")
    if held.stance:
        return f'{verb(held, name)} that "{text}"'
    return f'{"give" if name == READER else "gives"} {held.stand} to "{text}"'


def _bearing(debate: Debate, address: str, about: str) -> str:
    """How one point bears on another."""
    ground = closure(debate.assumes.get(about, ()), debate.assumes)
    if address in ground:
        return "on which it rests"
    against = _attackers(debate, {about, *ground})
    if address in against:
        return "which speaks against it"
    if address in _attackers(debate, against):
        return "which answers what speaks against it"
    return "which bears on it"


def _attackers(debate: Debate, points: Iterable[str]) -> set[str]:
    return {a.source for point in points for a in debate.attackers.get(point, ())}
