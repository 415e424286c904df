"""What a new entry of a kind must be told, and the fields that the answers become."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from kb.errors import UnknownKind
from kb.findings import errors
from kb.model import MODELS, Link
from kb.model.fields import field_at, fields_of
from kb.model.parts import Model
from kb.model.words import FOLDERS, KINDS
from kb.rules.references import unresolved_address

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import BaseModel

    from kb.read import Corpus

    Answers = Mapping[str, str | list[str]]

_PLACES: Final[Mapping[str, tuple[tuple[str, ...], ...]]] = MappingProxyType(
    {
        "type": (("type",),),
        "summary": (("summary",),),
        "thesis": (("thesis",),),
        "text": (("text",),),
        "attacks": (("attacks", "target"),),
        "force": (("attacks", "force"),),
        "addresses": (("addresses",),),
        "why": (("attacks", "why"), ("addresses", "why")),
        "supports": (("supports",),),
        "author": (("authors",),),
        "date": (("date",),),
        "url": (("url",),),
        "holder": (("holder",),),
        "about": (("positions", "about"),),
        "stance": (("positions", "stance"),),
        "credence": (("positions", "credence"),),
        "reading": (("attacks", "reading"), ("positions", "reading")),
        "by": (("by",),),
        "source": (("source",), ("sources", "work")),
        "at": (("positions", "at"), ("sources", "at")),
        "quote": (("positions", "quote"), ("sources", "quote")),
    }
)
"""The flags in the order in which their answers are asked for, each with where its answer goes: to
the first of these fields, or fields of a first item, that the kind has."""


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
    fields = fields_of(model).values()
    places = {
        flag: next((path for path in paths if field_at(model, path)), ())
        for flag, paths in _PLACES.items()
    }
    told = {path[0] for path in places.values() if path}
    others = {
        field.name.replace("_", "-"): (field.name,)
        for field in fields
        if field.required and field.name not in {*told, "title"} and set(field.parts) <= {Link}
    }
    return {flag: _blank(flag, model, path) for flag, path in (places | others).items() if path}


def _blank(flag: str, model: type[BaseModel], path: tuple[str, ...]) -> Blank:
    chain = [field for end in range(len(path)) if (field := field_at(model, path[: end + 1]))]
    field = chain[-1]
    return Blank(
        flag,
        path,
        field.description,
        tuple(map(str, field.words)),
        many=len(path) == 1 and field.listed,
        relation=field.relation or None,
        required=all(one.required for one in chain),
    )


def missing(kind: str, answers: Answers) -> list[Blank]:
    """What an entry still has to be told before it can keep every rule."""
    known = blanks(kind)
    tree = tree_of(kind, "", answers)
    needed = [flag for flag, blank in known.items() if blank.required]
    for name, holder in fields_of(MODELS[kind]).items():
        for part in holder.parts if name in tree or holder.required else ():
            first = next(iter(tree.get(name, ())), None)
            told = first if isinstance(first, dict) else {}
            required = [field.name for field in fields_of(part).values() if field.required]
            wanted = [(name, one) for one in (*required, *_wanted(part, told))]
            needed += [flag for path in wanted for flag, b in known.items() if b.path == path]
    return [known[flag] for flag in dict.fromkeys(needed) if not answers.get(flag)]


def _wanted(part: type[BaseModel], told: Mapping[str, Any]) -> tuple[str, ...]:
    return part.wants(told) if issubclass(part, Model) else ()


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
        if flag == "credence" and re.fullmatch(r"0?,[0-9]+", value):
            value = value.replace(",", ".")
        elif flag == "credence" and "," in value:
            value = [bound.strip(" []") for bound in value.split(",")]
        name, *inner = blank.path
        if inner:
            first, *others = tree.get(name, [{}])
            fields = {"target": first} if isinstance(first, str) else first
            tree[name] = [{**fields, inner[0]: value}, *others]
        else:
            tree[name] = value
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
