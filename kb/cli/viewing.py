"""The command that asks for your own inside view, in the order of the page."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from kb.cli import options
from kb.cli.options import Entries

if TYPE_CHECKING:
    from kb.base import KnowledgeBase
    from kb.survey import Told

_SKIP, _STOP = "s", "q"
_TWELVE: Final = 12
"""Answers that decide most of what any would."""


def view(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The view: read if it is there.")],
    name: Annotated[str, typer.Option(help="Your name.")] = "",
    ask: Annotated[
        list[str] | None, options.point("A claim to ask; with it, none but those given.")
    ] = None,
    most: Annotated[int, typer.Option(min=1, help="How many to ask.")] = _TWELVE,
    entries: Entries = None,
) -> None:
    """Say what you hold, claim by claim, and see what follows; it is written to a file."""
    from kb.base.reader import reader
    from kb.disk import write
    from kb.edit.view import Own, files, skipped_in
    from kb.model.words import STATUS_SENTENCE

    base = options.base(entries)
    given: dict[str, Any] = {}
    skipped: list[str] = []
    if file.is_file():
        given = {one.about: _told(one.position) for one in reader(base.names, file).held}
        skipped = [*skipped_in(file.read_text("utf-8"))]
    asked = [base.names.point(address) for address in ask or ()]
    for number in range(1, (len(asked) or most) + 1):
        address = _next(base, asked, given, skipped)
        if address is None:
            break
        answer = _answer(base, number, address)
        if answer is None:
            break
        if answer:
            given[address] = answer
            moved = len(base.as_seen_by(given).changes())
            typer.echo(f"   {moved} words stand otherwise than recorded.\n")
        else:
            skipped.append(address)
            typer.echo("")
    if not given:
        typer.echo("nothing was answered, and nothing is written")
        return
    held = reader(base.names, given).held
    own = Own(name, dt.date.today().isoformat(), held, tuple(skipped))  # noqa: DTZ011
    write(file, next(iter(files(own).values())).encode())
    _follows(base, given)
    typer.echo(f"\n{STATUS_SENTENCE} Written to {file}; `kb view {file}` goes on.")


def _told(position: Any) -> dict[str, Any]:
    """A position as it was given."""
    names = ("stance", "credence", "note")
    return {name: value for name in names if (value := getattr(position, name)) is not None}


def _next(
    base: KnowledgeBase, asked: list[str], given: dict[str, Any], skipped: list[str]
) -> str | None:
    if asked:
        return next((one for one in asked if one not in given and one not in skipped), None)
    found = base.questions(given or None, skip=skipped, top=1)
    return found[0].address if found else None


def _answer(base: KnowledgeBase, number: int, address: str) -> dict[str, Any] | None:
    """What is held of a claim: empty where it is skipped, None where that was all."""
    from kb.base import wrapped
    from kb.model.words import Stance
    from kb.survey import strongest_against, strongest_for

    found = (strongest_for, "For"), (strongest_against, "Against")
    lines = wrapped(base.text(address), f"{number}. ", "   ")
    for find, side in found:
        if told := find(base.corpus, base.debate, address):
            lines += wrapped(_reason(base, told, address), f"   {side}: ", "      ")
    typer.echo("\n".join([*lines, f"   [{address}]"]))
    words = [*Stance]
    scale = ", ".join(f"{n} {word.replace('-', ' ')}" for n, word in enumerate(words, 1))
    typer.echo("\n".join(wrapped(f"{scale}; {_SKIP} skip, {_STOP} stop", "   ", "   ")))
    while True:
        said = typer.prompt("  ", prompt_suffix="> ").strip().lower()
        if said == _STOP:
            return None
        if said == _SKIP:
            return {}
        if said.isdigit() and 1 <= int(said) <= len(words):
            break
        typer.echo(f"   a number from 1 to {len(words)}, {_SKIP} or {_STOP}")
    why = typer.prompt("   why, if you like", default="", show_default=False).strip()
    return {"stance": words[int(said) - 1], **({"note": why} if why else {})}


def _reason(base: KnowledgeBase, told: Told, address: str) -> str:
    parts = [told.text] if told.address != address else []
    parts += [f"“{told.quote}”"] if told.quote else []
    place = f", {told.at}" if told.at else ""
    return " ".join([*parts, f"({base.corpus.short(told.work)}{place})" if told.work else ""])


def _follows(base: KnowledgeBase, given: dict[str, Any]) -> None:
    """How proposals and forecasts stand then, and what one would ask."""
    seen = base.as_seen_by(given)
    turned = {one.address: one for one in seen.changes()}
    for entry in seen.of_kind("proposal", "forecast"):
        if one := turned.get(entry.id):
            typer.echo(f"{entry.title}: {one.before} → {one.after}")
    for tension in base.tensions(given):
        typer.echo(f"\n{tension.question}")
