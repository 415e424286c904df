"""References: every address that a model of any kind writes is met once, with who writes it."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from kb.model import MODELS, Retired, Statement, references_of, statements_of
from kb.model.fields import Number, fields_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel

    from kb.model.fields import Value
    from kb.model.references import Reference

KINDS = [*MODELS.values(), Retired]

WRITTEN: dict[str, Any] = {
    "text": "Some text",
    "sentence": "A sentence.",
    "quotation": "Her own words",
    "Markdown": "A paragraph.",
    "id": "an-id",
    "date": "2020-05",
    "day": "2020-05-14",
    "year": "2020",
    "web address": "https://arxiv.org/abs/1805.00899",
    "DOI": "10.1000/182",
    "arXiv id": "1805.00899",
    "ISBN": "978-0-262-03384-8",
    "number": 0.5,
    "probability": 0.5,
}
"""Something for every way in which a text or number is written."""


class Written(NamedTuple):
    """An address in the tree of an entry: where, and the statement in which it is needed."""

    path: tuple[str | int, ...]
    address: str
    writer: str


class Author:
    """Writes an entry with every field there is but bounds, and remembers each address in it."""

    def __init__(self) -> None:
        self.wrote: list[Written] = []
        self.numbers = itertools.count()

    def tree(self, model: type[BaseModel], path: tuple[str | int, ...] = ()) -> dict[str, Any]:
        statement = f"statement-{next(self.numbers)}" if model is Statement else ""
        tree: dict[str, Any] = {}
        for name, field in fields_of(model).items():
            if field.listed:
                places = enumerate(field.takes)
                tree[name] = [self.value(v, (*path, name, n), statement) for n, v in places]
            elif field.takes[0].number is Number.ONE:
                tree[name] = self.value(field.takes[0], (*path, name), statement)
        return {**tree, "id": statement} if statement else tree

    def value(self, value: Value, path: tuple[str | int, ...], statement: str) -> Any:
        if value.words:
            return str(value.words[0])
        if value.part is not None:
            return self.tree(value.part, path)
        if value.written == "address":
            self.wrote.append(Written(path, f"address-{next(self.numbers)}", statement))
            return self.wrote[-1].address
        return WRITTEN[value.written]


def written(kind: type[BaseModel]) -> tuple[BaseModel, list[Written]]:
    author = Author()
    tree = author.tree(kind)
    return kind.model_validate(tree), author.wrote


def at(model: BaseModel, path: tuple[str | int, ...]) -> Any:
    """What stands at a path of the file."""
    found: Any = model
    for step in path:
        if isinstance(step, int):
            found = found[step]
        else:
            found = getattr(found, fields_of(type(found))[step].attribute)
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_every_address_is_met_once_with_its_place_and_its_writer(kind: type[BaseModel]) -> None:
    model, wrote = written(kind)
    met = [Written(r.path, r.address, r.writer) for r in references_of(model)]
    assert met == wrote
    assert met


def all_references() -> Iterator[tuple[BaseModel, Reference]]:
    for kind in KINDS:
        model, _ = written(kind)
        yield from ((model, reference) for reference in references_of(model))


def test_the_part_of_a_reference_has_the_field_that_holds_the_address() -> None:
    for model, reference in all_references():
        path = reference.path[:-1] if isinstance(reference.path[-1], int) else reference.path
        assert path[-1] == reference.field
        assert at(model, path[:-1]) is reference.part


def test_statements_alone_write_for_themselves() -> None:
    writers = {type(r.part) for _, r in all_references() if r.writer}
    assert writers == {Statement}


@pytest.mark.parametrize("kind", MODELS.values())
def test_the_premises_of_an_entry_are_what_it_assumes_and_its_steps(kind: type[BaseModel]) -> None:
    model, _ = written(kind)
    fields = {"assumes", "assumptions", "steps"}
    own = [one for _, field, one in statements_of(model) if field in fields]
    named = [r.address for r in references_of(model) if r.path[0] in fields and not r.writer]
    premises = model.premises  # type: ignore[attr-defined]
    assert sorted(map(str, premises)) == sorted(map(str, [*own, *named]))
