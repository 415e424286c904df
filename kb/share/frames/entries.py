"""What each entry says, field by field, and what it writes in each relation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kb.model.words import RELATIONS
from kb.share.frames.columns import ENTRIES
from kb.share.frames.read import entry_row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kb.debate import Debate
    from kb.read import Corpus


def entry_rows(corpus: Corpus, debate: Debate) -> Mapping[str, Mapping[str, Any]]:
    """By id: what the table of entries says of an entry, and the addresses it relates to."""
    blank = {column.name: () if column.type == "texts" else None for column in ENTRIES}
    written = _written(corpus)
    return {
        record.id: {
            **{name: tuple(dict.fromkeys(to)) for name, to in written[record.id].items()},
            **blank,
            **entry_row(corpus, debate, record),
        }
        for record in corpus
    }


def _written(corpus: Corpus) -> dict[str, dict[str, list[str]]]:
    """By id and relation: the addresses it points at; `related` holds both ways."""
    written: dict[str, dict[str, list[str]]] = {
        record.id: {name: [] for name in RELATIONS} for record in corpus
    }
    for record in corpus:
        for reference in corpus.references(record):
            if reference.relation in RELATIONS:
                here = corpus.present(reference.address)
                written[record.id][reference.relation].append(here)
    for address, one in corpus.statements.items():
        if one.premise:
            written[one.owner.id]["assumes"].append(address)
    pairs = [(id_, other) for id_, to in written.items() for other in to["related"]]
    for id_, other in pairs:
        if other in written:
            written[other]["related"].append(id_)
    return written
