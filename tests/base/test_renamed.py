"""A statement that was renamed is found by its former address, wherever one is taken."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

import kb
from kb.agents.tools import Tools
from kb.cli import app
from kb.edit import move, save
from kb.errors import EntryNotFound

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OLD, NOW = "gardening#cuts-teach", "gardening#cuts-lead"

Asked = "Callable[[kb.KnowledgeBase, str], Any]"


@pytest.fixture
def garden(small: Path) -> kb.KnowledgeBase:
    """The small world, in which a statement got another name."""
    save(move(small, OLD, NOW))
    return kb.load(small)


@pytest.mark.parametrize(
    "ask",
    [
        lambda base, address: base.text(address),
        lambda base, address: base.status(address),
        lambda base, address: base.why(address),
        lambda base, address: base.profile(address),
        lambda base, address: base.critiques_of(address).ids,
        lambda base, address: base.attackers_of(address).ids,
        lambda base, address: base.positions(about=address).records(),
        lambda base, address: base.history("ben-moss", address).records(),
        lambda base, address: base.suppose(reject=address).changes().records(),
        lambda base, address: base.cruxes("ben-moss", about=address).records(),
        lambda base, address: base.path(address, "shaping"),
        lambda base, address: base.neighbors(address).records(),
        lambda base, address: base.bibliography(address.partition("#")[0]),
        lambda base, address: base.export("dot", of=address),
    ],
)
def test_python_answers_by_the_former_address(garden: kb.KnowledgeBase, ask: Asked) -> None:
    assert ask(garden, OLD) == ask(garden, NOW)


def test_sparql_leads_from_the_former_address_to_the_present_one(
    garden: kb.KnowledgeBase,
) -> None:
    old = OLD.replace("#", "\\#")
    query = f"SELECT ?now WHERE {{ proposal:{old} dcterms:isReplacedBy ?now }}"
    assert [tuple(row) for row in garden.sparql(query)] == [(NOW,)]


def test_sql_finds_it_by_the_former_address(garden: kb.KnowledgeBase) -> None:
    found = garden.sql("SELECT id FROM statements WHERE list_contains(former, ?)", [OLD])
    assert [tuple(row) for row in found] == [(NOW,)]


def test_a_statement_is_no_entry_under_either_address(garden: kb.KnowledgeBase) -> None:
    for address in (OLD, NOW):
        with pytest.raises(EntryNotFound, match="is a statement, not an entry"):
            garden[address]


@pytest.mark.parametrize(
    "ask",
    [
        lambda tools, address: tools.entry(address),
        lambda tools, address: tools.critiques(address),
        lambda tools, address: tools.positions(about=address),
        lambda tools, address: tools.suppose(reject=[address]),
        lambda tools, address: tools.path(address, "shaping"),
    ],
)
def test_agents_are_answered_by_the_former_address(
    garden: kb.KnowledgeBase, ask: Callable[[Tools, str], Any]
) -> None:
    tools = Tools(garden)
    assert ask(tools, OLD) == ask(tools, NOW)


@pytest.mark.parametrize(
    "command",
    [("why",), ("critiques",), ("suppose", "--reject"), ("positions", "--about")],
)
def test_commands_answer_by_the_former_address(
    garden: kb.KnowledgeBase, command: tuple[str, ...]
) -> None:
    answers = [
        CliRunner().invoke(app, [*command, address, "--entries", str(garden.folder)])
        for address in (OLD, NOW)
    ]
    assert [one.exit_code for one in answers] == [0, 0]
    assert answers[0].output == answers[1].output


def test_what_is_exported_tells_the_former_id(garden: kb.KnowledgeBase) -> None:
    (data,) = garden.export("json").values()
    entries = {one["id"]: one["fields"] for one in json.loads(data)["entries"]}
    told = {one["id"]: one for one in entries["gardening"]["assumptions"] if "id" in one}
    assert told["cuts-lead"]["former_ids"] == ["cuts-teach"]
