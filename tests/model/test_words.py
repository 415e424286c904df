"""The words of the base: each closed set once, every trait of a relation in one table."""

from __future__ import annotations

import pickle

import pytest
from pydantic import TypeAdapter, ValidationError

from kb.graph import EDGES
from kb.model.words import (
    KINDS,
    RELATIONS,
    STATEMENT,
    Choice,
    Label,
    Rung,
    Stance,
    Status,
    a,
    statuses,
)

CHOICES = Choice.__subclasses__()


@pytest.mark.parametrize("words", CHOICES)
def test_a_choice_is_made_by_its_words_and_by_no_others(words: type[Choice]) -> None:
    chosen = TypeAdapter(words)
    assert [chosen.validate_python(word.value) for word in words] == [*words]
    assert chosen.json_schema() == {"enum": [word.value for word in words], "type": "string"}
    for other in ("", next(iter(words)).upper(), ["in"], {"in": 1}, None, 1):
        with pytest.raises(ValidationError) as refused:
            chosen.validate_python(other)
        assert [detail["type"] for detail in refused.value.errors()] == ["literal_error"]


@pytest.mark.parametrize("words", CHOICES)
def test_a_choice_looks_like_its_word_and_comes_back_as_itself(words: type[Choice]) -> None:
    for word in words:
        plain = word.value
        assert (f"{word}", str(word), repr(word), hash(word)) == (
            plain, plain, repr(plain), hash(plain),
        )  # fmt: skip
        assert pickle.loads(pickle.dumps(word)) is word
        assert TypeAdapter(words).dump_json(word) == f'"{plain}"'.encode()


def test_stances_run_from_rejection_to_acceptance_and_rungs_upwards() -> None:
    assert [stance.weight for stance in Stance] == [-3, -2, -1, 0, 1, 2, 3]
    assert [rung.height for rung in Rung] == [0, 1, 2, 3, 4]
    assert max(Rung, key=lambda rung: rung.height) is Rung.DEPLOYED


def test_every_status_belongs_to_reasons_or_to_the_rest_and_only_what_stands_to_one() -> None:
    both = set(statuses(reason=True)) & set(statuses(reason=False))
    assert both == {status for status in Status if status.label is not Label.IN}
    assert {*statuses(reason=True), *statuses(reason=False)} == {*Status}


@pytest.mark.parametrize("reason", [True, False])
def test_there_are_six_statuses_a_side_from_in_to_out(*, reason: bool) -> None:
    labels = [status.label for status in statuses(reason=reason)]
    assert labels == [Label.IN] * 2 + [Label.UNDECIDED] * 3 + [Label.OUT]


@pytest.mark.parametrize("kind", [*KINDS, STATEMENT])
def test_every_noun_has_the_article_it_is_spoken_with(kind: str) -> None:
    assert a(kind) == {"argument": "an argument"}.get(kind, f"a {kind}")


def test_relations_that_bear_on_the_debate_say_which_end_does() -> None:
    bears = {name: one.bears for name, one in EDGES.items() if one.bears}
    assert bears == {"assumes": "target", "attacks": "source", "supports": "source"}


def test_a_relation_between_kinds_that_overlap_joins_two_entries() -> None:
    between = [name for name, relation in RELATIONS.items() if relation.between]
    assert between == [
        "broader",
        "related",
        "differs-from",
        "prerequisites",
        "uses",
        "attacks",
        "supports",
    ]


@pytest.mark.parametrize("name", EDGES)
def test_every_relation_reads_as_a_sentence_and_as_a_heading_on_either_side(name: str) -> None:
    one = EDGES[name]
    assert one.verb[0].islower()
    assert one.says[0].isupper()
    assert one.answers[0].isupper()
