"""What is recorded in a debate, in numbers: a pond and its frogs, where every word occurs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

import kb
from kb.debate import debate_of
from kb.model.words import Status, statuses
from kb.survey import MARKS, looked, profile, standing
from worlds import WORDS, WORLDS, world

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kb.survey import Profile


def pond() -> kb.KnowledgeBase:
    return world(WORDS)


def profiles() -> dict[str, Profile]:
    return {point: pond().profile(point) for point in pond().debate.points}


def with_connected(*sources: str) -> dict[str, Profile]:
    """The profiles where the editors connected what some critiques attack."""
    debate = debate_of(pond().corpus)
    attacks = tuple(replace(one, inferred=one.source in sources) for one in debate.attacks)
    told = replace(debate, attacks=attacks)
    return {point: profile(pond().corpus, told, point) for point in told.points}


def test_every_profile_of_the_pond_reads_well(golden: Callable[[str, Path], None]) -> None:
    said = (f"{address}: {one.status}\n  {one}" for address, one in profiles().items())
    golden("\n".join(said), WORLDS.parent / "golden" / "profiles.txt")


@pytest.mark.parametrize("reason", [True, False])
def test_the_pond_has_every_status_of_either_side(*, reason: bool) -> None:
    found = {one.status for one in profiles().values() if one.reason is reason}
    assert found == set(statuses(reason=reason))


def test_every_status_has_a_mark_and_those_of_one_side_differ() -> None:
    assert MARKS.keys() == {*Status}
    for reason in (True, False):
        assert len({MARKS[status] for status in statuses(reason=reason)}) == 6


def test_a_strip_has_a_cell_for_each_assumption_in_the_order_of_the_entry() -> None:
    strip = pond()["frog-pond"].profile.strip
    assert [(cell.address, str(cell.status), cell.mark) for cell in strip] == [
        ("rain-fills", "unchallenged", "·"),
        ("frogs-sing", "defended", "+"),
        ("frogs-stay", "challenged", "!"),
        ("frogs-clear-water", "contested", "?"),
        ("neighbours-come", "conditional", "~"),
        ("no-ice", "refuted", "\N{MULTIPLICATION SIGN}"),
    ]
    assert strip[0].said == "unchallenged (nobody has recorded a search)"


def test_a_step_is_no_assumption_though_a_thesis_rests_on_it() -> None:
    assert "frog-pond#dig" in pond().debate.assumes["frog-pond"]
    assert "frog-pond#dig" not in [cell.address for cell in pond()["frog-pond"].profile.strip]


def test_critiques_of_the_thing_itself_are_told_apart_from_those_of_what_it_rests_on() -> None:
    one = pond()["neighbours-come"].profile
    assert (sum(one.own.values()), sum(one.inherited.values())) == (0, 1)
    above = pond()["frogs-stay"].profile
    assert (sum(above.own.values()), sum(above.inherited.values())) == (1, 0)


def test_counts_are_of_every_word_that_there_could_be() -> None:
    one = pond()["frogs-clear-water"].profile
    assert tuple(one.own) == statuses(reason=True)
    assert tuple(one.assumed) == statuses(reason=False)
    assert one.own[Status.CONTESTED] == one.own[Status.CONDITIONAL] == 1
    assert (one.critiques, one.unanswered, one.standing) == (2, 0, 0)


def test_a_reply_that_the_editors_connected_is_counted_apart() -> None:
    made, connected = profiles()["no-ice"], with_connected("it-was-glass")["no-ice"]
    assert (made.replies, made.connected) == (2, 0)
    assert (connected.replies, connected.connected) == (1, 1)
    assert "2 replies, 1 of them connected by the editors." in connected.sentence
    both = with_connected("it-was-glass", "glass-stays")["no-ice"]
    assert "2 replies, connected by the editors." in both.sentence


def test_a_reply_to_a_critique_that_the_editors_connected_is_said_to_be_so() -> None:
    told = with_connected("cats-sleep")["cats-listen"].sentence
    assert "1 reply in all, connected by the editors." in told


def test_the_last_move_is_the_latest_by_its_original_source() -> None:
    last = pond()["frog-pond"].profile.last
    assert last is not None
    assert (last.address, last.work, last.date, last.said) == (
        "glass-stays",
        "rill-2019-ice",
        "2019-02",
        "Rill 2019",
    )
    assert pond()["rain-barrel"].profile.last is None
    past = pond().as_of("2010")["frog-pond"].profile.last
    assert past is not None
    assert past.said == "Fen 2010"


def test_a_profile_is_that_of_the_debate_as_it_is_supposed() -> None:
    view = pond().suppose(reject="herons-come")
    assert view["frogs-stay"].profile.own[Status.REFUTED] == 1
    assert view["frogs-stay"].profile.status is Status.DEFENDED


def test_a_profile_in_plain_values_has_what_it_has() -> None:
    plain = pond()["neighbours-come"].profile.plain()
    assert plain["sentence"] == pond()["neighbours-come"].profile.sentence
    assert plain["inherited"] == {"unanswered": 1}
    assert plain["strip"] == [{"address": "frogs-stay", "status": "challenged"}]
    assert (plain["own"], plain["searched"]) == ({}, None)


def test_where_nothing_is_recorded_the_word_comes_with_when_someone_looked() -> None:
    corpus, debate = pond().corpus, pond().debate
    assert standing(corpus, debate, "rain-barrel") == "unchallenged (last looked 2024-06)"
    assert standing(corpus, debate, "frogs-stay") == "challenged"
    assert looked(None) in str(pond().why("rain-fills"))


def test_what_is_no_point_has_no_profile() -> None:
    with pytest.raises(kb.NotAPoint):
        pond().profile("quiet-garden")
    with pytest.raises(kb.NotAPoint):
        _ = pond()["quiet-garden"].profile
