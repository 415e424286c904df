"""The collector of garbage at rest while much is made of which nothing is garbage."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def at_rest() -> Iterator[None]:
    """Keeps the collector from looking again and again at what is made meanwhile.

    It takes a third of the time that reading ten thousand entries takes, and finds nothing. What
    was made counts as old afterwards, so that the collector does not begin with it.
    """
    active = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if active:
            if not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()


@contextmanager
def seldom() -> Iterator[None]:
    """Has the collector look a seventieth as often, while much is made and little thrown away."""
    usual = gc.get_threshold()
    gc.set_threshold(50_000, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
