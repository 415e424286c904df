"""Whether every address, mention and citation stands for something of the right kind."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from kb.findings import START, Finding, Fix, Severity, Span
from kb.model import prose_of, references_of
from kb.model.prose import CODE, citations, mentions
from kb.model.types import ID, slug
from kb.model.words import APPROACHES, KINDS, POINTS, RELATIONS, STATEMENT
from kb.suggest import is_slip, nearest, slips

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kb.model import Entry, Retired
    from kb.read.corpus import Corpus, Record
    from kb.read.source import Path, Source

_RANGES = {
    **{name: relation.range for name, relation in RELATIONS.items()},
    "because": (*POINTS, "work"),
    "superseded_by": APPROACHES,
    "see": tuple(KINDS),
    "mention": (*KINDS, STATEMENT),
}


def unresolved(corpus: Corpus) -> Iterator[Finding]:
    """A finding for every reference that stands for nothing, or for the wrong kind of thing."""
    for record in corpus:
        yield from unresolved_in(corpus, record)


@dataclass(frozen=True, slots=True)
class Place:
    """An address where it is written: in a field, a mention or a citation.

    Attributes:
        address: `id` or `id#fragment`.
        relation: the relation the field writes, `mention`, or `sources` for a citation.
        path: the field, or the prose around it.
        source: the file; None for an address that is not written down yet.
        citation: whether it is cited in prose.
        nth: which of several the same in one prose text.
    """

    address: str
    relation: str
    path: Path
    source: Source | None
    citation: bool = False
    nth: int | None = None

    @property
    def span(self) -> Span:
        """The value of the field, or the address alone in prose. Looked for only when asked."""
        if self.source is None:
            return START
        if self.nth is None:
            return self.source.span(self.path)
        address = re.escape(self.address)
        if self.citation:
            pattern = rf"[\[;]\s*@\s*({address})(?=\s*[\],;])"
        else:
            pattern = rf"\[\[\s*({address})\s*[\]|]"
        return self.source.search(self.path, pattern, self.nth, besides=CODE)


def places(source: Source, model: Entry | Retired) -> Iterator[Place]:
    """Every address that an entry writes, and where."""
    for reference in references_of(model):
        yield Place(reference.address, reference.relation, reference.path, source)
    for path, text in prose_of(model):
        seen: Counter[str] = Counter()
        for mention in mentions(text):
            nth = seen[mention.address]
            seen[mention.address] += 1
            yield Place(mention.address, "mention", path, source, nth=nth)
        cited: Counter[str] = Counter()
        for citation in citations(text):
            nth = cited[citation.work]
            cited[citation.work] += 1
            yield Place(citation.work, "sources", path, source, citation=True, nth=nth)


def unresolved_in(corpus: Corpus, record: Record) -> Iterator[Finding]:
    """The same for one entry."""
    for place in places(record.source, record.entry):
        yield from _check(corpus, record.source.path, place)


def unresolved_address(corpus: Corpus, address: str, relation: str) -> list[Finding]:
    """The same for an address that is not written down yet; its findings have no place."""
    return list(_check(corpus, "", Place(address, relation, (), None)))


def unresolved_stub(corpus: Corpus, stub: Retired, source: Source) -> Iterator[Finding]:
    """The same for what stands in place of a removed entry."""
    for place in places(source, stub):
        yield from _check(corpus, source.path, place)


def _check(corpus: Corpus, path: str, place: Place) -> Iterator[Finding]:
    address, relation = place.address, place.relation
    head, mark, fragment = address.partition("#")
    if head in corpus.former:
        now = corpus.present(address)
        yield Finding(
            "KB204",
            path,
            place.span,
            f"`{head}` is now called `{corpus.former[head]}`",
            label="former id",
            help=(f"write `{now}`",),
            fix=Fix(place.span, now),
            severity=Severity.WARNING,
        )
        head = corpus.former[head]
    if head in corpus.broken:
        return
    allowed = _RANGES[relation]
    if head in corpus.retired:
        yield _retired(corpus, path, place.span, head, mark + fragment)
    elif head not in corpus.records:
        yield _unknown(corpus, path, place.span, address, allowed, citation=place.citation)
    elif mark and f"{head}#{fragment}" not in corpus.statements:
        yield _no_fragment(corpus, path, place.span, head, fragment)
    else:
        kind = STATEMENT if mark else corpus.records[head].kind
        if kind not in allowed:
            yield _wrong_kind(corpus, path, place.span, address, relation, kind)


def _retired(corpus: Corpus, path: str, span: Span, head: str, rest: str) -> Finding:
    stub = corpus.retired[head]
    same = stub.reason in {"duplicate", "merged"} and len(stub.see) == 1 and not rest
    return Finding(
        "KB205",
        path,
        span,
        f"`{head}` was retired on {stub.since} ({stub.reason})",
        label="retired",
        help=tuple(f"see `{see}`" for see in stub.see)
        or ("point at another entry, or remove the reference",),
        fix=Fix(span, stub.see[0]) if same else None,
    )


def _unknown(
    corpus: Corpus, path: str, span: Span, address: str, allowed: tuple[str, ...], *, citation: bool
) -> Finding:
    head, mark, fragment = address.partition("#")
    known = {**corpus.broken, **{record.id: record.kind for record in corpus}}
    fit = [id_ for id_, kind in known.items() if kind in allowed or (mark and STATEMENT in allowed)]
    bad = not ID.fullmatch(head)
    meant = _named(corpus, path, address, allowed)
    near = [] if meant else _near(head, fit, known)
    near = near or (_near(slug(head), fit, known) if bad and not meant else [])
    what = "work" if citation else "entry"
    code = "KB206" if citation else "KB107" if bad else "KB201"
    found = [f"{name}{mark}{fragment}" for name in near]
    if meant:
        near, found = [meant.partition("#")[0]], [meant]
    lines = []
    for name, whole in zip(near, found, strict=True):
        title = (
            f'  "{corpus.records[name].title}" ({known[name]})' if name in corpus.records else ""
        )
        lines.append(f"did you mean `{whole}`?{title}")
    return Finding(
        code,
        path,
        span,
        f"`{address}` is not an id" if bad else f"`{head}` is not the id of any {what}",
        label=f"no such {what}",
        help=tuple(lines)
        or (
            "ids are lower-case words joined by `-`"
            if bad
            else "`kb find` looks ids up; add the entry where there is none",
        ),
        fix=Fix(span, found[0]) if meant or (near and _sure(head, near[0])) else None,
    )


def _named(corpus: Corpus, path: str, written: str, allowed: tuple[str, ...]) -> str | None:
    """The address that is meant by a statement's own id, a path, or the name of an entry."""
    own = f"{PurePath(path).stem}#{written}"
    if own in corpus.statements and STATEMENT in allowed:
        return own
    plain = re.sub(r"^(?:.*/)?([^/#]+?)(?:\.(?:yaml|md|html))?(#.*)?$", r"\1\2", written)
    if plain != written and (plain in corpus.records or plain in corpus.statements):
        return plain
    slip = nearest(written, corpus.records)
    if slip and slips(written, slip[0])[0] == 1:
        return None
    names = [
        record.id
        for record in corpus
        if record.kind in allowed
        and written.casefold() in {n.casefold() for n in (record.title, *record.entry.aliases)}
    ]
    return names[0] if len(names) == 1 else None


