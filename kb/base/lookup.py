"""Looking things up: by id, by kind, by name."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, cast

from kb.base import words
from kb.base.entries import Entries
from kb.base.entry import Entry
from kb.base.known import Known
from kb.base.names import names_of, nearest_to
from kb.base.told import told
from kb.model.words import KINDS
from kb.survey import Hit, Index, hit
from kb.table.rows import Field, Rows, fields_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from kb.base.knowledge import KnowledgeBase
    from kb.debate import Settled
    from kb.findings import Finding
    from kb.read import Corpus

T = TypeVar("T")


@dataclass(frozen=True)
class Lookup:
    """Entries, by id, by kind and by name.

    Attributes:
        corpus: the entries as read.
        folder: where they were read from.
        findings: mistakes, where it was loaded with `strict=False`.
        settled: points whose status is given in this view of the base, by address.
        origin: the base of which this one is a view.
        viewed: what the view shows, in words; empty for the base as recorded.
    """

    corpus: Corpus = field(repr=False)
    folder: Path
    findings: tuple[Finding, ...] = ()
    settled: Mapping[str, Settled] = field(default_factory=dict, repr=False)
    origin: KnowledgeBase | None = field(default=None, repr=False, compare=False)
    viewed: str = ""

    @property
    def _whole(self) -> KnowledgeBase:
        """The base itself, under the type it always has."""
        return cast("KnowledgeBase", self)

    def _worded(self, viewed: str) -> str:
        """What a view of this base shows, in words."""
        return f"{self.viewed}, {viewed}" if self.viewed else viewed

    def __len__(self) -> int:
        """How many entries there are."""
        return len(self.corpus)

    def __iter__(self) -> Iterator[Entry]:
        """The entries, by kind and id."""
        return (Entry(self._whole, record) for record in self.corpus)

    def __contains__(self, id_: str) -> bool:
        """Whether an entry has or had this id."""
        return self.corpus.present(id_) in self.corpus.records

    def __getitem__(self, id_: str) -> Entry:
        """The entry with an id; a former id gives a DeprecationWarning.

        Raises:
            EntryNotFound: if there is none, with suggestions.
        """
        now = self.known.id(id_)
        if now != id_:
            import warnings  # noqa: PLC0415

            warnings.warn(f"{id_!r} is now called {now!r}", DeprecationWarning, stacklevel=2)
        return Entry(self._whole, self.corpus.records[now])

    @cached_property
    def known(self) -> Known:
        """The names that mean something here."""
        return Known(self.corpus, self.viewed)

    def entries(self, ids: Iterable[str] | None = None, kinds: tuple[str, ...] = ()) -> Entries:
        """The entries with some ids, in their order, each once; all entries unless ids are given.

        Args:
            ids: of the entries.
            kinds: that they can have, where that is known; it says what they can be asked by.

        Raises:
            EntryNotFound: if one of the ids means nothing.
        """
        if ids is None:
            return Entries.of(self._whole, tuple(self), tuple(KINDS))
        records = (self.corpus.records[id_] for id_ in dict.fromkeys(map(self.known.id, ids)))
        return Entries.of(self._whole, tuple(Entry(self._whole, r) for r in records), kinds)

    def of_kind(self, *kinds: str) -> Entries:
        """The entries of some kinds, by kind and id.

        Raises:
            UnknownKind: for a word that is no kind.
        """
        wanted = [words.kind(kind) for kind in kinds]
        found = (Entry(self._whole, record) for record in self.corpus.of_kind(*wanted))
        return Entries.of(self._whole, tuple(found), kinds)

    @property
    def proposals(self) -> Entries:
        """The ways to make AI systems do what we want."""
        return self.of_kind("proposal")

    @property
    def forecasts(self) -> Entries:
        """The worked-out answers to questions of when or how likely."""
        return self.of_kind("forecast")

    @property
    def problems(self) -> Entries:
        """The questions, obstacles, failure modes and threat models; not mistakes in entries."""
        return self.of_kind("problem")

    @property
    def concepts(self) -> Entries:
        """The terms a reader needs."""
        return self.of_kind("concept")

    @property
    def claims(self) -> Entries:
        """The statements that several entries assume, attack or take positions on."""
        return self.of_kind("claim")

    @property
    def critiques(self) -> Entries:
        """The reasons against."""
        return self.of_kind("critique")

    @property
    def arguments(self) -> Entries:
        """The reasons for."""
        return self.of_kind("argument")

    @property
    def people(self) -> Entries:
        """The people and groups."""
        return self.of_kind("person")

    @property
    def works(self) -> Entries:
        """The sources that can be cited."""
        return self.of_kind("work")

    @property
    def views(self) -> Entries:
        """The inside views, each of one person at one date."""
        return self.of_kind("view")

    def text(self, address: str) -> str:
        """The sentence an address stands for: a statement, thesis or claim, else the summary.

        Raises:
            EntryNotFound: if nothing has this address.
        """
        return self.corpus.text(self.known.address(address))

    def _rows(
        self, row: type[T], found: Iterable[T], *, hidden: Iterable[str] = (), text: str = "address"
    ) -> Rows[T]:
        """Answers in a row, each with the sentence that one of its addresses stands for."""
        listed = fields_of(row, hidden=hidden)
        names = [one.name for one in listed]
        if text in names and "text" not in names:
            says = Field("text", of=lambda one: self._sentence(getattr(one, text)))
            place = names.index(text) + 1
            listed = (*listed[:place], says, *listed[place:])
        return Rows(tuple(found), listed, self.known)

    def _sentence(self, address: str) -> str | None:
        """The sentence of an address; None where its entry is broken or left out of the view."""
        try:
            return self.corpus.text(address)
        except KeyError:
            return None

    def told(self, id_: str) -> Mapping[str, Any]:
        """What the table of entries says of an entry, and what it writes in each relation.

        Args:
            id_: its present id.
        """
        return self._told[id_]

    @cached_property
    def _told(self) -> Mapping[str, Mapping[str, Any]]:
        return told(self.corpus, self._whole.debate)

    def find(self, text: str, *, most: int = 10) -> Entries:
        """The entries whose id, title or alias is most like `text`, best first.

        Exact names come first, whatever their case; then names that hold every word of the text;
        then names that are near in letters.

        >>> import kb
        >>> kb.load().find("assistance game", most=1).ids
        ('cirl',)
        """
        return self.entries(nearest_to(text, self._names, self.corpus, most))

    def search(self, text: str) -> Rows[Hit]:
        """The entries and statements that say something with the words of a text, best first.

        What is called exactly so comes first. Then a word counts the more the fewer places have
        it, and most in a name.

        >>> import kb
        >>> kb.load().search("cooperative inverse reinforcement").records()[0]["address"]
        'cirl'
        """
        found = self._index.search(text)
        return self._rows(Hit, (hit(self.corpus, address) for address in found))

    @cached_property
    def _index(self) -> Index:
        return Index.of(self.corpus)

    @cached_property
    def _names(self) -> Mapping[str, list[str]]:
        return names_of(self.corpus)
