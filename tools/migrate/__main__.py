"""`python -m tools.migrate entries`: the entries in a folder in the present language."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kb import rules
from kb.disk import Change
from kb.edit import save
from kb.edit.changes import replaced
from kb.findings import Finding, errors
from kb.model.words import APPROACHES, KINDS
from kb.read.source import decode, parse
from tools.migrate.november import steps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tools.migrate.commented import Step


def main(arguments: list[str] | None = None) -> int:
    """Brings entries over, says what was done and what is left: 0 nothing, 1 something."""
    parser = argparse.ArgumentParser(prog="python -m tools.migrate", description=__doc__)
    parser.add_argument("entries", type=Path, metavar="DIR", help="the folder of entries")
    folder = parser.parse_args(arguments).entries.resolve()
    changes, told = [], []
    for file, found in _found(folder):
        name = file.relative_to(folder.parent).as_posix()
        data = file.read_bytes()
        fixes = [step.fix for step in found if step.fix]
        changes.append(Change(file, data, replaced(data, fixes)))
        told += [f"{name}:{line}: {_told(step)}" for line, step in _placed(found)]
    save(change for change in changes if change.before != change.after)
    left = errors(rules.check(folder)[1])
    print("\n".join(told) or "nothing to bring over")
    if left:
        print(f"\nWhat only a person can mend (`kb check` says how): {len(left):,}")
    for one in left:
        print(f"{one.path}:{one.span.line}: {one.code} {one.message}")
    return int(bool(left))


def _found(folder: Path) -> Iterator[tuple[Path, list[Step]]]:
    """The files in which something has to be done."""
    for kind in APPROACHES:
        for file in sorted((folder / KINDS[kind].folder).glob("*.yaml")):
            path = file.relative_to(folder.parent).as_posix()
            text = decode(file.read_bytes(), path)
            source = text if isinstance(text, Finding) else parse(text, path)
            if not isinstance(source, Finding) and (found := list(steps(source))):
                yield file, found


def _placed(found: list[Step]) -> Iterator[tuple[int, Step]]:
    """Each step with its line in the file as it is now; each one done before it added a line."""
    added = 0
    for step in found:
        yield step.line + added, step
        added += step.fix is not None


def _told(step: Step) -> str:
    done = "stands in a comment now" if step.fix else "has to be mended by hand"
    return f"{step.what} {done}. {step.wanted}"


if __name__ == "__main__":
    sys.exit(main())
