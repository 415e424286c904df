"""What renaming and retiring share: the whole base at hand, who refers to what, and a proof."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kb import rules
from kb.edit.changes import drafted
from kb.errors import EditRefused, EntryNotFound
from kb.findings import errors
from kb.model import said_in
from kb.read import Corpus, Place, places
from kb.rules import report
from kb.rules.names import duplicate_id
from kb.suggest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kb.disk import Change
    from kb.read import Record
    from kb.read.source import Source


def whole(folder: Path) -> Corpus:
    """The corpus in a folder, of which every file could be read.

    Raises:
        EditRefused: if one could not: what it refers to would stay unknown.
    """
    corpus, findings = rules.check(folder)
    wrong = [f for f in errors(findings) if f.code < "KB2" or f.code == duplicate_id.code]
    if wrong:
        listed = "\n".join(
            f"  {f.path}:{f.span.line}:{f.span.column}: {f.code} {f.message}" for f in wrong
        )
        raise EditRefused(f"some entries cannot be read; mend them first\n{listed}")
    return corpus


def entry(corpus: Corpus, id_: str) -> Record:
    """The entry with a present id.

    Raises:
        EntryNotFound: if there is none, with suggestions.
    """
    if id_ in corpus.records:
        return corpus.records[id_]
    if id_ in corpus.retired:
        raise EntryNotFound(f"{id_!r} was retired on {corpus.retired[id_].since}")
    near = [corpus.former[id_]] if id_ in corpus.former else nearest(id_, corpus.records)
    hint = f" Did you mean {near[0]!r}?" if near else ""
    raise EntryNotFound(f"no entry {id_!r}.{hint}", tuple(near))


def written(corpus: Corpus) -> Iterator[tuple[Source, Place]]:
    """Every address in the base, with the file it is in; retired entries included."""
    for record in corpus:
        for place in places(record.source, corpus.said(record)):
            yield record.source, place
    for id_, source in corpus.stubs.items():
        for place in places(source, said_in(corpus.retired[id_])):
            yield source, place


def prove(folder: Path, changes: list[Change]) -> None:
    """Tries changes in a draft.

    Raises:
        EditRefused: if there are mistakes then that were not there before.
    """
    with drafted(folder) as copy:
        before = Counter(finding.code for finding in rules.check(copy)[1])
    with drafted(folder, changes) as copy:
        after = rules.check(copy)[1]
        more = Counter(finding.code for finding in after) - before
        if more:
            new = [finding for finding in after if finding.code in more]
            raise EditRefused(
                "nothing was written, since this would come of it:\n\n"
                + report.text(new, copy.parent, tried=False)
            )
