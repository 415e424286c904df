"""The order of fields in a file, which is that of the model: from it `kb fmt` lays files out."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kb.model import Entry
from kb.model.fields import fields_of, part_at

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic import BaseModel

    from kb.read.source import Path


@cache
def order(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a model as they are written: what a kind adds to an entry before the body.

    >>> from kb.model import MODELS
    >>> order(MODELS["concept"])[:4]
    ('title', 'aliases', 'summary', 'broader')
    """
    names: list[str] = []
    for field in fields_of(model).values():
        after = field.before or ("body" if field.owner is not Entry else "")
        names.insert(names.index(after) if after in names else len(names), field.name)
    return tuple(names)


def in_order(keys: Iterable[str], model: type[BaseModel], path: Path) -> list[str]:
    """The keys of the fields at `path` as they are to be written; unknown ones come last.

    Args:
        keys: in the order in which they stand.
        model: of the file.
        path: the way to the fields from the root.
    """
    part = part_at(model, path)
    rank = {name: number for number, name in enumerate(order(part) if part else ())}
    return sorted(keys, key=lambda key: rank.get(key, len(rank)))
