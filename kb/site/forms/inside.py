"""What the page of a reader's own view says of each claim: reasons for and against, and words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kb.people import latest
from kb.site import urls
from kb.site.forms.debate import compact
from kb.survey import strongest_against, strongest_for

if TYPE_CHECKING:
    from kb.base import KnowledgeBase
    from kb.people import RecordedPosition
    from kb.survey import Told

SCRIPT: Final = "assets/kb/inside.js"


def files(base: KnowledgeBase) -> dict[str, str]:
    """The script that the page loads, by path."""
    return {SCRIPT: f"kbInside({compact(data(base))});\n"}


def data(base: KnowledgeBase) -> dict[str, Any]:
    """Of each point: what it is in plain words, and the strongest reasons; and people's words."""
    debate = base.debate
    words: dict[str, dict[str, list[Any]]] = {}
    for (who, about), one in latest(base.positions()).items():
        words.setdefault(who, {})[about] = _words(base, one)
    held = {one.about for one in base.positions()}
    asked = [point for point, reason in debate.points.items() if point in held or not reason]
    return {
        "plain": {point: _plain(base, point) for point in asked},
        "for": _told(base, {p: strongest_for(base.corpus, debate, p) for p in asked}),
        "against": _told(base, {p: strongest_against(base.corpus, debate, p) for p in asked}),
        "words": words,
    }


def _plain(base: KnowledgeBase, address: str) -> str:
    """The summary of a claim or an approach; of a statement, in which entry it is said."""
    record = base.corpus.owner(address)
    if address in base.corpus.statements:
        return f"Said in {record.title}"
    return "" if record.entry.summary == base.text(address) else record.entry.summary


def _told(base: KnowledgeBase, found: dict[str, Told | None]) -> dict[str, list[str]]:
    """Its address, the words of its source, and the source: in short, the place, the page."""
    return {
        point: [one.address, one.quote, *(_work(base, one.work, one.at) if one.work else ())]
        for point, one in found.items()
        if one is not None
    }


def _work(base: KnowledgeBase, work: str, at: str | None) -> list[str]:
    return [base.corpus.short(work), at or "", urls.entry_page("work", work)]


def _words(base: KnowledgeBase, one: RecordedPosition) -> list[Any]:
    """The holder's own words, those that report them, whether the editors read it, the source."""
    inferred = int(one.reading == "inferred")
    return [one.quote or "", one.reported or "", inferred, *_work(base, one.source, one.at)]
