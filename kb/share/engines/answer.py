"""What an engine answers."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kb.errors import EngineMissing
from kb.table import layout as tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import pandas as pd
    import polars as pl

_SHOWN = 12


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """Named columns, and rows of plain values; iterating gives the rows as tuples.

    Attributes:
        columns: their names, each of which occurs once.
        rows: one tuple a row; text, numbers, truth values, None, and tuples and dicts of these.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    @classmethod
    def of(cls, columns: Iterable[str], rows: Iterable[Sequence[Any]]) -> Answer:
        """The answer with what an engine gives: values made plain, repeated names numbered.

        Lists become tuples, decimals floats, and dates and other things text.

        >>> Answer.of(["id", "id"], [["rlhf", ["x", "y"]]])
        id    id 2
        rlhf  x, y
        """
        names: list[str] = []
        for column in columns:
            name, count = column, 1
            while name in names:
                count += 1
                name = f"{column} {count}"
            names.append(name)
        return cls(tuple(names), tuple(tuple(_plain(cell) for cell in row) for row in rows))

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        """The rows in order."""
        return iter(self.rows)

    def records(self) -> list[dict[str, Any]]:
        """The rows as dicts from column to value."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def to_pandas(self) -> pd.DataFrame:
        """The answer in pandas, with nullable types told from its values.

        Raises:
            EngineMissing: if pandas is not installed.
        """
        try:
            import pandas as pd  # noqa: PLC0415 - an extra, and slow
        except ImportError:
            raise EngineMissing("to_pandas", "pandas") from None
        return pd.DataFrame(self._lists()).convert_dtypes()

    def to_polars(self) -> pl.DataFrame:
        """The answer in polars, with types told from its values.

        Raises:
            EngineMissing: if polars is not installed.
        """
        try:
            import polars as pl  # noqa: PLC0415 - an extra, and slow
        except ImportError:
            raise EngineMissing("to_polars", "polars") from None
        return pl.DataFrame(self._lists(), strict=False)

    def _lists(self) -> dict[str, list[Any]]:
        values = list(zip(*self.rows, strict=True)) or [()] * len(self.columns)
        return {
            name: [list(cell) if isinstance(cell, tuple) else cell for cell in column]
            for name, column in zip(self.columns, values, strict=True)
        }

    def to_markdown(self) -> str:
        """The answer as a Markdown table."""
        return tables.markdown(self.columns, self.rows)

    def to_text(self, most: int | None = None, *, wide: int | None = 60) -> str:
        """The answer as aligned lines.

        Args:
            most: how many rows to show; all of them unless given.
            wide: characters beyond which a value is cut, or None to cut none.
        """
        lines = tables.text(self.columns, self.rows[:most], wide=wide)
        return lines + (self._left(most, "\n") if most is not None else "")

    def __repr__(self) -> str:
        """The first rows as a table."""
        return self.to_text(_SHOWN)

    def _repr_html_(self) -> str:
        """The first rows as a table for notebooks."""
        return tables.html(self.columns, self.rows[:_SHOWN], self._left(_SHOWN))

    def _left(self, shown: int, before: str = "") -> str:
        left = len(self) - shown
        return f"{before}… and {left} more" if left > 0 else ""


def _plain(cell: Any) -> Any:
    """A value of an engine as one that any reader knows."""
    if cell is None or isinstance(cell, str | bool | int | float):
        return cell
    if isinstance(cell, list | tuple):
        return tuple(_plain(part) for part in cell)
    if isinstance(cell, dict):
        return {str(key): _plain(value) for key, value in cell.items()}
    return float(cell) if isinstance(cell, Decimal) else str(cell)
