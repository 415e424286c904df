"""Kinds and relations, one table each."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entry.

    Attributes:
        name: as used in code, addresses and data.
        folder: below `entries/`, and the first part of the page's URL.
        plural: as a heading.
        glyph: the mark that stands for the kind, beside its name.
        meaning: one sentence for readers.
        thing: whether it is something a reader studies (concept, problem, proposal, forecast).
        reason: whether it is a reason for or against something.
    """

    name: str
    folder: str
    plural: str
    glyph: str
    meaning: str
    thing: bool = False
    reason: bool = False


_KINDS = (
    Kind(
        "proposal",
        "proposals",
        "Proposals",
        "◆",
        "A way to make AI systems do what we want.",
        thing=True,
    ),
    Kind(
        "forecast",
        "forecasts",
        "Forecasts",
        "◇",
        "A worked-out answer to a question of when or how likely.",
        thing=True,
    ),
    Kind(
        "problem",
        "problems",
        "Problems",
        "■",
        "A question, obstacle, failure mode or threat model that proposals address.",
        thing=True,
    ),
    Kind("concept", "concepts", "Concepts", "●", "A term a reader needs.", thing=True),
    Kind(
        "claim",
        "claims",
        "Claims",
        "○",
        "One statement that others assume, attack or take a position on.",
    ),
    Kind(
        "critique",
        "critiques",
        "Critiques",
        "▲",
        "A reason against a claim, an assumption, a step, a thesis or another reason.",
        reason=True,
    ),
    Kind("argument", "arguments", "Arguments", "△", "A reason for something.", reason=True),
    Kind("person", "people", "People", "◉", "A person or a group."),
    Kind("work", "works", "Works", "▮", "A source that can be cited."),
    Kind("view", "views", "Views", "◐", "One person's inside view at one date."),
)

KINDS: Final = MappingProxyType({kind.name: kind for kind in _KINDS})
FOLDERS: Final = MappingProxyType({kind.folder: kind for kind in _KINDS})
THINGS: Final = tuple(kind.name for kind in _KINDS if kind.thing)
REASONS: Final = tuple(kind.name for kind in _KINDS if kind.reason)
APPROACHES: Final = ("proposal", "forecast")

STATEMENT: Final = "statement"
"""A statement inside an entry, addressed `id#fragment`; it stands beside the kinds in ranges."""

POINTS: Final = ("claim", "critique", "argument", *APPROACHES, STATEMENT)
"""What can be attacked, supported or held: claims, reasons, theses (by a bare id), statements."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation, written on one side only; its inverse is computed.

    Attributes:
        name: as written in entries.
        inverse: how the other side reads.
        domain: kinds that may write it.
        range: kinds it may point at; `statement` stands for `id#fragment`.
        says: how it reads from the side that writes it, for people.
        answers: how it reads from the other side, for people.
        rdf: the property that stands for it in linked data.
        acyclic: whether a circle of it is a mistake.
    """

    name: str
    inverse: str
    domain: tuple[str, ...]
    range: tuple[str, ...]
    says: str
    answers: str
    rdf: str
    acyclic: bool = False


_EVERY = tuple(KINDS)

_RELATIONS = (
    Relation(
        "broader",
        "narrower",
        THINGS,
        THINGS,
        "Part of",
        "Has parts",
        "skos:broader",
        acyclic=True,
    ),
    Relation("related", "related", THINGS, THINGS, "Related to", "Related to", "skos:related"),
    Relation(
        "prerequisites",
        "prerequisite-of",
        THINGS,
        THINGS,
        "Read before this",
        "Read after this",
        "dcterms:requires",
        acyclic=True,
    ),
    Relation(
        "addresses",
        "addressed-by",
        APPROACHES,
        ("problem",),
        "Addresses",
        "Addressed by",
        "k:addresses",
    ),
    Relation(
        "uses",
        "used-by",
        APPROACHES,
        (*APPROACHES, "concept"),
        "Builds on",
        "Used by",
        "k:uses",
    ),
    Relation(
        "assumes",
        "assumed-by",
        (*APPROACHES, "claim", "critique", "argument", STATEMENT),
        ("claim", STATEMENT),
        "Assumes",
        "Assumed by",
        "k:assumes",
        acyclic=True,
    ),
    Relation(
        "attacks", "attacked-by", ("critique",), POINTS, "Attacks", "Attacked by", "k:attacks"
    ),
    Relation("supports", "supported-by", REASONS, POINTS, "Supports", "Supported by", "k:supports"),
    Relation(
        "sources",
        "source-of",
        _EVERY,
        ("work",),
        "Sources",
        "Cited by",
        "dcterms:source",
    ),
    Relation(
        "by",
        "author-of",
        (*APPROACHES, *REASONS, "work", "view"),
        ("person",),
        "By",
        "Author of",
        "dcterms:creator",
    ),
    Relation("about", "positions", ("view",), POINTS, "Takes positions on", "Positions", "k:about"),
)

RELATIONS: Final = MappingProxyType({relation.name: relation for relation in _RELATIONS})
