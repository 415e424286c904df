"""A thread of two thousand replies: no answer needs a stack as deep as the debate."""

from __future__ import annotations

import inspect
import json
import sys
from typing import TYPE_CHECKING

import pytest

from debates import debated
from kb import rules
from kb.agents.tools import Tools
from kb.base import KnowledgeBase, load
from kb.debate.decisive import decisive
from kb.share.formats import FORMATS
from profiles import FULL
from shell import run

if TYPE_CHECKING:
    from pathlib import Path

LENGTH = 2000 if FULL else 1100
FIRST, LAST = "reply-0001", f"reply-{LENGTH}"

CLAIM = """\
title: Vines climb
summary: They climb.
text: Vines climb.
sources: [{work: reed-2021-vines, at: p. 1}]
"""
WORK = """\
title: Vines
type: book
authors: [Ada Reed]
date: 2021
url: https://wall-press.net/vines
"""
REPLY = """\
title: Reply {number}
summary: It is reply {number}.
attacks: [{{target: {target}, force: refutes}}]
sources: [{{work: reed-2021-vines, at: p. {number}}}]
"""


@pytest.fixture(scope="module")
def entries(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A claim, a critique of it, and a reply to each reply."""
    folder = tmp_path_factory.mktemp("thread") / "entries"
    for kind in ("claims", "critiques", "works"):
        (folder / kind).mkdir(parents=True)
    (folder / "claims/vines-climb.yaml").write_text(CLAIM)
    (folder / "works/reed-2021-vines.yaml").write_text(WORK)
    target = "vines-climb"
    for number in range(1, LENGTH + 1):
        reply = REPLY.format(number=number, target=target)
        target = f"reply-{number:04}"
        (folder / f"critiques/{target}.yaml").write_text(reply)
    return folder


@pytest.fixture(scope="module")
def base(entries: Path) -> KnowledgeBase:
    return load(entries)


def test_it_is_longer_than_the_stack_is_deep() -> None:
    assert sys.getrecursionlimit() < LENGTH


def test_checking_finds_no_error(entries: Path) -> None:
    _, findings = rules.check(entries)
    assert [one for one in findings if one.severity == "error"] == []


def test_every_second_reply_stands(base: KnowledgeBase) -> None:
    assert base.status(LAST) == "unanswered"
    assert base.status(FIRST) == "refuted"
    assert base.status("vines-climb") == "defended"


def test_the_tree_of_reasons_has_every_reply(base: KnowledgeBase) -> None:
    tree = base.why("vines-climb")
    assert len(str(tree).splitlines()) == LENGTH + 1
    assert tree._repr_html_().count("<li>") == LENGTH + 1
    assert tree._repr_mimebundle_()["text/markdown"].count("- ") == LENGTH + 1


def test_trees_of_reasons_are_compared_and_printed(base: KnowledgeBase) -> None:
    tree, same = base.why("vines-climb"), base.why("vines-climb")
    assert tree == same
    assert hash(tree) == hash(same)
    assert tree != base.why(FIRST)
    assert repr(tree).startswith("vines-climb: ")
    assert len(repr(tree).splitlines()) <= 20


def test_a_tree_as_json_says_where_it_is_cut(entries: Path) -> None:
    done = run("why", "vines-climb", "--json", "--entries", entries)
    tree, steps = json.loads(done.stdout), 0
    while tree["reasons"]:
        assert "cut" not in tree
        (tree,) = tree["reasons"]
        steps += 1
    assert (tree["point"], tree["cut"]) == (f"reply-{steps:04}", True)


@pytest.mark.parametrize("command", ["why", "show"])
def test_the_command_line_answers(entries: Path, command: str) -> None:
    done = run(command, "vines-climb", "--entries", entries)
    assert done.returncode == 0, done.stderr
    assert FIRST in done.stdout


def test_what_follows_from_a_supposition_is_told_to_the_end(base: KnowledgeBase) -> None:
    changed = {change.address for change in base.suppose(reject=[LAST]).changes()}
    assert {"vines-climb", FIRST} < changed
    assert len(changed) > LENGTH - 2


def test_ways_and_reading_orders_go_through_all_of_it(base: KnowledgeBase) -> None:
    assert len(base.path("vines-climb", LAST)) == LENGTH
    assert base.reading_order("vines-climb")
    assert base.reading_order(LAST)


def test_what_is_decisive_needs_no_deeper_stack_for_a_longer_thread() -> None:
    debate = debated(*(f"r{number + 1} refutes r{number}" for number in range(400)))
    limit, depth = sys.getrecursionlimit(), len(inspect.stack(0))
    sys.setrecursionlimit(depth + 100)
    try:
        found = decisive(debate, 1)
    finally:
        sys.setrecursionlimit(limit)
    assert found[0].most > 100


def test_agents_are_answered(base: KnowledgeBase) -> None:
    ask = Tools(base)
    assert ask.search("reply").hits
    assert ask.entry("vines-climb").status == "defended"
    assert ask.entry("vines-climb", section="why", skip=LENGTH - 10).why
    assert ask.critiques(FIRST).total == 1
    assert ask.path("vines-climb", LAST).length == LENGTH
    assert ask.suppose(reject=LAST).total > LENGTH - 2


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name, one in FORMATS.items() if one.whole])
def test_every_format_holds_it(base: KnowledgeBase, name: str) -> None:
    assert all(base.export(name).values())


@pytest.mark.parametrize("name", [name for name, one in FORMATS.items() if one.of])
def test_every_format_of_one_entry_holds_it(base: KnowledgeBase, name: str) -> None:
    assert all(base.export(name, of="vines-climb").values())
