"""Whose words show a position: the authors of its source decide, and every place keeps to it."""

from __future__ import annotations

import csv
import io
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import kb
from kb.agents.tools import Tools
from kb.rules.stored import Stored
from kb.survey import timeline

if TYPE_CHECKING:
    from collections.abc import Callable

    from kb.base import KnowledgeBase
    from kb.people import RecordedPosition

WALL = Path(__file__).parents[1] / "worlds" / "people"
WORDS = "she would bet on it still, but not nine to one"
TOLD = f"Fern, reading Reed: {WORDS}"


@cache
def wall() -> KnowledgeBase:
    return kb.load(WALL)


def reported() -> RecordedPosition:
    (found,) = (one for one in wall().positions() if one.reported)
    return found


def test_words_from_a_work_of_the_holder_are_the_holders_own() -> None:
    held = wall().positions(about="walls-keep-warm", holder="ben-moss")[0]
    assert (held.words, held.reporter, held.reported) == ("own", None, None)
    assert held.quote == "four walls in five, I should say"


def test_words_from_a_work_of_someone_else_are_a_report_and_no_quotation() -> None:
    assert (reported().words, reported().reporter) == ("reported", "Fern")
    assert (reported().quote, reported().reported) == (None, TOLD)


def test_a_position_without_words_says_as_well_whose_its_source_is() -> None:
    held = wall().positions(about="walls-keep-warm", holder="ada-reed")[-1]
    assert (held.words, held.reporter, held.reported) == ("reported", "Fern", None)


@pytest.mark.parametrize(
    ("name", "person", "words", "told"),
    [
        ("Ada Reed", "title: Ada Reed\ntype: person\n", "own", None),
        ("ada reed", "title: Ada Reed\ntype: person\n", "own", None),
        ("A. Reed", "title: Ada Reed\naliases: [A. Reed]\ntype: person\n", "own", None),
        ("The Wall", "title: The Wall\ntype: group\n", "own", None),
        ("Ada M. Reed", "title: Ada Reed\ntype: person\n", "reported", "Reed, reading Reed: so"),
        ("Cy Fern", "title: The Wall\ntype: group\n", "reported", "Fern, reading The Wall: so"),
    ],
)
def test_authors_are_known_by_their_exact_names(
    place: Callable[[str, str | bytes], Path], name: str, person: str, words: str, told: str | None
) -> None:
    place("people/who.yaml", person)
    place("works/letters.yaml", f"title: Letters\ntype: book\nauthors: [{name}]\ndate: 2021\n")
    place("claims/sap.yaml", "title: Sap\nsummary: Sap rises.\ntext: Sap rises.\n")
    folder = place(
        "views/who-2021.yaml",
        "title: A letter\nholder: who\ndate: 2021\nsource: letters\npositions:\n"
        "  - {about: sap, stance: agree, reading: inferred, quote: so, at: p. 1}\n",
    )
    (held,) = kb.load(folder).positions()
    assert (held.words, held.reported) == (words, told)


def test_who_wrote_a_work_is_known_in_a_past_that_lacks_it() -> None:
    past = wall().as_of("2021-06")
    assert "reed-2021-letters" not in past
    (held,) = past.positions(holder="ben-moss")
    assert held.words == "own"


def test_a_report_is_told_under_its_authors_name_wherever_it_is_told() -> None:
    base, about = wall(), reported().about
    event = [one.text for one in timeline(base.corpus, tuple(base.positions()), about)]
    agent = Tools(base).positions(holder="ada-reed", about=about).positions[-1]
    assert sum(TOLD in text for text in event) == 1
    assert (agent.words, agent.reported, agent.source.quote) == ("reported", TOLD, None)
    for card in (base["ada-reed"], base["ada-reed-2023"]):
        shown = " ".join(str(kb.base.card(card)).split())
        assert TOLD in shown
        assert f"“{WORDS}" not in shown
    for text in (base.positions().to_text(), str(base.frames.positions.records())):
        assert WORDS not in text.replace(TOLD, "")


@pytest.mark.parametrize("name", ["turtle", "nquads", "graphml", "neo4j", "neptune", "csv"])
def test_exports_keep_a_report_under_its_authors_name(name: str) -> None:
    for data in wall().export(name).values():
        assert WORDS not in data.decode().replace(TOLD, "")


def test_the_snapshot_says_of_each_position_whose_words_it_is_in() -> None:
    (data,) = wall().export("json").values()
    views = {one["id"]: one for one in json.loads(data)["entries"] if one["kind"] == "view"}
    assert views["ada-reed-2023"]["words"] == ["reported", "reported"]
    assert views["cy-fern-2022-03"]["words"] == ["own"] * 7


def test_a_row_of_the_table_has_the_words_in_one_column_alone() -> None:
    table = io.StringIO(wall().frames.positions.to_pandas().to_csv())
    rows = [row for row in csv.DictReader(table) if WORDS in str(row)]
    assert [(row["quote"], row["reported"], row["reporter"]) for row in rows] == [
        ("", TOLD, "Fern")
    ]


TEXT = "Vines climb [most walls](#), says Reed. [Some](https://wall-press.net/a_(b)) do not climb."


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("Vines climb most walls, says Reed.", "whole"),
        ("Vines climb", "cut"),
        ("Vines climb most walls", "whole"),
        ("Vines", "whole"),
        ("says Reed.", "whole"),
        ("do not climb.", "cut"),
        ("Some do not", "whole"),
        ("[most walls](#)", "not there"),
        ("says Reed. Some do", "whole"),
    ],
)
def test_links_of_a_stored_text_read_as_their_words(quote: str, expected: str) -> None:
    stored = Stored.of(TEXT)
    found = "cut" if stored.cut(quote) else "whole" if stored.has(quote) else "not there"
    assert found == expected


def test_words_that_stand_whole_somewhere_else_are_not_cut() -> None:
    assert not Stored.of("Vines climb [walls](#). So vines do: Vines climb.").cut("Vines climb")
