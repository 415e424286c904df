"""What a new entry of a kind must be told, and the fields that the answers become."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from kb.errors import UnknownKind
from kb.findings import errors
from kb.model import MODELS, Position, Source
from kb.model.fields import fields_of
from kb.model.parts import Attack
from kb.model.words import FOLDERS, KINDS
from kb.rules.references import unresolved_address

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import BaseModel

    from kb.read import Corpus

    Answers = Mapping[str, str | list[str]]

_PLACES: Final = MappingProxyType(
    {
        "type": ("type",),
        "summary": ("summary",),
        "thesis": ("thesis",),
        "text": ("text",),
        "attacks": ("attacks", "target"),
        "force": ("attacks", "force"),
        "why": ("attacks", "why"),
        "addresses": ("addresses",),
        "supports": ("supports",),
        "author": ("authors",),
        "date": ("date",),
        "url": ("url",),
        "holder": ("holder",),
        "about": ("positions", "about"),
        "stance": ("positions", "stance"),
        "credence": ("positions", "credence"),
        "reading": ("positions", "reading"),
        "by": ("by",),
        "source": ("sources", "work"),
        "at": ("sources", "at"),
        "quote": ("sources", "quote"),
    }
)
"""Each flag with the field it fills, and the field within its first item."""

_IN_VIEWS: Final = MappingProxyType(
    {
        "source": ("source",),
        "at": ("positions", "at"),
        "quote": ("positions", "quote"),
    }
)
_PARTS: Final[Mapping[str, type[BaseModel]]] = MappingProxyType(
    {"attacks": Attack, "positions": Position, "sources": Source}
)
_RELATIONS: Final = MappingProxyType(
    {
        "attacks": "attacks",
        "supports": "supports",
        "addresses": "addresses",
        "about": "about",
        "by": "by",
        "holder": "by",
        "source": "sources",
    }
)
"""The flags whose values are addresses, with the relation each writes."""


@dataclass(frozen=True, slots=True)
class Blank:
    """Something that an entry can be told with a flag.

    Attributes:
        flag: its name, without the dashes.
        path: the field, and the field within its first item.
        meaning: what it is for, from the model.
        options: what may be chosen.
        many: whether it takes several.
        relation: which relation an address in it writes.
        required: whether the model insists on it.
    """

    flag: str
    path: tuple[str, ...]
    meaning: str
    options: tuple[str, ...]
    many: bool
    relation: str | None
    required: bool


def kind_named(name: str) -> str:
    """The kind called `name`, or whose folder is.

    Raises:
        UnknownKind: if there is none.
    """
    if name in FOLDERS:
        return FOLDERS[name].name
    if name not in KINDS:
        raise UnknownKind(name)
    return name


def blanks(kind: str) -> dict[str, Blank]:
    """What an entry of a kind can be told, by flag.

    >>> [blank.flag for blank in blanks("critique").values() if blank.required]
    ['summary', 'attacks', 'force']
    """
    model = MODELS[kind]
    places = {**_PLACES, **(_IN_VIEWS if kind == "view" else {})}
    return {
        flag: _blank(flag, model, path)
        for flag, path in places.items()
        if path[0] in model.model_fields
    } | _reasoned(kind)


def _blank(flag: str, model: type[BaseModel], path: tuple[str, ...]) -> Blank:
    field = fields_of(model)[path[0]]
    required, many = field.required, len(path) == 1 and field.listed
    if len(path) > 1:
        field = fields_of(_PARTS[path[0]])[path[1]]
        required = required and field.required
    options = tuple(map(str, field.words))
    return Blank(flag, path, field.description, options, many, _RELATIONS.get(flag), required)


def _reasoned(kind: str) -> dict[str, Blank]:
    """The reason of an approach's first link, for which critiques have a field of their own."""
    if not KINDS[kind].thing or "addresses" not in MODELS[kind].model_fields:
        return {}
    path = ("addresses", "why")
    meaning = "Why it addresses that problem."
    return {"why": Blank("why", path, meaning, (), many=False, relation=None, required=False)}


def missing(kind: str, answers: Answers) -> list[Blank]:
    """What an entry still has to be told before it can keep every rule."""
    known = blanks(kind)
    needed = [flag for flag, blank in known.items() if blank.required]
    if kind == "view":
        needed += [] if answers.get("credence") else ["stance"]
        needed += [] if answers.get("reading") == "inferred" else ["quote", "at"]
    if kind != "view" and answers.get("quote"):
        needed += ["source", "at"]
    if answers.get("at"):
        needed += ["source"]
    if kind == "critique" or not answers.get("why"):
        return [known[flag] for flag in dict.fromkeys(needed) if not answers.get(flag)]
    return [known[flag] for flag in dict.fromkeys([*needed, "addresses"]) if not answers.get(flag)]


def unfit(kind: str, answers: Answers) -> list[str]:
    """The flags among the answers that a kind has no field for."""
    return [flag for flag, value in answers.items() if value and flag not in blanks(kind)]


def tree_of(kind: str, title: str, answers: Answers) -> dict[str, Any]:
    """The fields of a new entry, a draft by its own account."""
    tree: dict[str, Any] = {"title": title}
    for flag, blank in blanks(kind).items():
        value: Any = answers.get(flag)
        if not value:
            continue
        if flag == "credence" and "," in value:
            value = [bound.strip(" []") for bound in value.split(",")]
        if blank.path == ("addresses", "why"):
            first, *others = tree["addresses"]
            tree["addresses"] = [{"target": first, "why": value}, *others]
        elif len(blank.path) == 1:
            tree[blank.path[0]] = value
        else:
            tree.setdefault(blank.path[0], [{}])[0][blank.path[1]] = value
    tree["review"] = {"status": "draft"}
    return tree


def misled(corpus: Corpus, kind: str, answers: Answers) -> list[tuple[str, str]]:
    """The flags whose addresses stand for nothing that they may point at, with what is wrong."""
    return [
        (flag, "; ".join((finding.message, *finding.help)))
        for flag, value in answers.items()
        if (relation := blanks(kind)[flag].relation) is not None
        for address in ([value] if isinstance(value, str) else value)
        for finding in errors(tuple(unresolved_address(corpus, address, relation)))
    ]
