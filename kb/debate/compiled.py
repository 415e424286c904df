"""The debate as a Dung framework, in which only arguments and attacks are left."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from kb import dung
from kb.errors import TooManyRows, UnknownSemantics
from kb.model.words import Force, Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kb.debate.model import Debate


def extensions(
    debate: Debate, semantics: str, of: Iterable[str] | None, most: int
) -> tuple[frozenset[str], ...]:
    """The sets of points that can be held together, each once.

    Args:
        debate: as recorded, or as someone sees it.
        semantics: a name or a code of `dung.SEMANTICS`.
        of: only what bears on these points.
        most: how many there may be, sets that differ in helpers alone counted one by one.

    Raises:
        UnknownSemantics: for another word.
        TooManyRows: if there are more.
    """
    part = debate if of is None else debate.only(debate.behind(of))
    try:
        every = dung.extensions(dung.Framework(*framework(part)), semantics)
    except dung.UnknownSemantics as error:
        raise UnknownSemantics(str(error)) from None
    found = list(islice(every, most + 1))
    if len(found) > most:
        raise TooManyRows(
            f"there are more than {most} {dung.known(semantics)} extensions; most=… takes more of "
            "them, of=… asks about a part"
        )
    points = part.points.keys()
    return tuple(dict.fromkeys(frozenset(points & extension) for extension in found))


def framework(debate: Debate) -> tuple[list[str], list[tuple[str, str]]]:
    """A Dung framework whose grounded labelling gives every point its label.

    A refutation is an attack. A premise attacks a helper that attacks the point resting on it. A
    weakening attacks a helper, which attacks a second helper that attacks itself and the target:
    the target can then be undecided by it, but not out. A settled point has no attackers but those
    that settle it: none where it is in, an unattacked helper where it is out, itself where it is
    undecided.

    Returns:
        The arguments, points first, and the attacks between them.
    """
    arguments = list(debate.points)
    attacks = list(_settled(debate))
    arguments += [source for source, _ in attacks if source not in debate.points]
    for point, premises in debate.assumes.items():
        if point in debate.assignments:
            continue
        for premise in premises:
            helper = f"not {premise} for {point}"
            arguments.append(helper)
            attacks += [(premise, helper), (helper, point)]
    for attack in debate.attacks:
        if attack.target in debate.assignments:
            continue
        if attack.force == Force.REFUTES:
            attacks.append((attack.source, attack.target))
            continue
        answered = f"{attack.source} on {attack.target} answered"
        doubt = f"doubt of {attack.target} from {attack.source}"
        arguments += [answered, doubt]
        attacks += [
            (attack.source, answered),
            (answered, doubt),
            (doubt, doubt),
            (doubt, attack.target),
        ]
    return arguments, attacks


def _settled(debate: Debate) -> Iterator[tuple[str, str]]:
    for point, settled in debate.assignments.items():
        if settled.label == Label.OUT:
            yield f"{point} rejected", point
        elif settled.label == Label.UNDECIDED:
            yield point, point
