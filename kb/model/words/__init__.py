"""The words of the knowledge base, one table each: kinds, relations, stances, forces, statuses."""

from kb.model.words.kinds import (
    APPROACHES,
    FOLDERS,
    KINDS,
    POINTS,
    REASONS,
    RELATIONS,
    STATEMENT,
    THINGS,
    Kind,
    Relation,
)
from kb.model.words.statuses import (
    FORCES,
    IN,
    OUT,
    RUNGS,
    STANCES,
    STATUS_SENTENCE,
    STATUSES,
    UNDECIDED,
    Status,
    status,
)

__all__ = [
    "APPROACHES",
    "FOLDERS",
    "FORCES",
    "IN",
    "KINDS",
    "OUT",
    "POINTS",
    "REASONS",
    "RELATIONS",
    "RUNGS",
    "STANCES",
    "STATEMENT",
    "STATUSES",
    "STATUS_SENTENCE",
    "THINGS",
    "UNDECIDED",
    "Kind",
    "Relation",
    "Status",
    "status",
]
