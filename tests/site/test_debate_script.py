"""The debate in a browser: it says of every base what the library says of it."""

from __future__ import annotations

import random
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import pytest

from kb.debate import Assignment, Attack, Debate, grounds
from kb.model.words import Force, Label
from kb.people import cruxes, doubled, questions
from kb.site.forms import debate as script
from kb.survey import profile
from profiles import FULL
from worlds import VALLEY, WALL, WORDS, world

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from kb.base import KnowledgeBase

pytestmark = pytest.mark.browser

CODE: Final = Path(__file__).parents[2] / "site/assets/js/debate.js"
MANY: Final = 1_000 if FULL else 60
VALUES: Final = {1: Label.IN, -1: Label.OUT, 0: Label.UNDECIDED}


@pytest.fixture(scope="module")
def desk(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.add_script_tag(path=CODE)
    yield page
    page.close()


def drawn(dice: random.Random) -> Debate:
    """A small debate: premises point backwards, attacks anywhere."""
    names = [f"p{number}" for number in range(dice.randint(1, 12))]
    points = {name: dice.random() < 0.5 for name in names}
    assumes = {
        name: tuple(dice.sample(names[:number], dice.randint(0, min(3, number))))
        for number, name in enumerate(names)
    }
    attacks = {
        Attack(dice.choice(names), dice.choice(names), dice.choice([*Force]))
        for _ in range(dice.randint(0, 16))
    }
    ordered = sorted(attacks, key=lambda one: (one.source, one.target, one.force))
    return Debate(MappingProxyType(points), MappingProxyType(assumes), tuple(ordered))


def told(debate: Debate) -> dict[str, Any]:
    """A debate without a base as the script takes it."""
    places = {point: number for number, point in enumerate(debate.points)}
    kinds = {True: "critique", False: "claim"}
    rows = [[point, kinds[reason], point, "", None] for point, reason in debate.points.items()]
    rest: dict[str, Any] = {"strips": {}, "dates": {}, "people": {}, "positions": []}
    return {"points": rows, **script.moves(debate, places), **rest}


SUPPOSED = """cases => cases.map(([data, given]) => {
  const debate = new kbDebate.Debate(data);
  let view = debate.recorded;
  const names = (found) => found.map((point) => debate.address(point));
  return [[], ...given].map((labels) => {
    view = view.settle(new Map(labels));
    const points = [...data.points.keys()];
    return {
      labels: [...view.labels], words: points.map((point) => view.word(point)),
      asked: kbDebate.questions(view, new Set())
        .map((one) => [debate.address(one.point), one.accepted, one.rejected]),
      grounds: points.map((point) => names(kbDebate.grounds(view, point))),
    };
  });
})"""


def test_random_debates_have_the_same_labels_and_words_whatever_is_supposed(desk: Page) -> None:
    dice = random.Random(7)
    cases, expected = [], []
    for _ in range(MANY):
        view = drawn(dice)
        names = list(view.points)
        steps = [
            {dice.randrange(len(names)): dice.choice([*VALUES]) for _ in range(dice.randint(1, 3))}
            for _ in range(3)
        ]
        cases.append([told(view), [list(step.items()) for step in steps]])
        answers = [answer(view)]
        for step in steps:
            settled = {names[p]: Assignment(VALUES[v], "supposed") for p, v in step.items()}
            view = view.settle(settled)
            answers.append(answer(view))
        expected.append(answers)
    assert desk.evaluate(SUPPOSED, cases) == expected


def answer(view: Debate) -> dict[str, Any]:
    values = {label: value for value, label in VALUES.items()}
    return {
        "labels": [values[view.labels[point]] for point in view.points],
        "words": [str(view.status(point)) for point in view.points],
        "asked": [[one.address, one.accepted, one.rejected] for one in questions(view, ())],
        "grounds": [list(grounds(view, point)) for point in view.points],
    }


@pytest.fixture(scope="module")
def bases(request: pytest.FixtureRequest) -> list[KnowledgeBase]:
    small = [world(one) for one in (WALL, VALLEY, WORDS)]
    return [*small, request.getfixturevalue("real")] if FULL else small


SAID = """data => {
  const debate = new kbDebate.Debate(data);
  const points = [...data.points.keys()];
  const told = (view) => points.map((point) => {
    const one = kbDebate.profile(view, point);
    const { sentence, own, inherited, aside, assumed, replies, connected } = one;
    return { sentence, own, inherited, aside, assumed, replies, connected };
  });
  return Object.fromEntries(["", ...Object.keys(data.people)].map((who) => {
    const held = kbDebate.heldBy(debate, who);
    const view = kbDebate.seenBy(debate, held);
    return [who, {
      words: points.map((point) => view.word(point)), profiles: told(view),
      tensions: kbDebate.tensions(debate, held, data.people[who]?.[0])
        .map((one) => [debate.address(one.point), one.stance, one.word, one.question]),
      unexplained: kbDebate.unexplained(debate, held),
    }];
  }));
}"""


def test_a_base_has_the_same_profiles_and_tensions_as_everyone_sees_it(
    desk: Page, bases: list[KnowledgeBase]
) -> None:
    for base in bases:
        said = desk.evaluate(SAID, script.data(base))
        holders = {one.holder for one in base.positions()}
        assert said.keys() == {"", *holders}
        for who, answers in said.items():
            view = base.as_seen_by(who) if who else base
            points = view.debate.points
            assert answers["words"] == [str(view.status(point)) for point in points]
            assert answers["profiles"] == [counted(view, point) for point in points]
            tensions = base.tensions(who) if who else ()
            assert answers["tensions"] == [
                [one.about, one.stance, str(one.status), one.question] for one in tensions
            ]
            left = base.unexplained(who).column("about") if who else ()
            assert answers["unexplained"] == list(left)


def counted(base: KnowledgeBase, point: str) -> dict[str, Any]:
    one = profile(base.corpus, base.debate, point)
    names = ("sentence", "replies", "connected")
    counts = {name: dict(getattr(one, name)) for name in ("own", "inherited", "aside", "assumed")}
    return {**{name: getattr(one, name) for name in names}, **counts}


ASKED: Final = ("address", "label", "before", "accepted", "rejected", "stance", "stated")
"""What is asked of a crux, beside whether it is recorded and whether it changes anything."""

TURNS = """([data, abouts, asked]) => {
  const debate = new kbDebate.Debate(data);
  const people = Object.keys(data.people);
  const held = new Map(people.map((who) => [who, kbDebate.heldBy(debate, who)]));
  return abouts.map((about) => {
    const point = debate.place.get(about);
    const own = new Map(people.map((who) => [who, kbDebate.cruxes(debate, held.get(who), point)]));
    const both = (who, other) => kbDebate.doubled(own.get(who), own.get(other))
      .map((two) => [two.address, two.apart]);
    return people.map((who) => [
      own.get(who).map((one) => asked.map((name) => one[name])),
      people.map((other) => both(who, other)),
    ]);
  });
}"""


def test_cruxes_and_double_cruxes_are_the_same(desk: Page, bases: list[KnowledgeBase]) -> None:
    names = [*ASKED, "recorded", "changes"]
    for base in bases:
        held = base.positions().rows
        people = sorted({one.holder for one in held})
        named = {one.about for one in held if one.cruxes}
        wholes = {record.id for record in base.corpus.of_kind("proposal", "forecast")}
        abouts = sorted((named | wholes) & base.debate.points.keys())[:30]
        said = desk.evaluate(TURNS, [script.data(base), abouts, names])
        for about, answers in zip(abouts, said, strict=True):
            own = {who: cruxes(base.debate, held, who, about) for who in people}
            for who, (mine, doubles) in zip(people, answers, strict=True):
                assert mine == [[getattr(one, name) for name in names] for one in own[who]]
                for other, two in zip(people, doubles, strict=True):
                    found = doubled(own[who], own[other])
                    assert two == [[one.address, one.apart] for one in found]


MET = """data => {
  const debate = new kbDebate.Debate(data);
  const held = Object.keys(data.people).map((who) => kbDebate.heldBy(debate, who));
  const names = (pairs) => pairs.map(([one]) => one.about);
  return held.map((one) => held.map((other) =>
    [names(kbDebate.common(one, other)), names(kbDebate.disagreements(one, other))]));
}"""


def test_common_ground_and_disagreements_are_the_same(
    desk: Page, bases: list[KnowledgeBase]
) -> None:
    for base in bases:
        people = sorted({one.holder for one in base.positions()})
        assert desk.evaluate(MET, script.data(base)) == [
            [
                [
                    list(base.common_ground(one, other).column("address")),
                    list(base.disagreements(one, other).column("address")),
                ]
                for other in people
            ]
            for one in people
        ]
