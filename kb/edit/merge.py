"""Making one entry of two: every reference goes to the one that stays, the other leads there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.disk import Change
from kb.edit.changes import replaced
from kb.edit.mv import span_of
from kb.edit.retire import signs
from kb.edit.whole import entry, prove, whole, written
from kb.errors import EditRefused
from kb.findings import Fix
from kb.model import Address
from kb.read import TEXTS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from kb.read import Corpus, Place, Record
    from kb.read.source import Source


def merge(
    folder: Path, gone: str, stays: str, parts: Mapping[str, str], *, since: date
) -> list[Change]:
    """The changes that take one entry out as merged into another, with every reference to it.

    What the one that goes says is not moved: whoever merges has put into the other what is worth
    keeping.

    Args:
        folder: of entries.
        gone: the id that goes.
        stays: the id that stays.
        parts: statements of the one that goes, with those of the other that stand for them; those
            of one name need none.
        since: the day.

    Raises:
        EntryNotFound: if there is no such entry.
        EditRefused: if a statement has nothing to stand for it, or mistakes would come of it.
    """
    corpus = whole(folder)
    old, new = entry(corpus, gone), entry(corpus, stays)
    if old is new:
        raise EditRefused(f"`{gone}` cannot be merged into itself")
    fixes: dict[str, list[Fix]] = {}
    homeless: dict[str, list[str]] = {}
    for source, place in written(corpus):
        if source is old.source or corpus.present(place.address).entry != old.id:
            continue
        there = _address(corpus, place.address, new, parts)
        if there is None:
            line = f"  {source.path}:{place.span.line}: {place.address}"
            homeless.setdefault(corpus.present(place.address).fragment, []).append(line)
        else:
            fixes.setdefault(source.path, []).append(_moved(source, place, there))
    if homeless:
        raise EditRefused(_nowhere(homeless, new, corpus))
    changes = [_changed(folder, path, listed) for path, listed in sorted(fixes.items())]
    changes += [*signs(folder, old, "merged", (new.id,), since), *_text(folder, old, new)]
    prove(folder, changes)
    return changes


def _address(corpus: Corpus, address: Address, new: Record, parts: Mapping[str, str]) -> str | None:
    """What an address of the one becomes in the other; None where nothing there stands for it."""
    anchor = corpus.present(address).anchor
    if not anchor:
        return new.id
    fragment = corpus.present(address).fragment
    there = Address.of(new.id, parts.get(fragment, fragment))
    return there if there in corpus.statements else None


def _moved(source: Source, place: Place, there: str) -> Fix:
    """The replacement of an address, or of the item that would then stand twice."""
    path = place.path if place.path in source.values else place.path[:-1]
    *around, last = path
    listed = source.at(tuple(around)) if isinstance(last, int) else None
    if isinstance(listed, list) and there in listed:
        lines = source.lines(path)
        if lines is not None and len(listed) > 1:
            return Fix(lines, "")
    return Fix(span_of(source, place), there)


def _nowhere(homeless: Mapping[str, list[str]], new: Record, corpus: Corpus) -> str:
    own = ", ".join(one.statement.id for one in corpus.statements_of(new.id)) or "none"
    names = " ".join(f"--as {name}=…" for name in homeless)
    listed = "\n".join(line for lines in homeless.values() for line in lines)
    return (
        f"statements that others point at have none in `{new.id}` to stand for them; say which"
        f" with {names} (it has: {own})\n{listed}"
    )


def _changed(folder: Path, path: str, fixes: list[Fix]) -> Change:
    file = folder.parent / path
    before = file.read_bytes()
    return Change(file, before, replaced(before, fixes))


def _text(folder: Path, old: Record, new: Record) -> list[Change]:
    """The stored text of a work goes with it, to the other where that has none."""
    text, other = folder / TEXTS / f"{old.id}.txt", folder / TEXTS / f"{new.id}.txt"
    if old.kind != "work" or not text.is_file():
        return []
    words = text.read_bytes()
    gone = Change(text, words, None)
    return [gone] if other.is_file() else [gone, Change(other, None, words)]
