"""`python -m tools.forms write`, and `read` for a form that someone submitted."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from kb import disk
from tools.forms.read import RefusedError, submitted
from tools.forms.write import write

FOLDER = Path(".github/ISSUE_TEMPLATE")


def main(arguments: list[str] | None = None) -> int:
    """Writes the forms, or one entry; 0 done, 1 refused."""
    parser = argparse.ArgumentParser(prog="python -m tools.forms", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    writing = commands.add_parser("write", help="write the issue forms anew")
    writing.add_argument("--to", type=Path, default=FOLDER, metavar="DIR")
    reading = commands.add_parser("read", help="make an entry of a submitted form")
    reading.add_argument("event", type=Path, help="the event with the issue, as JSON")
    reading.add_argument("--entries", type=Path, default=Path("entries"), metavar="DIR")
    given = parser.parse_args(arguments)
    if given.command == "write":
        write(given.to)
        return 0
    try:
        print(add(given.event, given.entries))
    except RefusedError as refused:
        print(refused, file=sys.stderr)
        return 1
    return 0


def add(event: Path, entries: Path) -> Path:
    """The file that the form in an event was made into.

    Raises:
        RefusedError: where the form gives no entry, or one whose id is taken.
    """
    issue = json.loads(event.read_text("utf-8"))["issue"]
    labels = [label["name"] for label in issue["labels"]]
    entry = submitted(labels, issue["body"] or "")
    if taken := sorted(entries.glob(f"*/{entry.id}.yaml")):
        raise RefusedError(f"the id `{entry.id}` is already the id of {taken[0].as_posix()}")
    file = entries / entry.place
    disk.write(file, entry.text.encode("utf-8"))
    return file


if __name__ == "__main__":
    sys.exit(main())
