"""What changed between two states is told whole, and a contributor's text acts on nobody."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import FrozenInstanceError
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import shell
from kb.base import load
from kb.edit.diff import (
    Changes,
    Edge,
    LookAlike,
    changes,
    markdown,
    shape,
    text,
)
from kb.edit.diff.wording import code
from kb.errors import NoSuchState
from kb.read import state
from profiles import examples
from shell import commit, git
from tools.comment import harmless

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

SMALL = Path(__file__).parents[1] / "worlds/small/entries"
GOLDEN = Path(__file__).parents[1] / "golden/diff"
CRITIQUE = """\
title: Daily care is rare
summary: Few gardeners have the time to come each day.
attacks:
  - target: gardening#daily-care
    force: refutes
sources:
  - work: moss-2022-roots
"""


@pytest.fixture
def entries(small: Path) -> Path:
    """The small world, committed on a branch `main`."""
    git(small.parent, "init", "--quiet", "--initial-branch=main")
    commit(small.parent)
    return small


def run(entries: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return shell.run("diff", *arguments, "--entries", entries)


def since(entries: Path) -> Changes:
    """What changed in a copy of the small world."""
    return changes(load(SMALL, strict=False), load(entries, strict=False))


def edit(file: Path, old: str, new: str) -> None:
    content = file.read_text("utf-8")
    assert old in content
    file.write_text(content.replace(old, new, 1), "utf-8")


def test_nothing_differs_from_itself(small: Path) -> None:
    found = since(small)
    assert not found
    assert Changes() == found
    assert (text(found), markdown(found)) == ("", "")


def test_layout_and_comments_are_no_change(small: Path) -> None:
    edit(small / "concepts/pruning.yaml", "title: Pruning", "# a note\ntitle: 'Pruning'")
    assert not since(small)


def test_changes_do_not_change() -> None:
    with pytest.raises(FrozenInstanceError):
        Changes().bump = "major"  # type: ignore[misc]


def test_a_new_entry_comes_with_its_relations_and_what_it_does_to_statuses(small: Path) -> None:
    (small / "critiques/daily-care-is-rare.yaml").write_text(CRITIQUE)

    found = since(small)

    assert [(one.id, one.kind) for one in found.added] == [("daily-care-is-rare", "critique")]
    assert (
        Edge("attacks", "daily-care-is-rare", "gardening#daily-care"),
        Edge("sources", "daily-care-is-rare", "moss-2022-roots"),
    ) == found.relations_added
    assert ("gardening#daily-care", "unchallenged", "refuted") in [
        (now.address, now.before, now.after) for now in found.restated
    ]
    assert found.bump == "minor"
    assert (found.edited, found.removed, found.relations_removed) == ((), (), ())


def test_an_edit_names_its_fields_as_the_file_does(small: Path) -> None:
    edit(small / "proposals/trellis.yaml", "title: Trellis first", "title: Frame first")
    edit(small / "proposals/trellis.yaml", "at: p. 1", "at: p. 2")

    found = since(small)

    assert [(one.id, one.fields) for one in found.edited] == [("trellis", ("title", "sources"))]
    assert found.bump == "patch"
    assert found.relations_added == found.relations_removed == ()


def test_a_relation_that_is_taken_out_is_told(small: Path) -> None:
    edit(small / "critiques/roots-can-be-watered.yaml", "supports:\n  - gardening\n", "")
    found = since(small)
    assert found.relations_removed == (Edge("supports", "roots-can-be-watered", "gardening"),)
    assert "no more supports gardening" in text(found)


def test_a_relation_of_a_statement_starts_at_the_statement(small: Path) -> None:
    edit(small / "proposals/gardening.yaml", "      - gardening#daily-care\n", "")
    found = since(small)
    assert found.relations_removed == (Edge("assumes", "gardening#cut", "gardening#daily-care"),)


def test_a_rename_is_neither_an_addition_nor_a_removal(small: Path) -> None:
    from kb.edit import move, save

    save(move(small, "pruning", "cutting"))

    found = since(small)

    assert [(one.id, one.before) for one in found.renamed] == [("cutting", "pruning")]
    assert (found.added, found.removed, found.gone) == ((), (), ())
    assert (found.relations_added, found.relations_removed) == ((), ())
    assert "cutting" not in [one.id for one in found.edited]
    assert found.bump == "minor"
    assert "~ concept cutting" in text(found)
    assert "was pruning" in text(found)


def test_an_entry_gone_without_a_sign_is_a_major_step(small: Path) -> None:
    (small / "arguments/cuts-are-cheap.yaml").unlink()
    found = since(small)
    assert [(one.id, one.reason) for one in found.removed] == [("cuts-are-cheap", "")]
    assert (found.gone, found.bump) == (("cuts-are-cheap",), "major")


def test_an_entry_that_leaves_a_sign_is_no_major_step(small: Path) -> None:
    (small / "arguments/cuts-are-cheap.yaml").unlink()
    (small / "retired").mkdir()
    stub = "reason: out-of-scope\nsince: 2024-05-03\n"
    (small / "retired/cuts-are-cheap.yaml").write_text(stub)

    found = since(small)

    assert [(one.id, one.reason) for one in found.removed] == [("cuts-are-cheap", "out-of-scope")]
    assert (found.gone, found.bump) == ((), "minor")
    assert "retired: out of scope" in text(found)


def test_a_former_id_that_is_forgotten_is_a_major_step(small: Path) -> None:
    edit(small / "proposals/gardening.yaml", "former_ids:\n  - slow-gardening\n", "")
    found = since(small)
    assert (found.gone, found.bump) == (("slow-gardening",), "major")


def test_a_statement_that_is_gone_is_a_major_step_and_named(small: Path) -> None:
    edit(small / "proposals/gardening.yaml", "  - id: look\n", "  - id: watch\n")
    found = since(small)
    assert (found.gone, found.bump) == (("gardening#look",), "major")
    assert found.renamed == ()
    assert "Ids and addresses that lead nowhere now: gardening#look." in text(found)


def test_a_statement_that_is_renamed_is_told_as_renamed(small: Path) -> None:
    from kb.edit import move, save

    save(move(small, "gardening#daily-care", "gardening#every-day"))

    found = since(small)

    assert [(one.id, one.kind, one.before) for one in found.renamed] == [
        ("gardening#every-day", "statement", "gardening#daily-care")
    ]
    assert (found.gone, found.relations_added, found.relations_removed) == ((), (), ())
    assert (found.restated, found.bump) == ((), "minor")
    assert re.search(r"~ statement gardening#every-day +was gardening#daily-care", text(found))


def test_files_in_which_only_an_id_changed_are_not_edited(small: Path) -> None:
    from kb.edit import move, save

    save(move(small, "pruning", "cutting"))
    edit(small / "claims/growth-is-visible.yaml", "a cut is made", "a snip is made")

    found = since(small)

    assert [one.id for one in found.edited] == ["growth-is-visible"]
    assert [(one.id, one.before) for one in found.renamed] == [("cutting", "pruning")]


def test_a_former_id_of_a_statement_that_is_forgotten_is_a_major_step(small: Path) -> None:
    edit(small / "proposals/gardening.yaml", "id: look\n", "id: look\n    former_ids: [watch]\n")
    found = changes(load(small), load(SMALL))
    assert (found.gone, found.bump) == (("gardening#watch",), "major")


def test_statements_of_an_entry_that_is_renamed_are_not_lost(small: Path) -> None:
    from kb.edit import move, save

    save(move(small, "gardening", "tending"))

    found = since(small)

    assert [one.before for one in found.renamed] == ["gardening"]
    assert (found.gone, found.bump) == ((), "minor")


def test_statements_of_an_entry_that_leaves_a_sign_are_not_counted(small: Path) -> None:
    (small / "critiques/roots-are-hidden.yaml").unlink()
    (small / "retired").mkdir()
    stub = "reason: out-of-scope\nsince: 2024-05-03\n"
    (small / "retired/roots-are-hidden.yaml").write_text(stub)
    assert since(small).gone == ()


def test_an_entry_of_another_kind_is_a_major_step(small: Path) -> None:
    shutil.move(small / "concepts/pruning.yaml", small / "problems/pruning.yaml")
    edit(small / "problems/pruning.yaml", "title: Pruning", "title: Pruning\ntype: question")
    found = since(small)
    assert [(one.id, one.fields) for one in found.edited] == [("pruning", ("kind", "type"))]
    assert found.bump == "major"


def test_an_entry_that_remembers_its_former_kind_is_no_major_step(small: Path) -> None:
    shutil.move(small / "concepts/pruning.yaml", small / "problems/pruning.yaml")
    here = "title: Pruning\ntype: question\nformer_kinds: [concept]"
    edit(small / "problems/pruning.yaml", "title: Pruning", here)
    assert since(small).bump == "patch"


def test_a_former_kind_that_is_forgotten_is_a_major_step(small: Path) -> None:
    edit(small / "proposals/gardening.yaml", "former_kinds:\n  - concept\n", "")
    assert since(small).bump == "major"


def test_a_new_entry_with_a_name_that_is_taken_is_pointed_out(small: Path) -> None:
    (small / "concepts/growing.yaml").write_text("title: Growing slow\nsummary: Not fast.\n")
    found = since(small)
    assert found.look_alikes == (
        LookAlike("growing", "slow-growth", "alias", "Growing slowly", 92),
    )


def test_a_name_that_is_less_near_than_asked_is_not(small: Path) -> None:
    (small / "concepts/growing.yaml").write_text("title: Growing slow\nsummary: Not fast.\n")
    assert changes(load(SMALL), load(small), near=93).look_alikes == ()


def test_an_entry_that_breaks_is_not_readable_rather_than_removed(small: Path) -> None:
    (small / "critiques/roots-are-hidden.yaml").write_text("title: [\n")

    found = since(small)

    assert found.unreadable == ("entries/critiques/roots-are-hidden.yaml",)
    assert (found.removed, found.gone, found.relations_removed) == ((), (), ())
    assert found.mistakes > 0
    assert "Not readable: entries/critiques/roots-are-hidden.yaml." in text(found)
    assert "see `kb check`" in text(found)


def test_an_entry_that_is_mended_is_not_new(small: Path) -> None:
    (small / "critiques/roots-are-hidden.yaml").write_text("title: [\n")
    found = changes(load(small, strict=False), load(SMALL))
    assert [one.id for one in found.mended] == ["roots-are-hidden"]
    assert (found.added, found.unreadable, found.relations_added) == ((), (), ())
    assert "can be read again" in text(found)


SCHEMA = """{
  "properties": {
    "title": {"type": ["string", "number"], "maxLength": 90, "pattern": "^T"},
    "parts": {"type": "array", "items": {"anyOf": [{"type": "string"}, {"$ref": "#/$defs/Part"}]}},
    "as": {"type": "string"}
  },
  "required": ["title"],
  "type": "object",
  "$defs": {
    "Part": {
      "properties": {
        "id": {"type": "string", "minLength": 2},
        "rung": {"enum": ["low", "high"], "type": "string"},
        "parts": {"type": "array", "items": {"$ref": "#/$defs/Part"}}
      },
      "required": ["id"],
      "type": "object"
    }
  }
}
"""


def kept(folder: Path, schema: str = SCHEMA) -> Path:
    """A folder of schemas with one kind."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "concept.schema.json").write_text(schema)
    return folder


