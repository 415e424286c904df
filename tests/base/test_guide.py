"""The guide to Python: every example on it runs, and every question is on it."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

GUIDE = Path(__file__).parents[2] / "site" / "pages" / "python.md"
OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE

QUESTIONS = [
    "kb.load()",
    'base["rlhf"]',
    'base.find("assistance game")',
    "rlhf.status",
    "print(rlhf.why())",
    'rlhf.critiques(status="unanswered")',
    'base.critiques.where(by="eliezer-yudkowsky")',
    "base.assumptions.shared().where(attacked=True)",
    'base.reading_order("elk")',
    'print(base.path("cirl", "debate").explain())',
    'base.alternatives("rlhf")',
    'base.compare(["rlhf", "cirl", "debate"], rows="assumptions").to_pandas()',
    'base.positions(about="rlhf#useful", as_of="2022-12")',
    'base.changed_positions(holder="ansh-radhakrishnan")',
    'base.as_seen_by("ansh-radhakrishnan")',
    'base.tensions("ansh-radhakrishnan")',
    'base.unexplained("ansh-radhakrishnan")',
    'base.cruxes("ansh-radhakrishnan", "eliezer-yudkowsky", about="bio-anchors")',
    'base.common_ground("paul-christiano", "ansh-radhakrishnan")',
    "base.as_seen_by(mine)",
    "base.questions(mine, top=12)",
    "base.disagreements(one, other)",
    'base.suppose(accept="evolution-is-a-different-path")',
    "base.decisive(top=5)",
    'base.extensions("preferred", of="rlhf")',
    "base.communities()",
    'base.centrality("betweenness", graph="things").head(10)',
    'base.timeline("rlhf")',
    'base.bibliography("rlhf", style="bibtex")',
    "base.sql(\"select id from entries where kind='critique' and status='unanswered'\")",
    'base.cypher("MATCH (c:critique)-[:attacks]->(a)<-[:has]-(p:proposal) RETURN p.id, c.id")',
    "SELECT ?c WHERE { ?c a k:Critique FILTER NOT EXISTS { ?x k:refutes|k:weakens ?c } }",
    ".diff(base)",
    ".changes()",
]


def examples() -> list[doctest.Example]:
    return doctest.DocTestParser().get_examples(GUIDE.read_text("utf-8"))


def test_every_example_runs() -> None:
    told: list[str] = []
    runner = doctest.DocTestRunner(optionflags=OPTIONS, verbose=False)
    test = doctest.DocTest(examples(), {}, GUIDE.name, str(GUIDE), 0, None)
    runner.run(test, out=told.append)
    assert "".join(told) == ""
    assert runner.summarize(verbose=False).attempted > 40


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_is_on_the_page(question: str) -> None:
    assert any(question in example.source for example in examples())
