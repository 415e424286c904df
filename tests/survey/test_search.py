"""What is said is found by its words, names before sentences, sentences before accounts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kb.base import KnowledgeBase, load
from kb.survey import WEIGHTS, documents
from shell import COMMAND

SMALL = Path(__file__).parents[1] / "worlds/small/entries"


@pytest.fixture(scope="module")
def garden() -> KnowledgeBase:
    return load(SMALL)


def grown(folder: Path, kind: str, id_: str, text: str) -> None:
    (folder / kind / f"{id_}.yaml").write_text(text, "utf-8")


def test_a_name_comes_before_a_sentence_and_a_sentence_before_an_account(small: Path) -> None:
    grown(small, "concepts", "a-body", "title: A\nsummary: B.\nbody: The wisteria is far away.\n")
    grown(small, "concepts", "b-summary", "title: C\nsummary: The wisteria is near.\n")
    grown(small, "concepts", "c-name", "title: The wisteria\nsummary: D.\n")

    found = load(small).search("wisteria").column("address")

    assert found == ("c-name", "b-summary", "a-body")


def test_what_is_called_exactly_so_comes_first(garden: KnowledgeBase) -> None:
    assert garden.search("slow gardening").column("address")[0] == "gardening"


def test_an_answer_says_where_of_what_kind_and_what(garden: KnowledgeBase) -> None:
    (first, *_) = garden.search("where it was not cut").records()

    assert first == {
        "address": "gardening#cuts-teach",
        "text": garden.text("gardening#cuts-teach"),
        "kind": "statement",
        "title": garden["gardening"].title,
    }


@pytest.mark.parametrize("nothing", ["zzzq", "", " … "])
def test_what_nobody_says_is_not_found(garden: KnowledgeBase, nothing: str) -> None:
    assert len(garden.search(nothing)) == 0


def test_a_document_has_only_columns_that_are_searched(garden: KnowledgeBase) -> None:
    listed = list(documents(garden.corpus))

    assert {name for one in listed for name in one.columns} <= {*WEIGHTS}
    assert all(text for one in listed for text in one.columns.values())


def asked(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(COMMAND, [*arguments, "--entries", str(SMALL)])
    return done.exit_code, done.stdout


def test_the_command_searches_what_is_said() -> None:
    assert "gardening#cuts-teach" not in asked("find", "where", "it", "was", "not", "cut")[1]

    code, said = asked("search", "where", "it", "was", "not", "cut")
    assert (code, "gardening#cuts-teach" in said) == (0, True)

    code, told = asked("search", "vine", "--json", "--most", "2")
    assert [sorted(hit) for hit in json.loads(told)] == [["address", "kind", "text", "title"]] * 2


def test_the_command_names_what_is_near_where_it_finds_nothing() -> None:
    code, said = asked("search", "gardning")
    assert (code, said) == (1, "nothing has the words 'gardning'; near in name: gardening\n")
