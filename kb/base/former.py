"""What the base had under another name in the last release."""

from __future__ import annotations

import warnings
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_FORMER: Final[Mapping[str, tuple[str, Callable[[Any], Any]]]] = MappingProxyType(
    {
        "about": ("version", lambda base: base.version),
        "argumentation": ("debate", lambda base: base.debate),
        "held": ("positions()", lambda base: base.positions().rows),
        "known": ("names", lambda base: base.names),
        "settled": ("assignments", lambda base: base.assignments),
        "told": ("rows", lambda base: base.rows.__getitem__),
        "viewed": ("description", lambda base: base.description),
    }
)
"""By former name: the name now, and what it is."""


def former(base: Any, name: str) -> Any:
    """What had another name; it gives a DeprecationWarning where it was asked for.

    Raises:
        AttributeError: for a word that was no name.
    """
    if name not in _FORMER:
        raise AttributeError(f"a knowledge base has no {name!r}", name=name, obj=base)
    now, ask = _FORMER[name]
    warnings.warn(f"base.{name} is now base.{now}", DeprecationWarning, stacklevel=3)
    return ask(base)
