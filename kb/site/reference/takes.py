"""What a field takes, in words: kinds of text, lists, parts, and what may be referred to."""

from __future__ import annotations

from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from markupsafe import Markup, escape

from kb.model import Link
from kb.model.fields import Number
from kb.model.types import LONGEST_ID, LONGEST_QUOTE, MARKDOWN, slug
from kb.model.words import RELATIONS, STATEMENT, a

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kb.model.fields import Field, Value

SHAPES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "id": f"Lower-case words and figures joined by `-`, at most {LONGEST_ID} characters.",
        "address": "An id, or `id#statement` for a statement inside an entry.",
        "text": "One paragraph of plain text.",
        "quotation": f"The very words of a source, at most {LONGEST_QUOTE} of them.",
        MARKDOWN: (
            "Paragraphs and lists without HTML; `[[id]]` is an entry, `[@work, p. 3]` a source."
        ),
        "date": "`2022`, `2022-05` or `2022-05-14`; `~` after it for about, `/` between two.",
        "day": "`2022-05-14`.",
        "year": "`2022`.",
        "web address": "It starts with `https://` or `http://`.",
        "DOI": "Without `https://doi.org/`: `10.48550/arXiv.1805.00899`.",
        "arXiv id": "`1805.00899`, without a version.",
        "ISBN": "Of ten or thirteen digits.",
        "probability": "A number between 0 and 1, and neither of them.",
    }
)
"""How texts and numbers are written, by name."""

_PREFIXES: Final = MappingProxyType(
    {Number.ONE: "", Number.PAIR: "two of: ", Number.LIST: "list of: "}
)


def place_of(name: str) -> str:
    """The anchor of a kind of value."""
    return f"as-{slug(name)}"


def takes(field: Field) -> Markup:
    """What a field takes, in words, with links to parts and to how values are written."""
    sorts = [
        _PREFIXES[number] + Markup(" or ").join(dict.fromkeys(map(_value, values)))
        for number, values in groupby(field.takes, key=lambda value: value.number)
    ]
    return Markup(" or ").join(sorts)


def _value(value: Value) -> Markup:
    if value.words:
        return Markup("one of")
    if value.part is not None:
        part = Markup('<a href="#{0}">{0}</a>').format(value.part.__name__)
        return _address(value.relation) + " or " + part if value.part is Link else part
    if value.relation:
        return _address(value.relation)
    if value.written == "number":
        return escape("number")
    if value.written in SHAPES and value.written != "text":
        return _shape(value.written)
    return _shape("text") + (f", at most {value.longest} characters" if value.longest else "")


def _address(relation: str) -> Markup:
    """The address of something that a relation may point at."""
    range_ = RELATIONS[relation].range if relation in RELATIONS else ()
    if not range_:
        return _shape("address")
    shape = _shape("address" if STATEMENT in range_ else "id")
    *first, last = range_
    kinds = f"{', '.join(first)} or {last}" if first else last
    return shape + f" of {a(kinds)}"


def _shape(name: str) -> Markup:
    return Markup('<a href="#{}">{}</a>').format(place_of(name), name)
