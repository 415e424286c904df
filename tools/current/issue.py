"""What is new as one issue: Markdown in which nothing foreign can link, mention or mark up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from tools.comment import LONGEST, inline
from tools.current.news import by_searched

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kb.read import Corpus
    from tools.current.news import Candidate, News

EACH: Final = 8
"""Candidates that are shown of one entry."""
OLDEST: Final = 20
"""Entries that are shown of those at which nobody has looked for long."""

_INTRODUCTION: Final = (
    "Works since {1} that cite what first set out an approach, or name one, and are not in the "
    "base: {0:,}. Nothing was added: `kb cite ADDRESS` does that, once someone has read the work."
)
_UNASKED: Final = (
    "Works that first set out an approach and have neither DOI nor arXiv id: {0:,}. "
    "Who cites them was not asked."
)
_LOOKED_AT: Final = ("proposal", "forecast", "claim", "critique", "argument")
_ARXIV: Final = re.compile(r"[a-z.-]+(?:\.[A-Z]{2})?/\d{7}|\d{4}\.\d{4,5}", re.ASCII)
_DOI: Final = re.compile(r"10\.\d{4,9}/[\w./:;()-]+", re.ASCII)
_SPARE: Final = 2_000
"""Bytes that are kept free for what is said where not all fits."""


def issue(corpus: Corpus, news: News, silent: Sequence[str], since: object) -> str:
    """What is new, what was taken back, what moved and where nobody has looked, as Markdown."""
    lines = [_INTRODUCTION.format(len(news.candidates), since), ""]
    rest = _Room(lines)
    rest.put("Taken back", _pairs(news.gone, "says"))
    rest.put("Another DOI now", _pairs(news.moved, "doi"))
    rest.put("Longest not looked at", _oldest(corpus))
    for id_ in by_searched(corpus, "proposal", "forecast"):
        mine = sorted(
            (one for one in news.candidates if next(iter(one.bears)) == id_),
            key=lambda one: one.order,
            reverse=True,
        )
        record = corpus.records[id_]
        when = f"last looked {record.entry.searched}" if record.entry.searched else "never searched"
        rest.put(f"{inline(record.title)} (`{id_}`, {when})", _rows(mine, id_))
    said = [f"- {inline(one)}" for one in dict.fromkeys(silent)]
    rest.put("Who did not answer", said[:EACH])
    if news.unasked:
        lines += [_UNASKED.format(news.unasked), ""]
    if rest.left:
        lines += [f"{rest.left:,} lines more did not fit.", ""]
    return "\n".join(lines)


class _Room:
    """Lines, as many as an issue can hold."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.left = 0
        self._size = len("\n".join(lines).encode())

    def put(self, heading: str, rows: Sequence[str]) -> None:
        """A heading with rows below it, as far as there is room; without rows nothing."""
        for number, row in enumerate(rows):
            new = [*([f"### {heading}", ""] if not number else []), row]
            size = sum(len(line.encode()) + 1 for line in new)
            if self._size + size > LONGEST - _SPARE:
                self.left += len(rows) - number
                break
            self._size += size
            self.lines += new
        if rows:
            self.lines.append("")


def _rows(candidates: Sequence[Candidate], id_: str) -> list[str]:
    if not candidates:
        return []
    rows = ["| work | authors | date | address | why |", "|---|---|---|---|---|"]
    rows += [_row(one, id_) for one in candidates[:EACH]]
    if more := len(candidates) - EACH:
        rows += ["", f"and {more:,} more"] if more > 0 else []
    return rows


def _row(one: Candidate, id_: str) -> str:
    fields = one.fields
    people = [inline(name, 60) for name in fields.get("authors", ())]
    named = ", ".join(people[:3]) + (f" and {len(people) - 3:,} more" if len(people) > 3 else "")
    why = "; ".join(inline(reason) for reason in one.bears[id_][:3])
    others = [f"`{other}`" for other in one.bears if other != id_]
    also = f"; may also bear on {', '.join(others[:5])}" if others else ""
    date = inline(str(fields.get("date", "")), 24)
    return f"| {inline(fields['title'])} | {named} | {date} | {address(fields)} | {why}{also} |"


def address(fields: Mapping[str, Any]) -> str:
    """Where a work is: a link to a register of works; any other address as text."""
    arxiv, doi = str(fields.get("arxiv", "")), str(fields.get("doi", ""))
    if _ARXIV.fullmatch(arxiv):
        return f"<https://arxiv.org/abs/{arxiv}>"
    if _DOI.fullmatch(doi):
        return f"<https://doi.org/{doi}>"
    return inline(f"doi:{doi}" if doi else str(fields.get("url", "")))


def _pairs(found: Mapping[str, str], kind: str) -> list[str]:
    rows = [
        f"- `{work}`: {address({'doi': said}) if kind == 'doi' else _says(said)}"
        for work, said in sorted(found.items())
    ]
    more = len(rows) - OLDEST
    return [*rows[:OLDEST], *([f"- and {more:,} more"] if more > 0 else [])]


def _says(who: str) -> str:
    return f"{who} {'say' if ', ' in who else 'says'} so"


def _oldest(corpus: Corpus) -> list[str]:
    entries = [corpus.records[id_] for id_ in by_searched(corpus, *_LOOKED_AT)[:OLDEST]]
    return [f"- `{one.id}`: {one.entry.searched or 'never'}" for one in entries]
