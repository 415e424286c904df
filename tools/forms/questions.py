"""What a form asks: one question for each field of a model that fits on a form."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    Final,
    Literal,
    get_args,
    get_origin,
    get_type_hints,
)

from pydantic import BaseModel

from kb.model import MODELS, Link, Statement
from kb.model.types import ProseMark, Quote, Sentence, Summary

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

_SOURCE = ("sources.work", "sources.at", "sources.quote", "sources.as")

FORMS: Final = MappingProxyType(
    {
        "critique": (
            "title",
            "summary",
            "attacks.target",
            "attacks.force",
            "attacks.why",
            "assumes",
            "by",
            "body",
            *_SOURCE,
        ),
        "work": (
            "title",
            "type",
            "authors",
            "date",
            "venue",
            "url",
            "doi",
            "arxiv",
            "isbn",
        ),
        "proposal": (
            "title",
            "summary",
            "thesis",
            "addresses",
            "uses",
            "steps",
            "assumptions",
            "by",
            "introduced",
            "example",
            "body",
            *_SOURCE,
        ),
        "claim": ("title", "summary", "text", "assumes", "body", *_SOURCE),
    }
)
"""The kinds that have a form, and the fields each asks for; `attacks.target` is of the first."""


class Shape(StrEnum):
    """What an answer is made into."""

    LINE = "line"
    PARAGRAPH = "paragraph"
    PROSE = "prose"
    CHOICE = "choice"
    LINES = "lines"
    LINKS = "links"
    STATEMENTS = "statements"
    PREMISES = "premises"


_ADVICE: Final = MappingProxyType(
    {
        Shape.LINES: "One per line.",
        Shape.LINKS: "One per line: an id, or `id: the reason`.",
        Shape.STATEMENTS: "One sentence per line.",
        Shape.PREMISES: "One per line: the address of a claim or statement, or a sentence.",
    }
)


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a form.

    Attributes:
        path: the field it fills, and the field within its first item.
        label: the heading of the answer.
        description: what the field means, from the model.
        shape: what an answer is made into.
        options: what may be chosen.
        required: whether the entry needs an answer.
    """

    path: tuple[str, ...]
    label: str
    description: str
    shape: Shape
    options: tuple[str, ...] = ()
    required: bool = False


def questions(kind: str) -> tuple[Question, ...]:
    """The questions of the form for a kind, in order.

    Raises:
        KeyError: for a kind without a form.
    """
    return tuple(_question(MODELS[kind], tuple(name.split("."))) for name in FORMS[kind])


def _question(model: type[BaseModel], path: tuple[str, ...]) -> Question:
    field, annotation = _field(model, path[0])
    required = field.is_required()
    if len(path) > 1:
        (part,) = _parts(annotation)
        field, annotation = _field(part, path[1])
        required = required and field.is_required()
    shape = _shape(annotation)
    meaning = " ".join((field.description or "").split())
    return Question(
        path,
        ": ".join(path).capitalize().replace("_", " "),
        " ".join(filter(None, (meaning, _ADVICE.get(shape)))),
        shape,
        _options(annotation),
        required,
    )


def _field(model: type[BaseModel], key: str) -> tuple[FieldInfo, Any]:
    """A field by its name in the file, and its type with every mark."""
    for name, field in model.model_fields.items():
        if key == (field.alias or name):
            return field, get_type_hints(model, include_extras=True)[name]
    raise KeyError(key)


def _shape(annotation: Any) -> Shape:
    many = any(get_origin(inner) is tuple for inner in _inside(annotation))
    parts = _parts(annotation)
    if _options(annotation):
        return Shape.CHOICE
    if many and Link in parts:
        return Shape.LINKS
    if many and Statement in parts:
        alone = (Statement, ...) in {get_args(inner) for inner in _inside(annotation)}
        return Shape.STATEMENTS if alone else Shape.PREMISES
    if many:
        return Shape.LINES
    if any(isinstance(inner, ProseMark) for inner in _inside(annotation)):
        return Shape.PROSE
    if any(inner in (Summary, Sentence, Quote) for inner in _inside(annotation)):
        return Shape.PARAGRAPH
    return Shape.LINE


def _options(annotation: Any) -> tuple[str, ...]:
    for inner in _inside(annotation):
        if get_origin(inner) is Literal:
            return tuple(get_args(inner))
    return ()


def _parts(annotation: Any) -> list[type[BaseModel]]:
    inside = _inside(annotation)
    return [one for one in inside if isinstance(one, type) and issubclass(one, BaseModel)]


def _inside(annotation: Any) -> list[Any]:
    """A type and everything it is made of, marks included."""
    inner = get_args(annotation) if get_origin(annotation) is not Literal else ()
    bare = annotation.__origin__ if get_origin(annotation) is Annotated else None
    below = [one for part in inner if part is not bare for one in _inside(part)]
    return [annotation, *below, *(_inside(bare) if bare is not None else ())]
