"""Rules on the graph: no circles, no contradictions, nothing said twice."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from kb.findings import Finding, Fix
from kb.model.words import RELATIONS, THINGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.findings import Span
    from kb.read import Corpus, Record

Edge = tuple[str, str]


def edges(corpus: Corpus, relation: str) -> dict[Edge, tuple[Record, Span]]:
    """The edges of one relation between addresses, each with the place that writes it."""
    found: dict[Edge, tuple[Record, Span]] = {}
    for record in corpus:
        for reference in corpus.references(record):
            if reference.relation == relation:
                here = (record, record.source.span(reference.path))
                start = _part_around(record, reference.path)
                found.setdefault((start, corpus.present(reference.address)), here)
    if relation == "assumes":
        for part in corpus.statements.values():
            if part.field in {"steps", "assumptions", "assumes"}:
                place = (part.owner, part.owner.source.span((*part.path, "id")))
                found.setdefault((part.owner.id, part.address), place)
    return found


def _part_around(record: Record, path: tuple[str | int, ...]) -> str:
    """The address that writes a reference: a statement where it stands in one, else the entry."""
    if len(path) >= 3 and path[2] == "needs":
        statement = getattr(record.entry, str(path[0]))[path[1]]
        return f"{record.id}#{statement.id}"
    return record.id


def cycles(corpus: Corpus) -> Iterator[Finding]:
    """One finding for a circle of each relation that must have none."""
    for name, relation in RELATIONS.items():
        if not relation.acyclic:
            continue
        found = edges(corpus, name)
        graph: dict[str, set[str]] = {}
        for start, end in found:
            if start != end:
                graph.setdefault(start, set()).add(end)
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            circle: list[str] = error.args[1]
            ring = list(reversed(circle))
            record, span = next(
                (found[a, b] for a, b in pairwise(ring) if (a, b) in found),
                (next(iter(corpus)), None),
            )
            if span is not None:
                yield Finding(
                    "KB501",
                    record.source.path,
                    span,
                    f"`{name}` runs in a circle: " + " → ".join(ring),
                    label="part of the circle",
                    help=("remove the weakest link of the circle",),
                )


def self_references(corpus: Corpus) -> Iterator[Finding]:
    """References of an entry to itself, where the relation is between two."""
    between = {"broader", "related", "prerequisites", "uses", "attacks", "supports"}
    for record in corpus:
        for reference in corpus.references(record):
            target = corpus.present(reference.address)
            own = target.partition("#")[0] == record.id and reference.relation in between
            if own or (
                reference.relation == "assumes" and target == _part_around(record, reference.path)
            ):
                yield Finding(
                    "KB503",
                    record.source.path,
                    record.source.span(reference.path),
                    f"`{record.id}` points at itself with `{reference.relation}`",
                    label="itself",
                    help=("point at another entry, or remove it",),
                )


def written_twice(corpus: Corpus) -> Iterator[Finding]:
    """The same relation between the same two, written a second time, on either side."""
    lasting = {
        "broader",
        "related",
        "prerequisites",
        "addresses",
        "uses",
        "attacks",
        "supports",
        "by",
    }
    seen: dict[tuple[str, str, str], str] = {}
    for record in corpus:
        for reference in corpus.references(record):
            start, end = _part_around(record, reference.path), corpus.present(reference.address)
            if reference.relation not in lasting | {"assumes"}:
                continue
            if reference.relation == "related" and end < start:
                start, end = end, start
            key = (reference.relation, start, end)
            if key in seen and start != end:
                where = "" if seen[key] == record.id else f" (in `{seen[key]}`)"
                yield Finding(
                    "KB504",
                    record.source.path,
                    record.source.span(reference.path),
                    f"`{reference.relation}` from `{start}` to `{end}` is already written{where}",
                    label="again",
                    help=("keep one; inverses are computed",),
                    fix=_taken_out(record, reference.path),
                )
            seen.setdefault(key, record.id)


def _taken_out(record: Record, path: tuple[str | int, ...]) -> Fix | None:
    """The replacement that takes out a reference which says nothing but its address."""
    path = path[:-1] if path[-1] == "target" else path
    around: Any = record.source.tree
    for part in path[:-1]:
        around = around[part]
    item = around[path[-1]]
    if not isinstance(around, list) or (isinstance(item, dict) and set(item) != {"target"}):
        return None
    lines = record.source.lines(path[:-1] if len(around) == 1 else path)
    return Fix(lines, "") if lines else None


def related_and_broader(corpus: Corpus) -> Iterator[Finding]:
    """`related` between entries that `broader` joins."""
    joined = edges(corpus, "broader")
    for record in corpus:
        for reference in corpus.references(record):
            start, end = record.id, corpus.present(reference.address)
            if reference.relation == "related" and {(start, end), (end, start)} & joined.keys():
                yield Finding(
                    "KB505",
                    record.source.path,
                    record.source.span(reference.path),
                    f"`{start}` and `{end}` are already joined by `broader`",
                    label="says nothing new",
                    help=("remove it from `related`",),
                    fix=_taken_out(record, reference.path),
                )


def broader_kinds(corpus: Corpus) -> Iterator[Finding]:
    """`broader` between different kinds."""
    for (start, end), (record, span) in edges(corpus, "broader").items():
        target = None if end in corpus.broken else corpus.records.get(end)
        if target is not None and target.kind in THINGS and target.kind != record.kind:
            yield Finding(
                "KB506",
                record.source.path,
                span,
                f"`{start}` is a {record.kind} and `{end}` is a {target.kind}",
                label="another kind",
                help=("`broader` stays within a kind; say `related` with a reason",),
            )


def own_premises(corpus: Corpus) -> Iterator[Finding]:
    """Critiques that attack what they assume, or support what they attack."""
    for record in corpus.of_kind("critique"):
        places = {
            (reference.relation, corpus.present(reference.address)): reference.path
            for reference in corpus.references(record)
        }
        for (relation, address), path in places.items():
            if relation == "attacks" and ("assumes", address) in places:
                yield _against_itself("KB502", record, path, f"attacks `{address}` and assumes it")
            if relation == "attacks" and ("supports", address) in places:
                yield _against_itself("KB508", record, path, f"attacks `{address}` and supports it")


def _against_itself(code: str, record: Record, path: tuple[str | int, ...], what: str) -> Finding:
    return Finding(
        code,
        record.source.path,
        record.source.span(path),
        f"`{record.id}` {what}",
        label="against itself",
        help=("one of the two is not meant",),
    )
