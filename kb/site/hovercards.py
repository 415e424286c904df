"""The summaries that cards over links show, in sixteen scripts loaded when first needed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kb.model.words import APPROACHES, STATEMENT
from kb.site.pages.context import Context, Site
from kb.survey import standing

if TYPE_CHECKING:
    from kb.base import KnowledgeBase

_SHARDS = "0123456789abcdef"


def shard(id_: str) -> str:
    """The script an id's summary is in: the last digit of its FNV-1a hash (32 bits).

    >>> shard("rlhf")
    'd'
    """
    value = 2166136261
    for character in id_:
        value = ((value ^ ord(character)) * 16777619) & 0xFFFFFFFF
    return _SHARDS[value % 16]


def shards(base: KnowledgeBase) -> dict[str, str]:
    """The sixteen scripts, by path: address → title or text, kind, summary, status, skyline.

    A statement is in the script of the entry that says it. An approach has its skyline: of each
    thing it assumes and of the whole, how it stands, and how what is said against it does.
    """
    parts: dict[str, dict[str, list[Any]]] = {digit: {} for digit in _SHARDS}
    context = Context(Site(base, ""), "")
    for record in base.corpus:
        entry = record.entry
        summary = base.corpus.full(record) or entry.summary
        in_debate = record.id in base.debate.points
        status = standing(base.corpus, base.debate, record.id) if in_debate else ""
        here = parts[shard(record.id)]
        here[record.id] = [record.title, record.kind, summary, status]
        profile = context.profile(record.id) if record.kind in APPROACHES else None
        if profile:
            here[record.id].append(
                [[one.status, *(status for _, status in one.moves)] for one in profile.columns]
            )
        for one in base.corpus.statements_of(record.id):
            status = standing(base.corpus, base.debate, one.address)
            said = f"Said in {record.title}"
            here[one.address] = [one.statement.text, STATEMENT, said, status]
    return {
        f"assets/kb/preview-{digit}.js": f"kbPreview({_compact(part)});\n"
        for digit, part in parts.items()
    }


def _compact(part: dict[str, list[Any]]) -> str:
    return json.dumps(part, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
