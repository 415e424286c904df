"""The matrix: what each approach is for, which shared claims it rests on, what is said against it.

It lists marks and not cells: an empty run of columns is one cell, whatever its length.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kb.debate import closure
from kb.model import Approach
from kb.model.fields import fields_of
from kb.model.parts import Assessment
from kb.model.words import Label, Rung
from kb.site import urls
from kb.site.pages.approach import answers
from kb.site.pages.context import Context
from kb.site.pages.parts import NONE, counted
from kb.survey import families

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from markupsafe import Markup

    from kb.debate import Attack
    from kb.site.pages.context import Site
    from kb.site.pages.parts import Anchor, Cited, Reading

FILE: Final = "matrix.csv"
"""Where the same stands as a table, from the root of the site."""

_LONGEST: Final = 36
"""Letters of a title beyond which a row goes by a shorter name."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark: what it stands for, in words with the reason and the source, and where it leads.

    Attributes:
        link: the problem, the claim or the critique, under the name of its column.
        href: where the reason stands.
        says: how the approach and it are related, as a sentence.
        sort: `problem`, `claim` or `critique`.
    """

    link: Anchor
    href: str
    says: str
    sort: str
    why: Markup = NONE
    source: Cited | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """A mark after some columns without one, or only these."""

    gap: int
    mark: Mark | None
    first: bool = False
    """Whether it is the first of its sort in the row."""
    claims: bool = False
    """Whether the columns are those of claims."""


@dataclass(frozen=True, slots=True)
class Line:
    """An approach: its name, its status, how far it has come, and its marks."""

    link: Anchor
    year: str
    rungs: tuple[bool, ...]
    evidence: str
    slots: tuple[Slot, ...]
    critiques: tuple[Mark, ...]
    open: int
    against: str


@dataclass(frozen=True, slots=True)
class Family:
    """Approaches to one problem and its parts."""

    problem: Anchor
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A problem or a claim, and how many rows have a mark under it."""

    link: Anchor
    total: int


