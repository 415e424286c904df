"""Rows: what every question to the base is answered with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, cast, overload

from kb.errors import UnknownField
from kb.suggest import did_you_mean
from kb.table import layout as tables
from kb.table.frame import Column, Frame, Type

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

T_co = TypeVar("T_co", covariant=True)

_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Field:
    """Something that each row says.

    Attributes:
        name: what it is asked for by.
        type: `text`, `texts`, `number` or `flag`, as in frames.
        brief: whether it is shown where there is little room.
        of: how a row is asked for it; its attribute of that name, unless given.
    """

    name: str
    type: Type = "text"
    brief: bool = True
    of: Callable[[Any], Any] | None = None

    def value(self, row: Any) -> Any:
        """What a row says."""
        return (self.of or attrgetter(self.name))(row)


def fields_of(row: type, *, hidden: Iterable[str] = ()) -> tuple[Field, ...]:
    """What the rows of a dataclass say: its fields with plain values, and its sentence.

    Args:
        row: a dataclass; fields that hold anything but text, numbers, truth values and tuples of
            text are left out.
        hidden: names that are not shown where there is little room.
    """
    plain_ = {"str": "text", "bool": "flag", "int": "number", "float": "number", "Status": "text"}
    found = []
    for one in fields(row):
        named = str(one.type).removesuffix(" | None")
        type_ = "texts" if named == "tuple[str, ...]" else plain_.get(named)
        if type_ is not None:
            found.append(Field(one.name, cast("Type", type_), brief=one.name not in hidden))
    return tuple(found)


def as_given(_name: str, value: Any) -> Any:
    """The value itself, where any will do."""
    return value


@dataclass(frozen=True, slots=True, repr=False)
class Rows(Sequence[T_co], Generic[T_co]):
    """An ordered, typed sequence that never changes, and can be asked by field.

    It iterates, has a length, an index and slices. `where` and `sort` give another of its kind.

    Attributes:
        rows: what it holds.
        fields: what each row says.
        known: gives the value meant by one asked for, such as the present id for a former one;
            raises for a name that does not exist.
    """

    rows: tuple[T_co, ...]
    fields: tuple[Field, ...] = field(compare=False)
    known: Callable[[str, Any], Any] = field(default=as_given, compare=False)

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

    def _field(self, name: str) -> Field:
        named = {one.name: one for one in self.fields}
        if name not in named:
            raise UnknownField(
                f"no field {name!r}.{did_you_mean(name, named)} Fields: {', '.join(named)}.",
            )
        return named[name]

    def column(self, name: str) -> tuple[Any, ...]:
        """What each row says in one field.

        Raises:
            UnknownField: if rows have no such field.
        """
        one = self._field(name)
        return tuple(one.value(row) for row in self.rows)

    def where(self, **wanted: Any) -> Self:
        """The rows that say all of this.

        A field that holds several values has to hold the one asked for. A list asks for any of
        its values, None for rows that say nothing.

        Args:
            wanted: a value for each field that counts.

        Raises:
            UnknownField: if rows have no such field.
            KnowledgeBaseError: for a value that names nothing, such as an unknown id or status.
        """
        found = self.rows
        for name, value in wanted.items():
            one = self._field(name)
            many = isinstance(value, list | tuple | set | frozenset)
            meant = [
                each if each is None else self.known(name, each)
                for each in (value if many else [value])
            ]
            found = tuple(row for row in found if _says(one.value(row), meant))
        return self._with(found)

    def sort(self, by: str, *, reverse: bool = False) -> Self:
        """The rows by what they say in a field; those that say nothing come last.

        Raises:
            UnknownField: if rows have no such field.
        """
        one = self._field(by)
        said = [row for row in self.rows if one.value(row) is not None]
        silent = [row for row in self.rows if one.value(row) is None]
        return self._with([*sorted(said, key=one.value, reverse=reverse), *silent])

    def head(self, most: int = 10) -> Self:
        """The first rows."""
        return self[:most]

    def to_frame(self) -> Frame:
        """The rows as a frame of plain values."""
        columns = tuple(Column(one.name, one.type, "") for one in self.fields)
        return Frame("rows", columns, tuple(self._plain(self.fields)))

    def _plain(
        self, listed: tuple[Field, ...], most: int | None = None
    ) -> Iterator[tuple[Any, ...]]:
        return (tuple(plain(one.value(row)) for one in listed) for row in self.rows[:most])

    def records(self) -> list[dict[str, Any]]:
        """The rows as dictionaries of plain values."""
        return self.to_frame().records()

    def to_pandas(self) -> pd.DataFrame:
        """The rows as a pandas DataFrame.

        Raises:
            EngineMissing: where pandas is not installed.
        """
        return self.to_frame().to_pandas()

    def to_polars(self) -> pl.DataFrame:
        """The rows as a polars DataFrame.

        Raises:
            EngineMissing: where polars is not installed.
        """
        return self.to_frame().to_polars()

    def to_markdown(self) -> str:
        """The rows as a Markdown table."""
        brief = self._brief
        return tables.markdown([one.name for one in brief], self._plain(brief))

    def to_text(self, most: int | None = None, *, wide: int | None = 60) -> str:
        """The rows as aligned lines.

        Args:
            most: how many to show; all of them unless given.
            wide: characters beyond which a value is cut, or None to cut none.
        """
        brief = self._brief
        lines = tables.text([one.name for one in brief], self._plain(brief, most), wide=wide)
        left = 0 if most is None else max(0, len(self) - most)
        return f"{lines}\n… and {left} more" if left else lines

    @property
    def _brief(self) -> tuple[Field, ...]:
        return tuple(one for one in self.fields if one.brief)

    def __repr__(self) -> str:
        """The first rows as a table."""
        return self.to_text(_SHOWN) if self else f"no {type(self).__name__.lower()}"

    def _repr_html_(self) -> str:
        """The first rows as a table for notebooks."""
        brief = self._brief
        left = len(self) - _SHOWN
        caption = f"the first {_SHOWN} of {len(self)}" if left > 0 else ""
        shown = self._plain(brief, _SHOWN)
        return tables.html([one.name for one in brief], shown, caption)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        """The table for notebooks, in the forms they can choose from."""
        return {
            "text/plain": repr(self),
            "text/html": self._repr_html_(),
            "text/markdown": self[:_SHOWN].to_markdown(),
        }


def _says(said: Any, meant: list[Any]) -> bool:
    if isinstance(said, tuple):
        return any(value in said if value is not None else not said for value in meant)
    return said in meant


def plain(value: Any) -> Any:
    """A value as text, number, truth value or a tuple of texts."""
    if isinstance(value, tuple):
        return tuple(plain(part) for part in value)
    if value is None or type(value) in {str, int, float, bool}:
        return value
    return str(value)
