"""Approaches side by side."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from kb.errors import EngineMissing, UnknownField
from kb.suggest import did_you_mean
from kb.survey import aspects
from kb.table import layout as tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

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
    """What one row of a comparison is about.

    Attributes:
        name: an address; or a step's place, a question, a rung.
        text: what stands there, for people.
    """

    name: str
    text: str


@dataclass(frozen=True, slots=True, repr=False)
class Comparison:
    """Approaches in columns, and in rows what relates to them.

    Attributes:
        aspect: what they are compared by.
        columns: ids of the approaches.
        rows: what each row is about.
        cells: row by row, how each approach relates to it; empty where nothing is recorded.
    """

    aspect: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    cells: tuple[tuple[str, ...], ...]

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    def records(self) -> list[dict[str, str]]:
        """The rows as dictionaries: `name`, `text`, and a cell under each id."""
        return [
            {"name": row.name, "text": row.text, **dict(zip(self.columns, line, strict=True))}
            for row, line in zip(self.rows, self.cells, strict=True)
        ]

    def to_pandas(self) -> pd.DataFrame:
        """The comparison as a DataFrame: names as index, then `text`, then one column an approach.

        Raises:
            EngineMissing: if pandas is not installed.
        """
        try:
            import pandas as pd  # noqa: PLC0415 - an extra, and slow
        except ImportError:
            raise EngineMissing("to_pandas", "pandas") from None
        index = pd.Index([row.name for row in self.rows], name=self.aspect, dtype="string")
        table = [(row.text, *cells) for row, cells in zip(self.rows, self.cells, strict=True)]
        return pd.DataFrame(table, index=index, columns=["text", *self.columns], dtype="string")

    def to_markdown(self) -> str:
        """The comparison as a Markdown table."""
        return tables.markdown(*self._table())

    def __repr__(self) -> str:
        """The comparison in aligned columns."""
        return tables.text(*self._table())

    def _repr_html_(self) -> str:
        return tables.html(*self._table())

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        """The comparison for notebooks, in the forms they can choose from."""
        return {
            "text/plain": repr(self),
            "text/html": self._repr_html_(),
            "text/markdown": self.to_markdown(),
        }

    def _table(self) -> tuple[list[str], Iterator[Sequence[Any]]]:
        lines = zip(self.rows, self.cells, strict=True)
        return [self.aspect, *self.columns], ([row.text, *cells] for row, cells in lines)


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
    found: dict[str, dict[str, Found]] = {}
    for id_ in columns:
        for one in ASPECTS[rows](corpus, debate, id_):
            found.setdefault(one.name, {})[id_] = one
    lines = sorted(found.values(), key=lambda line: -len(line))
    return Comparison(
        rows,
        columns,
        tuple(Row(one.name, one.text) for one in (next(iter(line.values())) for line in lines)),
        tuple(tuple(line[c].cell if c in line else "" for c in columns) for line in lines),
    )
