"""What each field takes, as the models say it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, create_model

from kb.model import MODELS, Link, Position, Retired, Source, Statement
from kb.model.fields import field_at, fields_of, part_at, parts_of
from kb.model.parts import Attack, Estimate, Judgement
from kb.model.types import Date, Prose, Quote, Refers, Sentence, Text, Title
from kb.model.words import Choice

EVERY = [*MODELS.values(), Retired]


class Colour(Choice):
    RED = "red"
    DARK_BLUE = "dark-blue"


def takes(annotation: Any) -> list[tuple[str, str, str]]:
    """The sorts of value that a field of some type takes: how written, how many, which relation."""
    model = create_model("Tried", field=(annotation, ...))
    return [(v.written, v.number.value, v.relation) for v in fields_of(model)["field"].takes]


@pytest.mark.parametrize(
    ("annotation", "expected"),
    [
        (str, [("text", "one", "")]),
        (float | None, [("number", "one", "")]),
        (Text, [("text", "one", "")]),
        (Prose | None, [("Markdown", "one", "")]),
        (Quote, [("quotation", "one", "")]),
        (tuple[Date, Date], [("date", "pair", "")]),
        (tuple[Text, ...], [("text", "list", "")]),
        (tuple[Annotated[Text, Refers("uses")], ...], [("text", "list", "uses")]),
        (Annotated[tuple[Link, ...], Refers("uses")], [("group", "list", "uses")]),
        (Text | Statement, [("text", "one", ""), ("group", "one", "")]),
        (Colour | None, [("word", "one", "")]),
    ],
)
def test_what_a_type_takes(annotation: Any, expected: list[tuple[str, str, str]]) -> None:
    assert takes(annotation) == expected


@pytest.mark.parametrize(
    "annotation", [dict[str, str], bytes, tuple[tuple[str, ...], ...], set, Literal["a"]]
)
def test_a_type_that_nothing_is_known_of_is_refused_with_its_field(annotation: Any) -> None:
    with pytest.raises(TypeError, match="no field can take") as refused:
        takes(annotation)
    assert refused.value.__notes__ == ["in the field `field` of Tried"]


def test_what_one_cell_can_hold_is_a_column_and_bounds_are_none() -> None:
    columns = {name: field.column for name, field in fields_of(Estimate).items()}
    assert columns["value"] == "value"
    assert columns["interval"] == ""


def test_words_are_those_of_a_choice() -> None:
    class Tried(BaseModel):
        colour: Colour | None = Colour.RED

    assert fields_of(Tried)["colour"].words == ("red", "dark-blue")
    assert Tried.model_validate({"colour": "dark-blue"}).colour is Colour.DARK_BLUE


def test_the_last_mark_says_how_a_text_is_written_and_limits_are_kept() -> None:
    (title,) = fields_of(MODELS["work"])["title"].takes
    (summary,) = fields_of(MODELS["claim"])["summary"].takes
    assert (title.written, title.longest) == ("text", 300)
    assert (summary.written, summary.longest) == ("sentence", 200)
    assert fields_of(create_model("Tried", x=(Title | None, None)))["x"].takes[0].longest == 90


@pytest.mark.parametrize("model", EVERY, ids=lambda model: model.__name__)
def test_fields_of_a_model_are_those_of_pydantic_in_their_order(model: type[BaseModel]) -> None:
    for part in (model, *parts_of(model)):
        schema = part.model_json_schema(by_alias=True)
        assert list(fields_of(part)) == list(schema["properties"])
        needed = [name for name, field in fields_of(part).items() if field.required]
        assert needed == schema.get("required", [])


@pytest.mark.parametrize("model", EVERY, ids=lambda model: model.__name__)
def test_the_owner_of_a_field_is_the_model_that_declares_it(model: type[BaseModel]) -> None:
    for field in fields_of(model).values():
        assert issubclass(model, field.owner)
        assert field.attribute in field.owner.__annotations__


def test_a_field_knows_its_name_in_the_file_and_what_it_is_for() -> None:
    field = fields_of(Source)["as"]
    assert (field.attribute, field.required, field.default) == ("as_", False, "discussion")
    assert field.description == "Whether it first said this, restates it, or discusses it."


def test_a_path_leads_to_a_field_or_nowhere() -> None:
    view = MODELS["view"]
    path = ("positions", 2, "because", 0)
    assert field_at(view, path) == fields_of(Position)["because"]
    assert field_at(view, ()) is None
    assert field_at(view, ("positions", 0, "nothing")) is None
    assert field_at(view, ("title", "nothing")) is None


def test_a_path_leads_to_a_group_of_fields_or_to_none() -> None:
    assert part_at(MODELS["critique"], ("attacks", 0)) is Attack
    assert part_at(MODELS["proposal"], ("assumptions", 1)) is Statement
    assert part_at(MODELS["proposal"], ("assessment", "inner-alignment")) is Judgement
    assert part_at(MODELS["critique"], ()) is MODELS["critique"]
    assert part_at(MODELS["critique"], ("title",)) is None
    assert part_at(MODELS["critique"], ("nothing", 0)) is None


def test_the_parts_of_a_model_are_met_once_each_at_any_depth() -> None:
    parts = parts_of(MODELS["proposal"])
    assert len(parts) == len(set(parts))
    assert {Link, Statement, Judgement, Source} <= set(parts)


def test_a_field_tells_lists_and_single_values_apart() -> None:
    class Tried(BaseModel):
        one: Sentence
        several: tuple[Sentence, ...]
        two: tuple[Sentence, Sentence]

    told = {name: (field.single, field.listed) for name, field in fields_of(Tried).items()}
    assert told == {"one": (True, False), "several": (False, True), "two": (False, False)}
