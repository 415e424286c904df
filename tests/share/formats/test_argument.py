"""The debate in argument mapping: Argdown by its own parser, AIF by arguebuf."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import arguebuf
import pytest
from hypothesis import Phase, given
from hypothesis import strategies as st

from kb.share.formats.argument import SPECIAL, aif, argdown, escaped, supports
from kb.share.formats.format import near
from profiles import examples

if TYPE_CHECKING:
    from collections.abc import Callable

    from kb.share.formats import About, Whole

HERE = Path(__file__).parent
READERS = HERE.parents[2] / "build" / "readers"
NODE = shutil.which("node")
official = pytest.mark.skipif(
    NODE is None or not (READERS / "node_modules" / "@argdown").is_dir(),
    reason="needs node and `make readers`",
)


def parsed(data: bytes, place: Path) -> dict[str, Any]:
    """What Argdown's own parser makes of a file."""
    file = place / "base.argdown"
    file.write_bytes(data)
    done = subprocess.run(
        [str(NODE), HERE / "argdown.mjs", READERS, file],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def said(whole: Whole, point: str) -> str:
    return " ".join(whole.corpus.text(point).split())


def same_in_argdown(whole: Whole, found: dict[str, Any]) -> None:
    dispute = whole.dispute
    assert found["errors"] == []
    for point, reason in dispute.points.items():
        there = found["arguments" if reason else "statements"][point]
        assert said(whole, point) in [text.strip() for text in there["texts"]]
        assert there["data"]["status"] == whole.debate.status(point)
    expected = {(a.source, a.target) for a in dispute.attacks}
    backing = set(supports(whole))
    kinds = {(source, target): kind for kind, source, target in found["relations"]}
    assert {pair for pair, kind in kinds.items() if kind != "support"} == expected
    assert {pair for pair, kind in kinds.items() if kind == "support"} == backing
    rests = {
        title.removesuffix(" from its premises"): (titles[:-1], titles[-1])
        for title, titles in found["premises"].items()
    }
    assert rests == {p: (list(below), p) for p, below in dispute.assumes.items()}


@official
def test_argdown_reads_the_same_debate(world: Any, tmp_path: Path) -> None:
    same_in_argdown(world.whole, parsed(world.file("argdown"), tmp_path))


@official
def test_a_weakening_of_a_reason_is_an_undercut_and_of_a_statement_an_attack(
    small_world: Any, tmp_path: Path
) -> None:
    found = parsed(small_world.file("argdown"), tmp_path)
    kinds = {(source, target): kind for kind, source, target in found["relations"]}
    forces = {(a.source, a.target): a.force for a in small_world.debate.attacks}
    for pair, force in forces.items():
        undercut = force == "weakens" and small_world.debate.points[pair[1]]
        assert kinds[pair] == ("undercut" if undercut else "attack")
    weakened = {
        (source, target)
        for source, argument in found["arguments"].items()
        for target in argument["data"].get("weakens", [])
    }
    assert weakened == {pair for pair, force in forces.items() if force == "weakens"} != set()


@official
def test_argdown_knows_where_it_comes_from(small_world: Any, about: About, tmp_path: Path) -> None:
    found = parsed(small_world.file("argdown"), tmp_path)
    assert found["about"] == {"title": "Alignment knowledge base", **asdict(about)}


@official
@examples(5, phases=[Phase.generate])
@given(data=st.data())
def test_any_text_survives_in_argdown(
    data: st.DataObject,
    texts: st.SearchStrategy[str],
    with_texts: Callable[[str], Whole],
    tmp_path: Path,
) -> None:
    whole = with_texts(" ".join(data.draw(st.lists(texts, min_size=20, max_size=30))))
    same_in_argdown(whole, parsed(argdown(whole), tmp_path))


@examples(200)
@given(data=st.data())
def test_a_text_is_one_line_from_which_the_backslashes_can_be_taken(
    data: st.DataObject, texts: st.SearchStrategy[str]
) -> None:
    text = data.draw(texts)
    written = escaped(text)
    assert not re.search(r"[\r\n\v\f\x85\u2028\u2029]", written)
    assert re.sub(r"\\(.)", r"\1", written) == " ".join(text.split())
    assert SPECIAL.sub("", re.sub(r"\\.", "", written)) == re.sub(r"\\.", "", written)


def test_an_export_of_one_entry_holds_what_bears_on_it(valley: Any) -> None:
    text = valley.text("argdown", "canal")
    titles = re.findall(r"^[\[<]([^\]>]+)[\]>]: ", text, re.MULTILINE)
    assert set(titles) == set(near(valley.graph, valley.debate, "canal"))


# AIF


def schemes(whole: Whole) -> dict[str, tuple[str, set[str], str]]:
    """The scheme nodes there should be: type, what leads to them, what they lead to."""
    dispute = whole.dispute
    found = {
        f"{point} from its premises": ("Support", set(below), point)
        for point, below in dispute.assumes.items()
    }
    found |= {f"{s} supports {t}": ("Support", {s}, t) for s, t in supports(whole)}
    found |= {
        f"{a.source} attacks {a.target}": ("Attack", {a.source}, a.target) for a in dispute.attacks
    }
    return found


def same_in_aif(whole: Whole) -> None:
    graph = arguebuf.load.aif(json.loads(aif(whole)))
    points = whole.dispute.points
    assert {id_: str(node.text) for id_, node in graph.atom_nodes.items()} == {
        point: whole.corpus.text(point) for point in points
    }
    found = {
        id_: (
            type(node.scheme).__name__,
            {one.id for one in graph.incoming_nodes(node)},
            *(one.id for one in graph.outgoing_nodes(node)),
        )
        for id_, node in graph.scheme_nodes.items()
    }
    assert found == schemes(whole)


def test_arguebuf_reads_the_same_debate(world: Any) -> None:
    same_in_aif(world.whole)


@examples(40)
@given(data=st.data())
def test_any_text_survives_in_aif(
    data: st.DataObject, texts: st.SearchStrategy[str], with_texts: Callable[[str], Whole]
) -> None:
    same_in_aif(with_texts(data.draw(texts)))


def test_attacks_keep_their_force_beside_the_scheme(small_world: Any) -> None:
    nodes = json.loads(small_world.file("aif"))["nodes"]
    found = {node["nodeID"]: node["force"] for node in nodes if node["type"] == "CA"}
    assert found == {f"{a.source} attacks {a.target}": a.force for a in small_world.debate.attacks}


def test_nodes_of_aif_have_ids_of_their_own_and_edges_too(valley: Any) -> None:
    whole = json.loads(valley.file("aif"))
    for things, name in (("nodes", "nodeID"), ("edges", "edgeID")):
        ids = [thing[name] for thing in whole[things]]
        assert len(ids) == len(set(ids)) > 0
