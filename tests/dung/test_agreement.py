"""A thousand random frameworks, solved here, by pygarg and by formal-argumentation."""

from __future__ import annotations

import random
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import pytest
from argumentation.core import dung as formal
from argumentation.core.finite import (
    predecessors_index,
    strongly_connected_components,
    successors_index,
)
from argumentation.core.preprocessing import simplify_af
from argumentation.core.scc_recursive import scc_extensions

from kb.dung import Framework, credulous, extensions, sceptical
from profiles import FULL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

THEIRS: Final = {"complete": "CO", "preferred": "PR", "stable": "ST", "ideal": "ID"}
ENOUGH: Final = 300
"""Extensions of one framework that are compared one by one."""


def even(size: int, degree: float, chance: random.Random) -> Framework:
    """Each pair attacks with the same probability (Erdős and Rényi), none itself."""
    names = [f"a{number}" for number in range(size)]
    attacks = [
        (one, two)
        for one in names
        for two in names
        if one != two and chance.random() < degree / size
    ]
    return Framework(names, attacks)


def doubting(size: int, degree: float, chance: random.Random) -> Framework:
    """The same, and three in ten attack themselves."""
    plain = even(size, degree, chance)
    selves = [(name, name) for name in plain.arguments if chance.random() < 0.3]
    return Framework(plain.arguments, [*plain.attacks, *selves])


def hubs(size: int, degree: float, chance: random.Random) -> Framework:
    """Each newcomer joins those that are joined already (Barabási and Albert), one way or both."""
    names = [f"a{number}" for number in range(size)]
    ends = [names[0]]
    attacks = []
    for name in names[1:]:
        for other in dict.fromkeys(chance.choice(ends) for _ in range(int(degree))):
            pair = (name, other) if chance.random() < 0.5 else (other, name)
            attacks += [pair, pair[::-1]] if chance.random() < 0.1 else [pair]
            ends += pair
    return Framework(names, attacks)


FAMILIES: Final[dict[str, tuple[Callable[..., Framework], float, int]]] = {
    "even-1": (even, 1, 150),
    "even-2": (even, 2, 150),
    "even-3": (even, 3, 125),
    "even-4": (even, 4, 75),
    "doubting-1": (doubting, 1, 100),
    "doubting-2": (doubting, 2, 100),
    "doubting-3": (doubting, 3, 60),
    "doubting-4": (doubting, 4, 40),
    "hubs-1": (hubs, 1, 100),
    "hubs-2": (hubs, 2, 100),
}


def drawn(family: str) -> list[Framework]:
    """The frameworks of a family, of 10 to 100 arguments; the same ones every time.

    The fast profile has one of twenty-five.
    """
    kind, degree, count = FAMILIES[family]
    made = []
    for number in range(count if FULL else count // 25):
        chance = random.Random(f"{family} {number}")
        made.append(kind(chance.randint(10, 100), degree, chance))
    return made


def few(framework: Framework, semantics: str) -> bool:
    return len(list(islice(extensions(framework, semantics), ENOUGH + 1))) <= ENOUGH


def sets(found: Iterable[Iterable[str]]) -> set[frozenset[str]]:
    return {frozenset(extension) for extension in found}


def test_there_are_a_thousand() -> None:
    assert sum(count for _, _, count in FAMILIES.values()) == 1_000


@pytest.mark.parametrize("family", FAMILIES)
def test_pygarg_finds_the_same_extensions(family: str, pygarg: Any) -> None:
    """Every semantics on all of the thousand.

    Of the very few with more than 300 extensions of a kind, pygarg is asked about acceptance
    instead. Its grounded extension, which takes it a second at 100 arguments, is asked for up to
    30; above, it is what its complete extensions have in common (Dung 1995, theorem 25).
    """
    for number, framework in enumerate(drawn(family)):
        names, attacks = list(framework.arguments), [list(pair) for pair in framework.attacks]
        chance = random.Random(f"{family} {number} asked")
        for semantics, code in THEIRS.items():
            if not few(framework, semantics):
                asked = chance.choice(names)
                theirs = pygarg.credulous_acceptability(names, attacks, asked, code)[0]
                assert credulous(framework, asked, semantics).holds == theirs
                theirs = pygarg.skeptical_acceptability(names, attacks, asked, code)[0]
                assert sceptical(framework, asked, semantics).holds == theirs
                continue
            found = sets(pygarg.extension_enumeration(names, attacks, code))
            assert set(extensions(framework, semantics)) == found, (number, semantics)
            for asked in chance.sample(names, 2):
                verdict = credulous(framework, asked, semantics)
                assert verdict.holds == any(asked in extension for extension in found)
                assert verdict.extension is None or verdict.extension in found
                verdict = sceptical(framework, asked, semantics)
                assert verdict.holds == all(asked in extension for extension in found)
                assert verdict.extension is None or verdict.extension in found
            if semantics == "complete":
                grounded = next(extensions(framework, "grounded"))
                assert grounded == frozenset.intersection(*found), number
        if len(names) <= 30:
            assert set(extensions(framework, "grounded")) == sets(
                [pygarg.compute_grounded_extension(names, attacks)]
            )


@pytest.mark.parametrize("family", FAMILIES)
def test_formal_argumentation_calls_them_extensions_too(family: str) -> None:
    """By its definitions, which it has no fast way to enumerate by, on all of the thousand.

    The grounded extension is compared. Of the others, the first hundred of each framework have to
    be what its functions say: conflict-free, and what they defend, and more for the stable ones;
    the ideal one is admissible and part of each preferred one.
    """
    for number, framework in enumerate(drawn(family)):
        theirs = formal.ArgumentationFramework(
            frozenset(framework.arguments), frozenset(framework.attacks)
        )
        every, attacks = theirs.arguments, theirs.defeats
        index = predecessors_index(attacks)
        assert list(extensions(framework, "grounded")) == [formal.grounded_extension(theirs)]
        [ideal] = extensions(framework, "ideal")
        assert formal.admissible(ideal, every, attacks, attackers_index=index), number
        for semantics in ("complete", "preferred", "stable"):
            for extension in islice(extensions(framework, semantics), 100):
                assert formal.conflict_free(extension, attacks), (number, semantics)
                defended = formal.characteristic_fn(
                    extension, every, attacks, attackers_index=index
                )
                assert defended == extension, (number, semantics)
                if semantics == "preferred":
                    assert ideal <= extension, number
                if semantics == "stable":
                    assert formal.range_of(extension, attacks) == every, number


@pytest.mark.slow
def test_formal_argumentation_finds_the_same_extensions_where_circles_are_small() -> None:
    """Complete, preferred and stable, where it need not try more than 2⁹ sets at a time.

    It tries every subset of a strongly connected component of what is undecided, so the frameworks
    are those in which these have at most nine arguments: two thirds of the thousand.
    """
    compared = 0
    for framework in (framework for family in FAMILIES for framework in drawn(family)):
        theirs = formal.ArgumentationFramework(
            frozenset(framework.arguments), frozenset(framework.attacks)
        )
        left = simplify_af(theirs, semantics="complete").residual
        circles = strongly_connected_components(
            successors_index(left.defeats, nodes=left.arguments)
        )
        if max(map(len, circles), default=0) > 9 or not few(framework, "complete"):
            continue
        compared += 1
        for semantics in ("complete", "preferred", "stable"):
            found = sets(scc_extensions(theirs, semantics))
            assert set(extensions(framework, semantics)) == found, (framework, semantics)
    assert compared > 600
