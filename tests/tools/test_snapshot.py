"""The one file of a release holds every entry whole."""

from __future__ import annotations

import json
from pathlib import Path

import kb
from kb.model import MODELS
from tools.snapshot import main

SMALL = Path(__file__).parents[1] / "worlds" / "small" / "entries"


def test_every_entry_reads_back_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "base.json"
    given = ["--day", "2026-11-21", "--commit", "c0ffee", "--entries", str(SMALL)]

    assert main([str(file), *given]) == 0

    written = json.loads(file.read_text("utf-8"))
    read = {
        one["id"]: MODELS[one["kind"]].model_validate(one["fields"]) for one in written["entries"]
    }
    assert read == {entry.id: entry.record.entry for entry in kb.load(SMALL)}


def test_what_is_debated_carries_its_status(tmp_path: Path) -> None:
    file = tmp_path / "base.json"
    main([str(file), "--day", "2026-11-21", "--commit", "c0ffee", "--entries", str(SMALL)])

    statuses = {
        one["id"]: one.get("status") for one in json.loads(file.read_text("utf-8"))["entries"]
    }
    assert statuses["roots-are-hidden"] == kb.load(SMALL)["roots-are-hidden"].status
    assert statuses["pruning"] is None
