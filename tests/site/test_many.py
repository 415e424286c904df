"""Pages of one entry, in a base of many: what is asked of one does not look at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from kb.base import load
from kb.read import StatementRecord
from kb.site.pages.context import Site
from kb.site.pages.entry import entry_page

SMALL = Path(__file__).parents[1] / "worlds" / "small" / "entries"


class Counted(Mapping[str, StatementRecord]):
    """The statements of a corpus, which count how often someone goes through all of them."""

    def __init__(self, all_: Mapping[str, StatementRecord]) -> None:
        self.all = all_
        self.walks = 0

    def __getitem__(self, address: str) -> StatementRecord:
        return self.all[address]

    def __iter__(self) -> Iterator[str]:
        self.walks += 1
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)


def test_what_is_asked_of_one_entry_does_not_go_through_all_statements() -> None:
    base = load(SMALL)
    site = Site(base, "https://example.org/repository")
    for record in base.corpus:
        entry_page(site, record)
    walked = Counted(base.corpus.statements)
    base.corpus.__dict__["statements"] = walked
    for record in base.corpus:
        entry_page(site, record)
        base.critiques_of(record.id)
        base.timeline(record.id)
    assert walked.walks == 0
    assert list(base.corpus.statements)
    assert walked.walks == 1
