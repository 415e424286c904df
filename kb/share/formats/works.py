"""Works as linked data sees them: where they can be read, and which of them disputes which."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from kb.graph import EDGES
from kb.model import Address
from kb.model.dates import ends, starts
from kb.share.formats.terms import DISPUTES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kb.share.frames import Frames

_PLACE: Final = re.compile(r"(https?://[\w.-]+(?::[0-9]+)?)((?:[/?][^#]*)?)(?:#(.*))?", re.DOTALL)


def pages(work: Mapping[str, Any]) -> Iterator[str]:
    """Where a work can be read, as IRIs; what no IRI can hold is percent-encoded.

    A web address whose host no IRI can hold is left out.

    Args:
        work: a row of `entries`.
    """
    if work["url"] is not None and (parts := _PLACE.fullmatch(work["url"])):
        fragment = "" if parts[3] is None else f"#{_encoded(parts[3], '?')}"
        yield parts[1] + _encoded(parts[2], "?") + fragment
    if work["doi"] is not None:
        yield f"https://doi.org/{_encoded(work['doi'])}"
    if work["arxiv"] is not None:
        yield f"https://arxiv.org/abs/{_encoded(work['arxiv'])}"


def _encoded(text: str, kept: str = "") -> str:
    encoded = quote(text, safe="%/:@!$&'()*+,;=~" + kept)
    return re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", encoded)


def disputes(frames: Frames) -> Iterator[tuple[str, str, str]]:
    """Which work disputes, critiques or supports which, as (work, CiTO property, work).

    It follows from the entries where a critique attacks a point: the works that first gave the
    critique (its sources marked `as: original`) dispute the works that first gave the entry in
    which the point stands. A refutation makes it `cito:disputes`, a weakening `cito:critiques`;
    `supports` makes it `cito:supports`. A work says nothing of itself, nor of one that came out
    after it. In the Citation Typing Ontology (Peroni and Shotton 2012) each of these also means
    that the one work cites the other, which no entry records.
    """
    dates = {row["id"]: row["date"] for row in frames.entries.records()}
    links = frames.links.records()
    first: dict[str, list[str]] = {}
    for link in links:
        if link["relation"] == "sources" and link["as"] == "original":
            first.setdefault(link["source"], []).append(link["target"])
    for link in links:
        said = DISPUTES.get(link["force"], "cito:supports")
        if EDGES[link["relation"]].bears != "source":
            continue
        for work in first.get(link["source"], ()):
            for other in first.get(Address(link["target"]).entry, ()):
                if work != other and ends(dates[work]) >= starts(dates[other]):
                    yield work, said, other
