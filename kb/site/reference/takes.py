"""What a field takes, in words: kinds of text, lists, parts, and what may be referred to."""

from __future__ import annotations

from types import MappingProxyType, NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, Union, get_args, get_origin

from markupsafe import Markup, escape
from pydantic import BaseModel, WithJsonSchema

from kb.model import Link, types
from kb.model.types import LONGEST_ID, LONGEST_QUOTE, ProseMark, Refers
from kb.model.words import RELATIONS, STATEMENT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SHAPES: Final[Mapping[str, tuple[Any, str]]] = MappingProxyType(
    {
        "id": (
            types.Id,
            f"Lower-case words and figures joined by `-`, at most {LONGEST_ID} characters.",
        ),
        "address": (types.Address, "An id, or `id#statement` for a statement inside an entry."),
        "text": (None, "One paragraph of plain text."),
        "quotation": (types.Quote, f"The very words of a source, at most {LONGEST_QUOTE} of them."),
        "Markdown": (
            None,
            "Paragraphs and lists without HTML; `[[id]]` is an entry, `[@work, p. 3]` a source.",
        ),
        "date": (
            types.Date,
            "`2022`, `2022-05` or `2022-05-14`; `~` after it for about, `/` between two.",
        ),
        "day": (types.Day, "`2022-05-14`."),
        "year": (types.Year, "`2022`."),
        "web address": (types.Url, "It starts with `https://` or `http://`."),
        "DOI": (types.Doi, "Without `https://doi.org/`: `10.48550/arXiv.1805.00899`."),
        "arXiv id": (types.Arxiv, "`1805.00899`, without a version."),
        "ISBN": (types.Isbn, "Of ten or thirteen digits."),
        "probability": (types.Probability, "A number between 0 and 1, and neither of them."),
    }
)
"""The values that texts and numbers can be, by name: the type, and how they are written."""


def inside(annotation: Any) -> Iterator[Any]:
    """An annotation and all that it is made of."""
    yield annotation
    for inner in get_args(annotation) if not is_choice(annotation) else ():
        yield from inside(inner)


def is_choice(annotation: Any) -> bool:
    """Whether it lists the values there are."""
    return get_origin(annotation) is Literal


def place_of(name: str) -> str:
    """The anchor of a kind of value."""
    return f"as-{types.slug(name)}"


def takes(annotation: Any, marks: tuple[Any, ...] = ()) -> Markup:
    """What a field takes, in words, with links to parts and to how values are written.

    >>> str(takes(float))
    'number'
    """
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return takes(inner[0], (*annotation.__metadata__, *marks))
    if origin in {Union, UnionType}:
        kept = [takes(one, marks) for one in inner if one is not NoneType]
        return Markup(" or ").join(dict.fromkeys(kept))
    if origin is Literal:
        return Markup("one of")
    if origin is tuple:
        several = "list of: " if inner[-1] is Ellipsis else "two of: "
        return several + takes(inner[0], tuple(m for m in marks if isinstance(m, Refers)))
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        part = Markup('<a href="#{0}">{0}</a>').format(annotation.__name__)
        return _address(marks) + " or " + part if annotation is Link else part
    return _value(annotation, marks)


def _value(annotation: Any, marks: tuple[Any, ...]) -> Markup:
    if any(isinstance(mark, Refers) for mark in marks):
        return _address(marks)
    if any(isinstance(mark, ProseMark) for mark in marks):
        return _shape("Markdown")
    for name, (alias, _) in SHAPES.items():
        if alias is not None and alias.__metadata__[-1] in marks:
            return _shape(name)
    if annotation is not str:
        return escape("number")
    schemas = [mark.json_schema or {} for mark in marks if isinstance(mark, WithJsonSchema)]
    longest = next((one["maxLength"] for one in schemas if "maxLength" in one), None)
    return _shape("text") + (f", at most {longest} characters" if longest else "")


def _address(marks: tuple[Any, ...]) -> Markup:
    """The address of something that the relation of a field may point at."""
    relation = next((mark.relation for mark in marks if isinstance(mark, Refers)), "")
    range_ = RELATIONS[relation].range if relation in RELATIONS else ()
    if not range_:
        return _shape("address")
    shape = _shape("address" if STATEMENT in range_ else "id")
    *first, last = range_
    kinds = f"{', '.join(first)} or {last}" if first else last
    article = "an" if kinds[0] in "aeiou" else "a"
    return shape + f" of {article} {kinds}"


def _shape(name: str) -> Markup:
    return Markup('<a href="#{}">{}</a>').format(place_of(name), name)
