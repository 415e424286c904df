"""The whole base as one JSON file, for releases."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kb import NotAPoint, disk, load

if TYPE_CHECKING:
    from kb import Entry, KnowledgeBase


def snapshot(base: KnowledgeBase, *, day: str, commit: str) -> dict[str, Any]:
    """The base as plain values, entries in order of kind and id.

    Args:
        base: without mistakes.
        day: of the data, as YYYY-MM-DD.
        commit: that holds them.
    """
    return {
        "schema_version": version("alignment-kb"),
        "data_date": day,
        "git_sha": commit,
        "license": "CC-BY-4.0",
        "entries": [_plain(entry) for entry in base],
    }


def _plain(entry: Entry) -> dict[str, Any]:
    """An entry as its file says it, with its id, its kind and, where it has one, its status."""
    head = {"id": entry.id, "kind": entry.kind}
    with contextlib.suppress(NotAPoint):
        head["status"] = str(entry.status)
    fields = entry.record.entry.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return {**head, "fields": fields}


def main(arguments: list[str] | None = None) -> int:
    """Writes the file; the base must be without mistakes."""
    parser = argparse.ArgumentParser(prog="python -m tools.snapshot", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--day", required=True, metavar="YYYY-MM-DD")
    parser.add_argument("--commit", required=True, metavar="SHA")
    parser.add_argument("--entries", type=Path, default=Path("entries"), metavar="DIR")
    given = parser.parse_args(arguments)
    value = snapshot(load(given.entries), day=given.day, commit=given.commit)
    text = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
    disk.write(given.file, text.encode("utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
