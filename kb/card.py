"""One entry as plain text, for a terminal."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from kb.schema import Approach, Reason, View, Work
from kb.schema.entries import Claim, Critique
from kb.vocabulary import STATUS_SENTENCE, STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.base import Entry, KnowledgeBase


def card(entry: Entry) -> str:
    """The entry as lines of at most 88 characters."""
    return "\n".join(_lines(entry))


def _lines(entry: Entry) -> Iterator[str]:
    model: Any = entry.record.entry
    yield f"{entry.title}   ({entry.kind} {entry.id})"
    if model.aliases:
        yield f"also: {', '.join(model.aliases)}"
    yield ""
    yield from _wrapped(getattr(model, "summary", None) or "")
    if entry.id in entry.base.arguments.points:
        yield f"status: {entry.status} ({STATUSES[entry.status]})"
        yield f"        {STATUS_SENTENCE}"
    if isinstance(model, Approach):
        yield from _section("Thesis", [model.thesis])
        yield from _section("Steps", [s.text for s in model.steps], numbered=True)
        yield from _section("Assumes", _premises(entry, model.assumptions), numbered=True)
    elif isinstance(model, Claim):
        yield from _section("Claim", [model.text])
    elif isinstance(model, Reason):
        yield from _section("Assumes", _premises(entry, model.assumes), numbered=True)
        if isinstance(model, Critique):
            hits = [
                f"{a.force} {a.target}: {entry.base.corpus.text(a.target)}" for a in model.attacks
            ]
            yield from _section("Attacks", hits)
    elif isinstance(model, Work):
        yield from _section("Authors", [", ".join(model.authors)])
        places = (model.date, model.venue, model.url, model.doi, model.arxiv)
        yield from _section("Published", [", ".join(place for place in places if place)])
    elif isinstance(model, View):
        held = [
            f"{p.stance or p.credence}: {entry.base.corpus.text(p.about)}" for p in model.positions
        ]
        yield from _section(f"{entry.base[model.holder].title} holds", held)
    if not isinstance(model, Work | View) and entry.id in entry.base.arguments.points:
        against = [f"{c.title} ({c.id}): {c.status}" for c in entry.critiques()]
        yield from _section("Critiques", against)
    cited = [f"{entry.base[s.work].title} ({s.work})" for s in model.sources]
    yield from _section("Sources", list(dict.fromkeys(cited)))


def _premises(entry: Entry, premises: tuple[Any, ...]) -> list[str]:
    base = entry.base
    addresses = [p if isinstance(p, str) else f"{entry.id}#{p.id}" for p in premises]
    return [f"{base.corpus.text(a)} ({a}: {base.status(a)})" for a in addresses]


def _section(title: str, items: list[str], *, numbered: bool = False) -> Iterator[str]:
    if not items:
        return
    yield ""
    yield title
    for number, item in enumerate(items, 1):
        mark = f"{number}." if numbered else "-"
        yield from _wrapped(item, first=f"  {mark} ", later=" " * (len(mark) + 3))


def _wrapped(text: str, first: str = "", later: str = "") -> list[str]:
    return textwrap.wrap(text, 88, initial_indent=first, subsequent_indent=later)


def statistics(base: KnowledgeBase) -> dict[str, Any]:
    """Counts by kind, relation and status, of checked works and of quoted positions."""
    from collections import Counter  # noqa: PLC0415

    kinds = Counter(record.kind for record in base.corpus)
    relations = Counter(
        reference.relation for record in base.corpus for reference in base.corpus.references(record)
    )
    statuses = Counter(base.arguments.status(point) for point in base.arguments.points)
    works = [r.entry for r in base.corpus.of_kind("work") if isinstance(r.entry, Work)]
    reviewed = sum(
        bool(record.entry.review and record.entry.review.status == "reviewed")
        for record in base.corpus
    )
    return {
        "entries": len(base),
        "kinds": dict(kinds),
        "statements": len(base.corpus.parts),
        "relations": dict(sorted(relations.items())),
        "statuses": dict(sorted(statuses.items())),
        "works_checked": sum(work.checked is not None for work in works),
        "positions": len(base.positions),
        "positions_quoted": sum(held.position.quote is not None for held in base.positions),
        "reviewed": reviewed,
    }