@pytest.mark.parametrize(
    ("old", "new", "bump", "named"),
    [
        ('"as": {', '"at": {"type": "string"}, "as": {', "minor", "concept.at"),
        ('"low", "high"', '"low", "mid", "high"', "minor", "concept.parts.rung=mid"),
        ('"anyOf": [', '"anyOf": [{"type": "null"}, ', "minor", "concept.parts as array of null"),
        ('"low", "high"', '"low"', "major", "concept.parts.rung=high"),
        (',\n    "as": {"type": "string"}', "", "major", "concept.as"),
        (
            '"anyOf": [{"type": "string"}, ',
            '"anyOf": [',
            "major",
            "concept.parts as array of string",
        ),
        ('"required": ["id"]', '"required": ["id", "rung"]', "major", "concept.parts.rung"),
        ('"maxLength": 90', '"maxLength": 80', "major", "concept.title as string maxLength"),
        ('"minLength": 2', '"minLength": 3', "major", "concept.parts.id as string minLength"),
        ('"^T"', '"^t"', "major", "concept.title as string pattern"),
        ('"as": {', '"as": {"maxLength": 9, ', "major", "concept.as as string maxLength"),
        ('"maxLength": 90', '"maxLength": 91', "none", ""),
        (', "pattern": "^T"', "", "none", ""),
        ('"as": {', '"as": {"description": "As what.", ', "none", ""),
        ("#/$defs/Part", "#/$defs/Piece", "none", ""),
    ],
)
def test_a_schema_that_loses_something_or_asks_for_more_is_a_major_step(
    tmp_path: Path, old: str, new: str, bump: str, named: str
) -> None:
    assert old in SCHEMA
    changed = SCHEMA.replace(old, new).replace(
        '"Part": {', '"Piece": {' if "Piece" in new else '"Part": {'
    )
    places = kept(tmp_path / "old"), kept(tmp_path / "new", changed)
    base = load(SMALL)

    found = changes(base, base, (shape(places[0]), shape(places[1])))

    assert found.bump == bump
    told = found.schema_added, found.schema_removed, found.schema_required, found.schema_narrower
    assert [part for parts in told for part in parts] == ([named] if named else [])
    assert bool(found) == bool(named)


