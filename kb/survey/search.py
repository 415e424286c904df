"""Full-text search: which words occur where, names first, then sentences, then accounts."""

from __future__ import annotations

import bisect
import math
import re
from collections import defaultdict
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kb.model.words import STATEMENT
from kb.shown import Fields

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kb.read import Corpus

WEIGHTS: Final = MappingProxyType(
    {"title": 4, "aliases": 4, "summary": 2, "text": 2, "authors": 2, "body": 1}
)
"""The columns that are searched, and how much a word counts in each."""

_ASIDE: Final = MappingProxyType({"work": 0.5, "view": 0.5})
"""What is said comes before where it is said."""

_WORD: Final = re.compile(r"[^\W_]+")
_ENDING: Final = re.compile(r"(?<=....)ing$|(?<=..[^s])s$")


@dataclass(frozen=True, slots=True)
class Document:
    """An entry, or a statement inside one, as it is searched.

    Attributes:
        address: its own.
        kind: of the entry; `statement` for one inside an entry.
        columns: its texts, by the columns of `WEIGHTS`; only those it has.
    """

    address: str
    kind: str
    columns: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Hit(Fields):
    """An entry, or a statement inside one, that says something with the words asked for.

    Attributes:
        address: where it is said.
        kind: of the entry; `statement` for one inside an entry.
        title: of the entry.
    """

    address: str
    kind: str
    title: str


def documents(corpus: Corpus) -> Iterator[Document]:
    """Every entry, then every statement inside one."""
    for record in corpus:
        said = dict(record.entry)
        account = (said.get(name) for name in ("body", "example", "misreading"))
        columns = {
            "title": record.title,
            "aliases": "\n".join(record.entry.aliases),
            "summary": said.get("summary"),
            "text": said.get("thesis") or said.get("text"),
            "authors": "\n".join(said.get("authors", ())),
            "body": "\n\n".join(filter(None, account)),
        }
        kept = {name: text for name, text in columns.items() if text}
        yield Document(record.id, record.kind, kept)
    for address, one in corpus.statements.items():
        yield Document(address, STATEMENT, {"text": one.statement.text})


def words(text: str) -> list[str]:
    """The words of a text in small letters, without the endings `s` and `ing`.

    >>> words("Reward-models, and training RLHF")
    ['reward', 'model', 'and', 'train', 'rlhf']
    """
    found = (word.casefold() for word in _WORD.findall(text))
    return [_ENDING.sub("", word) for word in found if len(word) > 1 or word.isdigit()]


@dataclass(frozen=True)
class Index:
    """Which words occur where.

    Attributes:
        places: of each word, the addresses where it occurs, and how much it counts there.
        sorted: the words in order.
        names: of each name in full, the ids of the entries called so.
        order: every address, with the rank it has among equals.
    """

    places: Mapping[str, Mapping[str, float]]
    sorted: tuple[str, ...]
    names: Mapping[str, tuple[str, ...]]
    order: Mapping[str, int]

    @classmethod
    def of(cls, corpus: Corpus) -> Index:
        """The index of every entry, and of every statement inside one."""
        places: dict[str, dict[str, float]] = defaultdict(dict)
        names: dict[str, dict[str, None]] = defaultdict(dict)
        order: dict[str, int] = {}
        for one in documents(corpus):
            order[one.address] = len(order)
            zones = [(WEIGHTS[column], text) for column, text in one.columns.items()]
            if record := corpus.records.get(one.address):
                zones.append((WEIGHTS["title"], record.id))
                for name in (record.id, record.title, *record.entry.aliases):
                    names[" ".join(words(name))][record.id] = None
            share = _ASIDE.get(one.kind, 1.0)
            for weight, text in zones:
                for word in words(text):
                    here = places[word]
                    here[one.address] = max(here.get(one.address, 0), weight * share)
        called = {name: tuple(ids) for name, ids in names.items()}
        return cls(places, tuple(sorted(places)), called, order)

    def search(self, text: str) -> list[str]:
        """The addresses where the words of a text occur, or words that begin like them.

        What is called exactly so comes first. Then a word counts the more the fewer places have
        it (inverse document frequency, Spärck Jones 1972), and most in a name. Places that have
        less than half of what is asked for, counted in this way, are left out.
        """
        scores: dict[str, float] = defaultdict(float)
        met: dict[str, float] = defaultdict(float)
        whole = 0.0
        for word in dict.fromkeys(words(text)):
            found = self._places(word)
            rarity = math.log(1 + len(self.order) / (len(found) or 0.5))
            whole += rarity
            for address, weight in found.items():
                scores[address] += rarity * weight
                met[address] += rarity
        exact = self.names.get(" ".join(words(text)), ())
        best = {address for address, share in met.items() if share >= whole / 2} - {*exact}
        ranked = sorted(best, key=lambda one: (-round(scores[one], 6), self.order[one]))
        return [*exact, *ranked]

    def _places(self, word: str) -> dict[str, float]:
        found: dict[str, float] = {}
        for known in self._beginning(word):
            share = 1.0 if known == word else 0.7
            for address, weight in self.places[known].items():
                found[address] = max(found.get(address, 0), weight * share)
        return found

    def _beginning(self, word: str) -> Iterator[str]:
        """The known words that begin like a word; of a short one, itself alone."""
        if len(word) < 3:
            yield from [word] if word in self.places else []
            return
        first = bisect.bisect_left(self.sorted, word)
        last = bisect.bisect_left(self.sorted, f"{word}\U0010ffff")
        yield from self.sorted[first:last]


def hit(corpus: Corpus, address: str) -> Hit:
    """An address as a search finds it."""
    inside = corpus.statements.get(address)
    record = inside.owner if inside else corpus.records[address]
    return Hit(address, STATEMENT if inside else record.kind, record.title)
