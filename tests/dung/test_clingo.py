"""Random frameworks, solved here and by clingo from the definitions as a logic program."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any, Final

import pytest

from kb.dung import Framework, extensions, some
from profiles import FULL

if TYPE_CHECKING:
    from collections.abc import Iterator

CONFLICT_FREE: Final = """
    { in(X) } :- arg(X).
    :- in(X), in(Y), att(X, Y).
    hit(X) :- in(Y), att(Y, X).
"""
ADMISSIBLE: Final = CONFLICT_FREE + ":- in(X), att(Y, X), not hit(Y)."
PROGRAMS: Final = {
    "complete": ADMISSIBLE
    + "undefended(X) :- att(Y, X), not hit(Y). :- arg(X), not undefended(X), not in(X).",
    "stable": CONFLICT_FREE + ":- arg(X), not in(X), not hit(X).",
    "preferred": ADMISSIBLE,
}
"""What is left of admissible sets once the smaller of two is struck out are the preferred ones."""
LARGEST: Final = {"preferred"}


def answers(framework: Framework, semantics: str) -> set[frozenset[str]]:
    """The extensions that clingo finds."""
    clingo: Any = pytest.importorskip("clingo", reason="needs clingo")
    control = clingo.Control(["0", "--warn=none"])
    number = {name: place for place, name in enumerate(framework.arguments)}
    facts = [f"arg({place})." for place in number.values()]
    facts += [f"att({number[one]},{number[two]})." for one, two in framework.attacks]
    shown = "#show in/1."
    control.add("base", [], f"{' '.join(facts)} {PROGRAMS[semantics]} {shown}")
    control.ground([("base", [])])

    def found() -> Iterator[frozenset[str]]:
        with control.solve(yield_=True) as models:
            for model in models:
                places = (atom.arguments[0].number for atom in model.symbols(shown=True))
                yield frozenset(framework.arguments[place] for place in places)

    every = set(found())
    if semantics in LARGEST:
        return {one for one in every if not any(one < other for other in every)}
    return every


def drawn(number: int) -> Framework:
    """Two to twelve arguments; each attacks one to three others, itself not left out."""
    chance = random.Random(f"clingo {number}")
    names = [f"a{place}" for place in range(chance.randint(2, 12))]
    likely = chance.uniform(1, 3) / len(names)
    pairs = [(one, two) for one in names for two in names if chance.random() < likely]
    return Framework(names, pairs)


@pytest.mark.parametrize("semantics", PROGRAMS)
def test_clingo_finds_the_same_extensions(semantics: str) -> None:
    several = 0
    for number in range(200 if FULL else 40):
        framework = drawn(number)
        ours = set(extensions(framework, semantics))
        assert ours == answers(framework, semantics), framework
        assert some(framework, semantics) in (ours or {None})
        several += len(ours) > 1
    assert several > 2


def test_clingo_agrees_where_small_circles_hang_together() -> None:
    """Eight circles in a row, solved one after the other here and all at once there."""
    chance = random.Random("circles")
    attacks = []
    for circle in range(8):
        names = [f"{circle}{letter}" for letter in "abcd"]
        attacks += [(one, two) for one in names for two in names if chance.random() < 0.3]
        if circle:
            attacks.append((f"{circle - 1}{chance.choice('abcd')}", f"{circle}a"))
    framework = Framework(
        [f"{circle}{letter}" for circle in range(8) for letter in "abcd"], attacks
    )
    for semantics in PROGRAMS:
        ours = list(extensions(framework, semantics))
        assert set(ours) == answers(framework, semantics), semantics
