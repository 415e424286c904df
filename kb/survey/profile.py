"""The profile of a point: what is recorded in its debate, in numbers, before any one word."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from html import escape
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from kb.debate import closure
from kb.model import Approach
from kb.model.dates import when
from kb.model.words import Status, statuses
from kb.shown import PLAIN
from kb.survey.dated import origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kb.debate import Debate
    from kb.read import Corpus

MARKS: Final = MappingProxyType(
    {
        Status.UNCHALLENGED: "·",
        Status.UNANSWERED: "·",
        Status.DEFENDED: "+",
        Status.UPHELD: "+",
        Status.CHALLENGED: "!",
        Status.CONTESTED: "?",
        Status.CONDITIONAL: "~",
        Status.REFUTED: "\N{MULTIPLICATION SIGN}",
    }
)
"""The mark of each status, where a row of points is drawn in text."""

_ORDER: Final = (
    Status.REFUTED,
    Status.CHALLENGED,
    Status.CONTESTED,
    Status.CONDITIONAL,
    Status.DEFENDED,
    Status.UNCHALLENGED,
)
"""In which order a sentence tells how the assumptions stand."""

_BESIDE: Final = MappingProxyType(
    {"conditions": "condition", "claims": "claim", "open": "open question"}
)
"""What an entry says beside what it rests on, by field, and what one of it is called."""

_WITHOUT: Final = {Status.UNCHALLENGED: "without a critique", Status.UNANSWERED: "without a reply"}
"""How the words that say that nothing is recorded are read in a sentence."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One assumption in the strip of a profile.

    Attributes:
        address: where it stands.
        status: its word.
        mark: what is drawn for the word.
        searched: when someone last looked for critiques of the entry it stands in, or None.
    """

    address: str
    status: Status
    mark: str
    searched: str | None

    @property
    def said(self) -> str:
        """Its word and, where nothing is recorded, when someone last looked."""
        return worded(self.status, self.searched)


@dataclass(frozen=True, slots=True)
class Move:
    """A critique or reply, with the work that first gives it.

    Attributes:
        address: the critique.
        work: id of the work.
        date: of the work.
        said: authors and year.
    """

    address: str
    work: str
    date: str
    said: str


@dataclass(frozen=True, slots=True)
class Against:
    """The critiques of a point, each in one place.

    Attributes:
        own: of the point itself.
        inherited: of what it rests on, near or far.
        aside: of what its entry says besides; no status turns on them.
    """

    own: tuple[str, ...]
    inherited: tuple[str, ...]
    aside: tuple[str, ...]


@dataclass(frozen=True, repr=False)
class Profile:
    """What is recorded in the debate of a point.

    Counts are by status, of every word that there could be, best first; so those that there are
    none of are there with 0. A critique of the point itself is none of what it assumes.

    Attributes:
        address: the point.
        noun: what it is called: thesis, claim, statement, critique or argument.
        status: its word.
        reason: whether it is a critique or an argument; what attacks it is then a reply.
        own: the critiques of the point itself.
        inherited: the critiques of what it rests on, near or far, that are none of its own.
        aside: the critiques of nothing but what its entry says besides, such as conditions.
        assumed: what it assumes itself; of an approach, without the steps.
        strip: the same, one by one, in order.
        replies: how many critiques were made in reply: to the critiques, to what these assume, to
            other replies and, if it is a reason, to the point itself.
        connected: how many more are taken for replies by the editors, who connected the two.
        last: the latest critique or reply whose date is known, or None.
        searched: when someone last looked for critiques and replies, or None.
    """

    address: str
    noun: str
    status: Status
    reason: bool
    own: Mapping[Status, int] = field(hash=False)
    inherited: Mapping[Status, int] = field(hash=False)
    aside: Mapping[Status, int] = field(hash=False)
    assumed: Mapping[Status, int] = field(hash=False)
    strip: tuple[Cell, ...]
    replies: int
    connected: int
    last: Move | None
    searched: str | None

    def __repr__(self) -> str:
        """The same, after the address."""
        return f"<{self.address}: {self}>"

    def _repr_html_(self) -> str:
        return f"<p {PLAIN}><code>{escape(self.address)}</code> {escape(str(self))}</p>"

    def __str__(self) -> str:
        """The sentence, after the strip where there is one."""
        return f"{self.marks}  {self.sentence}" if self.strip else self.sentence

    @property
    def critiques(self) -> int:
        """How many critiques there are, of the point itself and of what it rests on."""
        return sum(self.own.values()) + sum(self.inherited.values())

    @property
    def unanswered(self) -> int:
        """How many of them stand without a reply."""
        return self.own[Status.UNANSWERED] + self.inherited[Status.UNANSWERED]

    @property
    def standing(self) -> int:
        """How many of them stand, whether or not there is a reply that has fallen."""
        return self.unanswered + self.own[Status.UPHELD] + self.inherited[Status.UPHELD]

    @property
    def marks(self) -> str:
        """The strip as text, one mark an assumption."""
        return " ".join(cell.mark for cell in self.strip)

    @property
    def looked(self) -> str:
        """When someone last looked, in words."""
        return looked(self.searched)

    @property
    def sentence(self) -> str:
        """All of it in short sentences."""
        silent = "own" if not sum(self.own.values()) else ""
        silent = "assumed" if self.assumed[Status.UNCHALLENGED] else silent
        parts = [
            _ending(_of_itself(self), self.looked if silent == "own" else ""),
            _ending(_of_assumed(self), self.looked if silent == "assumed" else ""),
            _ending(_of_all(self)),
            _ending(_of_replies(self)),
            _ending(_of_aside(self)),
            f"Last move: {self.last.said}." if self.last else "",
            "" if silent else f"{self.looked[0].upper()}{self.looked[1:]}.",
        ]
        return " ".join(part for part in parts if part)

    def plain(self) -> dict[str, Any]:
        """All of it as plain values, for JSON."""
        return {
            "sentence": self.sentence,
            "own": _counts(self.own),
            "inherited": _counts(self.inherited),
            "aside": _counts(self.aside),
            "assumed": _counts(self.assumed),
            "strip": [
                {"address": str(one.address), "status": str(one.status)} for one in self.strip
            ],
            "critiques": self.critiques,
            "unanswered": self.unanswered,
            "replies": self.replies,
            "connected": self.connected,
            "last": self.last
            and {"address": str(self.last.address), "work": self.last.work, "date": self.last.date},
            "searched": self.searched,
        }


def looked(searched: str | None) -> str:
    """When someone last looked for critiques and replies, in words.

    >>> looked("2026-11-20"), looked(None)
    ('last looked 2026-11', 'nobody has recorded a search')
    """
    return f"last looked {searched[:7]}" if searched else "nobody has recorded a search"


def standing(corpus: Corpus, debate: Debate, address: str) -> str:
    """The word for a point, as `worded`.

    Raises:
        KeyError: for an address that is no point.
    """
    return worded(debate.status(address), corpus.owner(address).entry.searched)


def worded(status: Status, searched: str | None) -> str:
    """A word for a point and, if it is that nothing is recorded, when someone last looked.

    >>> worded(Status.UNCHALLENGED, "2026-11"), worded(Status.CONTESTED, None)
    ('unchallenged (last looked 2026-11)', 'contested')
    """
    return f"{status} ({looked(searched)})" if status is Status.UNCHALLENGED else f"{status}"


def profile(corpus: Corpus, debate: Debate, address: str) -> Profile:
    """The profile of a point.

    Args:
        corpus: the entries.
        debate: the debate among them, as recorded or as someone sees it.
        address: the present one of the point.

    Raises:
        KeyError: for an address that is no point.
    """
    reason = debate.points[address]
    record = corpus.owner(address)
    inside = address in corpus.statements
    premises = debate.assumes.get(address, ()) if inside else corpus.assumed(record)
    strip = tuple(_cell(corpus, debate, one) for one in premises if one in debate.points)
    against = critiques(corpus, debate, address)
    own = _attackers(debate, [address])
    inherited = against.inherited
    replies = _replies(debate, [*own, *inherited]) | (own if reason else {})
    noun = "statement" if inside else "thesis" if isinstance(record.entry, Approach) else ""
    return Profile(
        address=address,
        noun=noun or record.kind,
        status=debate.status(address),
        reason=reason,
        own=_tally(debate, own, reason=True),
        inherited=_tally(debate, inherited, reason=True),
        aside=_tally(debate, against.aside, reason=True),
        assumed=_tally(debate, (cell.address for cell in strip), reason=False),
        strip=strip,
        replies=sum(replies.values()),
        connected=len(replies) - sum(replies.values()),
        last=_last(corpus, {*own, *inherited, *replies} - {address}),
        searched=record.entry.searched,
    )


def critiques(corpus: Corpus, debate: Debate, address: str) -> Against:
    """The critiques of a point, by what of it they attack.

    Raises:
        KeyError: for an address that is no point.
    """
    ground = closure(debate.assumes.get(address, ()), debate.assumes)
    own = _attackers(debate, [address])
    inherited = _attackers(debate, ground).keys() - own.keys()
    said = [one for _, one in beside(corpus, debate, address)]
    aside = _attackers(debate, said).keys() - own.keys() - inherited
    return Against(tuple(sorted(own)), tuple(sorted(inherited)), tuple(sorted(aside)))


def beside(corpus: Corpus, debate: Debate, address: str) -> Iterator[tuple[str, str]]:
    """The statements of an entry on which its status does not turn, each with what it is called."""
    if address in corpus.statements:
        return
    ground = closure(debate.assumes.get(address, ()), debate.assumes)
    for one in corpus.statements_of(address):
        if one.address in debate.points and one.address not in ground:
            yield _BESIDE.get(one.field, "statement"), one.address


def _cell(corpus: Corpus, debate: Debate, address: str) -> Cell:
    status = debate.status(address)
    return Cell(address, status, MARKS[status], corpus.owner(address).entry.searched)


def _attackers(debate: Debate, points: Iterable[str]) -> dict[str, bool]:
    """The critiques of some points, each with whether it was made as a critique of one of them."""
    found: dict[str, bool] = {}
    for point in points:
        for attack in debate.attackers.get(point, ()):
            found[attack.source] = found.get(attack.source, False) or not attack.inferred
    return found


def _replies(debate: Debate, critiques: Iterable[str]) -> dict[str, bool]:
    """The replies to some critiques and to those replies, each with whether it was made as one."""
    found: dict[str, bool] = {}
    asked: set[str] = set()
    waiting = [*critiques]
    while waiting:
        point = waiting.pop()
        if point in asked:
            continue
        asked.add(point)
        replies = _attackers(debate, [point])
        for reply, made in replies.items():
            found[reply] = found.get(reply, False) or made
        waiting += (*debate.assumes.get(point, ()), *replies)
    return found


def _tally(debate: Debate, points: Iterable[str], *, reason: bool) -> Mapping[Status, int]:
    counts = Counter(debate.status(point) for point in points)
    return MappingProxyType({status: counts[status] for status in statuses(reason=reason)})


def _last(corpus: Corpus, critiques: Iterable[str]) -> Move | None:
    """The latest of some critiques, by the date of the work that first gives it."""
    moves = [move for id_ in critiques if (move := _move(corpus, id_)) is not None]
    return max(moves, key=lambda one: (when(one.date), one.address), default=None)


def _move(corpus: Corpus, id_: str) -> Move | None:
    first = origin(corpus, corpus.records[id_])
    return first and Move(id_, *first, corpus.short(first[0]))


def _counts(counted: Mapping[Status, int]) -> dict[str, int]:
    return {str(status): count for status, count in counted.items() if count}


def _ending(text: str, aside: str = "") -> str:
    """A text as a sentence, with an aside before its end; empty for none."""
    return f"{text}{f' ({aside})' if aside else ''}." if text else ""


def _of_itself(one: Profile) -> str:
    itself = " itself" if one.strip or sum(one.inherited.values()) else ""
    what = ("reply to", "replies to") if one.reason else ("critique of", "critiques of")
    said = [(status, number) for status, number in one.own.items() if number]
    if not said:
        return f"Nothing is recorded against the {one.noun}{itself}"
    count = sum(one.own.values())
    if count == 1:
        return f"One {what[0]} the {one.noun}{itself} is recorded; it is {_word(said[0][0])}"
    start = f"{count} {what[1]} the {one.noun}{itself} are recorded"
    if len(said) == 1:
        return f"{start}, {'both' if count == 2 else 'all'} {_word(said[0][0])}"
    return f"{start}: {', '.join(f'{number} {_word(status)}' for status, number in said)}"


def _of_assumed(one: Profile) -> str:
    count = len(one.strip)
    what = "premise" if one.reason else "assumption"
    said = [(status, one.assumed[status]) for status in _ORDER if one.assumed[status]]
    if count == 0:
        return ""
    if count == 1:
        return f"Its one {what} is {_word(said[0][0])}"
    if len(said) == 1:
        all_ = "Both" if count == 2 else f"All {count}"
        return f"{all_} {what}s are {_word(said[0][0])}"
    is_ = "is" if said[0][1] == 1 else "are"
    first, *rest = (f"{number} {_word(status)}" for status, number in said)
    number, word = first.split(" ", 1)
    return f"Of {count} {what}s {', '.join([f'{number} {is_} {word}', *rest])}"


def _of_all(one: Profile) -> str:
    own, inherited = sum(one.own.values()), sum(one.inherited.values())
    if not inherited:
        return ""
    count, open_ = one.critiques, one.unanswered
    where = f" of the {one.noun} and of what it rests on" if own else " of what it rests on"
    if one.reason:
        # What attacks a reason is called a reply, so these are counted for themselves.
        count, open_ = inherited, one.inherited[Status.UNANSWERED]
        where = " of what it assumes"
    each = {1: "", 2: "both "}.get(count, "each ") if open_ == count else f"{open_ or 'none'} "
    return f"{count} {'critique' if count == 1 else 'critiques'}{where}, {each}without a reply"


def _of_aside(one: Profile) -> str:
    count = sum(one.aside.values())
    if not count:
        return ""
    more = " more" if one.critiques else ""
    are = "critique is" if count == 1 else "critiques are"
    return f"{count}{more} {are} of what else is said, on which the {one.noun} does not rest"


def _of_replies(one: Profile) -> str:
    count = one.replies + one.connected
    if not count or (one.reason and not one.connected and count == sum(one.own.values())):
        return ""
    what = f"{count} {'reply' if count == 1 else 'replies'}{' in all' if one.reason else ''}"
    if not one.connected:
        return what
    if one.connected == count:
        return f"{what}, connected by the editors"
    return f"{what}, {one.connected} of them connected by the editors"


def _word(status: Status) -> str:
    return _WITHOUT.get(status, f"{status}")
