"""Values as files of graphs can hold them: texts, numbers and truth values."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    Flat = dict[str, str | float | bool]
    """Values that every format of graphs knows."""


def flat(data: Mapping[str, Any]) -> Flat:
    """The values without those that are absent, and with none that has parts.

    A credence, which is a number or two bounds, becomes its two bounds. Any other list becomes a
    JSON array.

    >>> flat({"why": None, "credence": (0.2, 0.4), "force": "weakens"})
    {'credence_low': 0.2, 'credence_high': 0.4, 'force': 'weakens'}
    """
    found: Flat = {}
    for name, value in data.items():
        if name == "credence" and value is not None:
            low, high = value if isinstance(value, tuple | list) else (value, value)
            found |= {"credence_low": float(low), "credence_high": float(high)}
        elif isinstance(value, tuple | list):
            found[name] = json.dumps(value, ensure_ascii=False)
        elif isinstance(value, bool):
            found[name] = value
        elif isinstance(value, int | float):
            found[name] = float(value)
        elif value is not None:
            found[name] = str(value)
    return found
