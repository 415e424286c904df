"""The columns of the tables of entries, statements, links and positions."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kb.model import MODELS
from kb.model.fields import fields_of
from kb.model.words import KINDS, POINTS, RELATIONS
from kb.people import RecordedPosition
from kb.table import Column, columns_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kb.model import Entry
    from kb.model.fields import Field

_ENTRIES: Final = (
    Column("id", "text", "its id"),
    Column("kind", "text", "the name of its kind"),
    Column("title", "text", "the name under which it is listed"),
    Column("aliases", "texts", "its other names"),
    Column("summary", "text", "one plain sentence"),
    Column("text", "text", "the sentence it stands for: a thesis, or the text of a claim"),
    Column("body", "text", "the account in Markdown"),
    Column("status", "text", "how it stands in the recorded debate; none where it is no point"),
    Column("label", "text", "`in`, `out` or `undecided`; none where it is no point"),
    Column("attacked", "flag", "whether an attack is recorded on it or on what it assumes"),
    Column("by", "texts", "ids of the people who wrote, proposed or hold it"),
    Column("date", "text", "of a work or a view; the year in which an approach was introduced"),
    Column("type", "text", "what sort of problem, person or work it is"),
    Column("activity", "text", "what became of an approach, such as active or given-up"),
    Column("reviewed", "text", "how far it was checked: draft, reviewed, disputed"),
    Column("confidence", "text", "how sure the editors are that it is faithful to its sources"),
    Column("searched", "text", "when someone last looked for critiques of it"),
    Column("checked", "text", "when a work's title, authors, date and locator were seen together"),
    Column("authors", "texts", "the authors of a work, as printed"),
    Column("venue", "text", "journal, conference, publisher or site of a work"),
    Column("url", "text", "where a work can be read"),
    Column("doi", "text", "its digital object identifier"),
    Column("arxiv", "text", "its arXiv id"),
    Column("isbn", "text", "its ISBN"),
    Column("iri", "text", "its name on the web"),
    Column("former", "texts", "ids it had before; they still lead to it"),
)

_COMPUTED: Final = MappingProxyType(
    {
        **dict.fromkeys(("id", "kind", "iri", "former", "reviewed", "confidence"), tuple(KINDS)),
        **dict.fromkeys(("status", "label", "attacked"), POINTS),
        "by": RELATIONS["by"].domain,
    }
)
"""The columns that are no fields of entries, with the kinds that have them."""


def columns_for(models: Mapping[str, type[Entry]]) -> tuple[Column, ...]:
    """The columns told above, and one for each other field of a kind that a cell can hold.

    Raises:
        ValueError: for a field that would stand in a column with values of another sort.
    """
    columns = {column.name: column for column in _ENTRIES}
    for kind, model in models.items():
        for field in (field for field in fields_of(model).values() if field.column):
            column = _column(field)
            known = columns.setdefault(column.name, column)
            if column.name in _COMPUTED or known.type != column.type:
                raise ValueError(
                    f"the field `{field.name}` of a {kind} cannot stand in the column "
                    f"`{column.name}`, which holds {known.meaning}; give it another name, or "
                    "mark it with `Listed`"
                )
    return tuple(columns.values())


def _column(field: Field) -> Column:
    numbers = field.holds("number") or field.holds("probability")
    meaning = field.description[:1].lower() + field.description[1:].rstrip(".")
    return Column(
        field.column, "texts" if field.listed else "number" if numbers else "text", meaning
    )


ENTRIES: Final = columns_for(MODELS)


@cache
def columns_of_kind(kind: str) -> tuple[Column, ...]:
    """The columns of the table of entries in which those of a kind can say something."""
    own = {field.column for field in fields_of(MODELS[kind]).values()}
    own |= {name for name, kinds in _COMPUTED.items() if kind in kinds}
    return tuple(column for column in ENTRIES if column.name in own)


STATEMENTS: Final = (
    Column("id", "text", "its address, `entry#fragment`"),
    Column("entry", "text", "id of the entry in which it stands"),
    Column("field", "text", "the field in which it stands: assumptions, steps, claims, assumes"),
    Column("text", "text", "the sentence"),
    Column("status", "text", "how it stands in the recorded debate"),
    Column("label", "text", "`in`, `out` or `undecided`"),
    Column("attacked", "flag", "whether an attack is recorded on it or on what it needs"),
    Column("iri", "text", "its name on the web"),
    Column("former", "texts", "addresses it had before in its entry; they still lead to it"),
)

LINKS: Final = (
    Column("source", "text", "address of what says it"),
    Column("relation", "text", "the name of the relation"),
    Column("target", "text", "address of what it is said of"),
    Column("why", "text", "the stated reason"),
    Column("force", "text", "of an attack: `refutes` or `weakens`"),
    Column("work", "text", "id of the work that states the relation"),
    Column("at", "text", "where in the work"),
    Column("quote", "text", "the words of the work"),
    Column("as", "text", "of a source: original, summary or discussion"),
    Column("field", "text", "the field in which it is written, where the relation does not tell"),
)

POSITIONS: Final = columns_of(RecordedPosition)
