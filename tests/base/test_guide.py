"""The guide to Python: every example on it runs, and every question is on it."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import networkx as nx
import pytest

import kb

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


MAY_BE_EMPTY = {
    'base.attack_plans("behaviour-and-simplicity-reveal-values")',
    'base.defences("inverse-reinforcement-learning")',
    "[ring for ring in nx.strongly_connected_components(base.debate_graph()) if len(ring) > 1]",
    "base.critiques.where(searched=None)",
    'base.tensions("eliezer-yudkowsky")',
}
"""Questions to which `none` is an answer, now or once the entries have grown."""


def examples() -> list[doctest.Example]:
    return doctest.DocTestParser().get_examples(GUIDE.read_text("utf-8"))


def test_every_example_runs() -> None:
    told: list[str] = []
    runner = doctest.DocTestRunner(optionflags=OPTIONS, verbose=False)
    test = doctest.DocTest(examples(), {}, GUIDE.name, str(GUIDE), 0, None)
    runner.run(test, out=told.append)
    assert "".join(told) == ""
    assert runner.summarize(verbose=False).attempted > 40


def test_every_one_of_the_questions_is_answered_in_one_line() -> None:
    base = kb.load()
    names = {"base": base, "rlhf": base["rlhf"], "nx": nx}
    lines = re.findall(r"^\| [^|]+\? \| `(.+)` \|$", GUIDE.read_text("utf-8"), re.MULTILINE)
    answers = {line: eval(line, dict(names)) for line in lines}
    assert len(answers) == 46
    empty = {line for line, said in answers.items() if hasattr(said, "__len__") and not len(said)}
    assert empty <= MAY_BE_EMPTY


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_is_on_the_page(question: str) -> None:
    assert any(question in example.source for example in examples())
