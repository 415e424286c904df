"""Two bases to ask: the small world and the real one, each with its engines made once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import kb
from kb.share.engines import Cypher, Sparql, Sql

if TYPE_CHECKING:
    from typing import Any

    from kb.table import Table

PLACES = {"small": Path(__file__).parents[2] / "worlds" / "small", "real": None}


@dataclass(frozen=True)
class World:
    """A base, and the three engines over its tables."""

    base: kb.KnowledgeBase

    @cached_property
    def sql(self) -> Sql:
        return Sql(self.base.frames)

    @cached_property
    def cypher(self) -> Cypher:
        return Cypher(self.base.frames)

    @cached_property
    def sparql(self) -> Sparql:
        return Sparql(self.base.frames)

    def ask(self, language: str, query: str) -> Table[tuple[Any, ...]]:
        engine: Sql | Cypher | Sparql = getattr(self, language)
        return engine.query(query)


@cache
def world_of(name: str) -> World:
    return World(kb.load(PLACES[name]))


@pytest.fixture(scope="session", params=list(PLACES))
def world(request: pytest.FixtureRequest) -> World:
    return world_of(request.param)


@pytest.fixture(scope="session")
def small_world() -> World:
    return world_of("small")


@pytest.fixture(scope="session")
def real_world() -> World:
    return world_of("real")
