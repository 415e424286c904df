"""Approaches side by side."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kb.errors import UnknownField
from kb.suggest import did_you_mean
from kb.survey import aspects
from kb.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import pandas as pd

    from kb.debate import Debate
    from kb.read import Corpus
    from kb.survey.aspects import Found, Reader

ASPECTS: Final[Mapping[str, Reader]] = MappingProxyType(
    {
        "assumptions": aspects.assumptions,
        "problems": aspects.problems,
        "critiques": aspects.critiques,
        "uses": aspects.uses,
        "steps": aspects.steps,
        "assessment": aspects.assessment,
        "maturity": aspects.maturity,
    }
)
"""What approaches can be compared by, and how it is read from one of them."""


@dataclass(frozen=True, slots=True)
class Row:
    """What approaches are compared by in one row, and how each relates to it.

    Attributes:
        name: an address; or a step's place, a question, a rung.
        text: what stands there, for people.
        cells: how each approach relates to it; empty where nothing is recorded.
    """

    name: str
    text: str
    cells: tuple[str, ...]


@dataclass(frozen=True, repr=False)
class Comparison(Table[Row]):
    """Approaches in columns, under their ids, and in rows what relates to them."""

    def to_pandas(self) -> pd.DataFrame:
        """The comparison in pandas: names as index, then `text`, then one column an approach.

        Raises:
            EngineMissing: if pandas is not installed.
        """
        return super().to_pandas().set_index("name").rename_axis(self.name)


def compare(corpus: Corpus, debate: Debate, ids: Iterable[str], rows: str) -> Comparison:
    """Some approaches side by side.

    The rows can be

    - `assumptions`: what a thesis rests on; a cell says `assumes` where the approach lists it,
      `rests on` where it follows through steps or other assumptions, and its status;
    - `problems` and `uses`: what is addressed and built on, with the stated reason;
    - `critiques`: of the thesis, of statements of the approach, and of what it rests on; a cell
      says what is hit and how (`#fragment` for a statement of the approach itself), and the status
      of the critique;
    - `steps`: how each is meant to work, step beside step;
    - `assessment`: the four questions by which Hubinger (2020) compared eleven proposals;
    - `maturity`: the rungs of evidence, with the works that reached them.

    Rows that concern most of the approaches come first, and else in the order of the entries.

    Args:
        corpus: the entries.
        debate: gives statuses, and what rests on what.
        ids: of proposals and forecasts; the columns, in this order.
        rows: one of these words.

    Raises:
        UnknownField: for another word.
        NotAnApproach: for the id of an entry of another kind.
    """
    if rows not in ASPECTS:
        raise UnknownField(
            f"no rows {rows!r}.{did_you_mean(rows, ASPECTS)} Rows: {', '.join(ASPECTS)}."
        )
    columns = tuple(dict.fromkeys(ids))
    told: dict[str, dict[str, Found]] = {}
    for id_ in columns:
        for one in ASPECTS[rows](corpus, debate, id_):
            told.setdefault(one.name, {})[id_] = one
    lines = sorted(told.values(), key=lambda line: -len(line))
    return Comparison(
        (
            Column("name", quiet=True),
            Column("text", heading=rows),
            *(Column(id_, of=_cell(place)) for place, id_ in enumerate(columns)),
        ),
        tuple(_row(line, columns) for line in lines),
        rows,
    )


def _row(line: Mapping[str, Found], columns: tuple[str, ...]) -> Row:
    first = next(iter(line.values()))
    return Row(first.name, first.text, tuple(line[c].cell if c in line else "" for c in columns))


def _cell(place: int) -> Callable[[Row], str]:
    return lambda row: row.cells[place]
