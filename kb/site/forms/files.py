"""The files for programs: beside every page its data, and the whole base in other formats."""

from __future__ import annotations

import io
import zipfile
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from kb.model.iri import HOME, page
from kb.model.words import KINDS
from kb.share.formats import FORMATS
from kb.share.formats.snapshot import snapshot
from kb.share.formats.text import json_of
from kb.site import urls
from kb.site.forms.text import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kb.base import KnowledgeBase
    from kb.graph import Link
    from kb.read import Record
    from kb.share.formats import Format

WHOLE: Final = "kb.json"
"""The whole base as one file."""

_FOLDER: Final = "data"
_STEM: Final = "alignment-kb"
_ASKED: Final = MappingProxyType(
    {
        kind: KINDS[kind].plural.capitalize()
        for kind in ("proposal", "forecast", "problem", "concept", "claim", "critique", "argument")
    }
)
"""The kinds that a model is told of entry by entry, with their headings."""

_LLMS: Final = """\
# Alignment Concepts

> A checked, cited map of proposals for aligning AI, what they assume, the critiques of them, the
> replies, and who holds what. Statuses describe the debate recorded here, not what is true.

Every page `…/<name>.html` has the same as Markdown at `…/<name>.md`, and as data at
`…/<name>.json`. All of it in one file: <{home}{whole}>. Other formats: <{home}{download}>.
Quotations are verbatim; what is marked `inferred` was read by the editors.
"""


def beside(base: KnowledgeBase) -> Iterator[tuple[str, bytes]]:
    """What stands beside the page of each entry, by path: its data and its text."""
    told = snapshot(base.corpus, base.debate, base.version)
    about = {name: value for name, value in told.items() if isinstance(value, str)}
    for record, entry in zip(base.corpus, told["entries"], strict=True):
        place = urls.entry_page(record.kind, record.id).removesuffix(".html")
        said = said_of(base, record)
        links = [_written(link) for link in said]
        yield f"{place}.json", json_of({**about, **entry, "links": links})
        yield f"{place}.md", text_of(base, record, said).encode()


def said_of(base: KnowledgeBase, record: Record) -> list[Link]:
    """The relations that other entries write of an entry and its statements."""
    own = base.corpus.within(record.id)
    return [
        link
        for address in own
        for link in base.neighbors(address, direction="in")
        if not link.forward and link.source not in own
    ]


def _written(link: Link) -> dict[str, Any]:
    told = {
        "source": link.source,
        "relation": link.relation,
        "target": link.target,
        "why": link.why,
        "force": link.force,
        "work": link.work,
        "at": link.at,
    }
    return {name: value for name, value in told.items() if value is not None}


def signposts(base: KnowledgeBase) -> dict[str, bytes]:
    """What tells programs where to begin, by path."""
    lines = [_LLMS.format(home=HOME, whole=WHOLE, download=urls.DOWNLOAD)]
    for kind, heading in _ASKED.items():
        lines += [f"## {heading}", ""]
        for one in base.corpus.of_kind(kind):
            title = one.title.replace("[", "(").replace("]", ")")
            address = page(kind, one.id).removesuffix(".html") + ".md"
            lines.append(f"- [{title}]({address}): {one.entry.summary or one.entry.sentence}")
        lines.append("")
    robots = f"User-agent: *\nAllow: /\nSitemap: {HOME}sitemap.xml\n"
    return {"llms.txt": "\n".join(lines).encode(), "robots.txt": robots.encode()}


def kept_here(known: Format) -> bool:
    """Whether the site has a format: the library alone makes it, and of the whole base."""
    return known.whole and known.extra is None


def place_of(known: Format) -> str:
    """Where on the site a format is; one of several files is packed into one."""
    if known.name == "json":
        return WHOLE
    ending = f"-{known.name}.zip" if known.many else known.endings[0]
    return f"{_FOLDER}/{_STEM}{ending}"


def exports(base: KnowledgeBase) -> Iterator[tuple[str, bytes]]:
    """The whole base in every format that the site has, by path."""
    for known in FORMATS.values():
        if kept_here(known):
            made = base.export(known.name)
            yield place_of(known), _packed(made) if known.many else next(iter(made.values()))


def _packed(files: Mapping[str, bytes]) -> bytes:
    """Several files as one archive, the same whenever it is made."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
