"""What approaches can be compared by: how each aspect is read from one approach."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kb.model import cite
from kb.model.fields import fields_of
from kb.model.parts import Assessment
from kb.model.words import Rung
from kb.survey.approach import approach_of, premises
from kb.survey.dated import work_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kb.debate import Debate
    from kb.model import Link
    from kb.read import Corpus

    Reader = Callable[[Corpus, Debate, str], Iterator["Found"]]


class Found(NamedTuple):
    """What an approach has in one row.

    Attributes:
        name: of the row.
        text: what the row is about.
        cell: how the approach relates to it.
    """

    name: str
    text: str
    cell: str


def assumptions(corpus: Corpus, debate: Debate, id_: str) -> Iterator[Found]:
    """What the thesis rests on, each with its status."""
    for address, listed in premises(corpus, debate, id_):
        how = "assumes" if listed else "rests on"
        yield Found(address, corpus.text(address), f"{how}: {debate.status(address)}")


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
    return ", ".join(filter(None, [cite.short(work), at])) if work else ""
