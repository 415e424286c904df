"""Rows: what questions are answered with, and how rows are asked in turn."""

from __future__ import annotations

import html.parser
from dataclasses import dataclass, field, make_dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal, Optional

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kb
from kb.model.words import KINDS
from kb.table import Column, Table, columns_of, means
from worlds import VALLEY, world

SMALL = Path(__file__).parent / "worlds" / "small"


@dataclass(frozen=True, slots=True)
class Plant:
    name: str
    height: float | None
    evergreen: bool
    kin: tuple[str, ...]
    place: object


IVY = Plant("ivy", 12.5, evergreen=True, kin=("vine",), place=object())
VINE = Plant("vine", None, evergreen=False, kin=("ivy", "hop"), place=object())
HOP = Plant("hop", 7.0, evergreen=False, kin=(), place=object())


def plants(*rows: Plant) -> Table[Plant]:
    return Table(columns_of(Plant), rows or (IVY, VINE, HOP), "rows")


@cache
def base() -> kb.KnowledgeBase:
    return kb.load(SMALL)


def test_fields_are_those_with_plain_values() -> None:
    assert [(one.name, one.type) for one in columns_of(Plant)] == [
        ("name", "text"),
        ("height", "number"),
        ("evergreen", "flag"),
        ("kin", "texts"),
    ]


def test_rows_are_a_sequence() -> None:
    rows = plants()
    assert (len(rows), rows[0], rows[-1], list(rows)) == (3, IVY, HOP, [IVY, VINE, HOP])


def test_a_slice_is_rows_again() -> None:
    assert plants()[1:] == plants(VINE, HOP)


def test_rows_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        plants().rows = ()  # type: ignore[misc]
    with pytest.raises(TypeError):
        plants()[0] = HOP  # type: ignore[index]


def test_rows_are_chosen_by_what_they_say() -> None:
    assert plants().where(evergreen=False, name="hop") == plants(HOP)


def test_a_field_of_several_values_has_to_hold_the_one_asked_for() -> None:
    assert plants().where(kin="hop") == plants(VINE)


def test_a_list_asks_for_any_of_its_values() -> None:
    assert plants().where(name=["hop", "ivy"]) == plants(IVY, HOP)


@pytest.mark.parametrize(("field", "expected"), [("height", VINE), ("kin", HOP)])
def test_none_asks_for_rows_that_say_nothing(field: str, expected: Plant) -> None:
    assert plants().where(**{field: None}) == plants(expected)


def test_an_unknown_field_is_refused_with_a_suggestion() -> None:
    with pytest.raises(kb.errors.UnknownField) as caught:
        plants().where(hieght=3)
    assert str(caught.value) == (
        "no field 'hieght'. Did you mean 'height'? Fields: name, height, evergreen, kin."
    )


@pytest.mark.parametrize("asked", ["sort", "column"])
def test_an_unknown_field_is_refused_wherever_it_is_named(asked: str) -> None:
    with pytest.raises(kb.errors.UnknownField, match="no field 'colour'"):
        getattr(plants(), asked)("colour")


def test_rows_are_sorted_and_those_that_say_nothing_come_last() -> None:
    assert plants().sort("height").column("name") == ("hop", "ivy", "vine")
    assert plants().sort("height", reverse=True).column("name") == ("ivy", "hop", "vine")


def test_sorting_keeps_the_order_of_equals() -> None:
    assert plants().sort("evergreen").column("name") == ("vine", "hop", "ivy")


def test_the_first_rows_are_the_head() -> None:
    assert plants().head(2) == plants(IVY, VINE)


def test_rows_show_themselves_as_a_table() -> None:
    assert repr(plants()) == (
        "name  height  evergreen  kin\n"
        "ivy   12.5    yes        vine\n"
        "vine          no         ivy, hop\n"
        "hop   7       no"
    )


def test_many_rows_show_how_many_are_left() -> None:
    assert repr(plants(*[IVY] * 15)).endswith("\n… and 3 more")


def test_no_rows_say_so() -> None:
    assert repr(plants()[:0]) == "no rows"


def test_hidden_fields_are_asked_for_but_not_shown() -> None:
    rows = Table(
        tuple(replace(one, quiet=one.name in {"kin", "height"}) for one in columns_of(Plant)),
        (IVY,),
    )
    assert repr(rows) == "name  evergreen\nivy   yes"
    assert rows.where(kin="vine").column("height") == (12.5,)


def test_a_field_can_be_computed() -> None:
    loud = Column("loud", of=lambda plant: plant.name.upper())
    assert Table((loud,), (IVY,)).column("loud") == ("IVY",)


@dataclass(frozen=True)
class Pot:
    clay: Optional[str]  # noqa: UP045 - written as some people do
    glaze: Literal["blue", "none"]
    status: kb.Status | None
    sizes: tuple[int, ...] = ()
    holes: bool | None = field(default=None, metadata=means("whether water leaves it", quiet=True))


