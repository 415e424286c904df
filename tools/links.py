"""The web addresses of works, for lychee to ask, and what it found, for people to read."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from kb.model import Work
from kb.read import read_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

DEAD: Final = "Dead"
_MEANING: Final = {
    DEAD: "The server says that there is nothing here. Find the new place or a stored copy.",
    "Unreachable": "No answer. It may be back next week.",
    "Moved": "The server names a new place for good. Write that one.",
    "Refused": "The server does not answer programs (401, 403, 429). Look with a browser.",
}
_LASTING: Final = frozenset({301, 308})


def addresses(work: Work) -> Iterator[str]:
    """Every address of a work; a DOI is asked of its register, and not of the publisher."""
    if work.url:
        yield quote(work.url, safe="%/:=&?~#+!$,;'@()*[]")
    if work.doi:
        yield f"https://doi.org/api/handles/{quote(work.doi, safe='/:;()')}"
    if work.arxiv:
        yield f"https://arxiv.org/abs/{work.arxiv}"


def report(found: Mapping[str, Any]) -> tuple[str, bool]:
    """What lychee found (`--format json --verbose`) as Markdown, and whether something is dead.

    Args:
        found: its answer; each file it read is named after a work.
    """
    tables: dict[str, list[str]] = {state: [] for state in _MEANING}
    for file, answers in [*found["error_map"].items(), *found["timeout_map"].items()]:
        for one in answers:
            status = one["status"]
            said = str(status.get("code") or status.get("details") or status["text"])
            tables[_state(status.get("code"))].append(_row(file, one["url"], said))
    wrong = {one["url"] for answers in found["error_map"].values() for one in answers}
    for file, ways in found["redirect_map"].items():
        for way in ways:
            origin, hops = way["origin"], way["redirects"]
            if origin not in wrong and {hop["code"] for hop in hops} <= _LASTING:
                tables["Moved"].append(_row(file, origin, hops[-1]["url"]))
    lines = [f"{found['total']:,} addresses of works were asked."]
    for state, rows in tables.items():
        lines += ["", f"### {state}: {len(rows):,}"]
        if rows:
            lines += ["", _MEANING[state], "", "| work | address | answer |", "|---|---|---|"]
            lines += sorted(rows)
    return "\n".join([*lines, ""]), bool(tables[DEAD])


def _state(code: int | None) -> str:
    if code in {401, 403, 429}:
        return "Refused"
    return "Unreachable" if code is None or code >= 500 else DEAD


def _row(file: str, address: str, answer: str) -> str:
    return f"| {Path(file).stem} | {_code(address)} | {_code(answer)} |"


def _code(text: str) -> str:
    """Text from outside as code, so that it can neither mention, link nor end its cell."""
    plain = "".join(c for c in text if c.isprintable()).replace("`", "'").replace("|", "%7C")
    return f"`{plain[:300]}`" if plain.strip() else ""


def main(arguments: list[str] | None = None) -> int:
    """Writes one list a work, or a report: 0 nothing is dead, 1 something is, 3 nobody answered."""
    parser = argparse.ArgumentParser(prog="python -m tools.links", description=__doc__)
    tasks = parser.add_subparsers(dest="task", required=True)
    listing = tasks.add_parser("list", help="write DIR/ID.md with the addresses of each work")
    listing.add_argument("out", type=Path, metavar="DIR")
    listing.add_argument("--entries", type=Path, default=Path("entries"), metavar="DIR")
    tasks.add_parser("report", help="print as Markdown what lychee found").add_argument(
        "found", type=Path, metavar="JSON"
    )
    given = parser.parse_args(arguments)
    if given.task == "report":
        found = json.loads(given.found.read_text("utf-8"))
        text, dead = report(found)
        print(text)
        silent = sum(
            one["status"].get("code") is None
            for answers in (*found["error_map"].values(), *found["timeout_map"].values())
            for one in answers
        )
        return 3 if silent == found["total"] else int(dead)
    corpus, _ = read_folder(given.entries)
    given.out.mkdir(parents=True, exist_ok=True)
    for record in corpus.of_kind("work"):
        if isinstance(record.entry, Work) and (listed := {*addresses(record.entry)}):
            text = "".join(f"<{address}>\n" for address in sorted(listed))
            (given.out / f"{record.id}.md").write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
