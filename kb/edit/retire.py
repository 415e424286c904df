"""Taking an entry out of the base, and leaving a sign where it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kb.disk import Change
from kb.edit.scalars import in_brackets, scalar
from kb.edit.whole import entry, prove, whole, written
from kb.errors import EditRefused
from kb.model import Address
from kb.model.words import Removal
from kb.read import RETIRED
from kb.suggest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from kb.read import Corpus, Record

REASONS: Final = tuple(Removal)
"""Why an entry may be removed."""

_LONGEST_TITLE = 90


def retire(folder: Path, id_: str, reason: str, see: Iterable[str], *, since: date) -> list[Change]:
    """The changes that put a sign in place of an entry, and of each of its former ids.

    Raises:
        EntryNotFound: if there is no such entry, or nothing at an address in `see`.
        EditRefused: if others refer to it, each named with its file and line; or if something took
            its place and nothing is given to `see`.
    """
    if reason not in REASONS:
        near = nearest(reason, REASONS)
        hint = f"; did you mean `{near[0]}`?" if near else ""
        raise EditRefused(f"`{reason}` is not a reason: {', '.join(REASONS)}{hint}")
    instead = tuple(dict.fromkeys(see))
    if Removal(reason).leads_on and not instead:
        raise EditRefused(
            f"`{reason}` says that something else stands in place of `{id_}`: name it with"
            " `--see ID`, so that readers are led there"
        )
    corpus = whole(folder)
    record = entry(corpus, id_)
    for address in instead:
        if entry(corpus, Address(address).entry) is record:
            raise EditRefused(f"`{id_}` cannot send readers to itself")
        if Address(address).anchor and address not in corpus.statements:
            raise EditRefused(f"there is no statement `{address}`")
    _refuse_while_needed(corpus, record, instead)
    changes = signs(folder, record, reason, instead, since)
    prove(folder, changes)
    return changes


def signs(
    folder: Path, record: Record, reason: str, see: tuple[str, ...], since: date
) -> list[Change]:
    """The changes that take an entry out and put a sign in its place, one for each id it had."""
    file = folder.parent / record.source.path
    changes = [Change(file, file.read_bytes(), None)]
    for name in (record.id, *record.entry.former_ids):
        sign = _sign(record, reason, see, since)
        changes.append(Change(folder / RETIRED / f"{name}.yaml", None, sign.encode("utf-8")))
    return changes


def _refuse_while_needed(corpus: Corpus, record: Record, see: tuple[str, ...]) -> None:
    needed = sorted(
        (source.path, place.span.line, place.address)
        for source, place in written(corpus)
        if source is not record.source and corpus.present(place.address).entry == record.id
    )
    if needed:
        count = "1 reference" if len(needed) == 1 else f"{len(needed)} references"
        listed = "\n".join(f"  {path}:{line}: {address}" for path, line, address in needed)
        other = see[0] if see else "OTHER"
        way = f"`kb merge {record.id} {other}` moves all of them to `{other}`"
        raise EditRefused(
            f"`{record.id}` is still needed: {count} would lead nowhere; {way}\n{listed}"
        )


def _sign(record: Record, reason: str, see: tuple[str, ...], since: date) -> str:
    lines = [f"reason: {reason}", f"since: {since:%Y-%m-%d}"]
    if see:
        lines.append(f"see: [{', '.join(in_brackets(address) for address in see)}]")
    if len(record.title) <= _LONGEST_TITLE:
        first, below = scalar(record.title, 2, len("title: "))
        lines += [f"title: {first}", *below]
    return "\n".join(lines) + "\n"
