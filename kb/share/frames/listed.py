"""The tables of what entries list in groups of fields: evidence, estimates, milestones and more."""

from __future__ import annotations

from dataclasses import dataclass, replace
from operator import itemgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from kb.model import MODELS, Address, Position, Source, Statement
from kb.model.fields import Number, fields_of
from kb.model.iri import iri
from kb.table import Column

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pydantic import BaseModel

    from kb.model import Entry
    from kb.model.fields import Field
    from kb.read import Corpus
    from kb.table import Type

_ELSEWHERE: Final = (Statement, Position, Source)
"""Groups that are rows of other tables."""

_NUMBERS: Final = ("number", "probability")


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a column, how a group of fields is asked for it, and whether it is a work."""

    column: Column
    of: Callable[[Any], Any]
    work: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """A table of what entries list in one field.

    Attributes:
        name: of the field, and so of the table.
        part: what one of them is called, such as `estimate`.
        kinds: those of the entries that can list them.
        cells: what each says.
    """

    name: str
    part: str
    kinds: tuple[str, ...]
    cells: tuple[Cell, ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        """What each says, after its own address and that of its entry."""
        return (
            Column("id", "text", f"its entry, and its place among the {self.name} there"),
            Column("entry", "text", "id of the entry in which it stands"),
            *(cell.column for cell in self.cells),
            Column("iri", "text", "its name on the web"),
        )

    @property
    def works(self) -> tuple[str, ...]:
        """The columns that hold ids of works."""
        return tuple(cell.column.name for cell in self.cells if cell.work)

    def rows(self, corpus: Corpus) -> Iterator[dict[str, Any]]:
        """What each says, in the order of the entries; present ids stand for former ones."""
        for record in corpus.of_kind(*self.kinds):
            listed = fields_of(type(record.entry))[self.name].of(record.entry)
            for number, part in enumerate(listed, 1):
                id_ = Address.of(record.id, f"{self.name}:{number}")
                said = {cell.column.name: cell.of(part) for cell in self.cells}
                works = {name: corpus.present(said[name]) for name in self.works if said[name]}
                yield {**said, **works, "id": id_, "entry": record.id, "iri": iri(record.kind, id_)}


def listed_in(models: Mapping[str, type[Entry]]) -> Mapping[str, Listed]:
    """By name: a table for each field of a kind that takes several groups of fields.

    Statements, sources, positions and relations have tables of their own.
    """
    found: dict[str, tuple[type[BaseModel], list[str]]] = {}
    for kind, model in models.items():
        for field in fields_of(model).values():
            if (part := _part(field)) is not None:
                found.setdefault(field.name, (part, []))[1].append(kind)
    return MappingProxyType(
        {name: _table(name, part, tuple(kinds)) for name, (part, kinds) in found.items()}
    )


def _part(field: Field) -> type[BaseModel] | None:
    """The group that a field lists; None where it lists none, or they are rows elsewhere."""
    if not field.listed or len(field.parts) != 1 or issubclass(field.parts[0], _ELSEWHERE):
        return None
    written = {one.relation for one in fields_of(field.parts[0]).values()}
    return None if field.relation or written - {"", "sources"} else field.parts[0]


def _table(name: str, part: type[BaseModel], kinds: tuple[str, ...]) -> Listed:
    return Listed(name, part.__name__.lower(), kinds, tuple(_cells(part)))


def _cells(part: type[BaseModel], before: str = "") -> Iterator[Cell]:
    """A cell for each value in a group; those of a group inside it have its name in front."""
    for field in fields_of(part).values():
        value, name = field.takes[0], f"{before}{field.name}"
        meaning = field.description[:1].lower() + field.description[1:].rstrip(".")
        type_: Type = "number" if value.written in _NUMBERS else "text"
        if value.part is not None:
            for cell in _cells(value.part, f"{name}_"):
                yield replace(cell, of=_inside(field, cell.of))
        elif value.number is Number.PAIR:
            for end, word in enumerate(("low", "high")):
                column = Column(f"{name}_{word}", type_, f"{meaning}; the {word} one")
                yield Cell(column, _inside(field, itemgetter(end)), work=False)
        else:
            yield Cell(Column(name, type_, meaning), field.of, work=field.relation == "sources")


def _inside(field: Field, of: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Asks for something inside what a field holds, where it holds anything."""

    def cell(row: BaseModel) -> Any:
        held = field.of(row)
        return None if held is None else of(held)

    return cell


LISTED: Final = listed_in(MODELS)
"""The tables of what entries list, by name."""
