"""The word for a label: what is behind it, where the label alone hides too much."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.model.words import Label, Status

if TYPE_CHECKING:
    from collections.abc import Collection


def refined(
    label: Label, *, reason: bool, attacked: bool, settled: bool, against: Collection[Label]
) -> Status:
    """The status of a point.

    A point that someone settled as undecided is contested: whoever is unsure of it has not said
    what would decide it, so nothing recorded against it or assumed by it counts.

    Args:
        label: whether the point is accepted.
        reason: whether it is a critique or an argument, rather than a claim or a statement.
        attacked: whether an attack is recorded on it or on anything it assumes.
        settled: whether its label is given, and does not follow from what bears on it.
        against: the labels of its own attackers.
    """
    if label == Label.OUT:
        return Status.REFUTED
    if label == Label.IN:
        if reason:
            return Status.UPHELD if attacked else Status.UNANSWERED
        return Status.DEFENDED if attacked else Status.UNCHALLENGED
    if settled:
        return Status.CONTESTED
    if Label.IN in against:
        return Status.CHALLENGED
    return Status.CONTESTED if Label.UNDECIDED in against else Status.CONDITIONAL
