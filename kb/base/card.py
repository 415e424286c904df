"""One entry as plain text, for a terminal."""

from __future__ import annotations

import textwrap
from html import escape
from typing import TYPE_CHECKING, Any

from kb.base.counts import statistics
from kb.model import Approach, Reason, View, Work
from kb.model.cite import full
from kb.model.entries import Claim, Critique
from kb.model.words import KINDS, STATUS_SENTENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.base.entry import Entry
    from kb.base.knowledge import KnowledgeBase


def card(entry: Entry) -> str:
    """The entry as lines of at most 88 characters."""
    return "\n".join(_lines(entry))


def card_html(entry: Entry) -> str:
    """The entry as a card for notebooks: escaped, without scripts."""
    model: Any = entry.record.entry
    parts = [f"<strong>{escape(entry.title)}</strong> <small>{entry.kind} {entry.id}</small>"]
    if said := getattr(model, "summary", None):
        parts.append(escape(said))
    if entry.id in entry.base.debate.points:
        if entry.text != said:
            parts.append(f"<em>{escape(entry.text)}</em>")
        parts.append(f"{escape(entry.status.sentence)}")
    if isinstance(model, Work):
        parts.append(escape(full(model)))
    parts.append(f'<a href="{escape(entry.url)}">{escape(entry.url)}</a>')
    return "<div>" + "".join(f"<p>{part}</p>" for part in parts) + "</div>"


def base_card(base: KnowledgeBase) -> tuple[str, ...]:
    """How much a base holds, what it shows if it is a view, and its date, a sentence each."""
    counts = statistics(base)
    kinds = ", ".join(
        f"{count} {kind.name if count == 1 else kind.plural.lower()}"
        for kind in KINDS.values()
        if (count := counts["kinds"].get(kind.name, 0))
    )
    parts = f"{counts['statements']} statements inside them; {counts['positions']} dated positions"
    return (
        f"{counts['entries']} entries{', ' if base.viewed else ''}{base.viewed}",
        f"{kinds or 'nothing'}; {parts}",
        f"data of {base.about.data_date}, licence {base.about.license}",
    )


def _lines(entry: Entry) -> Iterator[str]:
    model: Any = entry.record.entry
    yield f"{entry.title}   ({entry.kind} {entry.id})"
    if model.aliases:
        yield f"also: {', '.join(model.aliases)}"
    yield ""
    yield from _wrapped(getattr(model, "summary", None) or "")
    if entry.id in entry.base.debate.points:
        yield f"status: {entry.status} ({entry.status.meaning})"
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
    if not isinstance(model, Work | View) and entry.id in entry.base.debate.points:
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
