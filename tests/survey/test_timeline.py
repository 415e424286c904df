"""What happened to an entry, by date."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import kb
from kb import people, survey
from kb.model.dates import starts, when
from kb.read import Corpus
from kb.survey import Event
from worlds import VALLEY, world

ORCHARD = Path(__file__).parents[1] / "worlds" / "orchard"


@cache
def corpus() -> Corpus:
    return kb.load(ORCHARD).corpus


def valley() -> Corpus:
    return world(VALLEY).corpus


def timeline(id_: str, of: Corpus | None = None) -> tuple[Event, ...]:
    whole = of or corpus()
    return survey.timeline(whole, tuple(people.positions(whole)), id_)


def events(id_: str, what: str, of: Corpus | None = None) -> list[Event]:
    return [event for event in timeline(id_, of) if event.what == what]


def test_a_timeline_runs_from_first_to_last() -> None:
    assert [(event.date, event.what) for event in timeline("grafted-trees")] == [
        ("1998/2002", "original"),
        ("2001", "introduced"),
        ("2001-03", "milestone"),
        ("2003", "summary"),
        ("2003", "critique"),
        ("2004-05-01", "critique"),
        ("2004-05-01", "critique"),
        ("2004-06", "position"),
        ("2004", "milestone"),
        ("2005", "position"),
    ]


def test_the_introduction_opens_its_year() -> None:
    assert events("grafted-trees", "introduced") == [
        Event(
            "2001",
            "introduced",
            "Growing fruit on grafted trees is first set out.",
            "grafted-trees",
            None,
        )
    ]


def test_a_milestone_has_its_text_and_work() -> None:
    assert events("grafted-trees", "milestone")[0] == Event(
        "2001-03",
        "milestone",
        "The first hundred trees are grafted.",
        "grafted-trees",
        "lind-2001-grafts",
    )


def test_a_source_is_cited_once_and_by_its_nearest_role() -> None:
    works = [event for event in timeline("grafted-trees") if event.work == "ek-2003-bark"]
    assert [event for event in works if event.entry == "grafted-trees"] == [
        Event(
            "2003",
            "summary",
            "Ek and others 2003: Is bark alive?",
            "grafted-trees",
            "ek-2003-bark",
        )
    ]


def test_a_source_of_which_a_milestone_tells_is_not_told_again() -> None:
    told = [event for event in timeline("grafted-trees") if event.work == "lind-2001-grafts"]
    assert [event.what for event in told] == ["milestone"]


def test_on_one_date_original_sources_come_first(small: Path) -> None:
    file = small / "critiques" / "roots-are-hidden.yaml"
    work = (small / "works" / "moss-2022-roots.yaml").read_text()
    work = work.replace("title: What roots do", "title: What digging shows")
    (small / "works" / "a-2022-digging.yaml").write_text(work)
    file.write_text(f"{file.read_text()}  - work: a-2022-digging\n")
    found = timeline("roots-are-hidden", kb.load(small).corpus)
    assert [event.what for event in found if event.date == "2022"] == ["original", "discussion"]


def test_critiques_of_the_entry_its_statements_and_what_these_assume_are_told() -> None:
    assert events("grafted-trees", "critique") == [
        Event(
            "2003",
            "critique",
            "Bark is too thick: against “The cut on both halves heals”, "
            "“Growing fruit on grafted trees”.",
            "bark-is-thick",
            "ek-2003-bark",
        ),
        Event(
            "2004-05-01",
            "critique",
            "Seedlings are faster: against “It bears fruit sooner than a seedling”.",
            "seedlings-are-faster",
            "ek-2004-count",
        ),
        Event(
            "2004-05-01",
            "critique",
            "Winter stops the sap: against “Sap flows”.",
            "winter-stops-sap",
            "ek-2004-count",
        ),
    ]


def test_a_critique_without_a_source_cannot_be_placed() -> None:
    assert events("bark-is-thick", "critique") == []


def test_replies_to_a_critique_are_told(small: Path) -> None:
    (event,) = events("roots-are-hidden", "critique", kb.load(small).corpus)
    assert (event.date, event.entry, event.work) == (
        "2021-04",
        "roots-can-be-watered",
        "reed-2021-vines",
    )


def test_positions_on_the_entry_and_its_statements_are_told() -> None:
    assert events("grafted-trees", "position") == [
        Event(
            "2004-06",
            "position",
            "On “It bears fruit sooner than a seedling” Bo Ek gives it 20% to 40% "
            "(the editors' reading).",
            "bo-ek-2005",
            "ek-2004-count",
        ),
        Event(
            "2005",
            "position",
            "On “Growing fruit on grafted trees” Bo Ek strongly disagrees: "
            "“no graft of mine has lived”",
            "bo-ek-2005",
            "ek-2004-count",
        ),
    ]


def test_positions_on_what_the_entry_assumes_are_told_with_that() -> None:
    (event,) = events("sap-flows", "position")
    assert event.text == "On “Sap flows” Bo Ek is unsure: “it may stop”"


def test_a_former_id_does_not_hide_an_event(small: Path) -> None:
    file = small / "views" / "ben-moss-2023-03.yaml"
    file.write_text(file.read_text().replace("about: gardening\n", "about: slow-gardening\n"))
    assert len(events("gardening", "position", kb.load(small).corpus)) == 2


def test_a_critique_of_a_former_id_is_told(small: Path) -> None:
    file = small / "critiques" / "roots-are-hidden.yaml"
    file.write_text(file.read_text().replace("gardening#", "slow-gardening#"))
    (event,) = events("gardening", "critique", kb.load(small).corpus)
    assert "“A vine grows more where it was not cut”" in event.text


def test_what_a_corpus_of_the_past_lacks_is_not_told() -> None:
    past = Corpus.of([record for record in corpus() if record.id != "ek-2004-count"])
    found = [event for event in timeline("grafted-trees", past) if event.what != "position"]
    assert [(event.date, event.what, event.entry) for event in found] == [
        ("1998/2002", "original", "grafted-trees"),
        ("2001", "introduced", "grafted-trees"),
        ("2001-03", "milestone", "grafted-trees"),
        ("2003", "summary", "grafted-trees"),
        ("2003", "critique", "bark-is-thick"),
    ]


@pytest.mark.parametrize("id_", ["soil", "ann-lind", "stillness", "ek-2004-count"])
def test_where_nothing_dated_is_recorded_nothing_is_told(id_: str) -> None:
    assert timeline(id_) == ()


def test_every_timeline_of_the_valley_is_in_order_and_names_entries_that_there_are() -> None:
    for record in valley():
        found = timeline(record.id, valley())
        moments = [when(starts(e.date) if e.what == "introduced" else e.date) for e in found]
        assert moments == sorted(moments)
        assert {e.entry for e in found} <= set(valley().records)
        assert {e.work for e in found if e.work} <= set(valley().records)


def test_an_entry_of_the_valley_has_every_sort_of_event() -> None:
    found = {event.what for event in timeline("canal", valley())}
    assert {"introduced", "milestone", "discussion", "critique", "position"} <= found
