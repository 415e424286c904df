"""Commands that change entries, and the one that says what has changed."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kb.cli import options
from kb.cli.options import Entries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.base import KnowledgeBase
    from kb.disk import Change
    from kb.edit.diff import Shape
    from kb.findings import Finding


class Layout(StrEnum):
    """How changes are written."""

    text = "text"
    markdown = "markdown"
    json = "json"


Files = Annotated[
    list[Path] | None, typer.Argument(metavar="FILE", help="These files; all without any.")
]
Diff = Annotated[bool, typer.Option("--diff", help="Show the changes, and write nothing.")]


def fix(files: Files = None, diff: Diff = False, entries: Entries = None) -> None:
    """Mend every mistake that has one good remedy."""
    from kb.edit import difference, mend, save
    from kb.findings import errors
    from kb.rules import report

    folder = options.own(entries)
    root = folder.parent
    mended = mend(folder, _inside(files, folder) if files else None)
    if diff:
        typer.echo(difference(mended.changes, root), nl=False)
    else:
        save(mended.changes)
        for finding in mended.fixed:
            typer.echo(f"fixed {_told(finding)}")
    if mended.left:
        typer.echo(f"\n{report.text(mended.left, root)}\n", err=True)
    fixed = f"{len(mended.fixed):,} to fix" if diff else f"{len(mended.fixed):,} fixed"
    typer.echo(f"{fixed}, {len(errors(mended.left)):,} errors left", err=True)
    if errors(mended.left):
        raise typer.Exit(1)


def _told(finding: Finding) -> str:
    place = f"{finding.path}:{finding.span.line}:{finding.span.column}"
    text = finding.fix.text if finding.fix else ""
    now = f" → {text}" if text.strip() and "\n" not in text else ""
    return f"{place}: {finding.code} {finding.message}{now}"


def fmt(
    files: Files = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit 1 where something would change.")
    ] = False,
    diff: Diff = False,
    entries: Entries = None,
) -> None:
    """Lay entries out: order of fields, quoting, folding. Comments and meaning stay."""
    from kb.edit import difference, entry_files, reformat, save
    from kb.rules import report

    folder = options.own(entries)
    given = [folder.parent / name for name in _inside(files or [], folder)]
    changes, findings = reformat(given or entry_files(folder), folder.parent)
    if diff:
        typer.echo(difference(changes, folder.parent), nl=False)
    elif not check:
        save(changes)
    if not diff:
        for change in changes:
            name = change.file.relative_to(folder.parent).as_posix()
            typer.echo(f"{'would lay out' if check else 'laid out'} {name}")
    if findings:
        typer.echo(f"{report.text(findings, folder.parent, tried=False)}\n", err=True)
    if findings or (check and changes):
        raise typer.Exit(1)


def mv(
    old: Annotated[str, typer.Argument(metavar="OLD", help="An id, or id#statement.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Its new name, in the same form.")],
    entries: Entries = None,
) -> None:
    """Rename an entry or a statement, with every reference to it."""
    from kb.edit import move, save

    folder = options.own(entries)
    changes = move(folder, old, new)
    save(changes)
    typer.echo(f"{old} is now {new}")
    _list(changes, folder)
    _named_elsewhere(folder.parent, old)


def merge(
    gone: Annotated[str, typer.Argument(metavar="GONE", help="The id of the entry that goes.")],
    stays: Annotated[str, typer.Argument(metavar="STAYS", help="The id of the one that stays.")],
    parts: Annotated[
        list[str] | None,
        typer.Option(
            "--as", metavar="OLD=NEW", help="A statement and the other's that stands for it."
        ),
    ] = None,
    entries: Entries = None,
) -> None:
    """Make one entry of two: every reference moves, and the old id leads to the other."""
    from datetime import UTC, datetime

    from kb.edit import merge as merged
    from kb.edit import save

    folder = options.own(entries)
    pairs = dict(part.partition("=")[::2] for part in parts or ())
    if not all(pairs.values()):
        raise typer.BadParameter("write it as OLD=NEW", param_hint="--as")
    changes = merged(folder, gone, stays, pairs, since=datetime.now(UTC).date())
    save(changes)
    typer.echo(f"{gone} is merged into {stays}")
    _list(changes, folder)
    _named_elsewhere(folder.parent, gone)


def _named_elsewhere(root: Path, id_: str) -> None:
    """Names what is written by hand beside the entries and has an id that is gone."""
    from kb.edit.elsewhere import naming

    if places := naming(root, id_):
        typer.echo(f"written by hand, and still naming {id_}:", err=True)
        for place in places:
            typer.echo(f"  {place}", err=True)


def retire(
    id_: Annotated[str, typer.Argument(metavar="ID", help="The entry to take out.")],
    reason: Annotated[
        str,
        typer.Option(
            help="duplicate, merged or split, which need --see; out-of-scope or not-sourced."
        ),
    ],
    see: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="What stands in its place; repeat for more."),
    ] = None,
    entries: Entries = None,
) -> None:
    """Take an entry out, and leave a sign in its place."""
    from datetime import UTC, datetime

    from kb.edit import retire as retired
    from kb.edit import save

    folder = options.own(entries)
    today = datetime.now(UTC).date()
    changes = retired(folder, id_, reason, see or (), since=today)
    save(changes)
    typer.echo(f"{id_} is retired")
    _list(changes, folder)


def _list(changes: Sequence[Change], folder: Path) -> None:
    for change in changes:
        what = "-" if change.after is None else "+" if change.before is None else "~"
        typer.echo(f"  {what} {change.file.relative_to(folder.parent).as_posix()}")


def _read(folder: Path, ref: str | None) -> tuple[KnowledgeBase, Shape | None]:
    """A state of the entries, as git keeps it or as the files are, and the shape of its schema."""
    from kb.base import load
    from kb.edit.diff import shape
    from kb.edit.schemas import PLACE
    from kb.read import state

    if ref is None:
        return load(folder, strict=False), shape(folder.parent / PLACE)
    with state(folder, ref, PLACE) as past:
        return load(past.entries, strict=False), shape(past.beside / PLACE)


def _inside(files: list[Path], folder: Path) -> list[str]:
    return [options.inside(file, folder, exists=file.is_file()) for file in files]


def diff(
    ref: Annotated[
        str, typer.Argument(metavar="REF", help="A branch, tag or commit to compare with.")
    ] = "HEAD",
    new: Annotated[
        str | None,
        typer.Argument(metavar="NEW", help="A later one; the files as they are, unless given."),
    ] = None,
    form: Annotated[Layout, typer.Option("--format", help="How to write changes.")] = Layout.text,
    bump: Annotated[
        bool, typer.Option("--bump", help="Only the version step: none, patch, minor or major.")
    ] = False,
    entries: Entries = None,
) -> None:
    """Show what changed in the knowledge base since a state that git keeps."""
    from kb.edit.diff import UNKNOWN, changes, markdown, text

    folder = options.folder(entries)
    (was, shape_then), (now, shape_now) = _read(folder, ref), _read(folder, new)
    found = changes(was, now, (shape_then, shape_now))
    if found.schema_unknown and (bump or not found):
        typer.echo(f"kb: {UNKNOWN}", err=True)
    if bump:
        typer.echo(found.bump)
    elif form is Layout.json:
        from dataclasses import asdict

        options.show_json(asdict(found))
    elif found:
        typer.echo(markdown(found) if form is Layout.markdown else text(found))