def test_what_a_group_that_may_be_left_out_requires_is_no_major_step(tmp_path: Path) -> None:
    plain = SCHEMA.replace(', {"$ref": "#/$defs/Part"}', "", 1)
    base = load(SMALL)

    found = changes(base, base, (shape(kept(tmp_path / "a", plain)), shape(kept(tmp_path / "b"))))

    assert (found.bump, found.schema_required) == ("minor", ())
    assert "concept.parts.id" in found.schema_added


def test_a_kind_that_goes_is_named_once(tmp_path: Path) -> None:
    kept(tmp_path / "old")
    (tmp_path / "old/idea.schema.json").write_text(SCHEMA)
    base = load(SMALL)

    found = changes(base, base, (shape(tmp_path / "old"), shape(kept(tmp_path / "new"))))

    assert (found.bump, found.schema_removed) == ("major", ("idea",))


@pytest.mark.parametrize("broken", ["{", "[]", '{"properties": {"a": {"$ref": "#/$defs/Gone"}}}'])
def test_a_schema_that_cannot_be_read_is_not_compared(tmp_path: Path, broken: str) -> None:
    assert shape(kept(tmp_path, broken)) is None
    assert shape(tmp_path / "nowhere") is None


def test_the_shape_of_the_present_schema_knows_every_kind_and_field() -> None:
    from kb.model import MODELS, Retired

    found = shape(Path(__file__).parents[2] / "kb/model/schemas")

    assert found is not None
    fields = {
        ((kind, field.alias or name), field.is_required())
        for kind, model in {**MODELS, "retired": Retired}.items()
        for name, field in model.model_fields.items()
    }
    assert {(path, path in found.required) for path in found.paths if len(path) == 2} == fields
    assert ("view", "positions", "stance", "=unsure") in found.paths


