"""The whole base in one JSON file, and the schema of that file."""

from __future__ import annotations

import copy
import json
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from kb.model import MODELS
from kb.read import read_folder
from kb.share.formats import export
from kb.share.formats.snapshot import json_file, schema
from profiles import examples

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kb.share.formats import About, Whole


@pytest.fixture(scope="module")
def validator(small_world: Any) -> Draft202012Validator:
    written = json.loads(small_world.file("json-schema"))
    Draft202012Validator.check_schema(written)
    return Draft202012Validator(written)


def test_every_entry_reads_back_as_it_was(world: Any) -> None:
    written = json.loads(world.file("json"))
    read = {
        one["id"]: MODELS[one["kind"]].model_validate(one["fields"]) for one in written["entries"]
    }
    assert read == {record.id: record.entry for record in world.corpus}


def test_what_is_debated_carries_its_status(world: Any) -> None:
    debate = world.debate
    for one in json.loads(world.file("json"))["entries"]:
        assert one.get("status") == (
            debate.status(one["id"]) if one["id"] in debate.points else None
        )


def test_the_four_facts_come_first(small_world: Any, about: About) -> None:
    written = json.loads(small_world.file("json"))
    assert dict(list(written.items())[:4]) == asdict(about)


def test_removed_entries_are_listed(small: Path, small_world: Any) -> None:
    (small / "retired").mkdir(exist_ok=True)
    stub = "reason: merged\nsince: 2026-01-02\nsee: [gardening]\n"
    (small / "retired" / "weeding.yaml").write_text(stub)
    corpus, _ = read_folder(small)
    files = export("json", replace(small_world.whole, corpus=corpus))
    written = json.loads(files["alignment-kb.json"])
    assert written["retired"]["weeding"] == {
        "reason": "merged",
        "since": "2026-01-02",
        "see": ["gardening"],
    }
    Draft202012Validator(schema()).validate(written)


def test_the_file_is_as_its_schema_says(world: Any, validator: Draft202012Validator) -> None:
    validator.validate(json.loads(world.file("json")))


@examples(20)
@given(data=st.data())
def test_any_text_survives(
    data: st.DataObject, texts: st.SearchStrategy[str], with_texts: Callable[[str], Whole]
) -> None:
    text = data.draw(texts)
    (first, *_) = json.loads(json_file(with_texts(text)))["entries"]
    assert (first["fields"]["title"], first["fields"]["thesis"]) == (text, text)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("kind",), "critique"),
        (("kind",), "essay"),
        (("id",), "No Id"),
        (("status",), "answered"),
        (("fields", "title"), 5),
        (("fields", "thesis"), None),
        (("fields", "colour"), "green"),
        (("fields", "addresses"), []),
        (("fields", "addresses", 0, "target"), "Not An Id"),
        (("fields", "activity"), "asleep"),
    ],
    ids=str,
)
def test_the_schema_refuses_what_cannot_be(
    path: tuple[str | int, ...], value: Any, small_world: Any, validator: Draft202012Validator
) -> None:
    written = json.loads(small_world.file("json"))
    broken = copy.deepcopy(written)
    place = next(one for one in broken["entries"] if one["id"] == "gardening")
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    assert validator.is_valid(written)
    assert not validator.is_valid(broken)


@pytest.mark.parametrize("name", ["schema_version", "data_date", "git_sha", "license", "entries"])
def test_the_schema_asks_for_every_part(
    name: str, small_world: Any, validator: Draft202012Validator
) -> None:
    written = json.loads(small_world.file("json"))
    del written[name]
    assert not validator.is_valid(written)


def test_a_credence_is_a_number_in_json(small_world: Any, validator: Draft202012Validator) -> None:
    written = json.loads(small_world.file("json"))
    views = [one for one in written["entries"] if one["kind"] == "view"]
    position = next(p for v in views for p in v["fields"]["positions"] if "credence" in p)
    position["credence"] = "0.5"
    assert not validator.is_valid(written)
