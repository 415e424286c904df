"""Tables and formats as a page: what SQL and data frames see, and what can be taken away."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from kb.share.formats import FORMATS
from kb.share.frames.columns import ENTRIES, LINKS, POSITIONS, STATEMENTS
from kb.site import urls
from kb.site.prose import Writer
from kb.site.reference.docstrings import Named

if TYPE_CHECKING:
    from kb.read import Corpus

_TABLES: Final = MappingProxyType(
    {
        "entries": (ENTRIES, "One row for each entry."),
        "statements": (STATEMENTS, "One row for each statement inside an entry."),
        "links": (LINKS, "One row for each relation, as it was written."),
        "positions": (POSITIONS, "One row for each recorded position."),
    }
)
_TYPES: Final = MappingProxyType({"texts": "list of text", "flag": "true or false"})


@dataclass(frozen=True, slots=True)
class Table:
    """A table and its columns."""

    id: str
    lead: str
    columns: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class TablePage:
    """The page of tables and formats."""

    path: str
    title: str
    lead: str
    tables: tuple[Table, ...]
    formats: tuple[Named, ...]


def table_page(corpus: Corpus) -> TablePage:
    """The page of the four tables and of every format."""
    writer = Writer(corpus, urls.TABLES)

    def line(text: str) -> Markup:
        return writer.inline(f"{text[0].upper()}{text[1:].rstrip('.')}.")

    return TablePage(
        urls.TABLES,
        "Tables and formats",
        "The whole base as four tables, which SQL and data frames see, and the formats it can be "
        "taken away in.",
        tuple(
            Table(
                name,
                lead,
                tuple(
                    Named(one.name, Markup(_TYPES.get(one.type, one.type)), line(one.meaning))  # noqa: S704
                    for one in columns
                ),
            )
            for name, (columns, lead) in _TABLES.items()
        ),
        tuple(
            Named(one.name, Markup(", ").join(one.endings), line(one.meaning), one.extra or "")
            for one in FORMATS.values()
        ),
    )
