"""What is wrong, where, and how to mend it: the values every check speaks in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Container


class Severity(StrEnum):
    """How much a finding weighs: an error fails the check, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Span(NamedTuple):
    """A stretch of text in one file.

    Lines and columns count characters from 1; the end column is the one after the last character.
    """

    line: int
    column: int
    end_line: int
    end_column: int


START = Span(1, 1, 1, 1)


@dataclass(frozen=True, slots=True)
class Fix:
    """One replacement that mends a finding: the text at `span` becomes `text`."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake in one file.

    Attributes:
        code: the rule that found it, such as `KB201`.
        path: the file, relative to the folder that holds `entries/`, with forward slashes.
        span: where in the file.
        message: what is wrong, in one line that names the offending value.
        label: what the marker under the source line says.
        notes: facts that help to understand the message.
        help: what to do, each item a sentence or a text to paste.
        fix: the replacement that mends it, where there is exactly one good one.
        severity: error or warning.
        also: other files that it is about, where it could as well have been told.
    """

    code: str
    path: str
    span: Span
    message: str
    label: str = ""
    notes: tuple[str, ...] = ()
    help: tuple[str, ...] = ()
    fix: Fix | None = None
    severity: Severity = Severity.ERROR
    also: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Whatever is quoted from a file can be printed: no line ends, nothing that turns text."""
        for name in ("message", "label"):
            object.__setattr__(self, name, printable(getattr(self, name)))
        for name in ("notes", "help"):
            object.__setattr__(self, name, tuple(map(printable, getattr(self, name))))

    def told_in(self, paths: Container[str]) -> bool:
        """Whether it is about one of some files."""
        return any(path in paths for path in (self.path, *self.also))

    @property
    def order(self) -> tuple[str, Span, str, str]:
        """The key that sorts findings by file and place."""
        return (self.path, self.span, self.code, self.message)


def printable(text: str) -> str:
    r"""A text on one line, in which a mark stands for every sign that cannot be seen.

    >>> print(printable("a\n::error::b"))
    a�::error::b
    """
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text)


def on_file(code: str, path: str, message: str, *advice: str) -> Finding:
    """The finding on a file as a whole, at its start."""
    return Finding(code, path, START, message, help=advice)


def errors(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings that fail a check."""
    return tuple(finding for finding in findings if finding.severity is Severity.ERROR)
