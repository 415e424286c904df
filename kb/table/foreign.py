"""Tables of plain values as those of other libraries, with the types that their columns have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kb.errors import EngineMissing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd
    import polars as pl

_PANDAS: Final = {"text": "string", "texts": "object", "flag": "boolean", "number": "float64"}


def pandas_of(types: Mapping[str, str], rows: Iterable[Sequence[Any]]) -> pd.DataFrame:
    """A table in pandas; without rows it keeps the types of its columns.

    Args:
        types: column to `text`, `texts`, `flag` or `number`, in order.
        rows: values in that order.

    Raises:
        EngineMissing: if pandas is not installed.
    """
    try:
        import pandas as pd  # noqa: PLC0415 - an extra, and slow
    except ImportError:
        raise EngineMissing("to_pandas", "pandas") from None
    columns = _columns(types, rows)
    return pd.DataFrame(
        {
            name: pd.Series(columns[name], dtype=_PANDAS[type_], name=name)
            for name, type_ in types.items()
        }
    )


def polars_of(types: Mapping[str, str], rows: Iterable[Sequence[Any]]) -> pl.DataFrame:
    """A table in polars; without rows it keeps the types of its columns.

    Args:
        types: column to `text`, `texts`, `flag` or `number`, in order.
        rows: values in that order.

    Raises:
        EngineMissing: if polars is not installed.
    """
    try:
        import polars as pl  # noqa: PLC0415 - an extra, and slow
    except ImportError:
        raise EngineMissing("to_polars", "polars") from None
    told = {
        "text": pl.String(),
        "texts": pl.List(pl.String()),
        "flag": pl.Boolean(),
        "number": pl.Float64(),
    }
    columns = _columns(types, rows)
    return pl.DataFrame(
        [pl.Series(name, columns[name], dtype=told[type_]) for name, type_ in types.items()]
    )


def _columns(types: Mapping[str, str], rows: Iterable[Sequence[Any]]) -> dict[str, list[Any]]:
    """Column to values; tuples become lists, which is what both libraries know."""
    values = list(zip(*rows, strict=True)) or [()] * len(types)
    return {
        name: [list(cell) for cell in column] if type_ == "texts" else list(column)
        for (name, type_), column in zip(types.items(), values, strict=True)
    }
