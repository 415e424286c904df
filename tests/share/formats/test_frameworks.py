"""The compiled framework, read and solved by other people's libraries."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from argumentation.core.dung import grounded_extension
from argumentation.interop.iccma import parse_af, parse_apx
from pygarg.dung import apx_parser, dimacs_parser

from kb.debate import framework
from kb.dung.marks import mark

if TYPE_CHECKING:
    from pathlib import Path


def names(text: str) -> dict[str, str]:
    """What each number of a `p af` file stands for, by its comments."""
    return {number: json.loads(name) for number, name in re.findall(r'# (\d+) = (".*")', text)}


def labels(world: Any, accepted: set[str]) -> dict[str, str]:
    """The label of each point, from a grounded extension and what it attacks."""
    _, attacks = framework(world.debate)
    rejected = {target for source, target in attacks if source in accepted}
    return {
        point: "in" if point in accepted else "out" if point in rejected else "undecided"
        for point in world.debate.points
    }


def test_a_library_reads_the_same_framework_from_both(world: Any) -> None:
    arguments, attacks = framework(world.debate)
    text = world.text("af")
    numbered, marked = parse_af(text), parse_apx(world.text("apx"))
    name = names(text)
    assert {name[argument] for argument in numbered.arguments} == set(arguments)
    assert {(name[s], name[t]) for s, t in numbered.defeats} == set(attacks)
    assert marked.arguments == {mark(argument) for argument in arguments}
    assert marked.defeats == {(mark(s), mark(t)) for s, t in attacks}


def test_its_grounded_extension_gives_every_point_its_label(world: Any) -> None:
    text = world.text("af")
    accepted = {names(text)[number] for number in grounded_extension(parse_af(text))}
    assert labels(world, accepted) == dict(world.debate.labels)


def test_the_reader_of_a_solver_finds_the_same_in_both(world: Any, tmp_path: Path) -> None:
    name = names(world.text("af"))
    for format_ in ("af", "apx"):
        (tmp_path / format_).write_bytes(world.file(format_))
    arguments, attacks = dimacs_parser.parse(str(tmp_path / "af"))
    marked = apx_parser.parse(str(tmp_path / "apx"))
    assert [mark(name[argument]) for argument in arguments] == marked[0]
    assert [[mark(name[end]) for end in attack] for attack in attacks] == marked[1]
    assert len(attacks) == len(framework(world.debate)[1])


@pytest.mark.parametrize("of", ["canal", "water-keeps", "canal#silt-is-cleared"])
def test_the_part_of_an_entry_decides_it_alone(of: str, valley: Any) -> None:
    text = valley.text("af", of)
    part = parse_af(text)
    accepted = {names(text)[number] for number in grounded_extension(part)}
    found = labels(valley, accepted)
    own = [p for p in valley.debate.points if p == of or p.startswith(f"{of}#")]
    assert {p: found[p] for p in own} == {p: valley.debate.labels[p] for p in own} != {}
    assert len(part.arguments) < len(framework(valley.debate)[0])


def test_what_is_not_debated_has_an_empty_framework(small_world: Any) -> None:
    assert parse_af(small_world.text("af", "slow-growth")).arguments == frozenset()
