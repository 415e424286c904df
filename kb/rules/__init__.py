"""The rules an entry and the whole base must keep; each is a generator of findings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kb.read import TEXTS, Corpus, read_folder, unresolved
from kb.rules import identity, relations, sources, writing
from kb.rules.catalogue import RULES, Rule, explanation, overview

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kb.findings import Finding

__all__ = ["RULES", "Rule", "check", "explanation", "findings_in", "overview", "stored_texts"]

_CHECKS = (
    unresolved,
    identity.alias_clashes,
    identity.former_id_clashes,
    identity.duplicate_statements,
    sources.quotes_without_place,
    sources.unsourced_positions,
    sources.stances_against_credence,
    sources.reviewed_without_source,
    relations.cycles,
    relations.self_references,
    relations.written_twice,
    relations.related_and_broader,
    relations.broader_kinds,
    relations.own_premises,
    writing.unsafe_prose,
    writing.lost_paragraphs,
)


def findings_in(corpus: Corpus, texts: Mapping[str, str] | None = None) -> tuple[Finding, ...]:
    """Everything the rules find in a corpus, sorted by file and place.

    Args:
        corpus: entries that could be read.
        texts: stored texts of works, against which quotations are checked.
    """
    found = {finding for check_ in _CHECKS for finding in check_(corpus)}
    found.update(sources.quotes_that_differ(corpus, texts or {}))
    return tuple(sorted(found, key=lambda finding: finding.order))


def stored_texts(folder: Path) -> dict[str, str]:
    """The texts of works in a folder of `<work>.txt` files; none where there is no folder."""
    if not folder.is_dir():
        return {}
    return {file.stem: file.read_text("utf-8") for file in sorted(folder.glob("*.txt"))}


def check(folder: Path, texts: Path | None = None) -> tuple[Corpus, tuple[Finding, ...]]:
    """The corpus in a folder, and every finding on it, sorted by file and place.

    Args:
        folder: the folder of entries.
        texts: a folder of stored texts; `texts` below `folder` where none is given.
    """
    corpus, found = read_folder(folder)
    ruled = findings_in(corpus, stored_texts(texts or folder / TEXTS))
    return corpus, tuple(sorted((*found, *ruled), key=lambda finding: finding.order))
