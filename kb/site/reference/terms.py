"""The words of the model as a page: where the names of linked data lead."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from kb.graph import EDGES
from kb.model.iri import TERMS
from kb.model.words import KINDS, Force, Rung, Stance, Status, statuses
from kb.share.formats import terms as linked
from kb.share.formats.names import PREFIXES
from kb.site import urls
from kb.site.pages.sheet import Page, Section, Word, sentence
from kb.site.prose import Writer
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


def term_page(corpus: Corpus) -> Page:
    """The page of the model: kinds, relations, statuses, and what else linked data speaks of."""
    line = Writer(corpus, urls.TERMS).inline
    kinds = [_kind(kind, line) for kind in KINDS.values()]
    relations = [_relation(one, line) for one in EDGES.values()]
    forces = [_force(force, line) for force in Force]
    shown = {word.id for word in (*kinds, *relations, *forces)}
    sections: tuple[tuple[str, str, str, Iterable[Word]], ...] = (
        ("kinds", "Kinds", "Every entry is of one kind, which its folder gives.", kinds),
        (
            "relations",
            "Relations",
            (
                "Each is written on one side; the other side is computed, and cannot be written. "
                "Only `has` is never written at all: it follows from where a statement stands."
            ),
            relations,
        ),
        ("forces", "Forces", "What an attack does, if the critique holds.", forces),
        (
            "statuses",
            "Statuses",
            "How a point stands: computed from the attacks recorded here, and never voted on.",
            (_status(status, line) for status in Status),
        ),
        (
            "stances",
            "Stances",
            "What someone thinks of a point, from rejection to acceptance.",
            (
                Word(f"stance-{one}", one, line(f"{one.weight:+d}." if one.weight else "0."))
                for one in Stance
            ),
        ),
        (
            "rungs",
            "Rungs of evidence",
            "How far a proposal has come, lowest first; each rung with its source.",
            (Word(f"rung-{rung}", rung) for rung in Rung),
        ),
        (
            "classes",
            "More classes",
            (
                f"Linked data has these beside the kinds. The prefix `k` stands for `{TERMS}`, so "
                "that `k:attacks` leads here."
            ),
            _terms(linked.classes(), shown, line),
        ),
        (
            "properties",
            "More properties",
            "Linked data has these beside the relations.",
            _terms(linked.properties(), shown, line),
        ),
        (
            "prefixes",
            "Prefixes",
            "Known to every query in SPARQL; each kind has one too, as in `proposal:rlhf`.",
            (
                Word(f"prefix-{name}", name, _codes([space]))
                for name, space in PREFIXES.items()
                if name not in KINDS
            ),
        ),
    )
    return Page(
        "terms.md.j2",
        urls.TERMS,
        "The model",
        f"The words of this map: {len(KINDS)} kinds of entry, {len(EDGES)} relations, "
        f"{len(Status)} statuses. Linked data calls them by the same names.",
        tuple(
            Section(id_, title, line(lead), tuple(words)) for id_, title, lead, words in sections
        ),
    )


def _kind(kind: Kind, line: Line) -> Word:
    fields = urls.relative(f"{urls.FIELDS}#{kind.name}", urls.TERMS)
    return Word(
        linked.class_of(kind.name),
        kind.name,
        line(kind.meaning),
        (
            ("in", Markup("<code>entries/{}/</code>").format(kind.folder)),
            ("holds", Markup('<a href="{}">its fields</a>').format(fields)),
            ("also", _codes(linked.classes_of(kind.name)[1:])),
        ),
        kind.name,
    )


def _relation(relation: Relation, line: Line) -> Word:
    prefix, _, local = relation.rdf.partition(":")
    symmetric = relation.inverse == relation.name
    other = "the same" if symmetric else f"`{relation.inverse}`, read *{relation.answers}*"
    circles = (("never", Markup("a circle of it")),) if relation.acyclic else ()
    return Word(
        local if prefix == "k" else relation.name,
        relation.name,
        Markup("{} \N{RIGHTWARDS ARROW} {}").format(
            _links(relation.domain), _links(relation.range)
        ),
        (
            ("read", line(f"*{relation.says}*")),
            ("other side", line(other)),
            ("linked data", _codes((relation.rdf,))),
            *circles,
        ),
    )


def _force(force: Force, line: Line) -> Word:
    names = (("linked data", _codes((f"k:{force}",))), ("a kind of", _codes(("k:attacks",))))
    return Word(force, force, line(sentence(force.meaning)), names)


def _links(kinds: Iterable[str]) -> Markup:
    """Kinds, each with a link to what it is; every kind in one word."""
    named = tuple(kinds)
    every = set(named) >= set(KINDS)
    links = (
        Markup('<a href="#{}">{}</a>').format(linked.class_of(kind), kind)
        for kind in named
        if not (every and kind in KINDS)
    )
    return Markup(", ").join(["every kind", *links] if every else links)


def _codes(names: Iterable[str]) -> Markup:
    return Markup(", ").join(Markup("<code>{}</code>").format(name) for name in names)


def _status(status: Status, line: Line) -> Word:
    of = [said for reason, said in _POINTS.items() if status in statuses(reason=reason)]
    held_by = Markup("either" if len(of) > 1 else of[0])  # noqa: S704 - our own words
    mark = _codes((MARKS[status],))
    facts = (("label", _codes((status.label,))), ("of", held_by), ("mark", mark))
    return Word(f"status-{status}", status, line(sentence(status.meaning)), facts)


def _terms(found: Iterable[linked.Term], shown: Collection[str], line: Line) -> Iterator[Word]:
    """The terms that no other part of the page has."""
    for term in found:
        name = term.name.partition(":")[2]
        if name not in shown:
            above = (("a kind of", _codes(term.above)),) if term.above else ()
            yield Word(name, term.name, line(sentence(term.meaning)), above)
