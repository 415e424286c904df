"""Tables and formats as a page: what SQL and data frames see, and what can be taken away."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from kb.share.formats import FORMATS
from kb.share.frames.columns import ENTRIES, LINKS, POSITIONS, STATEMENTS
from kb.share.frames.listed import LISTED
from kb.site import urls
from kb.site.pages.sheet import Page, Section, Word, sentence
from kb.site.prose import Writer
from kb.site.reference.docstrings import Named

if TYPE_CHECKING:
    from kb.read import Corpus
    from kb.share.formats import Format
    from kb.table import Column

_TABLES: Final = MappingProxyType(
    {
        "entries": (ENTRIES, "One row for each entry."),
        "statements": (STATEMENTS, "One row for each statement inside an entry."),
        "links": (LINKS, "One row for each relation, as it was written."),
        "positions": (POSITIONS, "One row for each recorded position."),
        **{
            name: (one.columns, f"One row for each {one.part}, as an entry lists it.")
            for name, one in LISTED.items()
        },
    }
)
_TYPES: Final = MappingProxyType({"texts": "list of text", "flag": "true or false"})


def table_page(corpus: Corpus) -> Page:
    """The page of the tables and of every format."""
    writer = Writer(corpus, urls.TABLES)
    return Page(
        "tables.md.j2",
        urls.TABLES,
        "Tables and formats",
        "The whole base as tables, which SQL and data frames see, and the formats it can be taken "
        "away in.",
        tuple(
            Section(name, name, Markup.escape(lead), tuple(_column(writer, one) for one in columns))
            for name, (columns, lead) in _TABLES.items()
        ),
        tuple(_format(writer, one) for one in FORMATS.values()),
    )


def _column(writer: Writer, column: Column) -> Named:
    type_ = Markup.escape(_TYPES.get(column.type, column.type))
    return Named(column.name, type_, writer.inline(sentence(column.meaning)))


def _format(writer: Writer, known: Format) -> Word:
    facts = [("files", Markup("<code>{}</code>").format(", ".join(known.endings)))]
    if known.extra:
        needed = f"'alignment-kb[{known.extra}]'"
        facts.append(("needs", Markup("<code>pip install {}</code>").format(needed)))
    meaning = writer.inline(sentence(known.meaning))
    return Word(f"format-{known.name}", known.name, meaning, tuple(facts))