def test_a_column_is_told_from_its_type_however_that_is_written() -> None:
    assert columns_of(Pot) == (
        Column("clay"),
        Column("glaze"),
        Column("status"),
        Column("holes", "flag", "whether water leaves it", quiet=True),
    )


def test_a_type_that_is_not_known_when_the_program_runs_is_refused() -> None:
    missing = make_dataclass("Missing", [("name", "Sometype")])
    with pytest.raises(NameError, match="Sometype"):
        columns_of(missing)


def test_rows_are_records_of_plain_values() -> None:
    assert plants().records()[1] == {
        "name": "vine",
        "height": None,
        "evergreen": False,
        "kin": ("ivy", "hop"),
    }


def test_rows_are_a_pandas_frame() -> None:
    frame = plants().to_pandas()
    assert list(frame.columns) == ["name", "height", "evergreen", "kin"]
    assert frame["height"].tolist()[0] == 12.5
    assert frame["height"].isna().tolist() == [False, True, False]
    assert frame["kin"].tolist() == [["vine"], ["ivy", "hop"], []]


def test_rows_are_a_polars_frame() -> None:
    frame = plants().to_polars()
    assert frame["height"].to_list() == [12.5, None, 7.0]
    assert frame["kin"].to_list() == [["vine"], ["ivy", "hop"], []]


def test_rows_are_a_markdown_table() -> None:
    assert plants().to_markdown().splitlines()[2] == "| ivy | 12.5 | yes | vine |"


class Seen(html.parser.HTMLParser):
    """The text and the tags of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: set[str] = set()
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert {name for name, _ in attrs} <= {"class"}

    def handle_data(self, data: str) -> None:
        self.text += data


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_notebooks_show_any_text_as_it_is(name: str) -> None:
    page = Seen(plants(replace(IVY, name=name))._repr_html_())
    assert name in page.text
    assert page.tags <= {"table", "thead", "tbody", "tr", "th", "td", "caption"}


def test_notebooks_choose_from_three_forms() -> None:
    bundle = plants()._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html", "text/markdown"}


def test_entries_are_asked_by_the_fields_of_their_kinds() -> None:
    assert base().problems.where(type="obstacle").ids == ("when-fruit",)
    assert base().critiques.where(attacks="growth-is-visible").ids == ("roots-are-hidden",)
    assert base().critiques.where(sources="moss-2022-roots").ids == ("roots-are-hidden",)


def test_former_ids_ask_for_present_ones() -> None:
    found = base().arguments.where(supports="slow-gardening")
    assert found.ids == ("cuts-are-cheap",)


def test_entries_of_several_kinds_have_the_fields_of_all() -> None:
    both = base().of_kind("problem", "claim")
    assert both.where(status="contested").ids == ("growth-is-visible",)
    assert both.where(type="question").ids == ("shaping",)


def test_problems_have_no_status() -> None:
    with pytest.raises(kb.errors.UnknownField, match="no field 'status'"):
        base().problems.where(status="contested")


@pytest.mark.parametrize(
    ("wanted", "error", "message"),
    [
        (
            {"status": "answered"},
            kb.errors.UnknownStatus,
            "critiques are unanswered, upheld, challenged, contested, conditional or",
        ),
        ({"status": "defended"}, kb.errors.UnknownStatus, "'defended' is for claims and proposals"),
        ({"kind": "critiques"}, kb.errors.UnknownKind, "Did you mean 'critique'"),
        ({"by": "ben-mos"}, kb.EntryNotFound, "Did you mean 'ben-moss'"),
        ({"attacks": "gardening#cut-teach"}, kb.EntryNotFound, "'gardening#cuts-teach'"),
        ({"label": "inn"}, kb.errors.UnknownField, "Did you mean 'in'"),
        ({"reviewed": "drafted"}, kb.errors.UnknownField, "Did you mean 'draft'"),
    ],
)
def test_a_value_that_names_nothing_is_refused(
    wanted: dict[str, Any], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        base().critiques.where(**wanted)


def test_no_rows_refuse_what_names_nothing_all_the_same() -> None:
    nothing = base().critiques.where(status="refuted")
    assert nothing.ids == ()
    with pytest.raises(kb.EntryNotFound):
        nothing.where(by="ben-mos")


def test_every_entry_of_the_valley_says_what_its_fields_say() -> None:
    valley = world(VALLEY)
    frame = valley.frames.entries
    by_id = {row["id"]: row for row in frame.records()}
    for entries in (valley.of_kind(kind) for kind in KINDS):
        for row in entries.records():
            shared = row.keys() & by_id[row["id"]].keys()
            assert {name: row[name] for name in shared} == {
                name: by_id[row["id"]][name] for name in shared
            }
