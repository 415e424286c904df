"""Tables of plain values, whose columns say what they hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from kb.table.foreign import pandas_of, polars_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd
    import polars as pl

Type = Literal["text", "texts", "flag", "number"]
"""What a column holds: strings, tuples of strings, truth values, floats."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        name: as in queries and files.
        type: what its cells hold. What is absent is None; among `texts` it is an empty tuple.
        meaning: one line for people.
    """

    name: str
    type: Type
    meaning: str


@dataclass(frozen=True, slots=True)
class Frame:
    """A table: its columns, and one tuple a row in their order."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)

    def records(self) -> list[dict[str, Any]]:
        """The rows as dicts from column to value."""
        names = self.names
        return [dict(zip(names, row, strict=True)) for row in self.rows]

    def to_pandas(self) -> pd.DataFrame:
        """The table in pandas: nullable strings, lists, nullable booleans, floats.

        Raises:
            EngineMissing: if pandas is not installed.
        """
        return pandas_of({column.name: column.type for column in self.columns}, self.rows)

    def to_polars(self) -> pl.DataFrame:
        """The table in polars: String, List(String), Boolean and Float64 columns.

        Raises:
            EngineMissing: if polars is not installed.
        """
        return polars_of({column.name: column.type for column in self.columns}, self.rows)


@dataclass(frozen=True, slots=True)
class Frames:
    """The whole base as four tables, in which every address is a string.

    Attributes:
        entries: one row an entry.
        statements: one row a statement inside an entry.
        links: one row an edge of the graph, as it was written.
        positions: one row a recorded position.
    """

    entries: Frame
    statements: Frame
    links: Frame
    positions: Frame

    def __iter__(self) -> Iterator[Frame]:
        """The four tables, in the order of their definition."""
        return iter((self.entries, self.statements, self.links, self.positions))
