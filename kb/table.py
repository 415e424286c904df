"""Tables of plain values: asked by column, laid out as text, handed to other libraries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal
from functools import cache
from html import escape
from operator import attrgetter, itemgetter
from types import MappingProxyType, NoneType, UnionType
from typing import (
    TYPE_CHECKING,
    Any,
    Final,
    Generic,
    Literal,
    Self,
    TypeVar,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    overload,
)

from kb.criteria import dated, fits, named
from kb.errors import EngineMissing, UnknownField
from kb.model.numbers import number
from kb.shown import PLAIN, Listing, unformulated
from kb.suggest import unknown

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    import polars as pl

T_co = TypeVar("T_co", covariant=True)

Type = Literal["text", "texts", "flag", "number", "any"]
"""What a column holds: strings, tuples of strings, truth values, floats, or whatever comes."""

QUIET: Final[Mapping[str, Any]] = MappingProxyType({"quiet": True})
"""Metadata of a field of a row that is not shown where there is little room."""

_SHOWN = 12
_WIDE = 60
_PANDAS: Final = {"text": "string", "texts": "object", "flag": "boolean", "number": "float64"}
_PLAIN: Final[tuple[tuple[type, Type], ...]] = (
    (str, "text"),
    (bool, "flag"),
    (int, "number"),
    (float, "number"),
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        name: as in queries and files.
        type: what its cells hold. What is absent is None; among `texts` it is an empty tuple.
        meaning: one line for people.
        quiet: whether it is left out where there is little room.
        heading: what stands above it; its name, unless given.
        of: how a row is asked for its cell; the attribute of that name, unless given.
    """

    name: str
    type: Type = "text"
    meaning: str = ""
    quiet: bool = False
    heading: str = ""
    of: Callable[[Any], Any] | None = field(default=None, repr=False, compare=False)

    def cell(self, row: Any) -> Any:
        """What a row says."""
        return (self.of or attrgetter(self.name))(row)


_hints = cache(get_type_hints)
"""By class: the types of its fields. To read them takes longer than to answer with them."""


def means(meaning: str, *, quiet: bool = False) -> Mapping[str, Any]:
    """Metadata of a field of a row: one line on it, and whether it can be left out."""
    return {"meaning": meaning, "quiet": quiet}


def columns_of(row: type) -> tuple[Column, ...]:
    """What the rows of a dataclass say: its fields with plain values, in order.

    Fields that hold anything but text, numbers, truth values and tuples of text are left out.

    The metadata of its fields may say what they mean, and which are quiet.

    Raises:
        NameError: for an annotation that has no meaning when the program runs.
    """
    hints = _hints(row)
    return tuple(
        Column(one.name, type_, **one.metadata)
        for one in fields(row)
        if (type_ := _type(hints[one.name])) is not None
    )


def _type(annotation: Any) -> Type | None:
    """What a column holds whose cells have a type of Python; None where they are not plain."""
    union = get_origin(annotation) in {Union, UnionType}
    said = [one for one in get_args(annotation) if one is not NoneType] if union else [annotation]
    if len(said) > 1:
        return None
    inner = get_args(said[0])
    if get_origin(said[0]) is tuple:
        return "texts" if inner[1:] == (...,) and _type(inner[0]) == "text" else None
    if get_origin(said[0]) is Literal:
        return "text"
    if not isinstance(said[0], type):
        return None
    return next((name for plain_, name in _PLAIN if issubclass(said[0], plain_)), None)


def as_given(_name: str, value: Any) -> Any:
    """The value itself, where any will do."""
    return value


