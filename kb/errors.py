"""The exceptions of the library: each names the thing, says what is so, and suggests.

KnowledgeBaseError
├── EntryNotFound (a KeyError)
├── NotAPoint
├── UnknownStatus
├── UnknownKind
├── UnknownRule
├── EditRefused
└── InvalidKnowledgeBase
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb import report

if TYPE_CHECKING:
    from pathlib import Path

    from kb.findings import Finding


class KnowledgeBaseError(Exception):
    """Anything the library refuses."""


class EntryNotFound(KnowledgeBaseError, KeyError):  # noqa: N818 - it says what is so
    """No entry or statement has this address.

    Attributes:
        suggestions: ids that are near.
    """

    def __init__(self, message: str, suggestions: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.suggestions = suggestions

    def __str__(self) -> str:
        """The message, without the quotation marks that KeyError adds."""
        return str(self.args[0])


class NotAPoint(KnowledgeBaseError):  # noqa: N818
    """The entry has no status: it is not part of the debate."""


class UnknownStatus(KnowledgeBaseError, ValueError):  # noqa: N818
    """No such status, or none of this kind of entry."""


class UnknownKind(KnowledgeBaseError, ValueError):  # noqa: N818
    """No such kind of entry."""


class UnknownRule(KnowledgeBaseError, ValueError):  # noqa: N818
    """No such rule."""


class EditRefused(KnowledgeBaseError):  # noqa: N818
    """A change was asked for that would lose or break something; nothing was written."""


class InvalidKnowledgeBase(KnowledgeBaseError):  # noqa: N818
    """The entries have mistakes.

    Attributes:
        problems: every finding, sorted by file and place.
    """

    def __init__(self, problems: tuple[Finding, ...], root: Path) -> None:
        self.problems = problems
        super().__init__("the entries have mistakes\n\n" + report.text(problems, root))
