"""Entries by what they are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.model.words import KINDS
from kb.suggest import near_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kb.read import Corpus


def names_of(corpus: Corpus) -> Mapping[str, list[str]]:
    """Every id, title and alias without regard to case, and the ids it stands for."""
    names: dict[str, list[str]] = {}
    for record in corpus:
        plain = record.id.replace("-", " ")
        for name in (record.id, plain, record.title, *record.entry.aliases):
            ids = names.setdefault(name.casefold(), [])
            if record.id not in ids:
                ids.append(record.id)
    return names


def nearest_to(text: str, names: Mapping[str, list[str]], corpus: Corpus, most: int) -> list[str]:
    """The ids of entries whose names are like `text`, best first.

    Exact names come first, whatever their case; then names that begin with it; then names that
    hold every word of it; then names that are near in letters.

    Args:
        text: what was asked for.
        names: as `names_of` gives them.
        corpus: the entries.
        most: how many to give.
    """
    wanted = " ".join(text.casefold().split())
    ranked: dict[str, tuple[int, int]] = {}
    for name, ids in names.items():
        rank = _rank(wanted, name)
        if rank is None:
            continue
        for id_ in ids:
            ranked[id_] = min(ranked.get(id_, (9, 0)), (rank, len(name)))
    near = near_names(wanted, {name: name for name in names}, most=most)
    for distance, name in enumerate(near):
        for id_ in names[name]:
            ranked.setdefault(id_, (8 + distance, 0))
    order = {kind: number for number, kind in enumerate(KINDS)}

    def place(id_: str) -> tuple[int, int, int, str]:
        rank, length = ranked[id_]
        return rank, order[corpus.records[id_].kind], length, id_

    return sorted(ranked, key=place)[:most]


def _rank(wanted: str, name: str) -> int | None:
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    words = name.replace("-", " ").split()
    if all(any(word.startswith(part) for word in words) for part in wanted.split()):
        return 2
    return 3 if len(wanted) > 2 and wanted in name else None
