"""Where positions pull against each other, and where they stand without a recorded reason."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import kb
from kb import people
from kb.debate import debate_of, why
from worlds import VALLEY, world

if TYPE_CHECKING:
    from collections.abc import Callable

    from kb.people import RecordedPosition, Tension
    from kb.read import Corpus

TESTS = Path(__file__).parents[1]
WALL = TESTS / "worlds" / "people"
HOLDERS = ("ada-reed", "ben-moss", "cy-fern")


@cache
def wall() -> Corpus:
    return kb.load(WALL).corpus


def tensions(holder: str, corpus: Corpus | None = None) -> tuple[Tension, ...]:
    corpus = corpus or wall()
    return people.tensions(debate_of(corpus), tuple(people.positions(corpus)), holder, corpus)


def tension(holder: str, about: str) -> Tension:
    (found,) = (one for one in tensions(holder) if one.about == about)
    return found


def unexplained(holder: str, corpus: Corpus | None = None) -> list[str]:
    corpus = corpus or wall()
    found = people.unexplained(debate_of(corpus), people.positions(corpus), holder)
    return [one.about for one in found]


def written(place: Callable[[str, str | bytes], Path], *positions: str) -> Corpus:
    """A small wall: plans rest on claims, some of them criticised; Ada Reed holds what is given."""
    place("people/ada-reed.yaml", "title: Ada Reed\ntype: person\n")
    work = "title: Letters\ntype: book\nauthors: [Ada Reed]\ndate: 2021\n"
    place("works/letters.yaml", work)
    for claim, below in {"fruit": "[sap]", "sap": "[roots]", "roots": "[]", "stone": "[]"}.items():
        text = f"title: On {claim}\nsummary: On {claim}.\ntext: It is so with {claim}.\n"
        place(f"claims/{claim}.yaml", f"{text}assumes: {below}\n")
    for critique, target in {"rot": "roots", "salve": "rot"}.items():
        text = f"title: The {critique}\nsummary: The {critique} spreads.\n"
        place(
            f"critiques/{critique}.yaml",
            f"{text}attacks:\n  - target: {target}\n    force: refutes\n    why: it does\n",
        )
    lines = [
        f"  - about: {about}\n    stance: {stance}\n    reading: inferred\n"
        for about, stance in (position.split() for position in positions)
    ]
    folder = place(
        "views/ada-reed-2021.yaml",
        "title: Ada Reed in a letter\nholder: ada-reed\ndate: 2021\nsource: letters\npositions:\n"
        + "".join(lines),
    )
    return kb.load(folder).corpus


def test_to_accept_what_rests_on_something_rejected_is_a_tension() -> None:
    found = tension("ada-reed", "south-wall")
    assert (found.stance, found.status) == ("agree", "refuted")
    assert found.because == ("walls-keep-warm",)


def test_to_accept_something_and_a_critique_of_it_is_a_tension() -> None:
    found = tension("ben-moss", "walls-keep-warm")
    assert (found.stance, found.status) == ("80%", "refuted")
    assert found.because == ("cold-gets-in-below",)


def test_to_reject_something_and_every_critique_of_it_is_a_tension() -> None:
    found = tension("cy-fern", "moon-moves-sap")
    assert (found.stance, found.status) == ("strongly-disagree", "defended")
    assert found.because == ("sap-ignores-the-moon",)


def test_to_reject_something_and_accept_the_reply_to_its_critique_is_a_tension() -> None:
    assert tension("ben-moss", "moon-moves-sap").because == ("tides-pass-through-roofs",)


def test_to_reject_the_answer_to_a_critique_of_what_one_accepts_is_a_tension() -> None:
    assert tension("cy-fern", "walls-keep-warm").because == ("mulch-keeps-frost-down",)


def test_to_accept_what_the_record_challenges_is_a_tension_without_a_position_behind_it() -> None:
    assert tension("ada-reed", "night-lanterns").because == ()


def test_a_critique_can_be_in_tension(place: Callable[[str, str | bytes], Path]) -> None:
    (found,) = tensions("ada-reed", written(place, "rot agree", "salve agree"))
    assert (found.about, found.status, found.because) == ("rot", "refuted", ("salve",))


def test_to_accept_what_is_only_undecided_is_no_tension(
    place: Callable[[str, str | bytes], Path],
) -> None:
    corpus = written(place, "fruit agree", "sap unsure")
    held = [one for one in people.positions(corpus) if one.about == "sap"]
    view = debate_of(corpus).settle(people.seen_by(held, "ada-reed", "Ada Reed"))
    assert view.labels["fruit"] == "undecided"
    assert tensions("ada-reed", corpus) == ()


def test_to_be_unsure_is_never_a_tension(place: Callable[[str, str | bytes], Path]) -> None:
    assert tensions("ada-reed", written(place, "roots unsure", "salve disagree")) == ()


def test_to_lean_is_never_a_tension(place: Callable[[str, str | bytes], Path]) -> None:
    corpus = written(place, "roots leans-agree", "salve disagree", "stone leans-disagree")
    assert tensions("ada-reed", corpus) == ()
    assert unexplained("ada-reed", corpus) == ["salve"]


def test_a_tension_is_with_the_nearest_position(place: Callable[[str, str | bytes], Path]) -> None:
    said = ("fruit agree", "sap disagree", "roots disagree", "salve agree")
    corpus = written(place, *said)
    assert {one.about: one.because for one in tensions("ada-reed", corpus)} == {
        "fruit": ("sap",),
        "roots": ("salve",),
    }


def test_whoever_holds_nothing_is_in_no_tension(place: Callable[[str, str | bytes], Path]) -> None:
    corpus = written(place, "stone agree")
    assert tensions("ben-moss", corpus) == ()
    assert unexplained("ben-moss", corpus) == []


def test_a_position_is_never_in_tension_with_itself(
    place: Callable[[str, str | bytes], Path],
) -> None:
    corpus = written(place, "roots agree")
    assert tensions("ada-reed", corpus) == ()


@pytest.mark.parametrize("holder", HOLDERS)
def test_tensions_are_the_same_in_the_debate_as_the_holder_sees_it(holder: str) -> None:
    held = tuple(people.positions(wall()))
    name = wall().records[holder].title
    debate = debate_of(wall()).settle(people.seen_by(held, holder, name))
    assert people.tensions(debate, held, holder, wall()) == tensions(holder)


def test_tensions_come_by_address() -> None:
    assert [one.about for one in tensions("ada-reed")] == [
        "night-lanterns",
        "south-wall",
        "walls-keep-warm",
    ]


@pytest.mark.parametrize("holder", HOLDERS)
def test_without_the_positions_named_there_is_no_tension_between_positions(holder: str) -> None:
    held = list(people.positions(wall()))
    for found in tensions(holder):
        if not found.because:
            continue
        left = [one for one in held if one.holder != holder or one.about not in found.because]
        again = people.tensions(debate_of(wall()), left, holder, wall())
        assert (found.about, found.because) not in {(one.about, one.because) for one in again}


@pytest.mark.parametrize("holder", [*HOLDERS, "eva-holm"])
def test_the_positions_named_are_in_the_tree_of_reasons(holder: str) -> None:
    corpus = wall() if holder in HOLDERS else world(VALLEY).corpus
    debate, held = debate_of(corpus), list(people.positions(corpus))
    for found in tensions(holder, corpus):
        rest = [one for one in held if one.about != found.about]
        tree = why(debate.settle(people.seen_by(rest, holder, holder)), found.about)
        assert tree.status == found.status
        assert set(found.because) <= {one.point for _, one in tree.walk() if one.note}


def test_a_view_of_something_that_is_no_longer_there_is_passed_over() -> None:
    held: list[RecordedPosition] = list(people.positions(wall()))
    corpus = kb.load(TESTS / "worlds" / "small").corpus
    assert people.tensions(debate_of(corpus), held, "cy-fern", corpus) == ()
    assert people.unexplained(debate_of(corpus), held, "cy-fern") == ()


def test_to_reject_what_nothing_speaks_against_is_unexplained() -> None:
    assert unexplained("ben-moss") == ["mulch-keeps-frost-down"]


def test_to_accept_what_nothing_speaks_against_needs_no_explanation(
    place: Callable[[str, str | bytes], Path],
) -> None:
    assert unexplained("ada-reed", written(place, "stone agree", "salve unsure")) == []


def test_a_critique_of_what_it_assumes_explains_why_something_is_rejected(
    place: Callable[[str, str | bytes], Path],
) -> None:
    assert unexplained("ada-reed", written(place, "fruit disagree", "stone disagree")) == ["stone"]


def test_a_critique_that_was_answered_still_explains() -> None:
    assert debate_of(wall()).labels["cold-gets-in-below"] == "out"
    assert "walls-keep-warm" not in unexplained("ada-reed")


def test_questions_read_as_they_should(golden: Callable[[str, Path], None]) -> None:
    asked = [one.question for holder in HOLDERS for one in tensions(holder)]
    golden("\n\n".join(asked), TESTS / "golden" / "questions.txt")


def test_a_question_about_several_positions_names_them_all(
    place: Callable[[str, str | bytes], Path],
) -> None:
    place(
        "critiques/frost.yaml",
        "title: The frost\nsummary: The frost bites.\n"
        "attacks:\n  - target: sap\n    force: refutes\n    why: it does\n",
    )
    corpus = written(place, "sap agree", "roots disagree", "frost agree")
    (found,) = (one for one in tensions("ada-reed", corpus) if one.about == "sap")
    assert found.question == (
        'Ada Reed agrees that "It is so with sap", and yet disagrees that "It is so with roots", '
        'on which it rests, and agrees that "The frost bites", which speaks against it. '
        "Which of them would Ada Reed give up?"
    )


def test_the_valley_asks_its_planner_about_the_canal() -> None:
    found = {one.about: one for one in tensions("eva-holm", world(VALLEY).corpus)}
    assert found["canal"].because == ("many-hands",)
