"""Questions to the tables of the base in the languages of databases; each engine is an extra.

All three are read-only, reach nothing outside the tables, and answer with the same addresses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kb.table import Column, plain, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kb.table import Table


def answer(names: Iterable[str], rows: Iterable[Sequence[Any]]) -> Table[tuple[Any, ...]]:
    """The table that an engine gives: values made plain, repeated names numbered.

    Lists become tuples, decimals floats, and dates and other things text.

    >>> answer(["id", "id"], [["rlhf", ["x", "y"]]])
    id    id 2
    rlhf  x, y
    """
    columns: list[str] = []
    for first in names:
        name, count = first, 1
        while name in columns:
            count += 1
            name = f"{first} {count}"
        columns.append(name)
    values = (tuple(map(plain, row)) for row in rows)
    return table((Column(name, "any") for name in columns), values)
