"""Changes as text, and as the Markdown of a comment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kb.model import Address
from kb.model.words import RELATIONS
from kb.survey import worded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from kb.edit.diff.compare import Changes
    from kb.survey.difference import Edge, Named

UNKNOWN: Final = (
    "The schema of the old state is not recorded, so whether it was narrowed is unknown."
)

_ROWS: Final = 100
_LISTED: Final = 20
_RELATED: Final = 6
_LONGEST: Final = 120


@dataclass(frozen=True, slots=True)
class _Row:
    mark: str
    kind: str
    id: str
    what: str


def text(changes: Changes) -> str:
    """The changes as lines for people; empty where there are none."""
    if not changes:
        return ""
    rows = list(_rows(changes, _plain))
    width = max((len(f"{row.kind} {row.id}") for row in rows), default=0)
    lines = [f"{row.mark} {f'{row.kind} {row.id}':<{width}}  {row.what}".rstrip() for row in rows]
    if changes.restated:
        lines += ["", "Status changes:"]
        lines += [
            f"  {now.address}: {worded(now.before, now.searched)} → "
            f"{worded(now.after, now.searched)}"
            for now in changes.restated
        ]
    if changes.look_alikes:
        lines += ["", "Looks like:"]
        lines += [
            f"  {like.id}: {like.other} ({like.field} {_plain(like.name)!r}, {like.percent} %)"
            for like in changes.look_alikes
        ]
    lines += [part for line in _remarks(changes, _plain, None) for part in ("", line)]
    return "\n".join([_counts(changes), *lines, "", f"Version: {changes.bump}"])


def markdown(changes: Changes) -> str:
    """The changes as the Markdown of a comment; empty where there are none.

    Whatever a contributor chose stands in code spans, where nothing links, mentions or hides.
    """
    if not changes:
        return ""
    lines = ["### Your change to the knowledge base", "", _counts(changes)]
    rows = list(_rows(changes, code))
    if rows:
        lines += ["", "|   | entry | what |", "|---|---|---|"]
        lines += [f"| {row.mark} | {row.kind} {row.id} | {row.what} |" for row in rows[:_ROWS]]
    if len(rows) > _ROWS:
        lines += ["", f"… and {len(rows) - _ROWS:,} more."]
    last = []
    if changes.restated:
        addresses = [code(now.address) for now in changes.restated]
        last.append(f"Status changes: {_some(addresses, _LISTED)}.")
    if changes.look_alikes:
        likes = [
            f"{code(like.other)} ({like.field} {like.percent} %)" for like in changes.look_alikes
        ]
        last.append(f"Looks like: {_some(likes, _LISTED)}.")
    if last:
        lines += ["", "   ".join(last)]
    lines += [part for line in _remarks(changes, code, _LISTED) for part in ("", line)]
    return "\n".join(lines)


def code(value: str) -> str:
    """A text as a code span, which nothing in it can leave, not even in a table.

    >>> code("a`b|c")
    "`a'b¦c`"
    """
    return f"`{_plain(value).translate({ord('`'): chr(39), ord('|'): '¦'}) or ' '}`"


def _plain(value: str) -> str:
    """A text in one line of characters that can be seen."""
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in value)
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"


def _counts(changes: Changes) -> str:
    added, edited = len(changes.added), len(changes.edited) + len(changes.mended)
    new, lost = len(changes.relations_added), len(changes.relations_removed)
    parts = [
        f"{added:,} new {'entry' if added == 1 else 'entries'}",
        f"{edited:,} edited",
        *([f"{len(changes.renamed):,} renamed"] if changes.renamed else []),
        f"{new:,} new {'relation' if new == 1 else 'relations'}",
        *([f"{lost:,} {'relation' if lost == 1 else 'relations'} fewer"] if lost else []),
        f"{len(changes.removed):,} removed",
    ]
    wrong = changes.mistakes
    what = "mistake" if wrong == 1 else "mistakes"
    verdict = f"{wrong:,} {what}; see `kb check`." if wrong else "Checks pass."
    return f"{', '.join(parts)}. {verdict}"


def _rows(changes: Changes, name: Callable[[str], str]) -> Iterator[_Row]:
    """A row for each entry: the new ones, those that changed, those that are no more."""
    gained, lost = _by_entry(changes.relations_added), _by_entry(changes.relations_removed)
    for entry in changes.added:
        yield _row("+", entry, _related(gained.get(entry.id, ()), name), name)
    edited = {edit.id: ", ".join(edit.fields) for edit in changes.edited}
    before = {renaming.id: renaming.before for renaming in changes.renamed}
    mended = {entry.id for entry in changes.mended}
    restated = {
        now.address: f"{worded(now.before, now.searched)} -> {worded(now.after, now.searched)}"
        for now in changes.restated
    }
    touched: dict[str, Named] = {
        entry.id: entry for entry in (*changes.edited, *changes.renamed, *changes.mended)
    }
    for id_, entry in touched.items():
        what = [
            f"was {name(before[id_])}" if id_ in before else "",
            "can be read again" if id_ in mended else "",
            edited.get(id_, ""),
            *(f"now {part}" for part in _related(gained.get(id_, ()), name)),
            *(f"no more {part}" for part in _related(lost.get(id_, ()), name)),
            restated.pop(id_, ""),
        ]
        yield _row("~", entry, what, name)
    for now in changes.restated:
        if now.address in restated and not Address(now.address).fragment:
            status = restated[now.address]
            yield _Row("~", now.kind, name(now.address), status)
    for removal in changes.removed:
        reason = removal.reason.replace("-", " ")
        what = [f"retired: {reason}" if reason else "gone without a sign in its place"]
        yield _row("-", removal, what, name)


def _row(mark: str, entry: Named, what: Iterable[str], name: Callable[[str], str]) -> _Row:
    return _Row(mark, entry.kind, name(entry.id), "; ".join(part for part in what if part))


def _by_entry(edges: Iterable[Edge]) -> dict[str, list[Edge]]:
    found: dict[str, list[Edge]] = {}
    for edge in edges:
        found.setdefault(Address(edge.source).entry, []).append(edge)
    return found


def _related(edges: Iterable[Edge], name: Callable[[str], str]) -> list[str]:
    """Relations in words, each with what it points at: `attacks x`, but `sources: x`."""
    targets: dict[str, dict[str, None]] = {}
    for edge in edges:
        targets.setdefault(edge.relation, {})[name(edge.target)] = None
    return [
        f"{relation}{'' if RELATIONS[relation].verbal else ':'} {_some(list(listed), _RELATED)}"
        for relation, listed in targets.items()
    ]


def _remarks(changes: Changes, name: Callable[[str], str], most: int | None) -> Iterator[str]:
    """What else must be said, each in a sentence."""
    said = (
        ("Not readable", changes.unreadable),
        (
            "Could not be read before",
            [file for file in changes.unreadable_before if file not in changes.unreadable],
        ),
        ("Ids and addresses that lead nowhere now", changes.gone),
        ("New in the schema", changes.schema_added),
        ("No more in the schema", changes.schema_removed),
        ("Now required by the schema", changes.schema_required),
        ("Limits of the schema that are closer or other", changes.schema_narrower),
    )
    for what, values in said:
        if values:
            yield f"{what}: {_some([name(value) for value in values], most)}."
    if changes.schema_unknown:
        yield UNKNOWN


def _some(names: Sequence[str], most: int | None) -> str:
    if most is None or len(names) <= most:
        return ", ".join(names)
    return f"{', '.join(names[:most])} and {len(names) - most:,} more"
