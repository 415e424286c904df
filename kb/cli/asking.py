"""Commands that ask the base: what is said against it, what leads where, what if."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from kb.cli import options
from kb.cli.options import Address, Entries, Id, Json, Other, Person, argument

if TYPE_CHECKING:
    from kb.table import Table


def critiques(
    address: Address,
    status: Annotated[
        str | None,
        typer.Option(metavar="WORD", help="Only unanswered, upheld, contested or answered ones."),
    ] = None,
    entries: Entries = None,
    as_json: Json = False,
) -> None:
    """List the critiques of an entry, its statements and what it assumes."""
    from kb.model.words import STATUS_SENTENCE

    found = options.base(entries).critiques_of(address, status)
    _show(found, as_json, f"no {status or 'recorded'} critique of {address}")
    if not as_json and found:
        typer.echo(f"\n{STATUS_SENTENCE}")


def path(
    start: Annotated[str, argument("A", "An id, or id#statement.")],
    end: Annotated[str, argument("B", "Another.")],
    through: Annotated[
        list[str] | None,
        typer.Option(metavar="KIND", help="A kind it may lead through as well, such as person."),
    ] = None,
    entries: Entries = None,
    as_json: Json = False,
) -> None:
    """Show the shortest way from one entry to another, in sentences."""
    found = options.base(entries).path(start, end, through=through or ())
    if as_json:
        links = [
            {"source": x.source, "relation": x.relation, "target": x.target, "why": x.why}
            for x in found.links
        ]
        options.show_json({"nodes": found.nodes, "links": links, "text": found.explain()})
    else:
        typer.echo(f"{found}\n\n" + "\n".join(link.text for link in found.links))


def read(id_: Id, entries: Entries = None, as_json: Json = False) -> None:
    """List what to read to understand an entry, in order."""
    _show(options.base(entries).reading_order(id_), as_json)


def compare(
    ids: Annotated[list[str], argument("ID...", "Proposals and forecasts.")],
    rows: Annotated[
        str, typer.Option(metavar="WHAT", help="assumptions, problems, critiques and more.")
    ] = "assumptions",
    entries: Entries = None,
    as_json: Json = False,
) -> None:
    """Set proposals and forecasts side by side."""
    found = options.base(entries).compare(ids, rows)
    if as_json:
        options.show_json(found.records())
    else:
        typer.echo(found.to_text())


def cruxes(
    one: Person,
    other: Other = None,
    *,
    about: Annotated[str, options.point("What is at issue: an id, or id#statement.")],
    entries: Entries = None,
    as_json: Json = False,
) -> None:
    """List the claims on which a person's view of something turns, or the views of two people."""
    base = options.base(entries)
    if other is None:
        found: Table[Any] = base.cruxes(one, about=about)
    else:
        found = base.cruxes(one, other, about=about)
    _show(found, as_json, f"no crux about {about} is found in what is recorded")


def suppose(
    accept: Annotated[list[str] | None, options.point("A point taken to stand.")] = None,
    reject: Annotated[list[str] | None, options.point("A point taken to have fallen.")] = None,
    entries: Entries = None,
    as_json: Json = False,
) -> None:
    """Show which statuses would change if something were accepted or rejected."""
    from kb.model.words import STATUS_SENTENCE

    view = options.base(entries).suppose(accept or (), reject or ())
    _show(view.changes(), as_json, f"{view.description} changes no status")
    if not as_json:
        typer.echo(f"\n{STATUS_SENTENCE}")


def _show(rows: Table[Any], as_json: bool, nothing: str = "nothing") -> None:
    if as_json:
        options.show_json(rows.records())
    else:
        typer.echo(rows.to_text() if rows else nothing)
