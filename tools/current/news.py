"""What is new: works that may bear on entries, works taken back, entries long not looked at."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kb.edit.cite import keys
from kb.model import Work
from kb.model.entries import Approach
from kb.model.words import APPROACHES, Role
from tools.current import arxiv, openalex

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from kb.edit.cite.found import Found
    from kb.read import Corpus, Record
    from tools.current.asked import Asked

    Key = tuple[str, str]


@dataclass
class Candidate:
    """A work that the base does not have.

    Attributes:
        fields: what registries say of it.
        bears: the entries it may bear on, each with what tells so.
    """

    fields: dict[str, Any]
    bears: dict[str, list[str]] = field(default_factory=dict)

    @property
    def order(self) -> tuple[int, str, str]:
        """What sorts it: what bears on most comes last, and of those the newest."""
        reasons = sum(map(len, self.bears.values()))
        return (reasons, str(self.fields.get("date", "")), str(self.fields["title"]))


@dataclass(frozen=True)
class News:
    """What there is to look at.

    Attributes:
        candidates: works that the base does not have.
        gone: works of the base that were taken back, and who says so.
        moved: works of the base that have another DOI, or have one now; and which.
        unasked: how many works of approaches nobody could be asked about.
    """

    candidates: tuple[Candidate, ...]
    gone: Mapping[str, str]
    moved: Mapping[str, str]
    unasked: int


def gather(corpus: Corpus, asked: Asked, since: dt.date, until: dt.date) -> News:
    """What registries know since a day that the base does not."""
    works = {one.id: one.entry for one in corpus.of_kind("work") if isinstance(one.entry, Work)}
    dois = {
        doi.lower(): id_
        for id_, work in works.items()
        for doi in (work.doi, work.arxiv and f"10.48550/arXiv.{work.arxiv}")
        if doi
    }
    gone: dict[str, str] = {}
    moved: dict[str, str] = {}
    names: dict[str, str] = {}
    for id_, known in openalex.held(dois, asked):
        names[known.name] = id_
        if known.retracted:
            gone[id_] = "OpenAlex"
        _compare(id_, works[id_], known.work, moved)
    for one in arxiv.held({work.arxiv for work in works.values() if work.arxiv}, asked):
        id_ = dois.get(f"10.48550/arxiv.{one.work.fields.get('arxiv')}".lower(), "")
        if id_ and one.withdrawn:
            gone[id_] = f"{gone[id_]}, arXiv" if id_ in gone else "arXiv"
        if id_:
            _compare(id_, works[id_], one.work, moved)
    seen = _Seen({key for work in works.values() for key in keys(work.model_dump(mode="json"))})
    rest = {id_: tuple(originals(corpus, id_)) for id_ in by_searched(corpus, *APPROACHES)}
    wanted = {work for listed in rest.values() for work in listed}
    cited = [name for name, id_ in names.items() if id_ in wanted]
    for known in openalex.citing(cited, since, asked):
        hit = sorted({names[name] for name in known.cites if name in names} & wanted)
        told = {
            id_: [f"cites {work}" for work in hit if work in listed]
            for id_, listed in rest.items()
            if set(hit) & set(listed)
        }
        if told and not known.retracted:
            seen.add(known.work, told)
    for id_ in rest:
        for one in arxiv.naming(telling(corpus.records[id_]), since, until, asked):
            if not one.withdrawn:
                seen.add(one.work, {id_: ["names it"]})
    silent = wanted - set(dois.values())
    return News(tuple(seen.candidates), gone, moved, len(silent))


def by_searched(corpus: Corpus, *kinds: str) -> list[str]:
    """Entries of some kinds, those first at which nobody has looked for longest."""
    listed = [*corpus.of_kind(*kinds)]
    return [one.id for one in sorted(listed, key=lambda one: (one.entry.searched or "", one.id))]


def originals(corpus: Corpus, id_: str) -> Iterator[str]:
    """The works that first said what an entry says."""
    for source in corpus.records[id_].entry.sources:
        if source.as_ is Role.ORIGINAL:
            yield corpus.present(source.work)


def telling(record: Record) -> Iterator[str]:
    """The names of an entry that hardly mean anything else: of several words, and not short."""
    if isinstance(record.entry, Approach):
        for name in (record.title, *record.entry.aliases):
            if " " in name and len(name) >= 12:
                yield name


def _compare(id_: str, work: Work, found: Found, moved: dict[str, str]) -> None:
    """Keeps the DOI that a registry has, where the base has another one or none."""
    doi = found.fields.get("doi")
    if doi and doi.lower() != (work.doi or "").lower():
        moved[id_] = doi


@dataclass
class _Seen:
    """Candidates without those that the base has, and each once, whoever tells of it."""

    held: set[Key]
    candidates: list[Candidate] = field(default_factory=list)
    known: dict[Key, Candidate] = field(default_factory=dict)

    def add(self, work: Found, bears: Mapping[str, list[str]]) -> None:
        marks = keys(work.fields)
        if not work.fields.get("title") or len(marks) < 2 or self.held & set(marks):
            return
        one = next((self.known[mark] for mark in marks if mark in self.known), None)
        if one is None:
            one = Candidate({})
            self.candidates.append(one)
        one.fields = {**work.fields, **one.fields}
        self.known |= dict.fromkeys(keys(one.fields), one)
        for id_, reasons in bears.items():
            mine = one.bears.setdefault(id_, [])
            mine += [reason for reason in reasons if reason not in mine]
