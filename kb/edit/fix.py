"""Mending what can be mended in one good way, until nothing more can."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from kb import rules
from kb.disk import Change
from kb.edit.changes import apart, drafted, replaced
from kb.read import RETIRED, TEXTS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kb.findings import Finding

ROUNDS: Final = 50
"""Times the entries are checked again; a file that YAML cannot read gives one finding a time."""

Findings = tuple["Finding", ...]


@dataclass(frozen=True, slots=True)
class Mended:
    """What mending does to a folder of entries.

    Attributes:
        fixed: the findings that are gone, in the order in which they were met.
        left: the findings that stay, without a fix: none of them helps.
        changes: what to write, by file.
    """

    fixed: Findings
    left: Findings
    changes: tuple[Change, ...]


def mend(folder: Path, only: Iterable[str] | None = None) -> Mended:
    """Applies the fix of every finding, in a draft; a fix that mends nothing is taken back.

    Where files are named in `only`, as findings name them, no others are mended.

    Raises:
        EditRefused: if a file cannot be read.
    """
    wanted = None if only is None else frozenset(only)
    with drafted(folder) as copy:
        bench = _Bench(copy, folder / TEXTS)
        for _ in range(ROUNDS):
            if not bench.turn(wanted):
                break
        left = tuple(
            replace(f, fix=None) for f in bench.findings if wanted is None or f.path in wanted
        )
        changes = tuple(
            Change(folder.parent / path, before, (copy.parent / path).read_bytes())
            for path, before in sorted(bench.before.items())
        )
    changed = tuple(change for change in changes if change.before != change.after)
    return Mended(tuple(bench.fixed), left, changed)


def tried(folder: Path, findings: Findings) -> Findings:
    """The findings, of which those alone keep their fix that mending takes away.

    Raises:
        EditRefused: if a file cannot be read.
    """
    offered = {finding.path for finding in findings if finding.fix}
    if not offered:
        return findings
    stay = Counter(map(_same, mend(folder, offered).left))
    kept = []
    for finding in findings:
        if finding.fix and stay[_same(finding)]:
            stay[_same(finding)] -= 1
            kept.append(replace(finding, fix=None))
        else:
            kept.append(finding)
    return tuple(kept)


def _same(finding: Finding) -> tuple[str, str, str]:
    """What tells a finding from others, wherever in its file it stands by now."""
    return finding.path, finding.code, finding.message


class _Bench:
    """A draft of the entries, with what is wrong in it and what was tried."""

    def __init__(self, copy: Path, texts: Path) -> None:
        self.copy = copy
        self.texts = texts
        self.findings = self.check()
        self.before: dict[str, bytes] = {}
        self.fixed: list[Finding] = []
        self.vain: set[Finding] = set()
        self.careful: set[str] = set()

    def check(self) -> Findings:
        """The findings now; `readable` are then the files that are entries."""
        corpus, findings = rules.check(self.copy, self.texts)
        self.readable = {record.source.path for record in corpus} | {
            f"{self.copy.name}/{RETIRED}/{id_}.yaml" for id_ in corpus.retired
        }
        return findings

    def turn(self, wanted: frozenset[str] | None) -> bool:
        """Applies the fixes at hand, checks, and takes back what mended nothing.

        A file in which one of several fixes mended nothing gets one fix a turn from then on.

        Returns:
            Whether anything was tried.
        """
        tried = self.at_hand(wanted)
        old = {path: (self.copy.parent / path).read_bytes() for path in tried}
        for path, findings in tried.items():
            self.put(path, replaced(old[path], [f.fix for f in findings if f.fix]))
        if not tried:
            return False
        earlier = {path: self.weight(path) for path in tried}
        self.findings = self.check()
        back = False
        for path, findings in tried.items():
            was, now = earlier[path], self.weight(path)
            if now[0] < was[0] or (now < was and (was[0] == 2 or was[1] - now[1] >= len(findings))):
                self.before.setdefault(path, old[path])
                self.fixed += findings
                continue
            self.put(path, old[path])
            back = True
            if len(findings) == 1:
                self.vain.update(findings)
            self.careful.add(path)
        if back:
            self.findings = self.check()
        return True

    def put(self, path: str, data: bytes) -> None:
        (self.copy.parent / path).write_bytes(data)

    def at_hand(self, wanted: frozenset[str] | None) -> dict[str, list[Finding]]:
        """The findings to mend now, by file: none that overlap."""
        offered: dict[str, list[Finding]] = {}
        for finding in self.findings:
            if (
                finding.fix
                and finding not in self.vain
                and (wanted is None or finding.path in wanted)
            ):
                offered.setdefault(finding.path, []).append(finding)
        chosen = {}
        for path, findings in offered.items():
            fixes = apart(finding.fix for finding in findings if finding.fix)
            first = {fix: f for f in reversed(findings) if (fix := f.fix) in fixes}
            together = [first[fix] for fix in fixes]
            chosen[path] = together[:1] if path in self.careful else together
        return chosen

    def weight(self, path: str) -> tuple[int, int, int]:
        """How bad the state of a file is.

        Worst where YAML cannot read it, the less so the later reading stops; then where it is no
        entry; then by the number of findings.
        """
        own = [finding for finding in self.findings if finding.path == path]
        stopped = next((f.span for f in own if f.code[2] == "0"), None)
        if stopped is not None:
            return 2, -stopped.line, -stopped.column
        return (0 if path in self.readable else 1), len(own), 0
