"""Which words occur where: names first, then sentences, then accounts."""

from __future__ import annotations

import bisect
import math
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kb.base import KnowledgeBase
    from kb.read import Record

_NAME, _SENTENCE, _ACCOUNT = 4.0, 2.0, 1.0
_ASIDE: Final = {"work": 0.5, "view": 0.5}
"""What is said comes before where it is said."""

_WORD: Final = re.compile(r"[^\W_]+")
_ENDING: Final = re.compile(r"(?<=....)ing$|(?<=..[^s])s$")


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
    def of(cls, base: KnowledgeBase) -> Index:
        """The index of every entry, and of every statement inside one."""
        places: dict[str, dict[str, float]] = defaultdict(dict)
        names: dict[str, list[str]] = defaultdict(list)
        order: dict[str, int] = {}
        for record in base.corpus:
            order[record.id] = len(order)
            for name in (record.id, record.title, *record.entry.aliases):
                names[" ".join(words(name))].append(record.id)
            _put(places, record.id, _zones(record), _ASIDE.get(record.kind, 1.0))
        for address, part in base.corpus.statements.items():
            order[address] = len(order)
            _put(places, address, [(_SENTENCE, part.statement.text)])
        listed = {name: tuple(dict.fromkeys(ids)) for name, ids in names.items()}
        return cls(places, tuple(sorted(places)), listed, order)

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


def _put(
    places: dict[str, dict[str, float]],
    address: str,
    zones: Iterable[tuple[float, str]],
    share: float = 1.0,
) -> None:
    for weight, text in zones:
        for word in words(text):
            here = places[word]
            here[address] = max(here.get(address, 0), weight * share)


def _zones(record: Record) -> Iterator[tuple[float, str]]:
    """The texts of an entry, each with how much its words count."""
    entry: Any = record.entry
    for name in (record.id, entry.title, *entry.aliases):
        yield _NAME, name
    for field in ("summary", "thesis", "text"):
        yield _SENTENCE, getattr(entry, field, None) or ""
    for name in getattr(entry, "authors", ()):
        yield _SENTENCE, name
    for field in ("body", "example", "misreading"):
        yield _ACCOUNT, getattr(entry, field, None) or ""
