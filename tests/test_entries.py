"""The entries themselves: what this base must hold, whoever edits it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator

import kb
from debates import independent
from kb.agents.sizes import ROOM, size
from kb.agents.tools import Tools
from kb.edit.schemas import schema
from kb.findings import errors
from kb.model import Link, Reason, View, Work
from kb.model.dates import starts, when
from kb.model.prose import citations, mentions
from kb.model.words import KINDS, RELATIONS
from kb.people import assignments, latest_of, questions
from kb.site.generate import entry_markdown
from kb.site.pages.context import Site
from kb.site.render import Renderer
from slips import lost_fields, lost_references, lost_stances

if TYPE_CHECKING:
    from collections.abc import Callable

    from kb.read import Corpus

REQUIRED = [
    "rlhf",
    "ida",
    "debate",
    "recursive-reward-modeling",
    "cirl",
    "attainable-utility-preservation",
    "embedded-agency",
    "inverse-reinforcement-learning",
    "ambitious-value-learning",
    "factored-cognition",
    "elk",
    "interpretability",
    "adversarial-training",
    "imitation-learning",
    "richer-feedback",
    "assistance-games-for-language",
    "learned-task-decomposition",
    "bio-anchors",
]


@cache
def base() -> kb.KnowledgeBase:
    return kb.load(strict=False)


def test_there_are_at_least_a_hundred_and_ten_entries() -> None:
    assert len(base()) >= 110


# Floors: what was reached, and should not be lost again.

FLOORS = {
    "proposal": 45,
    "critique": 120,
    "claim": 35,
    "problem": 40,
    "concept": 55,
    "forecast": 8,
}


@pytest.mark.parametrize(("kind", "floor"), FLOORS.items())
def test_a_kind_keeps_its_floor(kind: str, floor: int) -> None:
    assert len(base().of_kind(kind)) >= floor


def test_many_critiques_are_replies() -> None:
    reasons = {entry.id for kind in ("critique", "argument") for entry in base().of_kind(kind)}
    answers = {attack.source for attack in base().debate.attacks if attack.target in reasons}
    assert len(answers) >= 45


def test_many_people_hold_positions_most_in_their_own_words() -> None:
    held = base().positions()
    assert len(held) >= 280
    assert len({one.holder for one in held}) >= 30
    assert len([one for one in held if one.words == "own" and one.quote]) >= 220


def test_eight_people_can_be_seen_at_two_dates() -> None:
    dates: dict[str, set[str]] = {}
    for one in base().positions():
        dates.setdefault(one.holder, set()).add(one.date)
    assert len([who for who, seen in dates.items() if len(seen) > 1]) >= 8


def test_few_relations_say_no_more_than_related() -> None:
    corpus = base().corpus
    relations = [one.relation for record in corpus for one in corpus.references(record)]
    assert relations.count("related") < 0.05 * len(relations)


def test_every_proposal_assumes_something() -> None:
    assert [one.id for one in base().proposals if not one.assumptions] == []


def test_every_critique_hits_something_for_a_reason() -> None:
    bare = [
        entry.id
        for entry in base().of_kind("critique")
        if not entry.attacks or not all(attack.why for attack in entry.attacks)
    ]
    assert bare == []


def test_every_critique_names_where_it_was_made_and_few_only_who_reports_it() -> None:
    critiques = base().of_kind("critique")
    told = {one.id: {source.as_ for source in one.sources} for one in critiques}
    assert [id_ for id_, ways in told.items() if not ways & {"original", "summary"}] == []
    reported = [id_ for id_, ways in told.items() if "original" not in ways]
    assert len(reported) < 0.02 * len(critiques), reported


def test_there_are_no_errors() -> None:
    assert errors(base().findings) == ()


@pytest.mark.parametrize("kind", list(KINDS))
def test_there_are_entries_of_every_kind(kind: str) -> None:
    assert base().of_kind(kind) != []


@pytest.mark.parametrize("id_", REQUIRED)
def test_a_proposal_of_the_founding_text_is_there(id_: str) -> None:
    assert base()[id_].kind in {"proposal", "forecast", "problem", "concept"}


def test_every_work_that_was_checked_can_be_located() -> None:
    lost = [
        record.id
        for record in base().corpus.of_kind("work")
        if isinstance(work := record.entry, Work)
        and work.checked
        and not (work.url or work.doi or work.arxiv or work.isbn)
    ]
    assert lost == []


@pytest.mark.parametrize("kind", ["proposal", "forecast"])
def test_every_approach_has_sources_and_a_thesis(kind: str) -> None:
    bare = [entry.id for entry in base().of_kind(kind) if not (entry.sources and entry.thesis)]
    assert bare == []


@pytest.mark.parametrize("kind", ["critique", "argument"])
def test_every_reason_has_sources(kind: str) -> None:
    assert [entry.id for entry in base().of_kind(kind) if not entry.sources] == []


@pytest.mark.parametrize("relation", ["addresses", "uses", "related"])
def test_a_relation_between_things_says_why(relation: str) -> None:
    silent = [
        (record.id, reference.address)
        for record in base().corpus
        for reference in base().corpus.references(record)
        if reference.relation == relation
        and not (isinstance(reference.part, Link) and reference.part.why)
    ]
    assert silent == []


def test_nobody_is_named_without_an_entry() -> None:
    missing = [
        (record.id, reference.address)
        for record in base().corpus
        for reference in base().corpus.references(record)
        if reference.relation == "by" and base().corpus.present(reference.address) not in base()
    ]
    assert missing == []


def test_every_relation_is_used() -> None:
    used = {r.relation for record in base().corpus for r in base().corpus.references(record)}
    assert set(RELATIONS) - used == set()


def test_every_stated_position_is_quoted() -> None:
    bare = [
        (one.holder, one.about)
        for one in base().positions()
        if one.position.reading == "stated" and not one.position.quote
    ]
    assert bare == []


def test_every_work_is_cited_by_something() -> None:
    cited: set[str] = set()
    for record in base().corpus:
        for reference in base().corpus.references(record):
            cited.add(reference.address)
        for _, text in base().corpus.prose(record):
            cited.update(citation.work for citation in citations(text))
            cited.update(mention.address for mention in mentions(text))
    works = {record.id for record in base().corpus.of_kind("work")}
    assert works - cited == set()


def test_every_claim_is_one_that_something_bears_on() -> None:
    # A claim exists because something assumes it, attacks it, supports it or takes a position.
    graph = base().graph
    idle = [
        entry.id
        for entry in base().of_kind("claim")
        if not {data["relation"] for *_, data in graph.in_edges(entry.id, data=True)}
        & {"assumes", "attacks", "supports", "about"}
    ]
    assert idle == []


def test_every_former_id_leads_to_an_entry() -> None:
    corpus = base().corpus
    assert [old for old, new in corpus.former.items() if new not in corpus.records] == []


def test_some_critiques_are_of_critiques() -> None:
    debate = base().debate
    reasons = {r.id for r in base().corpus if isinstance(r.entry, Reason)}
    assert any(attack.target in reasons for attack in debate.attacks)


def test_every_view_is_of_a_person_and_names_its_source() -> None:
    graph = base().graph
    for record in base().corpus.of_kind("view"):
        assert isinstance(record.entry, View)
        kinds = [graph.nodes[id_]["kind"] for id_ in (record.entry.holder, record.entry.source)]
        assert kinds == ["person", "work"]


# What the code makes of them.


@pytest.mark.slow
@pytest.mark.parametrize("lost", [lost_fields, lost_stances, lost_references])
def test_a_word_without_one_letter_is_found_again(
    lost: Callable[[Corpus, int], list[str]],
) -> None:
    # Each word of the small worlds is tried; all of these take minutes.
    assert lost(base().corpus, 4) == []


def test_the_labels_are_those_of_an_independent_reading() -> None:
    assert dict(base().debate.labels) == independent(base().debate)


@pytest.mark.slow
def test_every_entry_is_found_by_its_id() -> None:
    assert [entry.id for entry in base() if base().find(entry.id).ids[:1] != (entry.id,)] == []


@pytest.mark.slow
def test_every_timeline_is_in_order() -> None:
    for record in base().corpus:
        moments = [
            when(starts(one.date) if one.what == "introduced" else one.date)
            for one in base().timeline(record.id)
        ]
        assert moments == sorted(moments), record.id


@pytest.mark.slow
def test_no_drawing_is_larger_than_mermaid_draws() -> None:
    for entry in base():
        (drawing,) = base().export("mermaid", of=entry.id).values()
        assert b"draws no more" not in drawing, entry.id


@pytest.mark.slow
def test_what_an_agent_is_told_of_an_approach_fits() -> None:
    tools = Tools(base())
    assert [
        one.id for one in [*base().proposals, *base().forecasts] if size(tools.entry(one.id)) > ROOM
    ] == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_takes_every_entry_of_its_kind(kind: str) -> None:
    validator = Draft202012Validator(schema(kind))
    wrong = [
        f"{record.id}: {error.message}"
        for record in base().corpus.of_kind(kind)
        for error in validator.iter_errors(record.source.tree)
    ]
    assert wrong == []


def test_every_crux_that_someone_records_is_given() -> None:
    base = kb.load()
    recorded = {(p.holder, p.about, crux) for p in base.positions() for crux in p.cruxes}
    given = {
        (one.holder, one.about, one.address)
        for holder, about in {(holder, about) for holder, about, _ in recorded}
        for one in base.cruxes(holder, about=about)
        if one.recorded
    }
    assert given == recorded


@pytest.mark.parametrize("kind", ["proposal", "forecast"])
def test_no_page_of_an_approach_tells_a_critique_twice(kind: str) -> None:
    site, render = Site(base(), ""), Renderer(Path(__file__).parents[1] / "site/templates")
    for record in base().corpus.of_kind(kind):
        page = entry_markdown(site, render, record)
        told = re.findall(r'<p class="kb-moves__text">(.*?)</p>', page)
        assert len(told) == len(set(told)), record.id


TWELVE = 12
MOST = 0.8
"""Of all that follows from what someone holds of claims, so much follows from twelve answers."""


@pytest.mark.slow
def test_twelve_answers_settle_most_of_what_all_would() -> None:
    debate, held = base().debate, base().positions().rows
    tried = 0
    for who in dict.fromkeys(one.holder for one in held):
        own = {a: one for a, one in latest_of(held, who).items() if not debate.points.get(a, True)}
        labels = assignments(own, who)
        if len(labels) <= TWELVE:
            continue  # twelve answers are all that there is to answer
        whole, some = debate.settle(labels), debate
        answered: dict[str, object] = {}
        for _ in range(TWELVE):
            asked = (one.address for one in questions(some, held, answered))
            left = (about for about in labels if about not in answered)
            about = next((one for one in asked if one in labels), next(left))
            answered[about] = labels[about]
            some = some.settle({about: labels[about]})
        follows = [p for p in whole.points.keys() - labels if whole.status(p) != debate.status(p)]
        settled = [p for p in follows if some.status(p) == whole.status(p)]
        assert len(settled) >= MOST * len(follows), who
        tried += len(follows) > 0
    assert tried > 2
