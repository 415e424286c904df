"""Files in their one layout, with nothing else changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kb.disk import Change
from kb.edit.changes import EditRefused
from kb.edit.comments import comments
from kb.edit.layout import layout
from kb.findings import Finding
from kb.model.words import FOLDERS
from kb.read import RETIRED, model_in
from kb.read.source import Source, decode, parse

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pydantic import BaseModel


def entry_files(folder: Path) -> list[Path]:
    """The entries in a folder, in order; what else is there is left alone."""
    places = [*FOLDERS, RETIRED]
    return sorted(
        file
        for place in places
        for file in (folder / place).glob("*.yaml")
        if file.is_file() and not file.is_symlink() and not file.name.startswith(".")
    )


def reformat(files: Iterable[Path], root: Path) -> tuple[list[Change], list[Finding]]:
    """The changes that lay files out, and the findings on files that cannot be read.

    Args:
        files: entries.
        root: the folder that holds the folder of entries.

    Raises:
        EditRefused: if a file cannot be laid out without changing what it says.
    """
    changes: list[Change] = []
    findings: list[Finding] = []
    for file in files:
        path = file.relative_to(root).as_posix()
        data = file.read_bytes()
        text = decode(data, path)
        source = text if isinstance(text, Finding) else parse(text, path)
        if isinstance(source, Finding):
            findings.append(source)
            continue
        after = formatted(source, model_in(file.parent.name)).encode("utf-8")
        if after != data:
            changes.append(Change(file, data, after))
    return changes, findings


def formatted(source: Source, model: type[BaseModel]) -> str:
    """The text of a file in its one layout: the same tree, the same comments.

    Args:
        source: what was read.
        model: what it is an entry of.

    Raises:
        EditRefused: if the layout would change what the file says.
    """
    for path, span in source.values.items():
        mark = source.line(span.line)[span.column - 1 : span.column]
        value = _at(source.tree, path)
        if mark == ">" and isinstance(value, str) and "\n" in value.rstrip("\n"):
            raise EditRefused(
                f"{source.path}:{span.line}: `{path[-1]}` has several lines in a folded"
                " block (`>`), which joins them; run `kb fix`, or write `|` instead"
            )
    text = layout(source, model)
    again = parse(text, source.path)
    if (
        isinstance(again, Finding)
        or again.tree != source.tree
        or comments(again).all() != comments(source).all()
    ):
        raise EditRefused(f"{source.path} cannot be laid out without changing what it says")
    return text


def _at(tree: Any, path: tuple[str | int, ...]) -> Any:
    for part in path:
        tree = tree[part]
    return tree
