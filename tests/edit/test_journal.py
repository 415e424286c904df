"""Whenever a command dies, its changes are made by the next one, or were never begun."""

from __future__ import annotations

import errno
import json
import os
import shutil
import tempfile
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from kb.disk import ChangedMeanwhileError
from kb.edit import EditRefused, entry_files, mend, merge, move, reformat, retire, save
from kb.edit.journal import NAME, finish
from kb.edit.new import Draft
from kb.edit.new import save as save_drafts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kb.disk import Change

DAY = date(2026, 11, 28)
DEAD = 9
GUARDED = ((os, "replace"), (os, "unlink"), (tempfile, "mkstemp"))
"""What touches the disk: a command can die before each call of these."""


def untidy(entries: Path) -> None:
    for name in ("concepts/pruning.yaml", "people/ada-reed.yaml", "people/ben-moss.yaml"):
        lines = (entries / name).read_text("utf-8").splitlines(keepends=True)
        (entries / name).write_text("".join(reversed(lines[:2])) + "".join(lines[2:]), "utf-8")


def misspelt(entries: Path) -> None:
    for name in ("critiques/roots-are-hidden.yaml", "critiques/roots-can-be-watered.yaml"):
        text = (entries / name).read_text("utf-8").replace("force: weakens", "force: weaken")
        (entries / name).write_text(text, "utf-8")


def nothing(_: Path) -> None:
    """Leaves the entries as they are."""


PLANS: dict[str, tuple[Callable[[Path], None], Callable[[Path], Any]]] = {
    "mv": (nothing, lambda entries: move(entries, "pruning", "cutting")),
    "mv-statement": (nothing, lambda e: move(e, "gardening#daily-care", "gardening#every-day")),
    "retire": (nothing, lambda e: retire(e, "cuts-are-cheap", "out-of-scope", [], since=DAY)),
    "merge": (nothing, lambda e: merge(e, "slow-growth", "pruning", {}, since=DAY)),
    "fix": (misspelt, lambda entries: mend(entries).changes),
    "fmt": (untidy, lambda entries: reformat(entry_files(entries), entries.parent)[0]),
}


def contents(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def killed(act: Callable[[], object], moment: int) -> bool:
    """Whether a process that does something dies at its so-manieth touch of the disk."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == DEAD
    left = [moment]

    def mortal(call: Callable[..., Any]) -> Callable[..., Any]:
        def called(*arguments: Any, **others: Any) -> Any:
            left[0] -= 1
            if left[0] < 0:
                os._exit(DEAD)
            return call(*arguments, **others)

        return called

    try:
        for module, name in GUARDED:
            setattr(module, name, mortal(getattr(module, name)))
        act()
    finally:
        os._exit(0)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")
@pytest.mark.parametrize("plan", PLANS)
def test_a_command_killed_at_any_moment_is_finished_by_the_next_or_was_not_begun(
    plan: str, small: Path, tmp_path: Path
) -> None:
    prepare, planned = PLANS[plan]
    prepare(small)
    changes: list[Change] = list(planned(small))
    before, whole = contents(small), tmp_path / "whole"
    shutil.copytree(small, whole)
    moment, ends = 0, set()
    while killed(lambda: save(changes), moment):
        finish(small)
        found = {name: data for name, data in contents(small).items() if ".part" not in name}
        ends.add(found == before)
        if found != before:
            after = {change.file: change.after for change in changes}
            assert {f: f.read_bytes() if f.exists() else None for f in after} == after
            assert len(found) == len(contents(small))
        shutil.rmtree(small)
        shutil.copytree(whole, small)
        moment += 1

    assert moment >= len(changes)
    assert ends == ({True, False} if len(changes) > 1 else {True})
    assert [name for name in contents(small) if "/." in name or name.startswith(".")] == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked")
def test_a_new_entry_is_there_whole_or_not_at_all_and_leaves_nothing_behind(small: Path) -> None:
    draft = Draft("concept", "ivy", {"title": "Ivy", "summary": "A plant that climbs."})
    file = small / "concepts/ivy.yaml"
    moment = 0
    while killed(lambda: save_drafts(small, [draft]), moment):
        assert not file.exists()
        moment += 1

    assert file.read_bytes() == draft.text.encode()
    save(move(small.resolve(), "pruning", "cutting"))
    assert list(small.rglob(".*")) == []


def test_a_file_that_was_edited_since_stops_what_was_cut_off(small: Path) -> None:
    part = small / "concepts/.abcdefgh.part"
    part.write_text("title: Cutting\n", "utf-8")
    name = "concepts/.abcdefgh.part"
    told = {"file": "concepts/pruning.yaml", "before": "a", "after": "b", "part": name}
    (small / NAME).write_text(json.dumps([told]), "utf-8")

    with pytest.raises(ChangedMeanwhileError, match=r"pruning\.yaml is not as it was"):
        finish(small)


@pytest.mark.parametrize("file", ["../outside.yaml", "/etc/passwd", "concepts/../../x.yaml", ".x"])
def test_a_journal_of_somebody_else_is_refused(file: str, small: Path) -> None:
    told = {"file": file, "before": None, "after": None, "part": None}
    (small / NAME).write_text(json.dumps([told]), "utf-8")

    with pytest.raises(ChangedMeanwhileError, match="was not written by kb"):
        finish(small)


def test_a_full_disk_changes_nothing_and_is_named_with_the_file(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changes, before = move(small, "pruning", "cutting"), contents(small)

    def full(*_: Any, **__: Any) -> Any:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fdopen", full)

    with pytest.raises(EditRefused, match=r"\.yaml: No space left on device; everything is as it"):
        save(changes)
    assert contents(small) == before
