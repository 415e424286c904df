"""The three engines over the tables of one base, each made by its first question."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from kb.share.engines.cypher import Cypher
from kb.share.engines.sparql import Sparql
from kb.share.engines.sql import Sql

if TYPE_CHECKING:
    from kb.share.frames import Frames


class Engines:
    """What answers questions in SQL, Cypher and SPARQL."""

    def __init__(self, frames: Frames) -> None:
        """Nothing is loaded yet."""
        self._frames = frames

    @cached_property
    def sql(self) -> Sql:
        """DuckDB over the tables."""
        return Sql(self._frames)

    @cached_property
    def cypher(self) -> Cypher:
        """Ladybug over the graph."""
        return Cypher(self._frames)

    @cached_property
    def sparql(self) -> Sparql:
        """Oxigraph over the linked data."""
        return Sparql(self._frames)
