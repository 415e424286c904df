"""The one layout of a file: fields in order, two spaces, long text folded, comments kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kb.edit.comments import Comments, comments
from kb.edit.order import in_order
from kb.edit.scalars import WIDTH, in_brackets, key, scalar

if TYPE_CHECKING:
    from pydantic import BaseModel

    from kb.read.source import Path, Source


def layout(source: Source, model: type[BaseModel]) -> str:
    """The text of a file, laid out anew; the same tree and the same comments.

    Args:
        source: what was read.
        model: what it is an entry of.
    """
    notes = comments(source)
    writer = _Writer(source, notes, model)
    lines = writer.fields(source.tree, (), 0) if source.tree else ["{}"]
    return "\n".join([*lines, *notes.after]) + "\n"


class _Writer:
    """Writes a tree as lines, and each comment where its field or item goes."""

    def __init__(self, source: Source, notes: Comments, model: type[BaseModel]) -> None:
        self.source = source
        self.notes = notes
        self.model = model

    def fields(self, tree: dict[str, Any], path: Path, indent: int) -> list[str]:
        """The lines of a group of fields."""
        return [
            line
            for name in in_order(tree, self.model, path)
            for line in (
                *self.above((*path, name), indent),
                *self.field(name, tree[name], (*path, name), indent),
            )
        ]

    def field(self, name: str, value: Any, path: Path, indent: int) -> list[str]:
        head = f"{' ' * indent}{key(name)}:"
        if isinstance(value, dict) and value:
            return [head + self.beside(path), *self.fields(value, path, indent + 2)]
        if isinstance(value, list) and value:
            row = self.row(value, path, head)
            if row is None:
                return [head + self.beside(path), *self.items(value, path, indent + 2)]
            return [row + self.beside(path)]
        return self.leaf(head, value, path, indent + 2)

    def items(self, values: list[Any], path: Path, indent: int) -> list[str]:
        """The lines of a list, one item below the other."""
        return [
            line
            for index, value in enumerate(values)
            for line in self.item(value, (*path, index), indent)
        ]

    def item(self, value: Any, path: Path, indent: int) -> list[str]:
        above = self.above(path, indent)
        dash = " " * indent + "-"
        if isinstance(value, dict) and value:
            above += self.stray(path, indent)
            first = in_order(value, self.model, path)[0]
            above += self.above((*path, first), indent)
            inside = self.fields(value, path, indent + 2)[len(self.above((*path, first), 0)) :]
            return [*above, f"{dash} {inside[0].lstrip(' ')}", *inside[1:]]
        if isinstance(value, list) and value:
            row = self.row(value, path, dash)
            if row is not None:
                return [*above, row + self.beside(path)]
            return [
                *above,
                *self.stray(path, indent),
                dash,
                *self.items(value, path, indent + 2),
            ]
        return [*above, *self.leaf(dash, value, path, indent + 2)]

    def leaf(self, head: str, value: Any, path: Path, indent: int) -> list[str]:
        """A value that holds no others, after its name or its dash."""
        if value is None:
            return [head + self.beside(path)]
        if isinstance(value, str):
            first, below = scalar(value, indent, len(head) + 1)
        else:
            first, below = "[]" if isinstance(value, list) else "{}", []
        return [f"{head} {first}{self.beside(path)}", *below]

    def row(self, values: list[Any], path: Path, head: str) -> str | None:
        """A short list that stood in brackets, in brackets; None where it is none."""
        span = self.source.values[path]
        stood = self.source.line(span.line)[span.column - 1 : span.column] == "["
        if not stood or not all(isinstance(value, str) for value in values):
            return None
        row = f"{head} [{', '.join(in_brackets(value) for value in values)}]"
        return None if len(row) > WIDTH or self.notes.within(path) else row

    def above(self, path: Path, indent: int) -> list[str]:
        return [" " * indent + comment for comment in self.notes.before.get(path, ())]

    def beside(self, path: Path) -> str:
        comment = self.notes.beside.get(path)
        return f"  {comment}" if comment else ""

    def stray(self, path: Path, indent: int) -> list[str]:
        """The comment beside an item that goes over several lines, above it."""
        comment = self.notes.beside.get(path)
        return [" " * indent + comment] if comment else []
