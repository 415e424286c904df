"""Commands that hand the base to other programs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kb.cli import options
from kb.cli.options import Entries, Json


def bib(
    id_: Annotated[
        str | None, typer.Argument(metavar="ID", help="An entry; without it, all works.")
    ] = None,
    style: Annotated[
        str, typer.Option(metavar="STYLE", help="bibtex, csl-json or ris.")
    ] = "bibtex",
    entries: Entries = None,
    as_json: Json = False,
) -> None:
    """Print the works an entry cites, as a bibliography."""
    style = "csl-json" if as_json else style
    typer.echo(options.base(entries).bibliography(id_, style).rstrip())


def export(
    name: Annotated[str, typer.Argument(metavar="FORMAT", help="See below; `list` lists them.")],
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", metavar="FILE", help="Where to; standard output unless given."),
    ] = None,
    of: Annotated[
        str | None, typer.Option(metavar="ID", help="Only what belongs to this entry.")
    ] = None,
    entries: Entries = None,
    as_json: Json = False,
) -> None:
    """Write the base in another format, for other programs."""
    from kb.share.formats import FORMATS, write

    if name == "list":
        _list_formats(as_json)
        return
    base = options.base(entries)
    with options.steps(f"exporting {name}"):
        files = base.export(name, of=of)
    if out is None and FORMATS[name].many:
        raise typer.BadParameter(f"{name} is several files; say where to", param_hint="-o")
    if out is None:
        (data,) = files.values()
        sys.stdout.buffer.write(data)
        return
    written = write(files, out)
    if as_json:
        options.show_json([str(file) for file in written])
    else:
        typer.echo("\n".join(str(file) for file in written), err=True)


def _list_formats(as_json: bool) -> None:
    from kb.share.formats import FORMATS

    listed = list(FORMATS.values())
    if as_json:
        rows = [{"name": f.name, "meaning": f.meaning, "extra": f.extra} for f in listed]
        options.show_json(rows)
        return
    width = max(len(format_.name) for format_ in listed)
    for format_ in listed:
        needs = f" (needs the extra {format_.extra})" if format_.extra else ""
        typer.echo(f"{format_.name:<{width}}  {format_.meaning}{needs}")
