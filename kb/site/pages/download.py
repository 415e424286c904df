"""The page from which the base can be taken away: every format, and what it is for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.share.formats import FORMATS
from kb.site import urls
from kb.site.forms.files import WHOLE, kept_here, place_of
from kb.site.pages.sheet import sentence

if TYPE_CHECKING:
    from kb.base import KnowledgeBase
    from kb.share.formats import About, Format


@dataclass(frozen=True, slots=True)
class Offer:
    """A format: what it holds, the file on this site if there is one, and how to make it.

    Attributes:
        href: of the file; empty where the site has none.
        file: its name.
        extra: what has to be installed to make it; empty where nothing has to.
        of: what an export of one entry holds; empty where there is none.
    """

    id: str
    name: str
    meaning: str
    href: str
    file: str
    command: str
    extra: str
    of: str


@dataclass(frozen=True, slots=True)
class DownloadPage:
    """The page."""

    path: str
    title: str
    lead: str
    whole: str
    about: About
    entries: int
    example: str
    offers: tuple[Offer, ...]


def download(base: KnowledgeBase) -> DownloadPage:
    """The page of all formats."""
    one = next(iter(base.proposals or base))
    return DownloadPage(
        urls.DOWNLOAD,
        "Download",
        "The whole base in one file, every entry on its own, and all of it in the formats of other "
        "tools.",
        urls.relative(WHOLE, urls.DOWNLOAD),
        base.version,
        len(base),
        urls.entry_page(one.kind, one.id).removesuffix(".html"),
        tuple(map(_offer, FORMATS.values())),
    )


def _offer(known: Format) -> Offer:
    place = place_of(known) if kept_here(known) else ""
    of = "" if known.whole else " --of ID"
    return Offer(
        f"format-{known.name}",
        known.name,
        sentence(known.meaning.replace("`", "")),
        urls.relative(place, urls.DOWNLOAD) if place else "",
        place.rpartition("/")[2],
        f"kb export {known.name}{of}" + (f" --out {known.name}" if known.many else ""),
        f"alignment-kb[{known.extra}]" if known.extra else "",
        (known.of or "") if known.whole else "",
    )
