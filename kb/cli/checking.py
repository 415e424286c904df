"""Commands for contributors."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kb.cli import options
from kb.cli.options import Entries


def check(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE]…", help="Only findings in these files.")
    ] = None,
    entries: Entries = None,
    texts: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Texts of works, WORK.txt, to check quotations against."),
    ] = None,
) -> None:
    """Check entries: every mistake at its line and column, with what to do."""
    from kb import report, rules
    from kb.findings import errors

    folder = options.folder(entries)
    corpus, findings = rules.check(folder, texts)
    if files:
        wanted = set()
        for file in files:
            whole = file.resolve()
            if not whole.exists():
                raise typer.BadParameter(f"there is no file {file}", param_hint="FILE")
            if not whole.is_relative_to(folder.resolve()):
                raise typer.BadParameter(f"{file} is not below {folder}", param_hint="FILE")
            wanted.add(f"{folder.name}/{whole.relative_to(folder.resolve()).as_posix()}")
        findings = tuple(finding for finding in findings if finding.path in wanted)
    if findings:
        typer.echo(report.text(findings, folder.parent) + "\n")
    typer.echo(report.totals(findings, len(corpus)))
    if errors(findings):
        raise typer.Exit(1)
