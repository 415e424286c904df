"""Where pages are: the only place that knows the shape of URLs."""

from __future__ import annotations

import posixpath
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from urllib.parse import urldefrag

from kb.model.words import KINDS

if TYPE_CHECKING:
    from kb.read import Corpus

HOME: Final = "index.html"
MATRIX: Final = "matrix.html"
ALL: Final = "all.html"
CHANGES: Final = "changes.html"
CHANGELOG: Final = "changelog.html"
FEED: Final = "changes.xml"
MORE: Final = "more.html"
COMPARE: Final = "compare/index.html"
TIMELINE: Final = "timeline.html"
MAP: Final = "map.html"
SEEN: Final = "seen/index.html"
INSIDE: Final = "inside.html"
OPEN: Final = "open.html"
PATHS: Final = "paths.html"
REVIEWS: Final = "reviews.html"
GRAVEYARD: Final = "graveyard.html"
WANTED: Final = "wanted.html"
DOWNLOAD: Final = "download.html"
RULES: Final = "rules/index.html"
REFERENCE: Final = "reference/index.html"
COMMANDS: Final = "reference/cli.html"
FIELDS: Final = "reference/fields.html"
TABLES: Final = "reference/tables.html"
TERMS: Final = "terms.html"
"""Where the names of linked data lead: `kb.model.iri.TERMS` without the ending."""


def entry_page(kind: str, id_: str) -> str:
    """The page of an entry, from the root of the site."""
    return f"{KINDS[kind].folder}/{id_}.html"


def kind_page(kind: str) -> str:
    """The index of a kind, from the root of the site."""
    return f"{KINDS[kind].folder}/index.html"


def pair_page(one: str, other: str) -> str:
    """The page that sets two approaches side by side, whichever comes first."""
    return f"compare/{'--'.join(sorted((one, other)))}.html"


def seen_page(person: str) -> str:
    """The debate as one person sees it."""
    return f"seen/{person}.html"


def between_page(one: str, other: str) -> str:
    """Two people side by side, whichever comes first."""
    return f"between/{'--'.join(sorted((one, other)))}.html"


def rule_page(code: str) -> str:
    """The page of a rule, from the root of the site."""
    return f"rules/{code.lower()}.html"


def address_page(corpus: Corpus, address: str) -> str:
    """The place of an address: an entry's page, or a statement on it."""
    present = corpus.present(address)
    return entry_page(corpus.owner(present).kind, present.entry) + present.anchor


def source_file(page: str) -> str:
    """The Markdown file that becomes a page."""
    return page.removesuffix(".html") + ".md"


def relative(target: str, page: str) -> str:
    """A link from one page to another place, both from the root of the site.

    >>> relative("works/a.html#x", "proposals/b.html")
    '../works/a.html#x'
    """
    path, fragment = urldefrag(target)
    anchor = f"#{fragment}" if fragment else ""
    if path == page:
        return anchor or posixpath.basename(path)
    return _between(path, posixpath.dirname(page)) + anchor


@lru_cache(maxsize=1 << 16)
def _between(path: str, folder: str) -> str:
    """A link from a folder to a path."""
    return posixpath.relpath(path, folder or ".")
