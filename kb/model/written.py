"""The fields of all kinds by name, for those who check types and complete words.

Which kind has which is told by the models, and what an entry lacks is refused when it is asked.
Here stands only what an editor needs to tell `entry.thesis` from a slip of the pen.
"""

from __future__ import annotations

from typing import Any


class Written:
    """What an entry of some kind writes, beside what every entry has."""

    __slots__ = ()

    activity: Any
    addresses: Any
    affiliations: Any
    archived: Any
    arxiv: Any
    assessment: Any
    assumes: Any
    attacks: Any
    authors: Any
    avoids: Any
    broader: Any
    by: Any
    checked: Any
    claims: Any
    concerns: Any
    conditions: Any
    date: Any
    definitions: Any
    differs_from: Any
    doi: Any
    estimates: Any
    evidence: Any
    example: Any
    former_ids: Any
    former_kinds: Any
    holder: Any
    introduced: Any
    isbn: Any
    maturity: Any
    milestones: Any
    misreading: Any
    note: Any
    open: Any
    prerequisites: Any
    related: Any
    resources: Any
    review: Any
    searched: Any
    source: Any
    steps: Any
    summary: Any
    superseded_by: Any
    supports: Any
    thesis: Any
    type: Any
    uses: Any
    venue: Any
    workers: Any
    xref: Any