@dataclass(frozen=True, repr=False)
class Table(Sequence[T_co], Generic[T_co]):
    """An ordered, typed sequence of rows that never changes, and can be asked by column.

    It iterates, has a length, an index and slices. `where` and `sort` give another of its kind.

    Attributes:
        columns: what each row says.
        rows: what it holds.
        name: what the rows are, for people and files.
        resolve: gives the value meant by one asked for, such as the present id for a former one;
            raises for a name that does not exist.
    """

    columns: tuple[Column, ...] = field(compare=False)
    rows: tuple[T_co, ...]
    name: str = field(default="", compare=False)
    resolve: Callable[[str, Any], Any] = field(default=as_given, compare=False)

    @overload
    def __getitem__(self, place: int) -> T_co: ...
    @overload
    def __getitem__(self, place: slice) -> Self: ...
    def __getitem__(self, place: int | slice) -> T_co | Self:
        """A row, or some of them."""
        if isinstance(place, slice):
            return self._with(self.rows[place])
        return self.rows[place]

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    def __iter__(self) -> Iterator[T_co]:
        """The rows in order."""
        return iter(self.rows)

    def _with(self, rows: Iterable[Any]) -> Self:
        return replace(self, rows=tuple(rows))

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)

    def _column(self, name: str) -> Column:
        named = {column.name: column for column in self.columns}
        if name not in named:
            raise UnknownField(unknown("field", name, named))
        return named[name]

    def column(self, name: str) -> tuple[Any, ...]:
        """What each row says in one column.

        Raises:
            UnknownField: if there is no such column.
        """
        return tuple(map(self._column(name).cell, self.rows))

    def where(self, *told: Callable[[T_co], object], **wanted: Any) -> Self:
        """The rows that say all of this, as `filter` of Django has it.

        A column that holds several values has to hold the one asked for. A list asks for any of
        its values, None for rows that say nothing; a date for every date within it. After two low
        lines may stand a test: `not`, `all` (of a list), `contains` (whatever the case), `from`
        and `to` (that one included), as in `works.where(date__from="2020", title__contains="AI")`.

        Args:
            told: what must be true of a row, asked of each.
            wanted: a value for each column that counts; an entry will do for its id.

        Raises:
            UnknownField: if there is no such column or test, or no cell can have the value.
            KnowledgeBaseError: for a value that names nothing, such as an unknown id or status.
        """
        kept = self.rows
        for asked, value in wanted.items():
            name, test = named(asked, self.names)
            column = self._column(name)
            several = isinstance(value, list | tuple | set | frozenset | Table)
            values = list(value) if several else [value]
            if test not in {"contains", "from", "to"}:
                values = [None if one is None else self.resolve(name, one) for one in values]
            if test != "contains":
                dated(values, map(column.cell, self.rows))
            says = fits(name, column.type, test, values)
            kept = tuple(row for row in kept if says(column.cell(row)))
        return self._with(row for row in kept if all(true(row) for true in told))

    def group_by(self, name: str) -> Mapping[Any, Self]:
        """The rows by what they say in a column, in the order in which it is first said.

        A row that says several things there is in the group of each, one that says nothing in that
        of None.

        Raises:
            UnknownField: if there is no such column.
        """
        cell = self._column(name).cell
        groups: dict[Any, list[T_co]] = {}
        for row in self.rows:
            said = cell(row)
            for one in dict.fromkeys(said or (None,)) if isinstance(said, tuple) else (said,):
                groups.setdefault(one, []).append(row)
        return Listing({value: self._with(rows) for value, rows in groups.items()})

    def __or__(self, other: Table[Any]) -> Self:
        """These rows, and then those of another table of the same sort that are not among them."""
        return self._with(dict.fromkeys((*self.rows, *other.rows)))

    def __and__(self, other: Table[Any]) -> Self:
        """Those of these rows that another table has as well."""
        rows = frozenset(other.rows)
        return self._with(row for row in self.rows if row in rows)

    def __sub__(self, other: Table[Any]) -> Self:
        """Those of these rows that another table does not have."""
        rows = frozenset(other.rows)
        return self._with(row for row in self.rows if row not in rows)

    def sort(self, by: str, *, reverse: bool = False) -> Self:
        """The rows by what they say in a column; those that say nothing come last.

        Raises:
            UnknownField: if there is no such column.
        """
        cell = self._column(by).cell
        said = [row for row in self.rows if cell(row) is not None]
        silent = [row for row in self.rows if cell(row) is None]
        return self._with([*sorted(said, key=cell, reverse=reverse), *silent])

    def head(self, most: int = 10) -> Self:
        """The first rows."""
        return self[:most]

    def values(self) -> Iterator[tuple[Any, ...]]:
        """The rows as tuples of plain values, one for each column."""
        return self._values(self.columns)

    def _values(
        self, columns: tuple[Column, ...], most: int | None = None
    ) -> Iterator[tuple[Any, ...]]:
        return (tuple(plain(column.cell(row)) for column in columns) for row in self.rows[:most])

    def records(self) -> list[dict[str, Any]]:
        """The rows as dictionaries of plain values."""
        names = self.names
        return [dict(zip(names, row, strict=True)) for row in self.values()]

    def _cells(self) -> Iterator[tuple[str, Type, list[Any]]]:
        """Column by column its name, type and cells, in which tuples are lists."""
        for column in self.columns:
            cells = [plain(column.cell(row)) for row in self.rows]
            lists = [list(cell) if isinstance(cell, tuple) else cell for cell in cells]
            yield column.name, column.type, lists

    def to_pandas(self) -> pd.DataFrame:
        """The table in pandas: nullable strings, lists, nullable booleans, floats.

        Raises:
            EngineMissing: where pandas is not installed.
        """
        try:
            import pandas as pd  # noqa: PLC0415 - an extra, and slow
        except ImportError:
            raise EngineMissing("to_pandas", "pandas") from None
        return pd.DataFrame(
            {
                name: pd.Series(cells, name=name).convert_dtypes()
                if type_ == "any"
                else pd.Series(cells, dtype=_PANDAS[type_], name=name)
                for name, type_, cells in self._cells()
            }
        )

    def to_polars(self) -> pl.DataFrame:
        """The table in polars: String, List(String), Boolean and Float64 columns.

        Raises:
            EngineMissing: where polars is not installed.
        """
        try:
            import polars as pl  # noqa: PLC0415 - an extra, and slow
        except ImportError:
            raise EngineMissing("to_polars", "polars") from None
        types = {
            "text": pl.String(),
            "texts": pl.List(pl.String()),
            "flag": pl.Boolean(),
            "number": pl.Float64(),
        }
        return pl.DataFrame(
            [
                pl.Series(name, cells, dtype=types.get(type_), strict=type_ != "any")
                for name, type_, cells in self._cells()
            ]
        )

    @property
    def _brief(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if not column.quiet)

    @property
    def _headings(self) -> list[str]:
        return [column.heading or column.name for column in self._brief]

    def to_markdown(self) -> str:
        """The table in Markdown, without its quiet columns."""
        rows = [_row(row) for row in self._values(self._brief)]
        return "\n".join([_row(self._headings), "|" + "---|" * len(self._brief), *rows])

    def to_text(self, most: int | None = None, *, wide: int | None = _WIDE) -> str:
        """The table as aligned lines, without its quiet columns.

        Args:
            most: how many rows to show; all of them unless given.
            wide: characters beyond which a value is cut, or None to cut none.
        """
        rows = [self._headings, *self._values(self._brief, most)]
        cells = [[_line(shown(value), wide) for value in row] for row in rows]
        widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
        lines = [
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
            for row in cells
        ]
        left = 0 if most is None else max(0, len(self) - most)
        return "\n".join([*lines, f"… and {left} more"] if left else lines)

    @property
    def one_line(self) -> str:
        """How many rows there are, and what the first of them say in the first column."""
        first = self.columns[:1]
        begin = ", ".join(shown(cell) for row in self._values(first, _SHOWN) for cell in row)
        return f"{len(self)} {self.name or 'rows'}: {begin}"

    def __repr__(self) -> str:
        """The first rows as aligned lines."""
        return f"no {self.name}" if self.name and not self else self.to_text(_SHOWN)

    def _repr_html_(self) -> str:
        """The first rows as a table for notebooks."""
        some = f"<caption>the first {_SHOWN} of {len(self)}</caption>" if len(self) > _SHOWN else ""
        head = "".join(f"<th>{escape(name)}</th>" for name in self._headings)
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(shown(value))}</td>" for value in row) + "</tr>"
            for row in self._values(self._brief, _SHOWN)
        )
        return f"<table {PLAIN}>{some}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        """The table for notebooks, in the forms they can choose from."""
        return {
            "text/plain": repr(self),
            "text/html": self._repr_html_(),
            "text/markdown": unformulated(self[:_SHOWN].to_markdown()),
        }


def table(
    columns: Iterable[Column], rows: Iterable[tuple[Any, ...]], name: str = ""
) -> Table[tuple[Any, ...]]:
    """A table whose rows are tuples.

    >>> table([Column("id"), Column("by", "texts")], [("rlhf", ("x", "y"))])
    id    by
    rlhf  x, y
    """
    placed = (replace(column, of=itemgetter(place)) for place, column in enumerate(columns))
    return Table(tuple(placed), tuple(rows), name)


def plain(value: Any) -> Any:
    """A value as text, number, truth value, None, or a tuple or dict of these."""
    if value is None or type(value) in {str, int, float, bool}:
        return value
    if isinstance(value, tuple | list):
        return tuple(plain(part) for part in value)
    if isinstance(value, dict):
        return {str(key): plain(part) for key, part in value.items()}
    return float(value) if isinstance(value, Decimal) else str(value)


def shown(value: Any) -> str:
    """A value as people read it: nothing for None, yes and no, parts joined by commas.

    >>> shown(None), shown(True), shown(("a", "b")), shown(0.25), shown(3.0)
    ('', 'yes', 'a, b', '0.25', '3')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return number(value)
    if isinstance(value, tuple | list):
        return ", ".join(shown(part) for part in value)
    return str(value)


def _line(value: str, wide: int | None) -> str:
    flat = " ".join(value.split())
    return flat if wide is None or len(flat) <= wide else flat[: wide - 1].rstrip() + "…"


def _row(values: Iterable[Any]) -> str:
    cells = (" ".join(escape(shown(value), quote=False).split()) for value in values)
    return "| " + " | ".join(value.replace("|", "\\|") for value in cells) + " |"
