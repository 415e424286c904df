"""The base in the formats of other people's tools; nothing here is read back by the library.

Every export is the same, byte for byte, as long as the base and the four facts about it are.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kb import disk
from kb.errors import ExportRefused, UnknownFormat
from kb.model import Address
from kb.share.formats import (
    argument,
    bibliographies,
    bulk,
    drawings,
    frameworks,
    graphs,
    rdf,
    shapes,
    snapshot,
    sqlite,
    tables,
)
from kb.share.formats.bibliographies import bibliography
from kb.share.formats.format import About, Format, Whole
from kb.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import networkx as nx

    from kb.debate import Debate
    from kb.read import Corpus
    from kb.share.frames import Frames

__all__ = ["FORMATS", "About", "Format", "Whole", "bibliography", "export", "write"]

STEM: Final = "alignment-kb"
"""What the one file of an export of the whole base is called."""

_FAMILIES: tuple[tuple[Format, ...], ...] = (
    snapshot.FORMATS,
    graphs.FORMATS,
    drawings.FORMATS,
    argument.FORMATS,
    frameworks.FORMATS,
    rdf.FORMATS,
    shapes.FORMATS,
    tables.FORMATS,
    sqlite.FORMATS,
    bibliographies.FORMATS,
    bulk.FORMATS,
)
"""What each module of this room makes, as `MODULE.FORMATS`; in the order in which it is listed."""

FORMATS: Final[Mapping[str, Format]] = MappingProxyType(
    {one.name: one for family in _FAMILIES for one in family}
)
"""Every format by name, in the order in which they are listed."""


def export(
    format_: str,
    frames: Frames,
    graph: nx.MultiDiGraph[str],
    corpus: Corpus,
    debate: Debate,
    about: About,
    *,
    of: str | None = None,
) -> dict[str, bytes]:
    """The files of an export, by name: one, or several for a format that makes many.

    Args:
        format_: name in `FORMATS`.
        frames: the base as four tables.
        graph: everything as one graph.
        corpus: the entries as read.
        debate: points, premises and attacks.
        about: where the export comes from.
        of: an entry or statement, where only what bears on it is wanted.

    Raises:
        UnknownFormat: with the nearest known one.
        ExportRefused: if the format has no export of one entry, or of the whole base.
        EngineMissing: if it needs an extra that is not installed.
    """
    known = format_named(format_)
    if of is not None and known.of is None:
        scoped = ", ".join(name for name, one in FORMATS.items() if one.of)
        raise ExportRefused(f"{format_} holds the whole base; {scoped} can be of one entry")
    if of is None and not known.whole:
        raise ExportRefused(f"{format_} is of one entry: give of='rlhf', or another id")
    made = known.write(Whole(frames, graph, corpus, debate, about, of))
    if isinstance(made, bytes):
        stem = STEM if of is None else Address(of).joined("--")
        return {f"{stem}{known.endings[0]}": made}
    return dict(made)


def format_named(name: str) -> Format:
    """The format with a name.

    Raises:
        UnknownFormat: with the nearest known one.
    """
    if name not in FORMATS:
        hint = did_you_mean(name, FORMATS)
        raise UnknownFormat(f"no format {name!r}.{hint} Formats: {', '.join(FORMATS)}.")
    return FORMATS[name]


def write(files: Mapping[str, bytes], target: Path) -> tuple[Path, ...]:
    """The paths written: all of them, or none where one cannot be.

    Args:
        files: by name, as `export` gives them.
        target: the file where there is one; a folder where there are several, or where it is one
            already. Other files in the folder are left alone.

    Raises:
        OSError: if a file cannot be written; nothing was changed then.
    """
    inside = len(files) != 1 or target.is_dir()
    placed = {target / name if inside else target: data for name, data in files.items()}
    disk.commit(
        disk.Change(file, file.read_bytes() if file.is_file() else None, data)
        for file, data in placed.items()
    )
    return tuple(placed)
