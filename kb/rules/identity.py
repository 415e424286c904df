"""Rules on names: every name stands for one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.findings import Finding
from kb.model import statements_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.read import Corpus, Record


def alias_clashes(corpus: Corpus) -> Iterator[Finding]:
    """Aliases that are the title or the alias of another entry (works among works)."""
    names: dict[tuple[bool, str], Record] = {}
    for record in corpus:
        names.setdefault((record.kind == "work", record.title.casefold()), record)
    for record in corpus:
        for index, alias in enumerate(record.entry.aliases):
            holder = names.setdefault((record.kind == "work", alias.casefold()), record)
            if holder is not record:
                yield Finding(
                    "KB302",
                    record.source.path,
                    record.source.span(("aliases", index)),
                    f"`{alias}` is already a name of `{holder.id}`",
                    label="name in use",
                    help=("a name stands for one entry: keep it on the one readers expect",),
                )


def former_id_clashes(corpus: Corpus) -> Iterator[Finding]:
    """Former ids that are in use, or were the id of two entries."""
    for record in corpus:
        for index, old in enumerate(record.entry.former_ids):
            holder = old if old in corpus.records or old in corpus.retired else corpus.former[old]
            if holder != record.id:
                yield Finding(
                    "KB303",
                    record.source.path,
                    record.source.span(("former_ids", index)),
                    f"the former id `{old}` belongs to `{holder}`",
                    help=("an id is never used for something else",),
                )


def duplicate_statements(corpus: Corpus) -> Iterator[Finding]:
    """Statement ids used twice in one entry."""
    for record in corpus:
        seen: set[str] = set()
        for path, _, statement in statements_of(record.entry):
            if statement.id in seen:
                yield Finding(
                    "KB304",
                    record.source.path,
                    record.source.span((*path, "id")),
                    f"the statement `{statement.id}` is written twice in this entry",
                    help=("give one of them another id",),
                )
            seen.add(statement.id)