def test_two_branches_that_add_entries_merge_without_conflict(entries: Path) -> None:
    root = entries.parent
    for branch, name in (("left", "ivy"), ("right", "moss")):
        git(root, "switch", "--quiet", "--create", branch, "main")
        concept = f"title: {name.title()}\nsummary: It grows on walls.\n"
        (entries / f"concepts/{name}.yaml").write_text(concept)
        commit(root)

    git(root, "merge", "--quiet", "--no-edit", "left")

    assert git(root, "status", "--porcelain") == ""
    found = changes(load(SMALL), load(entries))
    assert [one.id for one in found.added] == ["ivy", "moss"]
    assert (found.edited, found.mistakes, found.bump) == ((), 0, "minor")


def test_the_command_compares_with_head_unless_told_otherwise(entries: Path) -> None:
    (entries / "critiques/daily-care-is-rare.yaml").write_text(CRITIQUE)
    before = run(entries)
    commit(entries.parent)

    assert "+ critique daily-care-is-rare" in before.stdout
    assert (run(entries).stdout, run(entries, "--bump").stdout) == ("", "none\n")
    assert run(entries, "HEAD~1", "--bump").stdout == "minor\n"


def test_the_command_leaves_the_checkout_as_it_is(entries: Path) -> None:
    edit(entries / "proposals/trellis.yaml", "Trellis first", "Frame first")
    before = git(entries.parent, "status", "--porcelain")
    assert run(entries, "--format", "json").returncode == 0
    assert git(entries.parent, "status", "--porcelain") == before


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_the_command_says_nothing_where_nothing_changed(entries: Path, form: str) -> None:
    done = run(entries, "--format", form)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_command_answers_in_json_even_where_nothing_changed(entries: Path) -> None:
    answer = json.loads(run(entries, "--format", "json").stdout)
    assert (answer["bump"], answer["added"], answer["mistakes"]) == ("none", [], 0)


