"""What a model refers to: every address it writes, every prose text it holds, every statement."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, get_args, get_origin

from pydantic import BaseModel

from kb.model.parts import Link, Statement
from kb.model.types import ProseMark, Refers

if TYPE_CHECKING:
    from collections.abc import Iterator

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """An address written in a field.

    Attributes:
        path: where in the entry, in the words of the file.
        address: `id` or `id#fragment`.
        relation: the relation the field writes.
        link: the part that carries the reason, where there is one.
    """

    path: Path
    address: str
    relation: str
    link: Link | None = None


def references_of(model: BaseModel) -> Iterator[Reference]:
    """Every address a model writes, in the order of its fields; prose not included."""
    for path, value, marks, link in _leaves(model, (), ()):
        for mark in marks:
            if isinstance(mark, Refers):
                yield Reference(path, value, mark.relation, link)


def prose_of(model: BaseModel) -> Iterator[tuple[Path, str]]:
    """Every prose text a model holds, with its path."""
    for path, value, marks, _ in _leaves(model, (), ()):
        if any(isinstance(mark, ProseMark) for mark in marks):
            yield path, value


def statements_of(model: BaseModel) -> Iterator[tuple[Path, str, Statement]]:
    """Every statement written inside a model: its path, the field it is in, and itself."""
    for name in type(model).model_fields:
        value = getattr(model, name)
        if isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, Statement):
                    yield (name, index), name, item


def _leaves(
    model: BaseModel, path: Path, handed: tuple[Any, ...]
) -> Iterator[tuple[Path, str, tuple[Any, ...], Link | None]]:
    """Every marked text below a model. `handed` are the marks of the field that holds the model."""
    for name, key, marks in _plan(type(model)):
        value = getattr(model, name)
        if value is None:
            continue
        link = model if isinstance(model, Link) else None
        own = (*marks, *handed) if link is not None and name == "target" else marks
        items = enumerate(value) if isinstance(value, tuple) else ((None, value),)
        for index, item in items:
            here = (*path, key) if index is None else (*path, key, index)
            if isinstance(item, BaseModel):
                yield from _leaves(item, here, own)
            elif own and isinstance(item, str):
                yield here, item, own, link


@cache
def _plan(model: type[BaseModel]) -> tuple[tuple[str, str, tuple[Any, ...]], ...]:
    """The fields of a model that can hold marks: attribute, key in the file, marks."""
    plan = []
    for name, field in model.model_fields.items():
        marks = (*_marks(field.annotation), *(m for m in field.metadata if _is_mark(m)))
        handed = issubclass(model, Link) and name == "target"
        if marks or handed or _holds_models(field.annotation):
            plan.append((name, field.alias or name, marks))
    return tuple(plan)


def _is_mark(value: object) -> bool:
    return isinstance(value, Refers | ProseMark)


def _marks(annotation: Any) -> tuple[Any, ...]:
    found: list[Any] = []
    for inner in (*getattr(annotation, "__metadata__", ()), *get_args(annotation)):
        if _is_mark(inner):
            found.append(inner)
        elif get_origin(inner) is not None or hasattr(inner, "__metadata__"):
            found.extend(_marks(inner))
    return tuple(dict.fromkeys(found))


def _holds_models(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return True
    return any(_holds_models(inner) for inner in get_args(annotation))
