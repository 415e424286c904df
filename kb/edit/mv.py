"""Renaming an entry or a statement, and every reference to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.disk import Change
from kb.edit.changes import replaced
from kb.edit.comments import comments
from kb.edit.fmt import order
from kb.edit.whole import entry, prove, whole, written
from kb.errors import EditRefused
from kb.findings import Fix, Span
from kb.model import Address
from kb.model.types import ID, LONGEST_ID, slug
from kb.read import TEXTS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kb.read import Corpus, Place, Record
    from kb.read.source import Source


def move(folder: Path, old: str, new: str) -> list[Change]:
    """The changes that rename an entry, or a statement inside one, wherever it is written.

    The old id of an entry joins its `former_ids`, so that it keeps resolving. Names of people in
    `authors` are no references and stay.

    Raises:
        EntryNotFound: if there is nothing called `old`.
        EditRefused: if `new` cannot be had, or a reference cannot be rewritten.
    """
    corpus = whole(folder)
    rename = _statement if Address(old).anchor or Address(new).anchor else _entry
    changes = rename(corpus, folder, old, new)
    prove(folder, changes)
    return changes


def _entry(corpus: Corpus, folder: Path, old: str, new: str) -> list[Change]:
    record = entry(corpus, old)
    _check_name(new)
    holder = (
        f"the id of a {corpus.records[new].kind}"
        if new in corpus.records
        else f"a former id of `{corpus.former[new]}`"
        if new in corpus.former
        else "the id of a retired entry"
        if new in corpus.retired
        else None
    )
    if holder:
        raise EditRefused(f"`{new}` is {holder}; ids are never used again")

    def renamed(address: str) -> str | None:
        where = Address(address)
        return where.under(new) if where.entry == old else None

    changes = []
    for change in _rewritten(corpus, folder, renamed, record.source, _remembered(record, old)):
        if change.file.stem == old:
            moved = Change(change.file.with_stem(new), None, change.after)
            changes += [Change(change.file, change.before, None), moved]
        else:
            changes.append(change)
    text = folder / TEXTS / f"{old}.txt"
    if record.kind == "work" and text.is_file():
        words = text.read_bytes()
        changes += [Change(text, words, None), Change(text.with_stem(new), None, words)]
    return changes


def _statement(corpus: Corpus, folder: Path, old: str, new: str) -> list[Change]:
    was, will = Address(old), Address(new)
    head = was.entry
    record = entry(corpus, head)
    if will.entry != head or not will.anchor or not was.fragment:
        from_, to = Address.of(head, "old"), Address.of(head, "new")
        raise EditRefused(f"a statement stays in its entry: `kb mv {from_} {to}`")
    part = corpus.statements.get(old)
    if part is None:
        own = [one.statement.id for one in corpus.statements_of(head)]
        raise EditRefused(f"`{head}` has no statement `{was.fragment}`; it has: {', '.join(own)}")
    _check_name(will.fragment)
    if new in corpus.statements:
        raise EditRefused(f"`{head}` already has a statement `{will.fragment}`")

    def renamed(address: str) -> str | None:
        if corpus.present(address) != old:
            return None
        return Address.of(Address(address).entry, will.fragment)

    span = record.source.find((*part.path, "id"), was.fragment)
    return _rewritten(corpus, folder, renamed, record.source, Fix(span, will.fragment))


def _check_name(name: str) -> None:
    if not ID.fullmatch(name) or len(name) > LONGEST_ID:
        hint = f"; try `{slug(name)}`" if 0 < len(slug(name)) <= LONGEST_ID else ""
        raise EditRefused(
            f"`{name}` is not an id: lower-case words joined by `-`, at most 60 characters{hint}"
        )


def _rewritten(
    corpus: Corpus, folder: Path, renamed: Callable[[str], str | None], own: Source, fix: Fix
) -> list[Change]:
    """The changes that put the new address for the old everywhere, and mend its own file."""
    fixes: dict[str, list[Fix]] = {}
    for source, place in written(corpus):
        now = renamed(place.address)
        if now is not None:
            fixes.setdefault(source.path, []).append(Fix(_span(source, place), now))
    fixes.setdefault(own.path, []).append(fix)
    changes = []
    for path, listed in sorted(fixes.items()):
        file = folder.parent / path
        before = file.read_bytes()
        changes.append(Change(file, before, replaced(before, listed)))
    return changes


def _span(source: Source, place: Place) -> Span:
    """Where the address itself stands: in a field, inside the quotation marks."""
    in_field = place.relation != "mention" and not place.citation
    span = source.find(place.path, place.address) if in_field else place.span
    if source.line(span.line)[span.column - 1 : span.end_column - 1] != place.address:
        raise EditRefused(
            f"{source.path}:{span.line}: `{place.address}` is written here with escapes;"
            " write it plainly first"
        )
    return span


def _remembered(record: Record, old: str) -> Fix:
    """The replacement that adds an id to `former_ids`, in its place among the fields."""
    source = record.source
    listed = source.tree.get("former_ids")
    if listed:
        last = source.values["former_ids", len(listed) - 1]
        start = source.values["former_ids",]
        if source.between(start)[:1] == "[":
            return _insertion(last.end_line, last.end_column, f", {old}")
        line = source.line(last.end_line)
        return _insertion(last.end_line, len(line) + 1, f"\n{line[: last.column - 1]}{old}")
    if listed is not None:
        return Fix(source.values["former_ids",], f"[{old}]")
    names = order(type(record.entry))
    later = names[names.index("former_ids") :]
    after = next((key for key in source.tree if key in later), None)
    lines = source.text.split("\n")
    if after is None:
        gap = "\n" if lines[-1] else ""
        return _insertion(len(lines), len(lines[-1]) + 1, f"{gap}former_ids: [{old}]\n")
    key = source.keys[after,]
    line_number = key.line
    for _ in comments(source).before.get((after,), ()):
        line_number -= 1
        while not lines[line_number - 1].lstrip().startswith("#"):
            line_number -= 1
    field = f"{' ' * (key.column - 1)}former_ids: [{old}]\n"
    return _insertion(line_number, 1, field)


def _insertion(line: int, column: int, text: str) -> Fix:
    return Fix(Span(line, column, line, column), text)
