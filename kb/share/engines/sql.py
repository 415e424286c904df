"""SQL over the tables of the base, asked of DuckDB.

    select id from entries where kind = 'critique' and status = 'unanswered'
    select id from entries e where list_contains(e.by, 'eliezer-yudkowsky')

`by`, `at` and `as` are words of SQL; as columns they are quoted, `"by"`, or named after their
table, `entries.by`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, NoReturn

from kb.errors import QueryError, QueryRefused, QueryTooLarge, needed
from kb.share.engines import answer
from kb.share.engines.limits import at_most, within
from kb.share.engines.words import known
from kb.share.formats.tables import load
from kb.suggest import did_you_mean, unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    import duckdb

    from kb.share.frames import Frames
    from kb.table import Table

_SEALED: Final = {
    "enable_external_access": "false",  # no files, and no variables of the program
    "autoload_known_extensions": "false",
    "threads": "1",  # rows come in the same order each time
    "memory_limit": "1GB",
}

_TABLE = re.compile(r"Table with name \"?(.+?)\"? does not exist")
_COLUMN = re.compile(
    r'Referenced column "(.+?)" not found|does not have a column named "(.+?)"', re.DOTALL
)
_RESERVED = re.compile(
    r"(?:[(,]|\b(?:select|where|and|or|not|on|distinct)\b)\s*(by|at|as)\b", re.IGNORECASE
)


class Sql:
    """The tables in a database in memory, which nobody can change."""

    __slots__ = ("_connection", "_frames")

    def __init__(self, frames: Frames) -> None:
        """Loads the tables.

        Raises:
            EngineMissing: if DuckDB is not installed.
        """
        duckdb = needed("duckdb", "base.sql", "sql")
        self._frames = frames
        self._connection = duckdb.connect(":memory:", config=dict(_SEALED))
        within(None, self._load, self._connection.interrupt)

    def _load(self) -> None:
        for frame in self._frames:
            load(self._connection, frame.name, frame.columns, frame.rows)
        self._connection.execute("set lock_configuration = true")

    def query(
        self,
        text: str,
        parameters: Sequence[Any] | Mapping[str, Any] = (),
        *,
        timeout: float | None = None,
        max_rows: int | None = None,
    ) -> Table[tuple[Any, ...]]:
        """What a query answers, with values for `?` in order, or for `$name` by name.

        Raises:
            QueryError: if DuckDB does not understand it, or it names what is not there.
            QueryRefused: if it would change something, or read or write a file.
            QueryLimit: if it takes longer than `timeout` seconds, gives more than `max_rows`, or
                needs more memory than there is for it.
        """
        import duckdb  # noqa: PLC0415

        given = dict(parameters) if isinstance(parameters, Mapping) else list(parameters)
        cursor = self._connection.cursor()

        def ask() -> Table[tuple[Any, ...]]:
            with cursor:
                statement = _only(cursor.extract_statements(text))
                cursor.execute("begin transaction read only")
                cursor.execute(statement, given)
                columns = [column[0] for column in cursor.description or ()]
                return answer(columns, at_most(max_rows, iter(cursor.fetchone, None)))

        try:
            text.encode()  # half of a surrogate pair is no text
            return known(text, within(timeout, ask, cursor.interrupt))
        except duckdb.OutOfMemoryException:
            raise QueryTooLarge(f"the query needs more than {_SEALED['memory_limit']}") from None
        except (duckdb.PermissionException, duckdb.TransactionException) as error:
            said = str(error).splitlines()[0]
            raise QueryRefused(
                f"a query reads the tables of the base and nothing else; {said}"
            ) from None
        except (duckdb.Error, UnicodeEncodeError) as error:
            self._explain(text, str(error))

    def _explain(self, text: str, error: str) -> NoReturn:
        message = error.partition("\nTraceback")[0]
        if found := _TABLE.search(message):
            tables = (frame.name for frame in self._frames)
            raise QueryError(unknown("table", found[1], tables)) from None
        if found := _COLUMN.search(message):
            name = found[1] or found[2]
            named = [frame for frame in self._frames if re.search(rf"\b{frame.name}\b", text)]
            known = {column for frame in named for column in frame.names}
            listed = " ".join(f"{frame.name}: {', '.join(frame.names)}." for frame in named)
            raise QueryError(f"no column {name!r}.{did_you_mean(name, known)} {listed}") from None
        if (found := _RESERVED.search(text)) and "Parser Error" in message:
            message += f'\n`{found[1]}` is a word of SQL; the column is written "{found[1]}".'
        raise QueryError(message) from None


def _only(statements: list[duckdb.Statement]) -> duckdb.Statement:
    import duckdb  # noqa: PLC0415

    asking = {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN}
    for statement in statements:
        if statement.type not in asking:
            raise QueryRefused(
                f"the base can only be asked, by SELECT and its like; this is {statement.type.name}"
            )
    if len(statements) != 1:
        some = "are several" if statements else "is none"
        raise QueryError(f"one query at a time; here {some}")
    return statements[0]
