"""Commands that compare."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from kb.cli import options
from kb.cli.options import Entries


class Layout(StrEnum):
    """How changes are written."""

    text = "text"
    markdown = "markdown"
    json = "json"


def diff(
    ref: Annotated[
        str, typer.Argument(metavar="REF", help="A branch, tag or commit to compare with.")
    ] = "HEAD",
    form: Annotated[Layout, typer.Option("--format", help="How to write changes.")] = Layout.text,
    bump: Annotated[
        bool, typer.Option("--bump", help="Only the version step: none, patch, minor or major.")
    ] = False,
    entries: Entries = None,
) -> None:
    """Show what changed in the knowledge base since a state that git keeps."""
    from kb.base import load
    from kb.edit.diff import UNKNOWN, changes, markdown, shape, state, text

    folder = options.folder(entries)
    with state(folder, ref) as past:
        found = changes(
            load(past.entries, strict=False),
            load(folder, strict=False),
            (shape(past.schema), shape(past.present_schema)),
        )
    if found.schema_unknown and (bump or not found):
        typer.echo(f"kb: {UNKNOWN}", err=True)
    if bump:
        typer.echo(found.bump)
    elif form is Layout.json:
        from dataclasses import asdict

        options.show_json(asdict(found))
    elif found:
        typer.echo(markdown(found) if form is Layout.markdown else text(found))