def _sure(name: str, meant: str) -> bool:
    return is_slip(name, meant) or is_slip(slug(name), meant)


def _near(name: str, fit: list[str], known: Iterable[str]) -> list[str]:
    """The id most likely meant: one that fits, unless only another is a single slip away."""
    fits, others = nearest(name, fit), nearest(name, known)
    if others and slips(name, others[0])[0] == 1 < slips(name, (fits or [""])[0])[0]:
        return others
    return fits or others


def _no_fragment(corpus: Corpus, path: str, span: Span, head: str, fragment: str) -> Finding:
    own = [one.statement.id for one in corpus.statements_of(head)]
    near = nearest(fragment, own)
    have = f"`{head}` has: " + ", ".join(own) if own else f"`{head}` has no statements of its own"
    return Finding(
        "KB202",
        path,
        span,
        f"`{head}` has no statement `{fragment}`",
        label="no such statement",
        help=(*(f"did you mean `{head}#{name}`?" for name in near), have),
        fix=Fix(span, f"{head}#{near[0]}") if near and _sure(fragment, near[0]) else None,
    )


def _wrong_kind(
    corpus: Corpus, path: str, span: Span, address: str, relation: str, kind: str
) -> Finding:
    allowed = _RANGES[relation]
    words = ["a statement (`id#fragment`)" if a == STATEMENT else f"a {a}" for a in allowed]
    inside = [one.address for one in corpus.statements_of(address)]
    hints = (
        (f"statements of `{address}`: " + ", ".join(inside),)
        if inside and STATEMENT in allowed
        else ()
    )
    return Finding(
        "KB203",
        path,
        span,
        f"`{address}` is a {kind}; `{relation}` does not point at one".replace(
            " a argument", " an argument"
        ),
        label="wrong kind",
        help=(
            f"`{relation}` takes " + ", ".join(words).replace("a argument", "an argument"),
            *hints,
        ),
    )
