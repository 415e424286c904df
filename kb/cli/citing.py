"""Commands that add works, and that tell editors what an entry may hold."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kb.cli.options import Entries
from kb.cli.writing import (
    Authors,
    Date,
    DryRun,
    OwnId,
    Type,
    Url,
    base_of,
    dashed,
    folder_of,
    one,
    write,
)


def cite(  # noqa: PLR0913, PLR0917 - one flag for each field that can be typed
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SOURCE", help="arxiv:ID, doi:10.…, https://…, a BibTeX or CSL-JSON file."
        ),
    ] = None,
    title: Annotated[str | None, one("--title", "As printed.")] = None,
    author: Authors = None,
    date: Date = None,
    type_: Type = None,
    venue: Annotated[str | None, one("--venue", "Journal, conference, publisher, site.")] = None,
    url: Url = None,
    id_: OwnId = None,
    dry_run: DryRun = False,
    entries: Entries = None,
) -> None:
    """Add works from where they are registered, from files, or as typed; none of them twice."""
    from kb.edit.cite import outcomes
    from kb.edit.cite.sources import fetch
    from kb.edit.new.draft import taken

    typed = {
        "title": title, "authors": author, "date": date, "type": type_, "venue": venue, "url": url,
    }  # fmt: skip
    if not sources and not any(typed.values()):
        raise typer.BadParameter("say what to cite", param_hint="SOURCE")
    own = [flag for flag, value in (("title", title), ("author", author), ("id", id_)) if value]
    if own and len(sources or ()) > 1:
        raise typer.BadParameter("this is for one source at a time", param_hint=dashed(own))
    folder, base = base_of(entries)
    told = {name: value for name, value in typed.items() if value}
    found = list(outcomes(base.corpus, taken(base.corpus, folder), sources or (), told, fetch, id_))
    for outcome in found:
        for note in outcome.notes:
            typer.echo(f"{outcome.name}: {note}", err=True)
        if outcome.held:
            held, by = outcome.held
            typer.echo(f"{held} is there already (the same {by})")
        elif outcome.missing:
            names = ", ".join(f"`{name}`" for name in outcome.missing)
            flags = dashed([name.replace("authors", "author") for name in outcome.missing])
            typer.echo(f"{outcome.name}: {names} is not said; give it with {flags}", err=True)
    drafts = [outcome.draft for outcome in found if outcome.draft]
    if drafts:
        write(folder, base, drafts, dry_run=dry_run)
        typer.echo(
            "`checked` is left out: add it on the day on which you see title, authors, date and "
            "address together",
            err=True,
        )
    if any(outcome.missing for outcome in found):
        raise typer.Exit(1)


def schema(
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="DIR", help="For kb/model/schemas, or build/schema where it is not."
        ),
    ] = None,
    stdout: Annotated[
        str | None, typer.Option("--stdout", metavar="KIND", help="Print the schema of one kind.")
    ] = None,
    entries: Entries = None,
) -> None:
    """Write JSON Schemas of entries, and settings that bring them into the editor."""
    from kb.edit import schemas
    from kb.edit.new.blanks import kind_named

    if stdout is not None:
        kind = stdout if stdout in schemas.FOLDERS else kind_named(stdout)
        typer.echo(schemas.text(kind), nl=False)
        return
    folder = folder_of(entries)
    place = out or schemas.place_of(folder)
    written = schemas.write_schemas(place)
    typer.echo(f"{len(written)} schemas in {place}")
    typer.echo(f"settings in {schemas.write_settings(folder, place)}")
