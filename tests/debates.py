"""Debates to test with: random ones, ones written in words, and somebody else's labels of them."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from argumentation.core.dung import ArgumentationFramework, grounded_extension
from hypothesis import strategies as st

from kb.debate import Assignment, Attack, Debate, framework
from kb.model import Position, View
from kb.model.words import Force, Label
from kb.people import RecordedPosition, recorded

if TYPE_CHECKING:
    from kb.read import Corpus


@st.composite
def debates(draw: st.DrawFn, most: int = 12) -> Debate:
    """Some points; premises point backwards, attacks anywhere, themselves included."""
    names = [f"p{number}" for number in range(draw(st.integers(1, most)))]
    assumes = {
        name: tuple(draw(st.lists(st.sampled_from(names[:number]), max_size=3, unique=True)))
        for number, name in enumerate(names)
        if number
    }
    attack = st.builds(
        Attack, st.sampled_from(names), st.sampled_from(names), st.sampled_from(Force)
    )
    attacks = draw(st.lists(attack, max_size=most + 4, unique=True))
    points = {name: draw(st.booleans()) for name in names}
    return Debate(MappingProxyType(points), MappingProxyType(assumes), tuple(attacks))


@st.composite
def settlements(draw: st.DrawFn, debate: Debate, least: int = 0) -> dict[str, Assignment]:
    """Labels that someone might settle some points of a debate with."""
    labels = st.sampled_from(Label)
    points = st.sampled_from(list(debate.points))
    found = draw(st.dictionaries(points, labels, min_size=least, max_size=3))
    return {point: Assignment(value, "supposed") for point, value in found.items()}


def debated(*sentences: str) -> Debate:
    """A debate written as `critique refutes claim`, `reply weakens critique`, `claim assumes a`.

    Whatever attacks is a reason; a name alone is a point about which nothing else is said.
    """
    points: dict[str, bool] = {}
    assumes: dict[str, tuple[str, ...]] = {}
    attacks: list[Attack] = []
    for sentence in sentences:
        words = sentence.split()
        for name in words[::2]:
            points.setdefault(name, False)
        if len(words) == 1:
            continue
        subject, verb, target = words
        if verb == "assumes":
            assumes[subject] = (*assumes.get(subject, ()), target)
        else:
            points[subject] = True
            attacks.append(Attack(subject, target, verb))
    return Debate(points, assumes, tuple(attacks))


def independent(debate: Debate) -> dict[str, str]:
    """The grounded labels of a debate's framework, from the library formal-argumentation."""
    arguments, attacks = framework(debate)
    found = grounded_extension(ArgumentationFramework(frozenset(arguments), frozenset(attacks)))
    beaten = {target for source, target in attacks if source in found}
    return {
        point: "in" if point in found else "out" if point in beaten else "undecided"
        for point in debate.points
    }


def worded(debate: Debate) -> dict[str, str]:
    """The word for each point: the first row of the table of statuses that fits, row by row."""
    labels = independent(debate)
    found = {}
    for point, reason in debate.points.items():
        critiques = [attack.source for attack in debate.attacks if attack.target == point]
        below, queue = set(), [point]
        while queue:
            queue = [q for p in queue for q in debate.assumes.get(p, ()) if q not in below]
            below.update(queue)
        silent = not any(attack.target in {point, *below} for attack in debate.attacks)
        said = {labels[critique] for critique in critiques}
        table = [
            (labels[point] == "in" and silent, "unanswered" if reason else "unchallenged"),
            (labels[point] == "in", "upheld" if reason else "defended"),
            (labels[point] == "out", "refuted"),
            (point in debate.assignments, "contested"),
            ("in" in said, "challenged"),
            ("undecided" in said, "contested"),
            (any(labels[q] == "undecided" for q in debate.assumes.get(point, ())), "conditional"),
        ]
        found[point] = next(word for fits, word in table if fits)
    return found


def taken(corpus: Corpus, view: str, position: dict[str, Any]) -> RecordedPosition:
    """A position that might stand in a view."""
    entry = corpus.records[view].entry
    assert isinstance(entry, View)
    return recorded(corpus, view, entry, Position.model_validate(position))