@dataclass(frozen=True, slots=True)
class Answered:
    """A proposal with its answers to the four questions, None where there is none."""

    link: Anchor
    answers: tuple[Reading | None, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The page of the matrix."""

    path: str
    title: str
    lead: str
    problems: tuple[Column, ...]
    claims: tuple[Column, ...]
    families: tuple[Family, ...]
    questions: tuple[str, ...]
    answered: tuple[Answered, ...]

    @property
    def width(self) -> int:
        """How many columns there are, with those of names, years, evidence and critiques."""
        return len(self.problems) + len(self.claims) + 4


def matrix(site: Site) -> Matrix:
    """The matrix of the proposals and forecasts."""
    context = Context(site, urls.MATRIX)
    corpus = site.base.corpus
    kin = families(corpus)
    rows = {id_: _approach(context, id_) for ids in kin.values() for id_ in ids}
    columns = (_problems(context, rows, kin), _claims(context, rows))
    places = {id_: place for place, id_ in enumerate((*columns[0], *columns[1]))}
    lines = {id_: _line(context, id_, entry, places, columns) for id_, entry in rows.items()}
    names = fields_of(Assessment).values()
    return Matrix(
        urls.MATRIX,
        "Matrix",
        "What each proposal is meant for, which shared claims it rests on, and what has been said "
        "against it. Every mark is a link to its reason.",
        _heads(context, columns[0], lines.values()),
        _heads(context, columns[1], lines.values()),
        tuple(
            Family(context.link(problem), tuple(lines[id_] for id_ in ids))
            for problem, ids in kin.items()
        ),
        tuple(name.name.replace("-", " ") for name in names),
        tuple(_answered(context, rows)),
    )


def _approach(context: Context, id_: str) -> Approach:
    entry = context.site.base.corpus.records[id_].entry
    assert isinstance(entry, Approach)  # noqa: S101 - families are of approaches
    return entry


def _problems(
    context: Context, rows: Mapping[str, Approach], kin: Mapping[str, Sequence[str]]
) -> tuple[str, ...]:
    """The problems that are addressed, family by family, the most addressed first."""
    corpus = context.site.base.corpus
    counts: dict[str, int] = {}
    rank: dict[str, int] = {}
    for place, ids in enumerate(kin.values()):
        for id_ in ids:
            for problem in dict.fromkeys(corpus.present(one.target) for one in rows[id_].addresses):
                if problem in corpus.records:
                    counts[problem] = counts.get(problem, 0) + 1
                    rank.setdefault(problem, place)
    return tuple(sorted(counts, key=lambda id_: (rank[id_], -counts[id_], id_)))


def _claims(context: Context, rows: Mapping[str, Approach]) -> tuple[str, ...]:
    """The claims on which several approaches rest, those first on which most do."""
    base = context.site.base
    shared = {
        one.address: len(set(one.rests) & rows.keys())
        for one in base.assumptions
        if one.address in base.corpus.records
    }
    many = (address for address, count in shared.items() if count > 1)
    return tuple(sorted(many, key=lambda address: (-shared[address], address)))


def _heads(context: Context, ids: Iterable[str], lines: Iterable[Line]) -> tuple[Column, ...]:
    told = tuple(lines)
    return tuple(Column(_name(context, id_), _total(told, id_)) for id_ in ids)


def _total(lines: Iterable[Line], id_: str) -> int:
    return sum(
        slot.mark is not None and slot.mark.link.id == id_ for line in lines for slot in line.slots
    )


def _line(
    context: Context,
    id_: str,
    entry: Approach,
    places: Mapping[str, int],
    columns: tuple[tuple[str, ...], tuple[str, ...]],
) -> Line:
    marks = {
        **{places[mark.link.id]: mark for mark in _meant_for(context, id_, entry)},
        **{places[mark.link.id]: mark for mark in _rests_on(context, id_, columns[1])},
    }
    middle = len(columns[0])
    against = tuple(_against(context, id_))
    open_ = sum(mark.link.status == "unanswered" for mark in against)
    reached = {one.rung for one in entry.maturity}
    rungs = [rung.replace("-", " ") for rung in Rung if rung in reached]
    return Line(
        _name(context, id_),
        entry.introduced or "",
        tuple(rung in reached for rung in Rung),
        ", ".join(rungs) or "none recorded",
        (*_slots(marks, 0, middle), *_slots(marks, middle, len(places))),
        against,
        open_,
        f"{counted(len(against), 'critique')}, {open_} unanswered" if against else "none recorded",
    )


def _slots(marks: Mapping[int, Mark], start: int, end: int) -> Iterator[Slot]:
    """The marks of some columns, in order, each with the empty columns before it."""
    at, told = start, set[str]()
    for place in sorted(place for place in marks if start <= place < end):
        yield Slot(place - at, marks[place], marks[place].sort not in told, start > 0)
        told.add(marks[place].sort)
        at = place + 1
    if at < end:
        yield Slot(end - at, None, claims=start > 0)


def _meant_for(context: Context, id_: str, entry: Approach) -> Iterator[Mark]:
    page = context.link(id_)
    for link in entry.addresses:
        problem = context.site.base.corpus.present(link.target)
        if problem in context.site.base.corpus.records:
            name = _name(context, problem)
            yield Mark(
                name,
                f"{page.href}#addresses--{problem}",
                f"{_name(context, id_).text} is meant for {name.text}",
                "problem",
                context.line(link.why),
                context.source(link.work, link.at) if link.work else None,
            )


def _rests_on(context: Context, id_: str, claims: Iterable[str]) -> Iterator[Mark]:
    base = context.site.base
    listed = base.corpus.assumed(base.corpus.records[id_])
    resting = {one.address: one.rests for one in base.assumptions}
    for claim in claims:
        if id_ in resting[claim]:
            name = _name(context, claim)
            through = "" if claim in listed else ", through what it assumes"
            yield Mark(
                name,
                name.href,
                f"{_name(context, id_).text} rests on “{name.text}”{through}: {name.status}",
                "claim",
                context.line(base.text(claim)),
            )


def _against(context: Context, id_: str) -> Iterator[Mark]:
    """The critiques of an approach and of what it rests on, those first that stand."""
    base = context.site.base
    hits: dict[str, Attack] = {}
    for point in closure(base.corpus.within(id_), base.debate.assumes):
        for attack in base.debate.attackers.get(point, ()):
            hits.setdefault(attack.source, attack)
    order = {Label.IN: 0, Label.UNDECIDED: 1, Label.OUT: 2}
    for critique in sorted(hits, key=lambda one: (order[base.debate.labels[one]], one)):
        attack = hits[critique]
        what = base.corpus.text(attack.target).rstrip(".")
        link = context.link(critique)
        own = "thesis" if attack.target == id_ else f"“{what}”"
        yield Mark(
            link,
            link.href,
            f"{attack.force.capitalize()} {own}; {link.status}",
            "critique",
            context.line(context.site.hits[critique, attack.target]),
        )


def _answered(context: Context, rows: Mapping[str, Approach]) -> Iterator[Answered]:
    names = [name.name.replace("-", " ") for name in fields_of(Assessment).values()]
    for id_, entry in rows.items():
        told = {one.name: one for one in answers(context, entry)}
        if told:
            yield Answered(_name(context, id_), tuple(told.get(name) for name in names))


def _name(context: Context, id_: str) -> Anchor:
    """A link under a name that fits a row or the head of a column."""
    record = context.site.base.corpus.records[id_]
    names = [record.title, *record.entry.aliases]
    short = record.title if len(record.title) <= _LONGEST else min(names, key=len)
    return context.link(id_, short)


def table(page: Matrix) -> str:
    """The matrix as comma-separated values: a row an approach, ids and words alone."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    columns = [str(one.link.id) for one in (*page.problems, *page.claims)]
    writer.writerow(
        ["id", "family", "status", "introduced", *Rung, *columns, "critiques", "unanswered"]
    )
    for family in page.families:
        for line in family.lines:
            writer.writerow(_cells(family, line, columns))
    return out.getvalue()


def _cells(family: Family, line: Line, columns: Iterable[str]) -> list[Any]:
    marks = {str(slot.mark.link.id): slot.mark for slot in line.slots if slot.mark}
    told = {
        id_: "addresses" if mark.sort == "problem" else mark.link.status
        for id_, mark in marks.items()
    }
    return [
        line.link.id,
        family.problem.id,
        line.link.status,
        line.year,
        *("yes" if reached else "" for reached in line.rungs),
        *(told.get(column, "") for column in columns),
        len(line.critiques),
        line.open,
    ]
