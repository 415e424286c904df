"""Approaches side by side."""

from __future__ import annotations

import sys
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest

import kb
from kb import survey
from kb.debate import debate_of
from kb.errors import EngineMissing, NotAnApproach, UnknownField
from kb.read import Corpus
from kb.survey import ASPECTS, Comparison
from worlds import VALLEY, world

ORCHARD = Path(__file__).parents[1] / "worlds" / "orchard"
IDS = ("grafted-trees", "warm-walls")


@cache
def corpus() -> Corpus:
    return kb.load(ORCHARD).corpus


def valley() -> Corpus:
    return world(VALLEY).corpus


SILENT = "unchallenged (nobody has recorded a search)"


def compare(rows: str, *ids: str, of: Corpus | None = None) -> Comparison:
    whole = of or corpus()
    return survey.compare(whole, debate_of(whole), ids or IDS, rows)


def cells(rows: str, *ids: str, of: Corpus | None = None) -> dict[str, tuple[str, ...]]:
    found = compare(rows, *ids, of=of)
    return {row.name: row.cells for row in found}


def without(*ids: str) -> Corpus:
    return Corpus.of([record for record in corpus() if record.id not in ids])


def test_assumptions_are_told_from_what_is_only_rested_on() -> None:
    assert cells("assumptions") == {
        "halves-stay-apart": (f"assumes: {SILENT}", f"assumes: {SILENT}"),
        "one-way-sap": (f"rests on: {SILENT}", f"rests on: {SILENT}"),
        "sap-flows": ("rests on: challenged", "assumes: challenged"),
        "grafted-trees#cuts-heal": ("assumes: defended", ""),
    }


def test_a_row_has_its_text() -> None:
    rows = {row.name: row.text for row in compare("assumptions").rows}
    assert rows["grafted-trees#cuts-heal"] == "The cut on both halves heals."


def test_rows_that_most_share_come_first_and_else_as_written() -> None:
    assert list(cells("problems", "warm-walls", "sugar-water", "smoke-pots", "bee-keeping")) == [
        "late-frost",
        "sweet-fruit",
        "ripe-in-time",
    ]
    assert list(cells("problems", "warm-walls", "sugar-water")) == [
        "sweet-fruit",
        "late-frost",
        "ripe-in-time",
    ]


def test_problems_have_the_stated_reasons() -> None:
    assert cells("problems")["sweet-fruit"] == (
        "addresses: the upper half decides the taste",
        "addresses",
    )


def test_what_is_built_on_has_the_stated_reasons() -> None:
    assert cells("uses") == {"grafting": ("builds on: every tree is a graft", "")}


def test_critiques_say_what_they_hit_how_and_how_they_stand() -> None:
    assert cells("critiques") == {
        "winter-stops-sap": ("weakens sap-flows: unanswered", "weakens sap-flows: unanswered"),
        "bark-is-thick": ("weakens the thesis, refutes #cuts-heal: refuted", ""),
        "seedlings-are-faster": ("weakens #fast: unanswered", ""),
    }


def test_steps_stand_beside_steps() -> None:
    found = compare("steps", "warm-walls", "bee-keeping", "grafted-trees")
    assert tuple((row.name, row.text) for row in found) == (("1", "step 1"), ("2", "step 2"))
    assert found[0].cells == (
        "A wall is built to the south.",
        "",
        "A bud of the sweet tree is joined to the hardy root.",
    )


def test_steps_keep_their_order_where_the_first_has_fewer() -> None:
    whole = valley()
    two = next(r.id for r in whole.of_kind("proposal") if len(getattr(r.entry, "steps", ())) == 2)
    more = next(r.id for r in whole.of_kind("proposal") if len(getattr(r.entry, "steps", ())) > 3)
    assert list(cells("steps", two, more, of=whole))[:4] == ["1", "2", "3", "4"]


def test_the_four_questions_have_answers_with_their_sources() -> None:
    found = compare("assessment")
    assert [row.name for row in found.rows] == [
        "outer-alignment",
        "inner-alignment",
        "training-competitiveness",
        "performance-competitiveness",
    ]
    assert found.rows[0].text == "Would the training objective, if pursued, be what we want?"
    assert found[0].cells == ("The taste is that of the upper half. (Ek 2004, p. 2)", "")
    assert [row.cells for row in found[1:]] == [("", "")] * 3


def test_rungs_have_the_works_that_reached_them_lowest_first() -> None:
    found = cells("maturity")
    assert list(found) == ["argued", "formalised", "toy-experiment", "experiment", "deployed"]
    assert found["argued"] == ("Lind 2001", "Lind 1998")
    assert found["experiment"] == ("Ek 2004, table 1", "")
    assert found["formalised"] == ("", "")


def test_columns_are_in_the_order_asked_for_each_once() -> None:
    found = compare("problems", "warm-walls", "grafted-trees", "warm-walls")
    assert found.names[2:] == ("warm-walls", "grafted-trees")
    assert {len(line) for line in (row.cells for row in found)} == {2}


