"""What a format is, what it is made from, and the four facts that every export carries."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.debate import closure
from kb.graph import EDGES, HAS
from kb.shown import Fields

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import networkx as nx

    from kb.debate import Debate
    from kb.read import Corpus
    from kb.share.frames import Frames


@dataclass(frozen=True, slots=True)
class About(Fields):
    """Where an export comes from, and on what terms it may be used.

    Attributes:
        schema_version: version of the library and of the shape of its entries.
        data_date: day of the data, as YYYY-MM-DD, or a word where it is not known.
        git_sha: commit that holds them.
        license: SPDX expression.
    """

    schema_version: str
    data_date: str
    git_sha: str
    license: str

    @property
    def day(self) -> str | None:
        """The day of the data; None where nobody knows it."""
        return self.data_date if re.fullmatch(r"\d{4}-\d\d-\d\d", self.data_date) else None

    def __str__(self) -> str:
        """The same as a line."""
        return self.sentence

    @property
    def sentence(self) -> str:
        """The four facts as a line, for formats that have only comments.

        >>> About("0.1.0", "2026-11-21", "c0ffee", "CC-BY-4.0").sentence
        'alignment-kb 0.1.0, data of 2026-11-21, commit c0ffee, licence CC-BY-4.0'
        """
        return (
            f"alignment-kb {self.schema_version}, data of {self.data_date}, "
            f"commit {self.git_sha}, licence {self.license}"
        )


@dataclass(frozen=True, slots=True)
class Whole:
    """All that a format may draw on, and the entry or statement that an export is of, if of one."""

    frames: Frames
    graph: nx.MultiDiGraph[str]
    corpus: Corpus
    debate: Debate
    about: About
    of: str | None = None

    @property
    def near(self) -> list[str]:
        """The addresses that the export is about: all, or those near one, nearest first."""
        return list(self.graph) if self.of is None else near(self.graph, self.debate, self.of)

    @property
    def dispute(self) -> Debate:
        """The debate among these addresses."""
        return self.debate if self.of is None else self.debate.only({*self.near})


@dataclass(frozen=True, slots=True)
class Format:
    """A format in which the base can be taken away.

    Attributes:
        name: as asked for.
        endings: of the files it makes, the first where there is one file.
        meaning: what it holds and what reads it, in one sentence.
        write: from the base to the one file, or to several by name.
        extra: the extra it needs; None where the library alone is enough.
        many: whether it makes several files.
        of: what an export of one entry holds; None where there is only the whole.
        whole: whether there is an export of the whole base.
    """

    name: str
    endings: tuple[str, ...]
    meaning: str
    write: Callable[[Whole], bytes | Mapping[str, bytes]]
    extra: str | None = None
    many: bool = False
    of: str | None = None
    whole: bool = True


def near(graph: nx.MultiDiGraph[str], debate: Debate, of: str) -> list[str]:
    """Addresses, nearest first.

    For an entry or a statement that can be argued about: it, its statements, what they rest on,
    what was said for and against all of these, and so on as far as it goes. For anything else: it
    and its neighbours.
    """
    if of not in debate.points:
        return list(dict.fromkeys([of, *graph.successors(of), *graph.predecessors(of)]))
    own = [end for _, end, data in graph.out_edges(of, data=True) if data["relation"] == HAS.name]
    return list(closure([of, *own], {point: tuple(_bearing(graph, point)) for point in graph}))


def _bearing(graph: nx.MultiDiGraph[str], point: str) -> Iterator[str]:
    for _, other, data in graph.out_edges(point, data=True):
        if EDGES[data["relation"]].bears == "target":
            yield other
    for other, _, data in graph.in_edges(point, data=True):
        if EDGES[data["relation"]].bears == "source":
            yield other
