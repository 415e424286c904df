"""The whole base as one JSON file, for releases."""

from __future__ import annotations

import argparse
import sys
from importlib.metadata import version
from pathlib import Path

from kb import disk, load
from kb.debate import debate_of
from kb.share.formats import About
from kb.share.formats.snapshot import snapshot
from kb.share.formats.text import json_of


def main(arguments: list[str] | None = None) -> int:
    """Writes the file; the base must be without mistakes."""
    parser = argparse.ArgumentParser(prog="python -m tools.snapshot", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--day", required=True, metavar="YYYY-MM-DD")
    parser.add_argument("--commit", required=True, metavar="SHA")
    parser.add_argument("--entries", type=Path, default=Path("entries"), metavar="DIR")
    given = parser.parse_args(arguments)
    corpus = load(given.entries).corpus
    about = About(version("alignment-kb"), given.day, given.commit, "CC-BY-4.0")
    disk.write(given.file, json_of(snapshot(corpus, debate_of(corpus), about)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