@pytest.mark.parametrize("rows", list(ASPECTS))
def test_nothing_compared_by_anything_is_empty(rows: str) -> None:
    debate = debate_of(corpus())
    assert survey.compare(corpus(), debate, [], rows).rows == ()


@pytest.mark.parametrize("rows", list(ASPECTS))
def test_all_approaches_of_the_valley_can_be_compared(rows: str) -> None:
    ids = [record.id for record in valley().of_kind("proposal", "forecast")]
    found = compare(rows, *ids, of=valley())
    assert found.names[2:] == tuple(ids)
    assert len({row.name for row in found.rows}) == len(found) > 0
    shown = [sum(map(bool, line)) for line in (row.cells for row in found)]
    filled = rows in {"assessment", "maturity"}
    assert filled or shown == sorted(shown, reverse=True)


def test_every_assumption_shown_of_the_valley_is_reached_from_the_thesis() -> None:
    debate, compared = debate_of(valley()), ("canal", "weir", "tanks")
    for name, line in cells("assumptions", *compared, of=valley()).items():
        for id_, cell in zip(compared, line, strict=True):
            resting = {id_, *(f"{id_}#{step.id}" for step in valley().records[id_].entry.steps)}  # type: ignore[attr-defined]
            frontier = list(resting)
            while frontier:
                below = set(debate.assumes.get(frontier.pop(), ())) - resting
                resting |= below
                frontier += below
            assert bool(cell) == (name in resting)


def test_what_a_corpus_of_the_past_lacks_is_left_out() -> None:
    past = without("ek-2004-count", "sweet-fruit", "grafting")
    assert cells("assessment", of=past)["outer-alignment"] == ("", "")
    assert cells("maturity", of=past)["experiment"] == ("", "")
    assert list(cells("problems", of=past)) == ["ripe-in-time", "late-frost"]
    assert cells("uses", of=past) == {}


def test_unknown_rows_are_refused_with_a_suggestion() -> None:
    with pytest.raises(UnknownField) as raised:
        compare("assumption")
    assert str(raised.value) == (
        "no rows 'assumption'. Did you mean 'assumptions'? "
        "Rows: assumptions, problems, critiques, uses, steps, assessment, maturity."
    )


@pytest.mark.parametrize("rows", list(ASPECTS))
def test_only_approaches_can_be_compared(rows: str) -> None:
    with pytest.raises(NotAnApproach, match=r"^'sap-flows' is a claim; this is asked of prop"):
        compare(rows, "warm-walls", "sap-flows")


def test_a_comparison_as_records_has_names_texts_and_a_cell_for_each() -> None:
    assert compare("uses").records() == [
        {
            "name": "grafting",
            "text": "Grafting",
            "grafted-trees": "builds on: every tree is a graft",
            "warm-walls": "",
        }
    ]


def test_a_comparison_in_pandas_has_names_texts_and_a_column_for_each() -> None:
    frame = compare("assumptions").to_pandas()
    assert list(frame.columns) == ["text", *IDS]
    assert frame.index.name == "assumptions"
    assert frame.loc["sap-flows"].to_list() == [
        "Sap flows in every month of the year.",
        "rests on: challenged",
        "assumes: challenged",
    ]


def test_a_comparison_of_nothing_in_pandas_keeps_its_columns() -> None:
    frame = compare("uses", "warm-walls").to_pandas()
    assert (list(frame.columns), len(frame)) == (["text", "warm-walls"], 0)


def test_without_pandas_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(EngineMissing, match=r"pip install 'alignment-kb\[pandas\]'"):
        compare("problems").to_pandas()


def test_a_comparison_in_markdown_is_a_table() -> None:
    assert compare("problems").to_markdown() == (
        "| problems | grafted-trees | warm-walls |\n"
        "|---|---|---|\n"
        "| Sweet fruit | addresses: the upper half decides the taste | addresses |\n"
        "| Ripe in time | addresses | addresses |\n"
        "| What if frost comes late? |  | addresses |"
    )


def test_a_comparison_prints_in_columns() -> None:
    assert repr(compare("uses")) == (
        "uses      grafted-trees                     warm-walls\n"
        "Grafting  builds on: every tree is a graft"
    )


def test_a_comparison_for_notebooks_is_escaped_and_has_no_script(small: Path) -> None:
    file = small / "problems" / "shaping.yaml"
    file.write_text(file.read_text().replace("title: Shaping", "title: <script>a & b</script>"))
    html = compare("problems", "trellis", of=kb.load(small).corpus)._repr_html_()
    found: list[str] = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, _: found.append(tag)  # type: ignore[method-assign]
    parser.feed(html)
    assert set(found) == {"table", "thead", "tbody", "tr", "th", "td"}
    assert "&lt;script&gt;a &amp; b" in html
