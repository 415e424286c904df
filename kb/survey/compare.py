"""Approaches side by side."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from kb.errors import UnknownField
from kb.model.fields import fields_of
from kb.model.parts import Assessment
from kb.model.words import Rung
from kb.suggest import unknown
from kb.survey.approach import approach_of, premises
from kb.survey.dated import work_of
from kb.survey.profile import standing
from kb.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    import pandas as pd

    from kb.debate import Debate
    from kb.model import Link
    from kb.read import Corpus


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

    Raises:
        UnknownField: for another word.
        NotAnApproach: for the id of an entry of another kind.
    """
    if rows not in ASPECTS:
        raise UnknownField(unknown("rows", rows, ASPECTS))
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
            *(Column(id_, of=_Cell(place)) for place, id_ in enumerate(columns)),
        ),
        tuple(_row(line, columns) for line in lines),
        rows,
    )


def _row(line: Mapping[str, Found], columns: tuple[str, ...]) -> Row:
    first = next(iter(line.values()))
    return Row(first.name, first.text, tuple(line[c].cell if c in line else "" for c in columns))


@dataclass(frozen=True, slots=True)
class _Cell:
    """What a row says of one approach."""

    place: int

    def __call__(self, row: Row) -> str:
        return row.cells[self.place]


class Found(NamedTuple):
    """What an approach has in one row: its name, what it is about, and how both are related."""

    name: str
    text: str
    cell: str


def assumptions(corpus: Corpus, debate: Debate, id_: str) -> Iterator[Found]:
    """What the thesis rests on, each with its status."""
    for address, listed in premises(corpus, debate, id_):
        how = "assumes" if listed else "rests on"
        yield Found(address, corpus.text(address), f"{how}: {standing(corpus, debate, address)}")


def problems(corpus: Corpus, _debate: Debate, id_: str) -> Iterator[Found]:
    """The problems addressed, with the stated reasons."""
    return _linked(corpus, "addresses", approach_of(corpus, id_).addresses)


def uses(corpus: Corpus, _debate: Debate, id_: str) -> Iterator[Found]:
    """What the approach is built from, with the stated reasons."""
    return _linked(corpus, "builds on", approach_of(corpus, id_).uses)


def _linked(corpus: Corpus, how: str, links: Iterable[Link]) -> Iterator[Found]:
    for link in links:
        target = corpus.records.get(corpus.present(link.target))
        if target is not None:
            cell = f"{how}: {link.why}" if link.why else how
            yield Found(target.id, target.title, cell)


def critiques(corpus: Corpus, debate: Debate, id_: str) -> Iterator[Found]:
    """The critiques of the thesis, of own statements, and of what the thesis rests on."""
    points = dict.fromkeys([*corpus.within(id_), *(a for a, _ in premises(corpus, debate, id_))])
    hits: dict[str, list[str]] = {}
    for point in points:
        for attack in debate.attackers.get(point, ()):
            what = point.removeprefix(id_) or "the thesis"
            hits.setdefault(attack.source, []).append(f"{attack.force} {what}")
    for critique, how in hits.items():
        cell = f"{', '.join(how)}: {debate.status(critique)}"
        yield Found(critique, corpus.records[critique].title, cell)


def steps(corpus: Corpus, _debate: Debate, id_: str) -> Iterator[Found]:
    """How the approach is meant to work."""
    for place, step in enumerate(approach_of(corpus, id_).steps, 1):
        yield Found(str(place), f"step {place}", step.text)


def assessment(corpus: Corpus, _debate: Debate, id_: str) -> Iterator[Found]:
    """The four questions, with the answers and who gave them."""
    answers = dict((approach_of(corpus, id_).assessment or Assessment()).answers())
    for question in fields_of(Assessment).values():
        answer = answers.get(question)
        said = _cited(corpus, answer.work, answer.at) if answer else ""
        cell = f"{answer.text} ({said})" if answer and said else ""
        yield Found(question.name, question.description, cell)


def maturity(corpus: Corpus, _debate: Debate, id_: str) -> Iterator[Found]:
    """The rungs of evidence, with the works that reached them."""
    reached = approach_of(corpus, id_).maturity
    for rung in Rung:
        works = [_cited(corpus, one.work, one.at) for one in reached if one.rung == rung]
        yield Found(rung, rung.replace("-", " "), "; ".join(filter(None, works)))


def _cited(corpus: Corpus, id_: str, at: str | None) -> str:
    """A work and a place in it; nothing where the corpus lacks the work."""
    work = work_of(corpus, id_)
    return ", ".join(filter(None, [corpus.short(id_), at])) if work else ""


ASPECTS: Final[Mapping[str, Callable[[Corpus, Debate, str], Iterator[Found]]]] = MappingProxyType(
    {
        one.__name__: one
        for one in (assumptions, problems, critiques, uses, steps, assessment, maturity)
    }
)
"""What approaches can be compared by, and how it is read from one of them."""
