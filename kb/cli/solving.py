"""The command that solves argumentation frameworks, whatever they are about."""

from __future__ import annotations

import _thread
import signal
import sys
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread, Timer
from typing import TYPE_CHECKING, Annotated

import typer

from kb.cli import options
from kb.cli.options import Json
from kb.cli.querying import Timeout
from kb.errors import QueryTimeout

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from kb.dung import Reading


PATIENCE = 10.0
"""Seconds after which long work says for the first time where it stands."""


def solve(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="In ICCMA 2023 form (`p af N`), TGF or APX; - reads standard input.",
            allow_dash=True,
        ),
    ],
    semantics: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="grounded, complete, preferred, stable, ideal, semi-stable, stage; or GR, CO …",
        ),
    ],
    task: Annotated[
        str,
        typer.Option(
            metavar="TASK",
            help="EE: every extension. SE: some extension. DC: some has ARG. DS: all have ARG.",
        ),
    ],
    argument: Annotated[
        str | None,
        typer.Option("-a", "--argument", metavar="ARG", help="The argument, for DC and DS."),
    ] = None,
    timeout: Timeout = 600,
    as_json: Json = False,
) -> None:
    """Solve an argumentation framework, and answer as solvers do in the ICCMA competitions.

    For `p af` as in 2023: an extension is `w 1 2 5`; DC and DS say YES or NO and in the next line
    the extension that shows it. For TGF and APX as from 2015 to 2019: [a,b], YES, NO. EE prints
    [[a,b],[c]] for all, each extension when it is found. NO is also said where there is none.
    """
    from kb import dung

    try:
        reading = _read(file)
    except dung.Unreadable as error:
        place = "standard input" if str(file) == "-" else file
        typer.echo(f"kb: {place}, {error}", err=True)
        raise typer.Exit(1) from None
    asked = (reading, semantics, task.upper(), argument)
    try:
        with _within(timeout), _telling(reading) as said:
            if as_json:
                options.show_json(dung.data(*asked))
            else:
                for piece in dung.answer(*asked):
                    typer.echo(piece, nl=False)
                    said.append(len(piece))
    except dung.UnknownSemantics as error:
        raise typer.BadParameter(str(error), param_hint="--semantics") from None
    except dung.UnknownTask as error:
        raise typer.BadParameter(str(error), param_hint="--task") from None
    except dung.DungError as error:
        raise typer.BadParameter(str(error), param_hint="--argument") from None


@contextmanager
def _telling(reading: Reading) -> Iterator[list[int]]:
    """Says on standard error how far long work is: at first soon, then ever more seldom.

    What comes back is a list of the lengths of what was printed, for the caller to add to.
    """
    from kb.dung import size

    said: list[int] = []
    over = Event()

    def tell() -> None:
        wait = begun = PATIENCE
        while not over.wait(wait):
            found = f"{len(said)} pieces of the answer printed" if said else "no answer yet"
            typer.echo(f"kb: {begun:g} s, {found}; {size(reading.framework)}", err=True)
            wait, begun = begun, 2 * begun

    Thread(target=tell, daemon=True).start()
    try:
        yield said
    finally:
        over.set()


@contextmanager
def _within(seconds: float) -> Iterator[None]:
    """A time after which the work is given up; what was found until then stays printed."""
    over = Event()
    before = signal.getsignal(signal.SIGINT)

    def stop() -> None:
        over.set()
        _thread.interrupt_main()

    def heard(number: int, frame: FrameType | None) -> None:
        if over.is_set():
            raise KeyboardInterrupt
        if callable(before):
            before(number, frame)

    timer = Timer(seconds, stop)
    timer.daemon = True
    if seconds:
        # What runs in the background is often started with Ctrl-C ignored, which ignores this too.
        signal.signal(signal.SIGINT, heard)
        timer.start()
    try:
        yield
    except KeyboardInterrupt:
        if not over.is_set():
            raise
        raise QueryTimeout(
            f"no answer within the limit of {seconds:g} s, which says nothing of whether there is "
            "one; --timeout sets another"
        ) from None
    finally:
        timer.cancel()
        signal.signal(signal.SIGINT, before)


def _read(file: Path) -> Reading:
    from kb.dung import decoded, form_of, read

    if str(file) == "-":
        data = sys.stdin.buffer.read()
    elif file.is_dir() or not file.exists():
        raise typer.BadParameter(f"there is no file {file}", param_hint="FILE")
    else:
        data = file.read_bytes()
    text = decoded(data)
    return read(text, form_of(text, file.name))
