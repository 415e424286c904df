"""One entry or statement as agents are told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kb.agents.answers import Against, Attack, Recorded, Related, Statement, Told
from kb.agents.citing import source, sources
from kb.agents.sizes import MOST, clipped, fitted, left
from kb.graph import EDGES, HAS
from kb.model import Approach, Reason, Thing
from kb.model.entries import Critique, Forecast, Problem
from kb.model.fields import fields_of
from kb.model.iri import page
from kb.model.parts import Assessment
from kb.survey import hit, standing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.agents.answers import Section
    from kb.base import KnowledgeBase
    from kb.graph import Link
    from kb.model import Entry
    from kb.model import Source as Written
    from kb.read import Record

_SHARES: Final = {
    "why": 2.0,
    "statements": 1.5,
    "critiques": 1.0,
    "sources": 0.8,
    "attacks": 0.5,
    "supports": 0.5,
    "related": 0.8,
    "recorded": 0.4,
    "by": 2.0,
    "aliases": 1.0,
}
"""The lists of an entry, and how many rows each has for one of an answer's."""

_PARAGRAPH: Final = 3000
"""Characters of a paragraph that are shown; the resource has all of it."""

_ALSO: Final = ("example", "misreading", "note")
"""The fields of entries that are told after their account."""

_ROLES: Final = {"steps": "step", "claims": "claim"}
"""What statements are called by their fields; all others are assumed."""

_BACKWARD: Final = {HAS.name, "attacks", "about"}
"""Relations whose other side has a list of its own, or none."""


def card(base: KnowledgeBase, address: str) -> Told:
    """An entry or statement without its account, in no more room than an answer has."""
    told = _told(base, address)
    written = len(_account(base, address))
    unit = "paragraph" if written == 1 else "paragraphs"
    said = [f"account: {written} {unit}; entry({address!r}, section='account')"]
    also = [*(said if written else ()), *_positions(base, address)]
    return fitted(lambda most: _cut(told, most, also))


def whole(base: KnowledgeBase, address: str) -> Told:
    """An entry or statement with everything that is told of it, however long that is."""
    more = tuple(_positions(base, address))
    return _told(base, address).model_copy(
        update={"account": _account(base, address), "more": more}
    )


def section(base: KnowledgeBase, address: str, name: Section, skip: int) -> Told:
    """One list of an entry or statement, from one of its rows on."""
    rows = getattr(whole(base, address), name)
    if name == "account":
        rows = tuple(clipped(paragraph, _PARAGRAPH) for paragraph in rows)

    def answer(most: int) -> Told:
        shown = rows[skip : skip + most]
        more = left(len(rows), skip, len(shown), "rows") or f"rows in all: {len(rows)}"
        told = {"sources": sources(base, address, 3), **_head(base, address), name: shown}
        return Told(**told, more=(more,))

    return fitted(answer, 4 * MOST)


def _account(base: KnowledgeBase, address: str) -> tuple[str, ...]:
    """The paragraphs of an entry: its body, then its example, usual misreading and note."""
    if address in base.corpus.statements:
        return ()
    entry = base.corpus.records[address].entry
    fields = fields_of(type(entry))
    also = {name: fields[name].of(entry) for name in _ALSO if name in fields}
    found = (entry.body or "").split("\n\n")
    found += [f"{name.capitalize()}: {said}" for name, said in also.items() if said]
    return tuple(" ".join(text.split()) for text in found if text.strip())


def _head(base: KnowledgeBase, address: str) -> dict[str, Any]:
    """What is told of every entry and statement."""
    found = hit(base.corpus, address)
    told: dict[str, Any] = {
        "id": address,
        "kind": found.kind,
        "title": found.title,
        "page": page(base.corpus.owner(address).kind, address),
    }
    if address in base.debate.points:
        status = base.debate.status(address)
        told |= {
            "profile": base.profile(address).sentence,
            "status": standing(base.corpus, base.debate, address),
            "status_says": status.sentence,
        }
    return told


def _told(base: KnowledgeBase, address: str) -> Told:
    record = base.corpus.owner(address)
    told = _head(base, address)
    if address in base.debate.points:
        told["why"] = tuple(str(base.why(address)).splitlines())
        told["critiques"] = tuple(
            Against(address=one.id, title=one.title, status=one.status)
            for one in base.critiques_of(address)
        )
    told["statements"] = tuple(_statements(base, address))
    told["related"] = tuple(dict.fromkeys(_related(base, address)))
    told["sources"] = sources(base, address)
    if address in base.corpus.statements:
        return Told(**told, text=base.corpus.text(address))
    return Told(**told, **_written(base, record))


def _written(base: KnowledgeBase, record: Record) -> dict[str, Any]:
    """What only whole entries say."""
    entry = record.entry
    row = base.rows[record.id]
    summary = entry.summary or None
    text = base.corpus.text(record.id)
    return {
        "aliases": entry.aliases,
        "summary": summary,
        "text": None if text in {summary, entry.title} else text,
        "citation": base.corpus.full(record) or None,
        "by": row["by"],
        "date": row["date"],
        "searched": entry.searched,
        "review": _review(entry),
        "attacks": tuple(attacks(base, record)),
        "supports": row["supports"],
        "recorded": tuple(
            Recorded(what=what, text=said, source=source(base, cited.work, cited.at, cited.quote))
            for what, said, cited in _recorded(entry)
        ),
    }


