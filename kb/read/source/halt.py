"""Where libyaml stopped reading a file, and what it said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.findings import Finding, Fix, Span

if TYPE_CHECKING:
    import yaml


@dataclass(frozen=True, slots=True)
class Halt:
    """Where libyaml stopped, and what it said.

    Attributes:
        path: the file's name, for findings.
        lines: the file's text.
        problem: what was wrong, in libyaml's words.
        context: what it was reading.
        line: where it stopped, from 1.
        column: where in that line, from 1.
        begun: line and column of where that which it was reading begins.
    """

    path: str
    lines: tuple[str, ...]
    problem: str
    context: str
    line: int
    column: int
    begun: tuple[int, int]

    @classmethod
    def of(cls, error: yaml.MarkedYAMLError, text: str, path: str) -> Halt:
        """The halt that an error of libyaml stands for."""
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        start = error.context_mark
        begun = (start.line + 1, start.column + 1) if start else (line, column)
        lines = tuple(text.split("\n"))
        return cls(path, lines, error.problem or "", error.context or "", line, column, begun)

    @property
    def here(self) -> str:
        """The line where reading stopped."""
        return self.text_of(self.line)

    def text_of(self, line: int) -> str:
        """A line, counted from 1; empty where there is none."""
        return self.lines[line - 1] if 0 < line <= len(self.lines) else ""

    def above(self, line: int) -> int:
        """The nearest line above that is not empty; 0 where there is none."""
        return next((n for n in range(line - 1, 0, -1) if self.text_of(n).strip()), 0)

    def goes_on(self, line: int) -> bool:
        """Whether the value in a line goes on below, as its deeper indentation shows."""
        below = next((text for text in self.lines[line:] if text.strip()), "")
        return _indent(below) > _indent(self.text_of(line).replace("- ", "  "))

    def finding(
        self,
        code: str,
        span: Span,
        message: str,
        *,
        label: str,
        advice: str,
        fix: Fix | None = None,
    ) -> Finding:
        """What is wrong, as a finding in this file."""
        return Finding(code, self.path, span, message, label=label, help=(advice,), fix=fix)


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())
