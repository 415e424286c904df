"""How much is tried: the fast profile for people, the full one for the continuous integration.

The fast one asks every room, every rule and every kind, but not every value: it may choose a few
`some` cases, leave out what is marked `slow`, and look at a smaller world.

`KB_TESTS=full` or `KB_TESTS=fast` says which; otherwise it is full where `CI=true`, and fast.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final, TypeVar

from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")

CHOSEN: Final = os.environ.get("KB_TESTS") or ("full" if os.environ.get("CI") == "true" else "fast")
FULL: Final = {"full": True, "fast": False}[CHOSEN]
FEW: Final = 5
"""Examples of each property in the fast profile."""


def load() -> None:
    """Tells hypothesis how many examples it looks for, the same ones every time."""
    for name, examples in {"full": 100, "fast": FEW}.items():
        settings.register_profile(
            name,
            max_examples=examples,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
        )
    settings.load_profile(CHOSEN)


def examples(most: int, **others: Any) -> settings:
    """The settings of a property that is tried so many times in the full profile."""
    return settings(max_examples=most if FULL else min(most, FEW), **others)


def some(cases: Sequence[T], every: int) -> list[T]:
    """All cases in the full profile; in the fast one the first and each so-manieth after it."""
    return list(cases if FULL else cases[::every])
