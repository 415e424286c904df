"""Names of the field that no entry has yet, with where what they name is treated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from pathlib import Path

    from kb.read import Corpus


@dataclass(frozen=True, slots=True)
class Wanted:
    """A name that readers look for.

    Attributes:
        name: as an entry would be called.
        also: what else it is called.
        treated: the entries that treat it.
        near: where none does, those that come nearest.
    """

    name: str
    also: tuple[str, ...]
    treated: tuple[str, ...]
    near: tuple[str, ...]


def wanted_names(file: Path, corpus: Corpus) -> tuple[Wanted, ...]:
    """The names in a file, in its order, as far as they lead to entries that a corpus has.

    A name that leads nowhere is left out: it would be of another base.
    """
    told = yaml.load(file.read_text("utf-8"), Loader=yaml.CSafeLoader) if file.is_file() else []
    names = (
        Wanted(
            one["name"],
            tuple(one.get("also", ())),
            tuple(id_ for id_ in one.get("treated", ()) if id_ in corpus.records),
            tuple(id_ for id_ in one.get("near", ()) if id_ in corpus.records),
        )
        for one in told
    )
    return tuple(one for one in names if one.treated or one.near)