def _review(entry: Entry) -> str | None:
    if entry.review is None:
        return None
    sure = entry.review.confidence
    says = f"; the editors' confidence that it is faithful to its sources is {sure}" if sure else ""
    return f"{entry.review.status}{says}"


def _statements(base: KnowledgeBase, address: str) -> Iterator[Statement]:
    """The statements of an entry and those it rests on, these first."""
    found: list[tuple[str, Any]] = []
    if address in base.corpus.statements:
        needed = base.corpus.statements[address].statement.needs
        found = [("premise", base.corpus.present(one)) for one in needed]
    else:
        record = base.corpus.records[address]
        fields = {one.address: one.field for one in base.corpus.statements_of(address)}
        assumed = "assumption" if isinstance(record.entry, Approach) else "premise"
        for own in dict.fromkeys([*base.corpus.premises(record), *fields]):
            found.append((_ROLES.get(fields.get(own, ""), assumed), own))
    for role, own in found:
        if own in base.debate.points:
            status = standing(base.corpus, base.debate, own)
            yield Statement(address=own, role=role, text=base.corpus.text(own), status=status)


def attacks(base: KnowledgeBase, record: Record) -> Iterator[Attack]:
    """What an entry is against; nothing, if it is no critique."""
    if isinstance(record.entry, Critique):
        for one in record.entry.attacks:
            target = base.corpus.present(one.target)
            if target in base.debate.points:
                text, why = base.corpus.text(target), one.why and clipped(one.why, 300)
                yield Attack(target=target, force=one.force, text=text, why=why)


def _related(base: KnowledgeBase, address: str) -> Iterator[Related]:
    """The relations that no other list shows, those last that say little."""
    links = base.neighbors(address, direction="both")
    last = {name for name, one in EDGES.items() if one.placed or one.little > 0}
    for link in sorted(links, key=lambda one: one.relation in last):
        if not _listed(link):
            yield Related(address=link.end, says=clipped(link.text))


def _listed(link: Link) -> bool:
    """Whether a link is in a list of its own, or in none."""
    if not link.forward:
        return link.relation in _BACKWARD
    relation = EDGES[link.relation]
    return bool(relation.bears) or relation.placed or relation.name in {HAS.name, "by"}


def _positions(base: KnowledgeBase, address: str) -> Iterator[str]:
    """How many positions belong to something, and how to see them."""
    own, held = base.corpus.within(address), base.positions()
    if about := sum(one.about in own for one in held):
        yield f"positions on it: {about}; positions(about={address!r})"
    if taken := sum(one.holder == address for one in held):
        yield f"positions held: {taken}; positions(holder={address!r})"
    if inside := [one.holder for one in held if one.view == address]:
        yield f"positions in it: {len(inside)}; positions(holder={inside[0]!r})"


def _cut(told: Told, most: int, also: list[str]) -> Told:
    """What is told with at most so many rows a list, and what was left out."""
    kept, more = {}, []
    for field, share in _SHARES.items():
        rows = getattr(told, field)
        kept[field] = rows[: max(1, int(share * most))]
        if len(kept[field]) < len(rows):
            how = f"entry({told.id!r}, section={field!r}, skip={len(kept[field])})"
            more.append(f"{field}: {len(kept[field])} of {len(rows)} shown; {how}")
    return told.model_copy(update={**kept, "more": (*more, *also)})


def _recorded(entry: Entry) -> Iterator[tuple[str, str, Written]]:
    """What is recorded, in which words, and where."""
    if isinstance(entry, Reason):
        for evidence in entry.evidence:
            yield evidence.method, evidence.result, evidence.source
    if isinstance(entry, Forecast):
        for one in entry.estimates:
            date = f", as of {one.date}" if one.date else ""
            yield "estimate", f"{one.quantity}: {one.said}{date}", one.source
    if isinstance(entry, Approach):
        yield from _life(entry)
    if isinstance(entry, Approach | Problem):
        for worker in entry.workers:
            yield "worker", f"{worker.who}, as of {worker.as_of}", worker.source
    if isinstance(entry, Thing):
        for definition in entry.definitions:
            yield "definition", entry.title, definition.source


def _life(entry: Approach) -> Iterator[tuple[str, str, Written]]:
    """How an approach was judged and tried, and what became of it."""
    for question, answer in (entry.assessment or Assessment()).answers():
        yield question.name.replace("-", " "), answer.text, answer.source
    for rung in entry.maturity:
        yield "maturity", f"{rung.rung}: {rung.result}" if rung.result else rung.rung, rung.source
    for milestone in entry.milestones:
        yield "milestone", f"{milestone.date}: {milestone.text}", milestone.source
    if told := entry.activity:
        yield "activity", f"{told.state}, as of {told.as_of}", told.source
