"""The entries as they would have been at a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.errors import NotADate
from kb.model import View
from kb.model.dates import by, is_date
from kb.read import Corpus, Record
from kb.survey.dated import dated

if TYPE_CHECKING:
    from collections.abc import Iterator


def as_of(corpus: Corpus, date: str) -> Corpus:
    """The entries that there would have been by the end of a date.

    An entry without a date of its own stays. Of a view, the positions that were held by then stay,
    whenever it was written down.

    Raises:
        NotADate: if `date` is none.
    """
    if not is_date(date):
        raise NotADate(date)
    return Corpus.of(list(_kept(corpus, date)), corpus.retired, corpus.broken)


def _kept(corpus: Corpus, date: str) -> Iterator[Record]:
    dates = dated(corpus)
    for record in corpus:
        entry = record.entry
        if isinstance(entry, View):
            held = tuple(p for p in entry.positions if by(p.date or entry.date, date))
            if held:
                past = entry.model_copy(update={"positions": held})
                yield Record(record.id, past, record.source)
            continue
        day = dates.get(record.id)
        if day is None or by(day, date):
            yield record