def test_the_command_sees_the_schema_beside_the_entries(entries: Path) -> None:
    place = kept(entries.parent / "kb/model/schemas")
    commit(entries.parent)
    kept(
        place,
        SCHEMA.replace('"parts": {"type": "array", "items": {"any', '"pieces": {"items": {"any'),
    )
    assert run(entries, "--bump").stdout == "major\n"
    assert "No more in the schema: concept.parts." in run(entries).stdout


def test_a_state_from_before_schemas_were_kept_is_said_to_be_unknown(entries: Path) -> None:
    kept(entries.parent / "kb/model/schemas")
    unknown = "schema of the old state is not recorded, so whether it was narrowed is unknown."

    quiet = run(entries)
    assert (quiet.stdout, unknown in quiet.stderr) == ("", True)

    (entries / "critiques/daily-care-is-rare.yaml").write_text(CRITIQUE)
    step, told = run(entries, "--bump"), run(entries)
    assert (step.stdout, unknown in step.stderr) == ("minor\n", True)
    assert (unknown in told.stdout, told.stderr) == (True, "")
    assert json.loads(run(entries, "--format", "json").stdout)["schema_unknown"] is True


def test_entries_that_a_state_does_not_have_are_all_new(small: Path) -> None:
    git(small.parent, "init", "--quiet", "--initial-branch=main")
    git(small.parent, "commit", "--quiet", "--allow-empty", "--message", "Nothing yet")
    answer = json.loads(run(small, "--format", "json").stdout)
    assert len(answer["added"]) == len(load(small))
    assert answer["unreadable_before"] == []


def test_entries_may_be_the_whole_checkout_or_deep_in_it(small: Path) -> None:
    deep = small.parent / "a b" / "é" / "entries"
    shutil.copytree(small, deep)
    git(small, "init", "--quiet")
    commit(small)
    git(deep.parents[1], "init", "--quiet")
    commit(deep.parents[1])
    for place in (small, deep):
        with state(place, "HEAD") as past:
            assert not changes(load(past.entries), load(place))


def test_a_link_in_a_state_is_not_followed_out_of_it(entries: Path) -> None:
    outside = entries.parent.parent / "outside.yaml"
    outside.write_text("title: Secret\nsummary: Not of this place.\n")
    (entries / "concepts/secret.yaml").symlink_to(outside)
    commit(entries.parent)
    with state(entries, "HEAD") as past:
        found = changes(load(past.entries, strict=False), load(SMALL))
    assert found.unreadable_before == ("entries/concepts/secret.yaml",)
    assert "Secret" not in text(found)


