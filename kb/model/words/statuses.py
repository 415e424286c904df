"""Forces, stances, rungs and statuses, one table each."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

FORCES: Final = MappingProxyType(
    {
        "refutes": "if this holds, its target is false",
        "weakens": "if this holds, its target is in doubt",
    }
)

STANCES: Final = MappingProxyType(
    {
        "strongly-disagree": -2,
        "disagree": -1,
        "unsure": 0,
        "agree": 1,
        "strongly-agree": 2,
    }
)
"""From rejection (-2) to acceptance (2)."""

RUNGS: Final = ("argued", "formalised", "toy-experiment", "experiment", "deployed")
"""The ladder of evidence, lowest first."""

IN, OUT, UNDECIDED = "in", "out", "undecided"

STATUS_SENTENCE: Final = "Status describes the debate recorded here, not what is true."


class Status(StrEnum):
    """How a point stands in the recorded debate; each member is its own word.

    >>> Status.CHALLENGED.label, f"{Status.CHALLENGED}"
    ('out', 'challenged')
    """

    UNANSWERED = "unanswered"
    UPHELD = "upheld"
    ANSWERED = "answered"
    UNCHALLENGED = "unchallenged"
    DEFENDED = "defended"
    CHALLENGED = "challenged"
    CONTESTED = "contested"

    @property
    def label(self) -> str:
        """`in`, `out` or `undecided`."""
        if self is Status.CONTESTED:
            return UNDECIDED
        return OUT if self in {Status.CHALLENGED, Status.ANSWERED} else IN

    @property
    def meaning(self) -> str:
        """What it says of the point, as half a sentence."""
        return STATUSES[self]

    @property
    def sentence(self) -> str:
        """What it says of the point, and what no status ever says."""
        return f"{self.capitalize()}: {self.meaning}. {STATUS_SENTENCE}"


STATUSES: Final[Mapping[str, str]] = MappingProxyType(
    {
        Status.UNANSWERED: "no reply to it is recorded",
        Status.UPHELD: "every recorded reply to it has itself been answered",
        Status.ANSWERED: "a recorded reply defeats it",
        Status.UNCHALLENGED: "nothing against it is recorded",
        Status.DEFENDED: "every recorded critique of it, or of what it assumes, has been answered",
        Status.CHALLENGED: "a standing critique refutes it or something it assumes",
        Status.CONTESTED: (
            "a critique of it, or of what it assumes, is neither settled nor answered"
        ),
    }
)


def status(label: str, *, attacked: bool, reason: bool) -> Status:
    """The status for a label.

    Args:
        label: `in`, `out` or `undecided`.
        attacked: whether an attack is recorded on it or on anything it assumes.
        reason: whether it is a critique or an argument, rather than a claim or statement.
    """
    if label == UNDECIDED:
        return Status.CONTESTED
    if label == OUT:
        return Status.ANSWERED if reason else Status.CHALLENGED
    if reason:
        return Status.UPHELD if attacked else Status.UNANSWERED
    return Status.DEFENDED if attacked else Status.UNCHALLENGED
