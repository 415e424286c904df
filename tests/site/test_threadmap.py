"""The argument about an entry, drawn: who speaks on which side, what stands, and where it is."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import worlds
from kb.base import KnowledgeBase, load
from kb.model import Approach, Reason
from kb.model.entries import Claim
from kb.model.words import Status
from kb.site import marks, shapes
from kb.site.generate import entry_markdown
from kb.site.pages.context import Context, Site
from kb.site.pages.threadmap import ThreadMap, thread_map
from kb.site.render import Renderer, typographic

if TYPE_CHECKING:
    from collections.abc import Callable

    from kb.site.pages.score import Score

RENDER = Renderer(Path(__file__).parents[2] / "site/templates")
WORLDS = [worlds.SMALL, worlds.ORCHARD, worlds.WALL, worlds.VALLEY, worlds.WORDS]
NODE = re.compile(r'<div class="kb-node">.*?</div>', re.DOTALL)
PROSE = re.compile(r'<div class="kb-prose">.*?</div>', re.DOTALL)
MOST_LINKS = 3
"""The map, the list, and the deepest thread."""


def page(base: KnowledgeBase, id_: str) -> str:
    return entry_markdown(Site(base, ""), RENDER, base[id_].record)


def drawn(base: KnowledgeBase, id_: str) -> ThreadMap:
    record = base[id_].record
    return thread_map(Context(Site(base, ""), f"{record.kind}s/{id_}.html"), record)


def told(base: KnowledgeBase, id_: str) -> dict[str, list[str]]:
    """The moves of each row, as they are read: indented, with the side."""
    return {
        row.name: ["  " * (one.depth - 1) + f"{one.side} {one.link.text}" for one in row.moves]
        for row in drawn(base, id_).rows
    }


@pytest.fixture(scope="module")
def pond() -> KnowledgeBase:
    return worlds.world(worlds.WORDS)


def test_a_row_is_read_critique_by_critique_each_before_its_replies(pond: KnowledgeBase) -> None:
    assert told(pond, "frog-pond") == {
        "1": [],
        "2": ["against Cats listen", "  for Cats sleep"],
        "3": ["against Herons come"],
        "4": [
            "against Crowds muddy it",
            "against The water is green",
            "  for Green is weed",
            "    against Weed is rare",
        ],
        "5": [],
        "6": ["against Ice was seen", "  for It was glass", "    against Glass stays"],
        "all": [],
    }


def test_a_move_is_told_from_a_reply_by_its_mark_and_its_words_without_colour(
    pond: KnowledgeBase,
) -> None:
    moves = [one for row in drawn(pond, "frog-pond").rows for one in row.moves]

    said = {(one.depth, one.side): one.says.partition(",")[0] for one in moves}
    assert said == {
        (1, "against"): "Against",
        (2, "for"): "For",
        (3, "against"): "Against the reply",
    }
    for status in ("unanswered", "contested", "refuted"):
        against, for_ = (re.sub("against|for", "", marks.move(side, status)) for side in said_sides)
        assert against != for_


said_sides = (marks.AGAINST, marks.FOR)


def test_a_mark_shows_what_stands(pond: KnowledgeBase) -> None:
    del pond
    drawings = [
        marks.move("against", status) for status in ("unanswered", "challenged", "refuted")
    ] + [
        marks.cell(status)
        for status in (
            *("unchallenged", "defended", "conditional"),
            *("contested", "challenged", "refuted"),
        )
    ]
    assert len(set(drawings)) == len(drawings)


def test_a_skyline_has_a_cell_for_each_assumption_and_for_the_whole(pond: KnowledgeBase) -> None:
    profile = Context(Site(pond, ""), "proposals/frog-pond.html").profile("frog-pond")

    assert profile
    assert [(one.name, one.status, len(one.moves)) for one in profile.columns] == [
        ("1", "unchallenged", 0),
        ("2", "defended", 1),
        ("3", "challenged", 1),
        ("4", "contested", 2),
        ("5", "conditional", 0),
        ("6", "refuted", 1),
        ("all", "refuted", 0),
    ]
    frames = re.findall(r'class="kb-fill" d="([^"]+)"', marks.skyline(profile.columns))
    assert [one.count("M") for one in frames] == [2 * len(profile.columns)]


def test_a_status_looks_alike_in_a_drawing_and_in_a_style_sheet() -> None:
    sheet = shapes.sheet()
    for status in Status:
        side, ink = shapes.ink(status)
        corners = sum(map(len, ink))
        drawn = str(marks.cell(status)).partition(f'kb-{side}" d="')[2].partition('"')[0]
        styled = re.search(rf'\.kb-cell\[data-status="{status}"\]::after .*?\((.*)\)', sheet)
        assert len(re.findall("[ML]", drawn)) == corners
        assert (styled[1].count("%") // 2 if styled else 0) in {corners, corners + 2 * len(ink)}


def test_an_empty_place_is_written_out_with_the_day_of_the_last_search(
    pond: KnowledgeBase,
) -> None:
    rows = {row.name: row.empty for row in drawn(pond, "frog-pond").rows}

    assert rows["1"] == "Nothing against it is recorded. Nobody has recorded a search."
    day = "1\N{NO-BREAK SPACE}May\N{NO-BREAK SPACE}2024"
    assert rows["all"] == f"Nothing against it is recorded. Last looked for on {day}."
    assert drawn(pond, "frog-pond").silent == (
        f"Nothing is recorded against 1 step; last looked for on {day}."
    )


def test_a_reason_in_doubt_for_what_it_rests_on_says_on_what(pond: KnowledgeBase) -> None:
    row = next(row for row in drawn(pond, "frog-pond").rows if row.name == "4")

    assert [(one.text, one.status) for one in row.moves[0].rests] == [("Frogs stay", "challenged")]
    assert [one.rests for one in row.moves[1:]] == [(), (), ()]


def test_the_page_of_a_critique_has_it_in_the_first_column_on_its_side(
    pond: KnowledgeBase,
) -> None:
    critique, reply, argument = (
        [(one.side, one.text) for one in drawn(pond, id_).heads]
        for id_ in ("water-is-green", "green-is-weed", "old-ponds")
    )

    assert critique[:2] == [("against", "This critique"), ("for", "For, in reply")]
    assert reply[:2] == [("for", "This reply"), ("against", "Against the reply")]
    assert argument[:2] == [("for", "This argument"), ("against", "Against the argument")]
    assert told(pond, "water-is-green") == {"it": ["for Green is weed", "  against Weed is rare"]}
    assert told(pond, "green-is-weed") == {"it": ["against Weed is rare"]}


def test_a_node_is_one_link_with_the_whole_sentence_and_leads_to_its_work(
    pond: KnowledgeBase,
) -> None:
    text = page(pond, "frog-pond")

    nodes = NODE.findall(text)
    assert len(nodes) == 10
    for node in nodes:
        assert node.count(" data-kb=") - node.count("claims/") == 2
        assert 'href="../works/' in node
    name = "For, would refute the critique: Cats sleep. Unanswered. Moor 2001"
    assert f'aria-label="{name}">Cats sleep</a>' in text


@pytest.mark.parametrize("entries", WORLDS)
def test_no_label_is_cut_and_no_reason_is_printed_more_than_thrice(entries: Path) -> None:
    base = worlds.world(entries)
    titles = {typographic(record.title) for record in base.corpus}
    for record in base.corpus:
        if not isinstance(record.entry, Approach | Claim | Reason):
            continue
        text = page(base, record.id)
        assert "kb-compass" not in text
        names = re.findall(r'<p class="kb-node__title"><svg.*?</svg><a[^>]*>(.*?)</a>', text)
        assert {name for name in names if name not in titles} == set(), record.id
        around = PROSE.sub("", re.split("{ #(?:positions|relations) }", text)[0])
        links = Counter(re.findall(r'href="(?:\.\./critiques/)?([\w-]+)\.html"', around))
        critiques = {one.id for one in base.corpus.of_kind("critique")}
        assert {id_ for id_ in critiques if links[id_] > MOST_LINKS} == set(), record.id


ENTRIES = {
    "claims/walls-stand.yaml": "title: Walls stand\nsummary: They do.\ntext: Walls stand.\n",
    "claims/clay-dries.yaml": "title: Clay dries\nsummary: It does.\ntext: Clay dries.\n",
    "critiques/rain-falls.yaml": "walls-stand",
    "critiques/clay-hardens.yaml": "rain-falls",
    "critiques/not-in-winter.yaml": "clay-dries",
    "critiques/winters-are-dry.yaml": "not-in-winter",
    "critiques/walls-are-thin.yaml": "clay-hardens",
}
SOURCES = "by: [ada-reed]\nsources: [{work: reed-2021-walls, at: p. 1, as: original, quote: so}]\n"


@pytest.fixture
def wall(place: Callable[[str, str | bytes], Path]) -> KnowledgeBase:
    """A claim, a critique of it, and a reply that rests on another claim, with its own thread."""
    place("people/ada-reed.yaml", "title: Ada Reed\ntype: person\n")
    for work, author in (("reed-2021-walls", "Ada Reed"), ("moss-2022-clay", "Ben Moss")):
        text = f"title: On {work}\ntype: report\nauthors: [{author}]\ndate: {work[5:9]}\n"
        entries = place(f"works/{work}.yaml", text)
    for path, told in ENTRIES.items():
        title = path.partition("/")[2].removesuffix(".yaml").replace("-", " ").capitalize()
        text = (
            f"title: {title}\nsummary: {title}, they say.\n"
            f"attacks: [{{target: {told}, force: weakens}}]\n{SOURCES}"
        )
        if "harden" in path:
            text += "assumes: [clay-dries]\n"
        if "winters" in path:
            text = text.replace("reed-2021-walls", "moss-2022-clay")
        entries = place(path, told if path.startswith("claims") else text)
    return load(entries)


def score(base: KnowledgeBase, id_: str) -> Score:
    found = drawn(base, id_).score
    assert found
    return found


def test_a_thread_through_what_a_reply_rests_on_is_a_score(wall: KnowledgeBase) -> None:
    lines = score(wall, "walls-stand").lines

    assert [(one.number, one.before, (one.hinge or one.move.link).text) for one in lines] == [
        ("", "This:", "Walls stand"),
        ("1", "", "Rain falls"),
        ("2", "", "Clay hardens"),
        ("3a", "", "Walls are thin"),
        ("", "Move 2 rests on", "Clay dries"),
        ("3b", "", "Not in winter"),
        ("4", "", "Winters are dry"),
    ]
    assert drawn(wall, "clay-dries").score is None


def test_a_score_ends_in_the_last_words_and_what_would_change_without_them(
    wall: KnowledgeBase,
) -> None:
    told = score(wall, "walls-stand")

    assert told.last == (
        "Reed 2021 at move 3a and Reed, in Moss 2022, at move 4: neither has a recorded reply."
    )
    assert [(one.name, one.status) for one in told.changes] == [
        ("move 3b", "upheld"),
        ("what move 2 rests on", "challenged"),
        ("move 2", "conditional"),
    ]


def test_what_goes_on_through_its_premise_is_no_last_word(
    wall: KnowledgeBase, place: Callable[[str, str | bytes], Path]
) -> None:
    del wall
    path = "critiques/walls-are-thin.yaml"
    elsewhere = (
        "title: Walls are thin\nsummary: So.\nattacks: [{target: walls-stand, force: weakens}]\n"
    )
    told = score(load(place(path, elsewhere)), "walls-stand")

    assert told.last == "Reed, in Moss 2022, at move 4: no reply to it is recorded."
    assert told.alone


def test_who_speaks_in_the_work_of_others_is_named_beside_it(wall: KnowledgeBase) -> None:
    text = page(wall, "walls-stand")

    assert 'Reed, in <a href="../works/moss-2022-clay.html"' in text
    assert 'Reed, in <a href="../works/reed-2021-walls.html"' not in text


def test_a_page_says_whether_one_person_says_most_of_it(wall: KnowledgeBase) -> None:
    assert "kb-speakers" not in page(wall, "clay-dries")
    assert (
        page(worlds.world(worlds.WORDS), "frog-pond").count(
            "5 of 7 critiques and 3 of 3 replies are by Moor, who speaks most often here."
        )
        == 1
    )


def test_words_of_a_source_stand_with_the_node_that_they_are_of(wall: KnowledgeBase) -> None:
    text = page(wall, "walls-stand").partition("{ #critiques }")[2]

    assert text.count("“so” Reed 2021</p></details>") == 3
