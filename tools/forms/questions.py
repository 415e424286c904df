"""What a form asks: one question for each field of a model that fits on a form."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kb.model import MODELS, Link, Statement
from kb.model.fields import fields_of
from kb.model.parts import Model
from kb.model.types import MARKDOWN

if TYPE_CHECKING:
    from pydantic import BaseModel

    from kb.model.fields import Field

_SOURCE = ("sources.work", "sources.at", "sources.quote", "sources.as")

FORMS: Final = MappingProxyType(
    {
        "critique": (
            "title",
            "summary",
            "attacks.target",
            "attacks.force",
            "attacks.why",
            "attacks.reading",
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
            "conditions",
            "avoids",
            "addresses",
            "uses",
            "steps",
            "assumptions",
            "open",
            "by",
            "introduced",
            "example",
            "misreading",
            "body",
            *_SOURCE,
        ),
        "claim": ("title", "summary", "text", "concerns", "assumes", "body", *_SOURCE),
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
    field = fields_of(model)[path[0]]
    required = field.required
    if len(path) > 1:
        (part,) = field.parts
        field = fields_of(part)[path[1]]
        wanted = issubclass(part, Model) and path[1] in part.wants({})
        required = required and (field.required or wanted)
    shape = _shape(field)
    return Question(
        path,
        ": ".join(path).capitalize().replace("_", " "),
        " ".join(filter(None, (field.description, _ADVICE.get(shape)))),
        shape,
        field.words,
        required,
    )


def _shape(field: Field) -> Shape:
    if field.words:
        return Shape.CHOICE
    if field.listed and Link in field.parts:
        return Shape.LINKS
    if field.listed and Statement in field.parts:
        return Shape.STATEMENTS if len(field.takes) == 1 else Shape.PREMISES
    if field.listed:
        return Shape.LINES
    if field.holds(MARKDOWN):
        return Shape.PROSE
    if field.holds("sentence") or field.holds("quotation"):
        return Shape.PARAGRAPH
    return Shape.LINE