@pytest.mark.parametrize("ref", ["nowhere", "--output=stolen", "-h", "", "a\nb", "HEAD:entries"])
def test_a_state_that_is_none_is_refused(entries: Path, ref: str) -> None:
    with (
        pytest.raises(NoSuchState, match="git knows no branch, tag or commit"),
        state(entries, ref),
    ):
        pass
    assert not (entries.parent / "stolen").exists()


def test_a_state_that_is_nearly_one_is_suggested(entries: Path) -> None:
    done = run(entries, "mian")
    assert done.returncode == 2
    assert done.stderr == "kb: git knows no branch, tag or commit 'mian'. Did you mean 'main'?\n"


def test_a_folder_in_no_checkout_has_no_past(small: Path) -> None:
    done = run(small)
    assert done.returncode == 2
    assert done.stderr == f"kb: {small} is in no git checkout, so no past of it is known\n"


def test_the_comment_and_the_text_have_their_shape(
    small: Path, golden: Callable[[str, Path], None]
) -> None:
    (small / "critiques/daily-care-is-rare.yaml").write_text(CRITIQUE)
    edit(small / "proposals/trellis.yaml", "title: Trellis first", "title: Frame first")
    (small / "concepts/growing.yaml").write_text("title: Growing slow\nsummary: Not fast.\n")
    (small / "people/ivy.yaml").write_text("title: [\n")
    (small / "retired").mkdir()
    shutil.move(small / "arguments/cuts-are-cheap.yaml", small / "retired/cuts-are-cheap.yaml")
    (small / "retired/cuts-are-cheap.yaml").write_text("reason: out-of-scope\nsince: 2024-05-03\n")

    found = since(small)
    golden(markdown(found), GOLDEN / "comment.md")
    golden(text(found), GOLDEN / "terminal.txt")


HOSTILE = [
    "`](https://bad.invalid) @everyone",
    "<img src=x onerror=alert(1)>",
    "a | b\n\n# Heading\n<!-- kb:diff -->",
    "\u202etxt.exe",
    "``` \n@all #1",
    "",
    "\\`@all",
]


@given(st.sampled_from(HOSTILE) | st.text(alphabet="`|\\<>@#[]()!\n*_~ab:/.", max_size=30))
@examples(60)
def test_what_a_contributor_wrote_stays_in_its_code_span(hostile: str) -> None:
    found = Changes(unreadable=(hostile, "entries/b.yaml"), look_alikes=(), mistakes=2)

    comment = harmless(markdown(found).encode())

    last = MarkdownIt("commonmark").enable("table").parse(comment)[-2]
    assert last.type == "inline"
    kinds = [child.type for child in last.children or ()]
    assert kinds == ["text", "code_inline", "text", "code_inline", "text"]


@given(st.text(max_size=40))
@examples(60)
def test_a_code_span_is_one_line_and_one_cell(value: str) -> None:
    span = code(value)
    assert re.fullmatch(r"`[^`|\n\r]+`", span)


def test_a_file_name_that_is_mark_up_is_shown_as_it_is(small: Path) -> None:
    (small / "concepts/@all <b>x`.yaml").write_text("title: X\nsummary: Y.\n")
    assert "Not readable: `entries/concepts/@all <b>x'.yaml`." in markdown(since(small))


def test_a_long_table_is_cut_and_says_so(small: Path) -> None:
    for number in range(130):
        name = chr(97 + number // 26) + chr(97 + number % 26)
        concept = f"title: {name * 8}\nsummary: A plant.\n"
        (small / f"concepts/plant-{number}.yaml").write_text(concept)
    comment = markdown(since(small))
    assert comment.count("\n| + |") == 100
    assert "\n… and 30 more." in comment


def test_everything_differs_from_nothing(tmp_path: Path) -> None:
    nothing = load(tmp_path, strict=False)
    found = changes(nothing, load(SMALL))
    assert len(found.added) == len(load(SMALL))
    assert found.unreadable_before == ()
