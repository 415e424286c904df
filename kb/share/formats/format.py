"""What a format is, what it is made from, and the four facts that every export carries."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import networkx as nx

    from kb.debate import Debate
    from kb.read import Corpus
    from kb.share.frames import Frames


@dataclass(frozen=True, slots=True)
class About:
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
    """All that a format may draw on.

    Attributes:
        frames: the base as four tables.
        graph: everything as one frozen graph.
        corpus: the entries as read.
        debate: points, premises and attacks.
        about: where it comes from.
        of: the entry or statement that the export is about; None for the whole base.
    """

    frames: Frames
    graph: nx.MultiDiGraph[str]
    corpus: Corpus
    debate: Debate
    about: About
    of: str | None = None


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
