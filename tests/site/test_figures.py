"""Figures show what is recorded, all of it and no more."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kb.model.parts import Estimate
from kb.model.words import KINDS, Stance, Statistic
from kb.read import Corpus
from kb.site.figures import amounts, minds, numbers
from kb.site.figures.drawing import Drawing
from kb.site.pages.context import Context, Site
from kb.site.pages.figures import forecast_figures
from kb.site.pages.lists import kind_index
from kb.site.pages.minds import mind

if TYPE_CHECKING:
    from kb.base import KnowledgeBase
    from kb.read import Record
    from kb.site.pages.figure import Figure

WORK = "moss-2022-roots"


def estimate(quantity: str, value: float, **more: object) -> Estimate:
    return Estimate.model_validate(
        {"quantity": quantity, "value": value, "work": WORK, "date": "2022", **more}
    )


@pytest.fixture
def fruit(vines: KnowledgeBase) -> Record:
    return vines["first-fruit"].record


def with_estimates(record: Record, *estimates: Estimate) -> Record:
    return replace(record, entry=record.entry.model_copy(update={"estimates": estimates}))


@pytest.fixture
def chancy(fruit: Record) -> Record:
    return with_estimates(
        fruit,
        estimate("Probability of fruit by 2030 (almost this much)", 0.1),
        estimate("Probability of fruit by 2060", 0.8),
        estimate("Median year of fruit", 2040, statistic=Statistic.MEDIAN),
        estimate("Median year of fruit (or earlier)", 2035, by="Ada Reed", date="2024"),
        estimate("Weight of a grape (g)", 4),
    )


def drawn(base: KnowledgeBase, record: Record) -> dict[str, Figure]:
    context = Context(Site(base, ""), "forecasts/first-fruit.html")
    return {one.id: one for one in forecast_figures(context, record)}


def test_points_of_one_person_at_one_date_are_one_curve_and_a_median_is_an_even_chance(
    vines: KnowledgeBase, chancy: Record
) -> None:
    moss, reed = sorted(numbers.curves(vines.corpus, chancy), key=lambda one: one.date)
    assert [(p.year, p.chance, p.words) for p in moss.points] == [
        (2030, 0.1, "2030: almost 10%"),
        (2040, 0.5, "2040: 50%"),
        (2060, 0.8, "2060: 80%"),
    ]
    assert (reed.name, reed.points[0].words) == ("Reed, 2024", "2035 or earlier: 50%")


def test_a_figure_has_a_mark_for_each_recorded_point_and_no_other_number(
    vines: KnowledgeBase, chancy: Record
) -> None:
    figures = drawn(vines, chancy)
    assert [*figures] == ["chances", "answers"]
    plane = figures["chances"]
    assert plane.title == "Even odds lie between 2035 and 2040"
    assert len(plane.rows) == 4
    assert {row[1].text for row in plane.rows} == {
        "2030: almost 10%",
        "2040: 50%",
        "2060: 80%",
        "2035 or earlier: 50%",
    }
    marks = re.findall(r'class="kb-s\d kb-(?:full|open)"', plane.narrow)
    assert len(marks) == 4 + 2  # and one a name in the key
    assert "C" not in "".join(re.findall(r' d="([^"]*)"', plane.wide))  # no curve is smooth


def test_two_points_are_no_figure(vines: KnowledgeBase, fruit: Record) -> None:
    two = with_estimates(
        fruit, estimate("Probability of fruit by 2030", 0.1), estimate("Median year of fruit", 2040)
    )
    assert drawn(vines, two) == {}


def test_amounts_stand_on_one_axis_with_their_weights_and_what_money_buys(
    vines: KnowledgeBase, fruit: Record
) -> None:
    told = with_estimates(
        fruit,
        estimate("Water needed, a small vine (L)", 1e3),
        estimate("Water needed, a large vine (L)", 1e7),
        estimate("Water needed, an old vine (L)", 1e5),
        estimate("Weight of a small vine in the forecast", 0.25),
        estimate("Water that one dollar bought in 2020 (L per dollar)", 10),
        estimate("Years in which the price of water halves", 10),
    )
    figure = drawn(vines, told)["amounts"]
    assert figure.title == "Three estimates span four orders of magnitude"
    assert [[cell.text for cell in row[:3]] for row in figure.rows] == [
        ["A small vine", "1000", "25%"],
        ["An old vine", "100000", ""],
        ["A large vine", "10000000", ""],
    ]
    price = amounts.price(told, "L")
    assert price is not None
    assert price.exponent(9, 2020) == 10
    assert price.exponent(9, 2030) == pytest.approx(10.301, abs=1e-3)


def test_texts_beside_marks_never_lie_on_each_other() -> None:
    drawing = Drawing(200, "x")
    placed = [drawing.beside(100, 50, "2040: 50%") for _ in range(12)]
    assert placed[0]
    assert not placed[-1]
    boxes = drawing.taken
    assert not any(a.meets(b) for n, a in enumerate(boxes) for b in boxes[:n])


def test_a_lane_has_a_mark_a_stance_and_a_bar_for_a_time_without_a_day() -> None:
    held = (minds.Held("2018/2019", Stance.UNSURE), minds.Held("2022-05-03", Stance.STRONGLY_AGREE))
    lane = minds.Lane("Vines climb", "x.html", held)
    svg = minds.drawing([lane], "x", narrow=False)
    assert (svg.count("kb-span"), svg.count("kb-ring"), svg.count('r="5.0"')) == (1, 1, 2)
    assert "strongly agree" in svg


def test_what_is_named_as_a_reason_is_a_line_with_its_letters() -> None:
    held = (minds.Held("2019", Stance.AGREE), minds.Held("2021", Stance.DISAGREE))
    causes = [minds.Cause("a", "2020"), minds.Cause("b", "2020"), minds.Cause("c", "2021-01")]
    drawn = minds.drawing([minds.Lane("It grows", "#it", held)], "One.", causes, narrow=False)
    assert drawn.count("kb-cause") == 2
    assert ">a b<" in drawn


def test_all_forecasts_stand_on_one_axis_in_their_index(
    vines: KnowledgeBase, chancy: Record
) -> None:
    assert kind_index(Site(vines, ""), KINDS["forecast"]).figure is None
    records = [chancy if one.id == chancy.id else one for one in vines.corpus]
    figure = kind_index(
        Site(replace(vines, corpus=Corpus.of(records)), ""), KINDS["forecast"]
    ).figure
    assert figure is not None
    assert len(figure.rows) == 2


def test_a_holder_with_few_claims_has_one_list_and_says_how_much_is_in_own_words(
    vines: KnowledgeBase,
) -> None:
    context = Context(Site(vines, ""), "people/ben-moss.html")
    told = mind(context, vines["ben-moss"].record, context.site.held["ben-moss"])
    assert [one.link for one in told.subjects] == [None]
    assert told.own.endswith("in the holder’s own words.")
    assert not told.folded
