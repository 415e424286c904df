"""SHACL shapes made from the vocabulary: bases keep to them, and mistakes do not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyshacl
import pytest
import rdflib
from rdflib import SH, URIRef

from kb.model.words import KINDS, RELATIONS
from kb.share.formats.names import PREFIXES, compact, expand
from kb.share.formats.shapes import shapes

if TYPE_CHECKING:
    from collections.abc import Iterator

PREFIXED = "".join(f"@prefix {prefix}: <{space}> .\n" for prefix, space in PREFIXES.items())


@pytest.fixture(scope="module")
def rules() -> rdflib.Graph:
    return rdflib.Graph().parse(shapes(), format="turtle")


@pytest.fixture(scope="module")
def small_data(small_world: Any) -> rdflib.Graph:
    return rdflib.Graph().parse(small_world.file("turtle"), format="turtle")


def broken(data: rdflib.Graph, rules: rdflib.Graph) -> Iterator[tuple[str, str]]:
    """What was broken, a shape or what it says of a property, and where."""
    _, report, _ = pyshacl.validate(data, shacl_graph=rules, inplace=True)
    assert isinstance(report, rdflib.Graph)
    for result in report.subjects(rdflib.RDF.type, SH.ValidationResult):
        shape = report.value(result, SH.sourceShape)
        path = report.value(result, SH.resultPath)
        named = shape if isinstance(shape, URIRef) else path
        yield compact(str(named)).removeprefix("k:shape-"), str(report.value(result, SH.focusNode))


def test_every_base_keeps_to_the_shapes(world: Any, rules: rdflib.Graph) -> None:
    data = rdflib.Graph().parse(world.file("turtle"), format="turtle")
    assert list(broken(data, rules)) == []


@pytest.mark.slow
def test_the_shapes_are_themselves_well_formed(
    small_data: rdflib.Graph, rules: rdflib.Graph
) -> None:
    kept, _, said = pyshacl.validate(small_data, shacl_graph=rules, meta_shacl=True)
    assert kept, said


def test_what_rdfs_infers_keeps_to_the_shapes_too(
    small_data: rdflib.Graph, rules: rdflib.Graph
) -> None:
    kept, _, said = pyshacl.validate(small_data, shacl_graph=rules, inference="rdfs")
    assert kept, said


MISTAKES = (
    ("claim:growth-is-visible k:addresses problem:shaping", "addresses-from"),
    ("proposal:trellis k:addresses claim:shape-is-above-ground", "addresses-to"),
    ("proposal:trellis k:attacks claim:growth-is-visible", "attacks-from"),
    ("critique:roots-are-hidden k:attacks work:reed-2021-vines", "attacks-to"),
    ("critique:roots-are-hidden k:attacks claim:not-there", "attacks-to"),
    ("problem:shaping k:supports proposal:trellis", "supports-from"),
    ("concept:pruning k:uses concept:slow-growth", "uses-from"),
    ("concept:pruning dcterms:source person:ada-reed", "sources-to"),
    ("concept:pruning dcterms:creator person:ada-reed", "by-from"),
    ("claim:growth-is-visible k:about proposal:trellis", "about-from"),
    ("view:ben-moss-2023-03 k:about problem:shaping", "about-to"),
    ("person:ada-reed skos:related concept:pruning", "related-from"),
    ("concept:pruning skos:broader concept:slow-growth", "broader-circle"),
    ("problem:shaping skos:broader concept:pruning", "skos:broader"),
    ("concept:pruning dcterms:requires proposal:gardening", "prerequisites-circle"),
    ("claim:shape-is-above-ground k:assumes claim:growth-is-visible", "assumes-circle"),
    ("claim:growth-is-visible k:status 'answered'", "k:status"),
    ("critique:roots-are-hidden k:status 'defended'", "k:status"),
    ("claim:shape-is-above-ground k:label 'maybe'", "k:label"),
    ("concept:pruning skos:prefLabel 'Another name'", "skos:prefLabel"),
    ("work:moss-2022-roots dcterms:date 'last year'", "dcterms:date"),
    ("person:ada-reed dcterms:identifier 'Ada Reed'", "dcterms:identifier"),
    ("claim:new a k:Claim, k:Point", "k:text"),
    ("proposal:new a k:Statement, k:Point", "k:field"),
    ("view:new a k:Position, prov:Entity", "k:about"),
    ("view:newer a k:Link, rdf:Statement", "rdf:subject"),
    ("view:nought a k:Position ; k:credenceLow 0e0", "k:credenceLow"),
    ("view:one a k:Position ; k:credenceHigh 1e0", "k:credenceHigh"),
    ("view:words a k:Position ; k:credenceLow 'likely'", "k:credenceLow"),
    ("view:upside a k:Position ; k:credenceLow 8e-1 ; k:credenceHigh 2e-1", "k:credenceLow"),
)
"""What is said wrongly, and the rule it breaks."""


@pytest.fixture(scope="module")
def found(small_data: rdflib.Graph, rules: rdflib.Graph) -> set[tuple[str, str]]:
    data = rdflib.Graph() + small_data
    said = " .\n".join(planted for planted, _ in MISTAKES)
    data.parse(data=f"{PREFIXED}{said} .", format="turtle")
    return set(broken(data, rules))


@pytest.mark.parametrize(("planted", "rule"), MISTAKES)
def test_a_planted_mistake_is_found(planted: str, rule: str, found: set[tuple[str, str]]) -> None:
    subject, _, said = planted.partition(" ")
    place = said.rpartition(" ")[2] if rule.endswith("-to") else subject
    assert (rule, expand(place)) in found


def test_every_relation_and_every_kind_has_a_shape(rules: rdflib.Graph) -> None:
    told = {str(shape).partition("#shape-")[2] for shape in rules.subjects(None, SH.NodeShape)}
    circles = {f"{name}-circle" for name, relation in RELATIONS.items() if relation.acyclic}
    ends = {f"{name}-{end}" for name in RELATIONS for end in ("from", "to")}
    assert told == {*KINDS, *ends, *circles, "statement", "position", "link"}


def test_shapes_are_the_same_for_every_base(small_world: Any, valley: Any) -> None:
    assert small_world.file("shacl") == valley.file("shacl") == shapes()
