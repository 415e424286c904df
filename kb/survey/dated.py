"""When entries came into the world, as far as their sources tell, and which there were by then."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from kb.errors import NotADate
from kb.model import Approach, Reason, View, Work
from kb.model.dates import by, is_date, when
from kb.read import Corpus, Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def dated(corpus: Corpus) -> Mapping[str, str]:
    """The date of each entry that has one, by id.

    Works and views have their own. An approach has the year in which it was introduced, or else the
    date of the earliest work that is its original source. A critique or an argument has the date
    of the earliest work that is its original source, or else of its earliest source. People,
    concepts, problems and claims have none: they do not begin with the first text about them.
    """
    found = ((record.id, _date(corpus, record)) for record in corpus)
    return MappingProxyType({id_: date for id_, date in found if date is not None})


def as_of(corpus: Corpus, date: str) -> Corpus:
    """The entries that there would have been by the end of a date.

    An entry without a date of its own stays. Of a view, the positions that were held by then stay,
    whenever it was written down.

    Raises:
        NotADate: if `date` is none.
    """
    if not is_date(date):
        raise NotADate(date)
    past = list(_kept(corpus, date))
    names, cited = corpus.bylines, corpus.shorts
    return Corpus.of(past, corpus.retired, corpus.broken, bylines=names, cited=cited)


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


def work_of(corpus: Corpus, id_: str) -> Work | None:
    """The work with an id, or None where the corpus lacks it, as one of the past can."""
    record = corpus.records.get(corpus.present(id_))
    return record.entry if record is not None and isinstance(record.entry, Work) else None


def _date(corpus: Corpus, record: Record) -> str | None:
    entry = record.entry
    if isinstance(entry, Work | View):
        return entry.date
    if isinstance(entry, Approach) and entry.introduced is not None:
        return entry.introduced
    first = origin(corpus, record) if isinstance(entry, Approach | Reason) else None
    return first[1] if first is not None else None


def origin(corpus: Corpus, record: Record) -> tuple[str, str] | None:
    """The work in which an entry first appeared and its date, or None where no source tells.

    It is the earliest of the original sources; of a critique or an argument without one, the
    earliest of all its sources.
    """
    sources = record.entry.sources
    told = [source for source in sources if source.as_ == "original"]
    if not told and isinstance(record.entry, Reason):
        told = list(sources)
    dates = {}
    for source in told:
        work = work_of(corpus, source.work)
        if work is not None:
            dates[corpus.present(source.work)] = work.date
    return min(dates.items(), key=lambda found: (when(found[1]), found[0]), default=None)
