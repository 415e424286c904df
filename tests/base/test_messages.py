"""What is said of an entry of the wrong kind, with the article that its kind is spoken with."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import kb
from kb.model.words import APPROACHES, FOLDERS, KINDS, POINTS, RELATIONS
from kb.rules.references import unresolved_address
from kb.survey.approach import approach_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.base import KnowledgeBase
    from kb.model.words import Kind

WRONG = re.compile(r"\ba [aeiou]|\ban [^aeiou]")
BASE = kb.load(Path(__file__).parents[1] / "worlds" / "small" / "entries")


def messages(base: KnowledgeBase, id_: str, kind: str) -> Iterator[str]:
    """Everything that is said of an entry because of its kind."""
    asked = {
        "nonsense": lambda: base[id_].nonsense,
        "person": lambda: base.names.person(id_),
        "status": lambda: base.status(id_),
        "positions": lambda: base.positions(about=id_),
        "approach": lambda: approach_of(base.corpus, id_),
    }
    fits = {
        "person": kind == "person",
        "status": kind in POINTS,
        "positions": kind in POINTS,
        "approach": kind in APPROACHES,
    }
    for name, ask in asked.items():
        if not fits.get(name):
            with pytest.raises((kb.KnowledgeBaseError, AttributeError)) as refused:
                ask()
            yield str(refused.value)
    for relation in RELATIONS.values():
        if kind not in relation.range:
            for finding in unresolved_address(base.corpus, id_, relation.name):
                yield finding.message


def test_the_small_world_has_an_entry_of_every_kind() -> None:
    assert {entry.kind for entry in BASE} == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_message_about_an_entry_has_the_article_of_its_kind(kind: str) -> None:
    said = list(messages(BASE, BASE.of_kind(kind)[0].id, kind))
    assert len(said) >= 3
    for message in said:
        assert KINDS[kind].noun in message
        assert not WRONG.search(message)


@pytest.mark.parametrize("relation", RELATIONS)
def test_what_a_relation_takes_is_told_with_articles(relation: str) -> None:
    person = BASE.people[0].id
    other = person if "person" not in RELATIONS[relation].range else BASE.works[0].id
    (finding,) = unresolved_address(BASE.corpus, other, relation)
    listed = finding.help[0].removeprefix(f"`{relation}` takes ").split(", ")
    assert len(listed) == len(RELATIONS[relation].range)
    assert [words for words in listed if WRONG.search(words)] == []


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_a_base_has_the_entries_of_a_kind_under_its_plural(kind: Kind) -> None:
    assert getattr(BASE, kind.folder).ids == BASE.of_kind(kind.name).ids


def test_a_new_kind_has_its_plural_without_being_named_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kinds = {**FOLDERS, "blossoms": KINDS["concept"]}
    monkeypatch.setattr("kb.base.knowledge.FOLDERS", kinds)
    assert BASE.blossoms.ids == BASE.concepts.ids
