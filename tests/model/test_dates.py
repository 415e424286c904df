"""Dates: what time they name, what has happened by one, and how they sort."""

from __future__ import annotations

import itertools

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kb.model.dates import by, ends, is_date, said, starts, when


@st.composite
def dates(draw: st.DrawFn) -> str:
    """A date as entries write it: a year, a month, a day, an interval, certain or about."""
    days = st.dates(pd.Timestamp("1700-01-01").date(), pd.Timestamp("2200-12-31").date())
    lengths, tilde = st.sampled_from([4, 7, 10]), st.sampled_from(["", "~"])
    first, last = sorted(
        f"{draw(days).isoformat()[: draw(lengths)]}{draw(tilde)}" for _ in range(2)
    )
    date = draw(st.sampled_from([first, f"{first}/{last}"]))
    assume(is_date(date))
    return date


@st.composite
def bounds(draw: st.DrawFn) -> str:
    """A year, a month or a day, certain."""
    day = draw(st.dates(pd.Timestamp("1900-01-01").date(), pd.Timestamp("1902-12-31").date()))
    return day.isoformat()[: draw(st.sampled_from([4, 7, 10]))]


@given(bounds(), bounds())
def test_whether_the_ends_of_a_time_are_certain_does_not_change_their_order(
    first: str, last: str
) -> None:
    about = [is_date(f"{first}{a}/{last}{b}") for a in ("", "~") for b in ("", "~")]
    assert len(set(about)) == 1


@given(bounds(), bounds(), st.sampled_from(["", "~"]), st.sampled_from(["", "~"]))
def test_a_time_goes_from_what_is_earlier_to_what_is_later(
    first: str, last: str, one: str, other: str
) -> None:
    assume(ends(first) < starts(last))
    assert is_date(f"{first}{one}/{last}{other}")
    assert not is_date(f"{last}{one}/{first}{other}")


def test_a_year_or_so_can_come_before_one_of_its_months() -> None:
    assert is_date("2020~/2020-05")
    assert not is_date("2020-05/2020~")


@given(dates())
def test_the_time_a_date_names_is_that_of_the_period_in_pandas(date: str) -> None:
    first, _, last = date.replace("~", "").partition("/")
    spans = [pd.Period(part) for part in (first, last or first)]
    assert starts(date) == spans[0].start_time.date().isoformat()
    assert ends(date) == spans[1].end_time.date().isoformat()


@given(dates(), dates())
def test_what_happened_by_a_date_had_ended_by_its_last_day(date: str, limit: str) -> None:
    assert by(date, limit) == (pd.Timestamp(ends(date)) <= pd.Timestamp(ends(limit)))


@given(dates(), dates(), dates())
def test_what_happened_by_an_earlier_date_happened_by_a_later_one(
    date: str, one: str, other: str
) -> None:
    earlier, later = sorted([one, other], key=ends)
    assert by(date, later) >= by(date, earlier)


@given(dates())
def test_the_middle_of_a_date_lies_between_its_ends(date: str) -> None:
    assert when(starts(date)) <= when(date) <= when(ends(date))


@pytest.mark.parametrize(
    ("date", "limit", "expected"),
    [
        ("2022-12-31", "2022-12", True),
        ("2022-12", "2022-12-30", False),
        ("2022-12", "2022-12-31", True),
        ("2023-01-01", "2022", False),
        ("2022", "2022-06", False),
        ("2022", "2022-11", False),
        ("2022", "2022", True),
        ("2022~", "2022", True),
        ("2021/2022", "2021", False),
        ("2021/2022", "2022", True),
        ("2022-05", "2021/2022", True),
    ],
    ids=str,
)
def test_all_of_the_time_a_date_names_must_have_passed(
    date: str, limit: str, *, expected: bool
) -> None:
    assert by(date, limit) is expected


def test_february_ends_on_its_last_day() -> None:
    assert [ends(f"{year}-02") for year in (1900, 2000, 2023, 2024)] == [
        "1900-02-28",
        "2000-02-29",
        "2023-02-28",
        "2024-02-29",
    ]


@pytest.mark.parametrize(
    "ordered",
    [
        ["2019", "2020", "2021"],
        ["2019-12-31", "2020-01-01"],
        ["2020-01", "2020-02-15", "2020-03"],
        ["2018/2019", "2020", "2021"],
        ["2018/2019", "2020-01/2020-04", "2020-10/2020-12", "2021"],
        ["2022-05-11", "2022-05~", "2022-06-02"],
        ["2020-03", "2020~", "2020-12", "2021"],
        ["2020-03", "2020/2021", "2021-12"],
        ["0999", "2020"],
    ],
    ids=" < ".join,
)
def test_dates_sort_by_the_middle_of_the_time_they_name(ordered: list[str]) -> None:
    assert all(when(a) < when(b) for a, b in itertools.pairwise(ordered))


def test_about_a_date_stands_where_the_date_stands() -> None:
    assert when("2020-05") == when("2020-05~")


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2021", "2021"),
        ("2022-05~", "2022-05 or so"),
        ("2018/2019", "2018 to 2019"),
        ("2018~/2019", "2018 or so to 2019"),
    ],
)
def test_a_date_is_said_in_words(date: str, expected: str) -> None:
    assert said(date) == expected
