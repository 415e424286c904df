"""Names in linked data: IRIs, the prefixes that shorten them, and the addresses they stand for."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from kb.model.iri import HOME, TERMS
from kb.model.words import KINDS

XSD: Final = "http://www.w3.org/2001/XMLSchema#"

PREFIXES: Final = MappingProxyType(
    {
        "k": TERMS,
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "prov": "http://www.w3.org/ns/prov#",
        "dcterms": "http://purl.org/dc/terms/",
        "cito": "http://purl.org/spar/cito/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "schema": "https://schema.org/",
        "void": "http://rdfs.org/ns/void#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "xsd": XSD,
        **{kind.name: f"{HOME}{kind.folder}/" for kind in KINDS.values()},
    }
)
"""Prefix to namespace; each kind has one, so that an entry is written `proposal:rlhf`."""


def expand(name: str) -> str:
    """The IRI of a prefixed name.

    >>> expand("skos:broader")
    'http://www.w3.org/2004/02/skos/core#broader'
    """
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def compact(iri: str) -> str:
    """The prefixed name of an IRI, or the IRI where no prefix fits.

    >>> compact(f"{HOME}claims/takeoff-is-slow"), compact("https://example.org/")
    ('claim:takeoff-is-slow', 'https://example.org/')
    """
    for prefix, space in PREFIXES.items():
        if iri.startswith(space):
            return f"{prefix}:{iri[len(space) :]}"
    return iri


def address_of(iri: str) -> str | None:
    """The address of an entry, statement, link or position; None for the name of anything else.

    >>> address_of(f"{HOME}proposals/rlhf#useful"), address_of(f"{TERMS}refutes")
    ('rlhf#useful', None)
    """
    for kind in KINDS.values():
        space = PREFIXES[kind.name]
        if iri.startswith(space) and iri != space:
            return iri[len(space) :]
    return None
