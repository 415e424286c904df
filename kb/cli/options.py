"""Options that several commands share."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from kb.base import KnowledgeBase, default_folder, load
from kb.findings import errors

Entries = Annotated[
    Path | None,
    typer.Option("--entries", metavar="DIR", help="The folder of entries to use."),
]
Json = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]


def folder(entries: Path | None) -> Path:
    """The folder meant: the one given, the checkout's one stands in, or the installed one."""
    if entries is not None:
        if not entries.is_dir():
            raise typer.BadParameter(f"there is no folder {entries}", param_hint="--entries")
        inner = entries / "entries"
        return inner if inner.is_dir() else entries
    here = Path.cwd()
    for place in (here, *here.parents):
        if (place / "entries").is_dir() and (place / "mkdocs.yml").is_file():
            return place / "entries"
    return default_folder()


def base(entries: Path | None) -> KnowledgeBase:
    """The knowledge base meant; mistakes in it are mentioned, and broken entries left out."""
    found = load(folder(entries), strict=False)
    if wrong := len(errors(found.problems)):
        what = "mistake" if wrong == 1 else "mistakes"
        typer.echo(f"kb: the entries have {wrong} {what}; see `kb check`", err=True)
    return found


def show_json(value: Any) -> None:
    """Prints a value as JSON."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))
