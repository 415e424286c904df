"""What is recorded of an entry with a work to show it: evidence, estimates, milestones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.agents.answers import Recorded
from kb.agents.citing import source
from kb.model import Approach, Reason, Thing
from kb.model.entries import Forecast
from kb.model.parts import Assessment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.base import KnowledgeBase
    from kb.model import Entry
    from kb.model.parts import Cited
    from kb.read import Record


def recorded(base: KnowledgeBase, record: Record) -> Iterator[Recorded]:
    """Evidence, assessments, estimates, rungs of maturity, milestones and definitions.

    Args:
        base: that has the entry.
        record: the entry.
    """
    for what, text, part in _said(record.entry):
        shown = source(base, part.source.work, part.source.at, part.source.quote)
        yield Recorded(what=what, text=text, source=shown)


def _said(entry: Entry) -> Iterator[tuple[str, str, Cited]]:
    """What is recorded, in which words, and the part that names the work."""
    if isinstance(entry, Reason):
        for evidence in entry.evidence:
            yield evidence.method, evidence.result, evidence
    if isinstance(entry, Approach):
        for question, answer in (entry.assessment or Assessment()).answers():
            yield question.name.replace("-", " "), answer.text, answer
    if isinstance(entry, Forecast):
        for one in entry.estimates:
            value = one.value or " to ".join(one.interval or ())
            date = f", as of {one.date}" if one.date else ""
            yield "estimate", f"{one.quantity}: {value}{date}", one
    if isinstance(entry, Approach):
        for rung in entry.maturity:
            yield "maturity", rung.rung, rung
        for milestone in entry.milestones:
            yield "milestone", f"{milestone.date}: {milestone.text}", milestone
    if isinstance(entry, Thing):
        for definition in entry.definitions:
            yield "definition", entry.title, definition
