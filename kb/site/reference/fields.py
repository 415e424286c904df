"""The fields of entries as a page, from the models: what each takes, and what it is for."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kb.model import MODELS, Approach, Entry, Reason, Retired, Thing
from kb.model.fields import fields_of, parts_of
from kb.model.words import KINDS
from kb.read import RETIRED
from kb.site import urls
from kb.site.prose import Writer
from kb.site.reference.takes import SHAPES, place_of, takes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup
    from pydantic import BaseModel

    from kb.model.fields import Field as ModelField
    from kb.read import Corpus

_SHARED: Final[Mapping[str, type[BaseModel]]] = MappingProxyType(
    {"entry": Entry, "thing": Thing, "approach": Approach, "reason": Reason}
)
_TITLES: Final = MappingProxyType(
    {
        "entry": "Every entry",
        "thing": "Things",
        "approach": "Approaches",
        "reason": "Reasons",
        RETIRED: "Retired entry",
    }
)


@dataclass(frozen=True, slots=True)
class Field:
    """A field, and what it may be chosen from."""

    id: str
    name: str
    takes: Markup
    meaning: Markup
    required: bool
    default: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of a kind of entry, of several kinds, or of a part of entries.

    Attributes:
        id: the anchor.
        title: the heading.
        kind: the kind they are of, where it is one.
        meaning: what has them.
        file: where an entry of the kind is written.
        shared: sections with more fields of the same.
        fields: the fields.
    """

    id: str
    title: str
    kind: str
    meaning: Markup
    file: str
    shared: tuple[tuple[str, str], ...]
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class FieldPage:
    """The page of all fields."""

    path: str
    title: str
    lead: str
    kinds: tuple[Fields, ...]
    parts: tuple[Fields, ...]
    shapes: tuple[tuple[str, str, Markup], ...]


def field_page(corpus: Corpus) -> FieldPage:
    """The page of all fields: what several kinds share, of each kind, of parts, and of values."""
    writer = Writer(corpus, urls.FIELDS)
    models = {**MODELS, RETIRED: Retired}
    return FieldPage(
        urls.FIELDS,
        "Fields of entries",
        "What an entry of each kind may hold, what each field takes, and what it is for.",
        (
            *(_section(writer, name, model) for name, model in _SHARED.items()),
            *(_section(writer, name, model) for name, model in models.items()),
        ),
        tuple(_section(writer, part.__name__, part) for part in parts()),
        tuple((place_of(name), name, _inline(writer, said)) for name, said in SHAPES.items()),
    )


def _section(writer: Writer, name: str, model: type[BaseModel]) -> Fields:
    kind = KINDS.get(name)
    folder = kind.folder if kind else RETIRED if name == RETIRED else ""
    return Fields(
        name,
        kind.name.capitalize() if kind else _TITLES.get(name, name),
        name if kind else "",
        _inline(writer, (model.__doc__ or "").partition("\n\n")[0]),
        f"entries/{folder}/<id>.yaml" if folder else "",
        tuple(
            (other, _TITLES[other])
            for other, base in _SHARED.items()
            if issubclass(model, base) and model is not base
        ),
        tuple(
            _field(writer, name, field)
            for field in fields_of(model).values()
            if field.owner is model
        ),
    )


def _inline(writer: Writer, text: str) -> Markup:
    return writer.inline(" ".join(text.split()))


def _field(writer: Writer, owner: str, field: ModelField) -> Field:
    return Field(
        f"{owner}.{field.name}",
        field.name,
        takes(field),
        _inline(writer, field.description),
        field.required,
        str(field.default) if isinstance(field.default, str) else "",
        tuple((str(word), word.meaning) for word in field.words),
    )


def parts() -> list[type[BaseModel]]:
    """The groups of fields that entries are made of, by name."""
    found = {part for model in MODELS.values() for part in parts_of(model)}
    return sorted(found, key=lambda part: part.__name__)
