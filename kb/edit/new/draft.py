"""An entry that is not written yet: its text, what the rules say of it, and its way to disk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from kb.disk import Change
from kb.edit import formatted
from kb.edit import save as save_changes
from kb.edit.changes import drafted
from kb.errors import EditRefused
from kb.findings import Finding
from kb.model import MODELS
from kb.model.words import KINDS
from kb.read import Corpus, Record
from kb.read.source import parse
from kb.read.validate import read
from kb.rules import findings_in, report

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from kb.read.source import Source


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry that is to be added, with the fields of its file as a tree."""

    kind: str
    id: str
    tree: Mapping[str, Any]

    @property
    def place(self) -> str:
        """Where it goes, below the folder of entries."""
        return f"{KINDS[self.kind].folder}/{self.id}.yaml"

    @property
    def text(self) -> str:
        """The text of its file, in the one layout; not laid out where that cannot be done."""
        # Wide, and in blocks: the layout alone decides where lines break.
        rough = yaml.safe_dump(
            dict(self.tree), allow_unicode=True, sort_keys=False, width=float("inf")
        )
        source = parse(rough, self.place)
        if isinstance(source, Finding):
            return rough
        try:
            return formatted(source, MODELS[self.kind])
        except EditRefused:
            return rough


def mistakes(
    corpus: Corpus, drafts: Iterable[Draft], folder: str = "entries"
) -> tuple[Finding, ...]:
    """What would be wrong with drafts, and with the base once it holds them, and is not now."""
    found: list[Finding] = []
    added: list[Record] = []
    for draft in drafts:
        outcome = _record(draft, f"{folder}/{draft.place}")
        if isinstance(outcome, Record):
            added.append(outcome)
        else:
            found.extend(outcome)
    together = Corpus.of(
        [*corpus, *added], corpus.retired, corpus.broken, corpus.stubs, corpus.texts
    )
    before = set(findings_in(corpus))
    ruled = (finding for finding in findings_in(together) if finding not in before)
    return tuple(sorted((*found, *ruled), key=lambda finding: finding.order))


def _record(draft: Draft, path: str) -> Record | list[Finding]:
    source: Source | Finding = parse(draft.text, path)
    if isinstance(source, Finding):
        return [source]
    entry = read(source, MODELS[draft.kind])
    return entry if isinstance(entry, list) else Record(draft.id, entry, source)


def taken(corpus: Corpus, folder: Path) -> dict[str, str]:
    """Every id that is or was in use, with what holds it."""
    listed = (file for file in folder.glob("*/*") if not file.name.startswith("."))
    files = {file.stem: f"{folder.name}/{file.parent.name}/{file.name}" for file in listed}
    known = {**corpus.broken, **corpus.retired, **corpus.records}
    former = {old: f"the former id of `{id_}`" for old, id_ in corpus.former.items()}
    return dict.fromkeys(known, "an entry") | former | files


def save(folder: Path, drafts: Iterable[Draft]) -> list[Path]:
    """Writes drafts as files, all of them or none, over nothing that is there.

    Raises:
        EditRefused: if a file is there already, or cannot be written.
    """
    changes = _changes(folder, drafts)
    for change in changes:
        if change.file.exists() or change.file.is_symlink():
            raise EditRefused(f"{change.file} is there already; nothing was written")
    save_changes(changes)
    return [change.file for change in changes]


def shown(findings: Iterable[Finding], folder: Path, drafts: Sequence[Draft]) -> str:
    """Findings on drafts in full, as `kb check` would show them."""
    places = {f"{folder.name}/{draft.place}" for draft in drafts}
    with drafted(folder.resolve(), _changes(folder.resolve(), drafts)) as copy:
        return report.text(findings, copy.parent, tried=False, unwritten=places)


def _changes(folder: Path, drafts: Iterable[Draft]) -> list[Change]:
    return [Change(folder / draft.place, None, draft.text.encode("utf-8")) for draft in drafts]
