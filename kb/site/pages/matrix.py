"""The matrix: proposals against problems, against critiques, and by four questions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.debate import closure
from kb.model import Address, Approach
from kb.model.words import Label
from kb.site import urls
from kb.site.pages.approach import answers
from kb.site.pages.context import Context

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kb.site.pages.context import Site
    from kb.site.pages.parts import Anchor, Cited


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its mark, what the mark says, and where the reason stands."""

    mark: str
    says: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row: what it is about, and its cells."""

    link: Anchor
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the matrix."""

    id: str
    title: str
    caption: str
    columns: tuple[Anchor, ...]
    lines: tuple[Line, ...]
    legend: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to one of the four questions."""

    proposal: Anchor
    question: str
    text: str
    source: Cited


@dataclass(frozen=True, slots=True)
class Matrix:
    """The page of the matrix."""

    path: str
    title: str
    lead: str
    tables: tuple[Table, ...]
    answers: tuple[Answer, ...]


SILENT = Cell("·", "nothing recorded")

_ADDRESSES = ("●", "addresses it")
_MARKS = {
    Label.IN: ("▲", "hits it, and is unanswered or upheld"),
    Label.UNDECIDED: ("◭", "hits it, and is itself challenged, contested or conditional"),
    Label.OUT: ("△", "hit it, and is refuted"),
}


def matrix(site: Site) -> Matrix:
    """The page of the matrix."""
    context = Context(site, urls.MATRIX)
    approaches = {
        record.id: record.entry for record in site.base.corpus if isinstance(record.entry, Approach)
    }
    return Matrix(
        urls.MATRIX,
        "Matrix",
        "Proposals, problems and critiques side by side.",
        (_problems(context, approaches), _critiques(context, approaches)),
        tuple(
            Answer(_name(context, id_), one.name, one.text, one.source)
            for id_, approach in approaches.items()
            for one in answers(context, approach)
        ),
    )


def _problems(context: Context, approaches: Mapping[str, Approach]) -> Table:
    corpus = context.site.base.corpus
    marked = {
        (id_, corpus.present(link.target))
        for id_, approach in approaches.items()
        for link in approach.addresses
    }
    columns = [
        r.id for r in corpus.of_kind("problem") if any((a, r.id) in marked for a in approaches)
    ]
    lines = []
    for approach in approaches:
        href = f"{context.link(approach).href}#relations"
        cells = [
            Cell(*_ADDRESSES, href) if (approach, column) in marked else SILENT
            for column in columns
        ]
        lines.append(Line(_name(context, approach), tuple(cells)))
    return Table(
        "problems",
        "Which proposal addresses which problem",
        "Proposals and forecasts in rows, problems in columns",
        context.links(columns),
        tuple(lines),
        (_ADDRESSES, (SILENT.mark, "nothing recorded, which is not a no")),
    )


def _critiques(context: Context, approaches: Iterable[str]) -> Table:
    base = context.site.base
    hits: dict[str, dict[str, str]] = {}
    for approach in approaches:
        for point in closure(base.corpus.within(approach), base.debate.assumes):
            for attack in base.debate.attackers.get(point, ()):
                hits.setdefault(attack.source, {}).setdefault(approach, point)
    rows = [r.id for r in base.corpus.of_kind("critique") if r.id in hits]
    rows.sort(key=lambda id_: (-len(hits[id_]), id_))
    columns = [a for a in approaches if any(a in hits[row] for row in rows)]
    lines = []
    for row in rows:
        status = base.status(row)
        mark, says = _MARKS[status.label][0], f"hits it; {status}"
        cells = [
            Cell(mark, says, _place(context, column, hits[row][column]))
            if column in hits[row]
            else SILENT
            for column in columns
        ]
        lines.append(Line(context.link(row), tuple(cells)))
    return Table(
        "critiques",
        "Which critique hits which proposal",
        "Critiques in rows; in columns the proposals and forecasts that they hit",
        tuple(_name(context, column) for column in columns),
        tuple(lines),
        (*_MARKS.values(), (SILENT.mark, "nothing recorded, which is not a no")),
    )


def _place(context: Context, approach: str, point: str) -> str:
    """Where on an approach's page a critique of one of its points stands."""
    where = Address(point)
    own = where.entry == approach
    anchor = (where.fragment or "critiques") if own else "assumptions"
    return f"{context.link(approach).href}#{anchor}"


def _name(context: Context, id_: str) -> Anchor:
    """A link under the shortest name."""
    record = context.site.base.corpus.records[id_]
    names = [record.title, *record.entry.aliases]
    return context.link(id_, min(names, key=len))
