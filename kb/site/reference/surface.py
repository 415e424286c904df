"""What a package offers: names it exports, and the values that these give. Read, and never run."""

from __future__ import annotations

import builtins
import re
from ast import literal_eval
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import griffe
from griffe import DocstringSectionKind, Expr, ExprName

from kb.model.written import Written

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from griffe import Class, Docstring

HERE: Final = Path(__file__).parents[3]

SPOKEN: Final = ("__getitem__", "__call__", "__contains__", "__iter__", "__len__")
"""Methods that Python calls by itself, and that readers know by another spelling."""

_MEANS: Final = re.compile(r"means\(((['\"]).*?(?<!\\)\2)")
"""What a field of a row says of itself, in its metadata."""

_INNER: Final = ("model", "read")
"""Rooms whose values are not told of: the fields of entries have a page of their own."""


@cache
def package(name: str = "kb", folder: Path = HERE) -> Any:
    """A package in a folder, read and not run."""
    return griffe.load(name, search_paths=[folder], allow_inspection=False)


def exported(package: Any) -> dict[str, Any]:
    """What a package exports, by name: what it lists, or else brings in from its own rooms."""
    listed = package.exports or [
        name
        for name, one in package.members.items()
        if one.is_alias and one.target_path.startswith(f"{package.path}.")
    ]
    found = {name: package.members[name] for name in listed}
    return {name: what.final_target if what.is_alias else what for name, what in found.items()}


def given(names: Mapping[str, Any]) -> dict[str, Class]:
    """The classes that public annotations name and nobody exports, by name.

    Where two have one name, the later one goes by its whole path.
    """
    known = {what.canonical_path for what in names.values()}
    found: dict[str, Class] = {}
    waiting = list(names.values())
    while waiting:
        for annotation in _annotations(waiting.pop(0)):
            for cls in classes(annotation):
                path = cls.canonical_path
                room = path.split(".")[1]
                if path in known or room in _INNER:
                    continue
                known.add(path)
                taken = cls.name in names or cls.name in found
                found[path if taken else cls.name] = cls
                waiting.append(cls)
    return dict(sorted(found.items()))


def _annotations(what: Any) -> Iterator[Any]:
    """The type of what a function gives, or of each public member of a class."""
    if what.is_class:
        members = what.all_members
        for name in (*public_fields(what), *methods(what)):
            yield _gives(members[name])
    else:
        yield _gives(what)


def _gives(member: Any) -> Any:
    return member.annotation if member.is_attribute else member.returns


def classes(annotation: Any) -> Iterator[Class]:
    """The classes of the package that an annotation names."""
    for part in annotation.iterate(flat=True) if isinstance(annotation, Expr) else ():
        if isinstance(part, ExprName) and (cls := meant(part)) is not None and cls.is_class:
            yield cls


def meant(name: ExprName) -> Any:
    """What a name in an annotation stands for; None where it is not of the package."""
    try:
        found: Any = name.resolved
    except Exception:  # noqa: BLE001 - griffe raises what it meets: names of others are not loaded
        return None
    return found.final_target if found is not None and found.is_alias else found


def methods(cls: Class) -> list[str]:
    """The public methods and properties of a class, its own and those of its bases."""
    return list(dict.fromkeys(m for base in (*reversed(cls.mro()), cls) for m in own(base)))


def brought(cls: Class, told: Collection[str]) -> list[str]:
    """The public methods and properties of a class without those of bases that are `told` of."""
    above = {m for base in cls.mro() if base.canonical_path in told for m in own(base)}
    return [name for name in methods(cls) if name in cls.members or name not in above]


def own(cls: Class) -> list[str]:
    """The public methods and properties that a class itself brings."""
    return [
        name
        for name, member in cls.members.items()
        if (member.is_function or "property" in member.labels)
        and (not name.startswith("_") or (name in SPOKEN and member.docstring))
    ]


_WRITTEN: Final = f"{Written.__module__}.{Written.__qualname__}"


def public_fields(cls: Class) -> list[str]:
    """The public fields of a class, and of its bases; those of models are told by the models."""
    chosen = choices(cls)
    return [
        name
        for base in (*reversed(cls.mro()), cls)
        for name, member in base.members.items()
        if base.canonical_path != _WRITTEN
        and member.is_attribute
        and "property" not in member.labels
        and not name.startswith("_")
        and name not in chosen
    ]


def choices(cls: Class) -> list[str]:
    """The members of an enumeration; none for any other class."""
    enum = any(
        str(base).endswith(("Enum", "Flag")) for one in (cls, *cls.mro()) for base in one.bases
    )
    return [m.name for m in cls.members.values() if enum and m.is_attribute and m.name.isupper()]


def is_error(cls: Class) -> bool:
    """Whether a class is an exception."""
    for base in cls.bases:
        known = getattr(builtins, str(base), None)
        if isinstance(known, type) and issubclass(known, BaseException):
            return True
    bases: list[Any] = cls.resolved_bases
    return any(is_error(base) for base in bases if base.is_class)


def sections(docstring: Docstring | None) -> dict[DocstringSectionKind, Any]:
    """The sections of a docstring in Google style, by kind; texts and examples as one list."""
    found: dict[DocstringSectionKind, Any] = {}
    options = {"returns_multiple_items": False, "returns_named_value": False, "warnings": False}
    for section in docstring.parse("google", **options) if docstring else ():
        kind, value = section.kind, section.value
        if kind is DocstringSectionKind.text:
            texts = [value]
        elif kind is DocstringSectionKind.examples:
            texts = [text for _, text in value]
        elif kind is DocstringSectionKind.admonition:
            texts = [f"{section.title}: {value.contents}"]
        else:
            found[kind] = value
            continue
        found.setdefault(DocstringSectionKind.text, []).extend(texts)
    return found


def meanings(cls: Class) -> dict[str, str]:
    """What the docstrings of a class, its bases and its fields say of each field."""
    found: dict[str, str] = {}
    for one in (*reversed(cls.mro()), cls):
        told = sections(one.docstring)
        for kind in (DocstringSectionKind.parameters, DocstringSectionKind.attributes):
            found |= {field.name: field.description for field in told.get(kind, ())}
        for name, member in one.members.items():
            if member.docstring:
                found[name] = member.docstring.value
            elif said := _MEANS.search(str(getattr(member, "value", ""))):
                found[name] = literal_eval(said[1])
    return found


def mentioned(names: Mapping[str, Any]) -> dict[str, list[str]]:
    """Where each class comes from: what gives it, by its path, and what raises it, by its name."""
    told = {what.canonical_path for what in names.values()}
    found: dict[str, dict[str, None]] = {}
    for name, what in names.items():
        members = (
            {f"{name}.{m}": what.all_members[m] for m in brought(what, told)}
            if what.is_class
            else {name: what}
        )
        for place, member in members.items():
            raises = sections(member.docstring).get(DocstringSectionKind.raises, ())
            for one in classes(_gives(member)):
                found.setdefault(one.canonical_path, {})[place] = None
            for error in raises:
                found.setdefault(str(error.annotation), {})[place] = None
    return {one: list(places) for one, places in found.items()}
