"""The words of the model as a page: where the names of linked data lead."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from kb.graph import EDGES
from kb.model.iri import TERMS
from kb.model.words import KINDS, Force, Rung, Stance, Status, statuses
from kb.share.formats import terms as linked
from kb.share.formats.names import PREFIXES
from kb.site import urls
from kb.site.prose import Writer
from kb.site.reference.docstrings import NONE
from kb.survey import MARKS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from kb.model.words import Kind, Relation
    from kb.read import Corpus

    Line = Callable[[str], Markup]

_POINTS: Final = MappingProxyType(
    {True: "critiques, arguments, replies", False: "claims, statements, theses"}
)
"""What has statuses: reasons and everything else."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the model.

    Attributes:
        id: the anchor.
        name: the word.
        kind: the kind it names, where it names one.
        meaning: what it means.
        facts: more about it, each a name and what it says.
    """

    id: str
    name: str
    kind: str = ""
    meaning: Markup = NONE
    facts: tuple[tuple[str, Markup], ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one sort."""

    id: str
    title: str
    lead: Markup
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class TermPage:
    """The page of the model."""

    path: str
    title: str
    lead: str
    parts: tuple[Words, ...]


def term_page(corpus: Corpus) -> TermPage:
    """The page of the model: kinds, relations, statuses, and what else linked data speaks of."""
    writer = Writer(corpus, urls.TERMS)

    def line(text: str) -> Markup:
        return writer.inline(text)

    return TermPage(
        urls.TERMS,
        "The model",
        f"The words of this map: {len(KINDS)} kinds of entry, {len(EDGES)} relations, "
        f"{len(Status)} statuses. Linked data calls them by the same names.",
        tuple(_parts(line)),
    )


def _parts(line: Line) -> Iterator[Words]:
    kinds = tuple(_kind(kind, line) for kind in KINDS.values())
    relations = tuple(_relation(one, line) for one in EDGES.values())
    forces = tuple(_force(force, line) for force in Force)
    shown = {word.id for word in (*kinds, *relations, *forces)}
    yield Words(
        "kinds", "Kinds", line("Every entry is of one kind, which its folder gives."), kinds
    )
    yield Words(
        "relations",
        "Relations",
        line(
            "Each is written on one side; the other side is computed, and cannot be written. Only "
            "`has` is never written at all: it follows from where a statement stands."
        ),
        relations,
    )
    yield Words("forces", "Forces", line("What an attack does, if the critique holds."), forces)
    yield Words(
        "statuses",
        "Statuses",
        line("How a point stands: computed from the attacks recorded here, and never voted on."),
        tuple(_status(status, line) for status in Status),
    )
    yield Words(
        "stances",
        "Stances",
        line("What someone thinks of a point, from rejection to acceptance."),
        tuple(
            Word(
                f"stance-{stance}",
                f"{stance}",
                meaning=line(f"{stance.weight:+d}." if stance.weight else "0."),
            )
            for stance in Stance
        ),
    )
    yield Words(
        "rungs",
        "Rungs of evidence",
        line("How far a proposal has come, lowest first; each rung with its source."),
        tuple(Word(f"rung-{rung}", f"{rung}") for rung in Rung),
    )
    yield Words(
        "classes",
        "More classes",
        line(
            "Linked data has these beside the kinds. The prefix `k` stands for "
            f"`{TERMS}`, so that `k:attacks` leads here."
        ),
        tuple(_terms(linked.classes(), shown, line)),
    )
    yield Words(
        "properties",
        "More properties",
        line("Linked data has these beside the relations."),
        tuple(_terms(linked.properties(), shown, line)),
    )
    yield Words(
        "prefixes",
        "Prefixes",
        line("Known to every query in SPARQL; each kind has one too, as in `proposal:rlhf`."),
        tuple(
            Word(f"prefix-{name}", name, meaning=Markup("<code>{}</code>").format(space))
            for name, space in PREFIXES.items()
            if name not in KINDS
        ),
    )


def _kind(kind: Kind, line: Line) -> Word:
    fields = urls.relative(f"{urls.FIELDS}#{kind.name}", urls.TERMS)
    return Word(
        linked.class_of(kind.name),
        kind.name,
        kind.name,
        line(kind.meaning),
        (
            ("in", Markup("<code>entries/{}/</code>").format(kind.folder)),
            ("holds", Markup('<a href="{}">its fields</a>').format(fields)),
            ("also", _codes(linked.classes_of(kind.name)[1:])),
        ),
    )


def _relation(relation: Relation, line: Line) -> Word:
    prefix, _, local = relation.rdf.partition(":")
    symmetric = relation.inverse == relation.name
    other = "the same" if symmetric else f"`{relation.inverse}`, read *{relation.answers}*"
    circles = (("never", Markup("a circle of it")),) if relation.acyclic else ()
    return Word(
        local if prefix == "k" else relation.name,
        relation.name,
        meaning=Markup("{} \N{RIGHTWARDS ARROW} {}").format(
            _links(relation.domain), _links(relation.range)
        ),
        facts=(
            ("read", line(f"*{relation.says}*")),
            ("other side", line(other)),
            ("linked data", _codes((relation.rdf,))),
            *circles,
        ),
    )


def _force(force: Force, line: Line) -> Word:
    names = (("linked data", _codes((f"k:{force}",))), ("a kind of", _codes(("k:attacks",))))
    return Word(f"{force}", f"{force}", meaning=line(_sentence(force.meaning)), facts=names)


def _links(kinds: Iterable[str]) -> Markup:
    """Kinds, each with a link to what it is; every kind in one word."""
    if set(kinds) == set(KINDS):
        return Markup("every kind")
    return Markup(", ").join(
        Markup('<a href="#{}">{}</a>').format(linked.class_of(kind), kind) for kind in kinds
    )


def _codes(names: Iterable[str]) -> Markup:
    return Markup(", ").join(Markup("<code>{}</code>").format(name) for name in names)


def _status(status: Status, line: Line) -> Word:
    of = [said for reason, said in _POINTS.items() if status in statuses(reason=reason)]
    held_by = Markup("either" if len(of) > 1 else of[0])  # noqa: S704 - our own words
    return Word(
        f"status-{status}",
        f"{status}",
        meaning=line(_sentence(status.meaning)),
        facts=(
            ("label", _codes((status.label,))),
            ("of", held_by),
            ("mark", _codes((MARKS[status],))),
        ),
    )


def _terms(found: Iterable[linked.Term], shown: Collection[str], line: Line) -> Iterator[Word]:
    """The terms that no other part of the page has."""
    for term in found:
        name = term.name.partition(":")[2]
        if name not in shown:
            above = (("a kind of", _codes(term.above)),) if term.above else ()
            yield Word(name, term.name, meaning=line(_sentence(term.meaning)), facts=above)


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:].rstrip('.')}."
