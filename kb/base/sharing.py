"""Other languages and other formats: queries, tables, files."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from kb.base.exploring import Exploring

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kb.share.engines import Answer, Cypher, Sparql, Sql
    from kb.share.formats import About
    from kb.table import Frames


class Sharing(Exploring):
    """Other languages and other formats: queries, tables, files."""

    @cached_property
    def frames(self) -> Frames:
        """The base as four tables: entries, statements, links, positions."""
        from kb.share.frames import frames_of  # noqa: PLC0415

        return frames_of(self.corpus, self.debate, self.held, self.graph)

    @cached_property
    def _sql(self) -> Sql:
        from kb.share.engines import Sql  # noqa: PLC0415

        return Sql(self.frames)

    @cached_property
    def _cypher(self) -> Cypher:
        from kb.share.engines import Cypher  # noqa: PLC0415

        return Cypher(self.frames)

    @cached_property
    def _sparql(self) -> Sparql:
        from kb.share.engines import Sparql  # noqa: PLC0415

        return Sparql(self.frames)

    def sql(self, query: str, parameters: Sequence[Any] = ()) -> Answer:
        """The answer to a question in SQL, over the tables entries, statements, links, positions.

        Args:
            query: one statement in DuckDB's dialect that changes nothing. `by`, `at` and `as` are
                words of SQL: as columns they are written `"by"`, or `entries.by`.
            parameters: values for each `?` in it.

        Raises:
            EngineMissing: where the extra `sql` is not installed.
            QueryError: if the query cannot be understood, or names what is not there.
            QueryRefused: if it would change something.
        """
        return self._sql.query(query, parameters)

    def cypher(self, query: str, parameters: Mapping[str, Any] | None = None) -> Answer:
        """The answer to a question in Cypher; nodes are labelled by kind, and edges by relation.

        Args:
            query: one statement that changes nothing.
            parameters: values for each `$name` in it.

        Raises:
            EngineMissing: where the extra `cypher` is not installed.
            QueryError: if the query cannot be understood, or names what is not there.
            QueryRefused: if it would change something.
        """
        return self._cypher.query(query, parameters)

    def sparql(self, query: str) -> Answer:
        """The answer to a question in SPARQL, over the base as linked data; `k:` is our vocabulary.

        Args:
            query: one SELECT, ASK, CONSTRUCT or DESCRIBE. IRIs of ours come back as addresses.

        Raises:
            EntryNotFound: if the query names an entry that there is not.
            EngineMissing: where the extra `rdf` is not installed.
            QueryError: if the query cannot be understood, or names what is not there.
            QueryRefused: if it would change something.
        """
        return self._sparql.query(query)

    @cached_property
    def about(self) -> About:
        """What every export says of itself: version of the schema, date and state of the data."""
        from kb.base.state import about  # noqa: PLC0415

        return about(self.folder, self.corpus)

    def export(self, format: str, *, of: str | None = None) -> dict[str, bytes]:  # noqa: A002
        """The base in another format, as the contents of one file or more, by file name.

        Args:
            format: such as `json`, `graphml`, `turtle`, `parquet`; `kb export --help` lists all.
            of: only what belongs to this entry, where the format can be of one entry.

        Raises:
            UnknownFormat: for a word that is no format.
            EntryNotFound: if there is no entry with the id `of`.
            EngineMissing: where the format needs an extra that is not installed.
        """
        from kb.share.formats import export  # noqa: PLC0415

        chosen = None if of is None else self.known.address(of)
        whole = (self.frames, self.graph, self.corpus, self.debate, self.about)
        return export(format, *whole, of=chosen)

    def bibliography(self, id_: str | None = None, style: str = "bibtex") -> str:
        """The works that an entry cites, or all of the base.

        Args:
            id_: of the entry; all works unless given.
            style: `bibtex`, `csl-json` or `ris`.

        Raises:
            EntryNotFound: if there is no such entry.
            UnknownFormat: for another style.
        """
        from kb.share.formats import bibliography  # noqa: PLC0415

        return bibliography(self.corpus, None if id_ is None else self.known.id(id_), style)
