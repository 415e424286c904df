"""The comments of a file, each with the field or item it stands before or beside."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.read.source import Path, Source


@dataclass(slots=True)
class Comments:
    """Comments by the field or item they belong to, each with its `#`.

    Attributes:
        before: on lines of their own, above it.
        beside: at the end of its line.
        after: on lines of their own, below everything.
    """

    before: dict[Path, list[str]] = field(default_factory=dict)
    beside: dict[Path, str] = field(default_factory=dict)
    after: list[str] = field(default_factory=list)

    def within(self, path: Path) -> bool:
        """Whether a comment belongs to something below `path`."""
        size = len(path)
        return any(
            len(where) > size and where[:size] == path for where in (*self.before, *self.beside)
        )

    def all(self) -> list[str]:
        """Every comment, sorted."""
        above = [comment for listed in self.before.values() for comment in listed]
        return sorted([*above, *self.beside.values(), *self.after])


@dataclass(frozen=True, slots=True)
class _Token:
    """A key, a value, or a list in brackets: where it stands and whose comments it draws."""

    begin: int
    end: int
    path: Path
    anchor: Path
    opaque: bool
    block: bool


def comments(source: Source) -> Comments:
    """The comments of a file: what follows a `#` that is in no key and in no value."""
    text = source.text
    tokens = sorted(_tokens(source), key=lambda token: (token.begin, token.end))
    found = Comments()
    for start, end, owner in _stretches(text, [token for token in tokens if token.opaque]):
        at = start
        while (at := text.find("#", at, end)) != -1:
            stop = text.find("\n", at)
            stop = len(text) if stop == -1 else stop
            comment = text[at:stop].rstrip()
            if owner is not None:
                _put_beside(found, owner.anchor, owner.path, comment)
            else:
                _attach(found, text, tokens, at, comment)
            at = stop
    return found


def _stretches(text: str, opaque: list[_Token]) -> Iterator[tuple[int, int, _Token | None]]:
    """The stretches that hold no text of a value, and the block value whose first line one is."""
    at = 0
    for token in opaque:
        if token.begin > at:
            yield at, token.begin, None
        if token.block:
            stop = text.find("\n", token.begin, token.end)
            yield token.begin, token.end if stop == -1 else stop, token
        at = max(at, token.end)
    yield at, len(text), None


def _attach(found: Comments, text: str, tokens: list[_Token], at: int, comment: str) -> None:
    behind = [t for t in tokens if t.end <= at and not t.block and "\n" not in text[t.end : at]]
    if behind:
        last = max(behind, key=lambda token: (token.end, -len(token.path)))
        _put_beside(found, last.anchor, last.path, comment)
        return
    ahead = next((token for token in tokens if token.begin >= at), None)
    if ahead is None:
        found.after.append(comment)
    else:
        found.before.setdefault(ahead.anchor, []).append(comment)


def _put_beside(found: Comments, anchor: Path, path: Path, comment: str) -> None:
    """Beside `path`, or above it where something stands there already."""
    if path in found.beside:
        found.before.setdefault(anchor, []).append(comment)
    else:
        found.beside[path] = comment


def _tokens(source: Source) -> Iterator[_Token]:
    starts = [0, *accumulate(len(line) + 1 for line in source.text.split("\n"))]

    def token(path: Path, *, key: bool, container: bool = False) -> _Token:
        span = (source.keys if key else source.values)[path]
        begin = starts[span.line - 1] + span.column - 1
        end = starts[span.end_line - 1] + span.end_column - 1
        block = not key and not container and source.text[begin : begin + 1] in {"|", ">"}
        anchor = _anchor(source, path)
        return _Token(begin, end, path, anchor, not container, block and end > begin)

    for path in source.values:
        if path and isinstance(path[-1], str):
            yield token(path, key=True)
        if isinstance(source.at(path), dict | list):
            inside = token(path, key=False, container=True)
            if path and source.text[inside.begin : inside.begin + 1] in {"[", "{"}:
                yield inside
        else:
            yield token(path, key=False)


def _anchor(source: Source, path: Path) -> Path:
    """The outermost item that begins where `path` begins, or `path` itself."""
    while len(path) > 1 and isinstance(path[-2], int):
        around = source.at(path[:-1])
        first = 0 if isinstance(around, list) else next(iter(around))
        if path[-1] != first:
            break
        path = path[:-1]
    return path
