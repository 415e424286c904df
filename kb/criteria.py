"""What is wanted of the cells of a column: a value, one of several, a part, or a range."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kb.errors import NotADate, UnknownField
from kb.model.dates import ends, is_date, starts
from kb.suggest import unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

TESTS: Final = ("not", "all", "contains", "from", "to")
"""What may follow the name of a column after two low lines, beside nothing."""


def named(asked: str, columns: Sequence[str]) -> tuple[str, str]:
    """The column that is asked about, and the test, which is empty for equality.

    A low line stands for the hyphen of a relation, which Python would not have in a name.

    Raises:
        UnknownField: if there is no such column or test.

    >>> named("date__from", ["id", "date"]), named("differs_from", ["differs-from"])
    (('date', 'from'), ('differs-from', ''))
    """
    name, mark, test = asked.partition("__")
    if mark and test not in TESTS:
        raise UnknownField(unknown("test", test, TESTS))
    meant = name if name in columns else name.replace("_", "-")
    if meant not in columns:
        raise UnknownField(unknown("field", name, columns))
    return meant, test


def fits(column: str, type_: str, test: str, values: list[Any]) -> Callable[[Any], bool]:
    """Whether a cell says what is wanted; a cell that holds several need hold but one.

    Args:
        column: its name, for what is said of values that cannot be.
        type_: what its cells hold, as a `kb.table.Column` says.
        test: one of `TESTS`, or nothing.
        values: those wanted, None for a cell that says nothing.

    Raises:
        UnknownField: for a value that no cell of this sort can have.
    """
    for value in values:
        _check(column, type_, test, value)
    if test == "contains":
        parts = [str(value).casefold() for value in values]
        return lambda said: any(
            part in str(one).casefold() for part in parts for one in _several(said)
        )
    if test in {"from", "to"}:
        return lambda said: any(
            _reaches(one, value, test) for value in values for one in _several(said)
        )
    if test == "all":
        return lambda said: all(_is(said, value) for value in values)
    wanted = test != "not"
    return lambda said: any(_is(said, value) for value in values) is wanted


def dated(values: list[Any], cells: Iterable[Any]) -> None:
    """Refuses what is no date where all that is said are dates.

    Raises:
        NotADate: for such a value.
    """
    dateless = [one for one in values if one is not None and not is_date(str(one))]
    if not dateless:
        return
    said = [one for cell in cells for one in _several(cell)]
    if said and all(isinstance(one, str) and is_date(one) for one in said):
        raise NotADate(str(dateless[0]))


def _check(column: str, type_: str, test: str, value: Any) -> None:
    if value is None and test in {"", "not", "all"}:
        return
    if type_ == "flag" and not isinstance(value, bool):
        raise UnknownField(f"{column} is True or False, and never {value!r}")
    if type_ == "number" and not isinstance(value, int | float):
        raise UnknownField(f"{column} is a number, and never {value!r}")
    if test in {"contains", "from", "to"} and value is None:
        raise UnknownField(f"{column}__{test} wants a value, and not None")


def _several(said: Any) -> tuple[Any, ...]:
    if said is None:
        return ()
    return said if isinstance(said, tuple) else (said,)


def _is(said: Any, value: Any) -> bool:
    if value is None:
        return said in (None, ())
    return any(one == value or _within(one, value) for one in _several(said))


def _within(said: Any, value: Any) -> bool:
    """Whether a date lies in another that is less exact, as 2022-05 does in 2022."""
    if not (isinstance(said, str) and isinstance(value, str) and is_date(value) and is_date(said)):
        return False
    return starts(value) <= starts(said) and ends(said) <= ends(value)


def _reaches(said: Any, value: Any, test: str) -> bool:
    if isinstance(said, str) and is_date(said) and is_date(str(value)):
        first, last = starts(said), ends(said)
        return first >= starts(str(value)) if test == "from" else last <= ends(str(value))
    if isinstance(said, str) != isinstance(value, str):
        return False
    return bool(said >= value if test == "from" else said <= value)
