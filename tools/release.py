"""Whether a tag may become a release: one version everywhere, and a step that is large enough."""

from __future__ import annotations

import argparse
import re
import sys
import tomllib
from pathlib import Path
from typing import Final

import yaml

STEPS: Final = ("none", "patch", "minor", "major")
"""How far one version is from another, the smallest first."""

_VERSION = re.compile(r"v?(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)", re.ASCII)

Version = tuple[int, int, int]


def version(text: str) -> Version:
    """The numbers of a version, with or without a `v` before it.

    Raises:
        ValueError: for what is no version.
    """
    match = _VERSION.fullmatch(text)
    if match is None:
        raise ValueError(f"`{text}` is not a version, such as v1.2.3")
    return int(match[1]), int(match[2]), int(match[3])


def step(before: Version, after: Version) -> str:
    """The step from one version to the next: none, patch, minor or major.

    Raises:
        ValueError: for a version that does not follow: not later, or with a number left out.
    """
    if after == before:
        return "none"
    for place, name in enumerate(("major", "minor", "patch")):
        if after[place] != before[place]:
            follows = (*before[:place], before[place] + 1, *(0,) * (2 - place))
            if after != follows:
                break
            return name
    raise ValueError(f"{_text(after)} does not follow {_text(before)}")


def enough(taken: str, needed: str, before: Version) -> bool:
    """Whether a step is as large as the changes need; below 1.0 a minor step may break things."""
    if before[0] == 0 and needed == "major":
        needed = "minor"
    return STEPS.index(taken) >= STEPS.index(needed)


def mismatches(tag: str, root: Path) -> list[str]:
    """What in a checkout speaks of another version than a tag does.

    Args:
        tag: such as `v1.2.3`.
        root: of the checkout.

    Raises:
        ValueError: where the tag is no version.
    """
    number = _text(version(tag))
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    citation = yaml.safe_load((root / "CITATION.cff").read_text("utf-8"))["version"]
    wrong = [
        f"{name} says {found}, the tag says {number}"
        for name, found in (("pyproject.toml", str(project)), ("CITATION.cff", str(citation)))
        if found != number
    ]
    if notes(number, (root / "CHANGELOG.md").read_text("utf-8")) is None:
        wrong.append(f"CHANGELOG.md has no section {number}")
    return wrong


def notes(number: str, changelog: str) -> str | None:
    """What a changelog says of a version; None where it has no section for it."""
    parts = re.split(r"^## +\[?([^\]\s]+)\]?.*$", changelog, flags=re.MULTILINE)
    sections = dict(zip(parts[1::2], parts[2::2], strict=True))
    return sections[number].strip() if number in sections else None


def _text(numbers: Version) -> str:
    return ".".join(map(str, numbers))


def main(arguments: list[str] | None = None) -> int:
    """Says what keeps a tag from being a release, or prints its notes; 0 good, 1 not."""
    parser = argparse.ArgumentParser(prog="python -m tools.release", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    checking = commands.add_parser("check", help="check a tag")
    checking.add_argument("tag")
    checking.add_argument("--after", metavar="TAG", help="the release before")
    checking.add_argument("--needed", default="none", help="by what changed: a step, or a version")
    noting = commands.add_parser("notes", help="print what the changelog says")
    noting.add_argument("tag")
    given = parser.parse_args(arguments)
    try:
        if given.command == "notes":
            changelog = Path("CHANGELOG.md").read_text("utf-8")
            print(notes(_text(version(given.tag)), changelog) or "")
            return 0
        wrong = mismatches(given.tag, Path())
        if given.after:
            before = version(given.after)
            taken = step(before, version(given.tag))
            needed = given.needed if given.needed in STEPS else step(before, version(given.needed))
            if not enough(taken, needed, before):
                wrong.append(f"what changed since {given.after} needs a {needed} step")
    except ValueError as error:
        wrong = [str(error)]
    for line in wrong:
        print(line, file=sys.stderr)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
