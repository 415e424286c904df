"""The thread map: what an entry says and assumes, and the moves about each of these in columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kb.model import Address, Approach, Reason
from kb.model.words import Status
from kb.site.marks import AGAINST, FOR
from kb.site.pages.outcomes import Supposed, supposed
from kb.site.pages.parts import Anchor, counted, day, listed
from kb.site.pages.score import Score, score
from kb.site.pages.sides import facing
from kb.site.pages.threads import threads

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kb.read import Record
    from kb.site.pages.context import Context
    from kb.site.pages.parts import Thread

MOVES: Final = 3
"""Moves that stand beside each other."""

_SHARED: Final = 3
"""Other entries that rest on a claim and are named; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column: the side on which it speaks, and what it holds."""

    side: str
    text: str


@dataclass(frozen=True, slots=True)
class MapRow:
    """Something that can be attacked, and the moves about it."""

    name: str
    """Its number, or what it is called."""
    link: Anchor
    status: str
    notes: tuple[str, ...]
    moves: tuple[Thread, ...]
    empty: str
    """What is said where nothing is against it."""


@dataclass(frozen=True, slots=True)
class ThreadMap:
    """The argument about an entry at a glance."""

    label: str
    heads: tuple[Head, ...]
    rows: tuple[MapRow, ...]
    silent: str
    """What is left out because nothing is against it."""
    score: Score | None
    supposed: tuple[Supposed, ...]
    """What would change if something on the map were settled."""


def thread_map(context: Context, record: Record) -> ThreadMap:
    """The argument about an entry in the debate."""
    told: set[str] = set()
    corpus, debate = context.site.base.corpus, context.site.base.debate
    numbered = [(str(number), one) for number, one in enumerate(corpus.assumed(record), 1)]
    rows = [_row(context, name, address, told) for name, address in numbered]
    further = [*_further(context, record)]
    said = [(name, address) for name, address in further if address in debate.attackers]
    whole = _row(context, "all" if numbered else "it", record.id, told)
    before = [_row(context, name, address, told) for name, address in said if name != "also"]
    after = [_row(context, name, address, told) for name, address in said if name == "also"]
    shown = (
        [whole, *rows, *before, *after]
        if isinstance(record.entry, Reason)
        else [*rows, *before, whole, *after]
    )
    points = [(row.name, str(row.link.id)) for row in shown]
    return ThreadMap(
        f"The argument about {record.title}",
        _heads(context, record, rows=len(numbered)),
        tuple(shown),
        _silent(record, [name for name, one in further if one not in debate.attackers]),
        score(context, points),
        supposed(context, (link for row in shown for link in _on(row))),
    )


def _on(row: MapRow) -> Iterator[Anchor]:
    """What a row shows that can be settled."""
    yield row.link
    yield from (move.link for move in row.moves)


def _further(context: Context, record: Record) -> Iterator[tuple[str, Address]]:
    """What more of an entry can be attacked, each with what it is called."""
    names = {"steps": "step", "conditions": "if", "claims": "also"}
    counts = dict.fromkeys(names, 0)
    for one in context.site.base.corpus.statements_of(record.id):
        if one.field in names:
            counts[one.field] += 1
            name = names[one.field]
            yield f"{name} {counts[one.field]}" if name != "also" else name, one.address


def _row(context: Context, name: str, address: Address | str, told: set[str]) -> MapRow:
    base = context.site.base
    present = base.corpus.present(address)
    status = base.debate.status(present)
    whole = name in {"all", "it"}
    moves = threads(context, present, told, MOVES)
    return MapRow(
        name,
        _link(context, present, whole=whole),
        status,
        tuple(note for note in _notes(context, present, whole=whole) if note),
        moves,
        "" if moves else _nothing(context, present),
    )


def _link(context: Context, address: Address, *, whole: bool) -> Anchor:
    """To a claim's page, or to the place on this page where a statement is told."""
    corpus = context.site.base.corpus
    record = corpus.owner(address)
    if whole:
        noun = "The proposal as a whole" if isinstance(record.entry, Approach) else record.title
        if record.kind == "forecast":
            noun = "The forecast as a whole"
        return Anchor("#top", noun, record.kind, address)
    text = corpus.text(address) if address.fragment else record.title
    return context.link(address, text.rstrip("."))


def _notes(context: Context, address: Address, *, whole: bool) -> Iterator[str]:
    debate = context.site.base.debate
    against = debate.attackers.get(address, ())
    if against:
        open_ = sum(debate.status(one.source) is Status.UNANSWERED for one in against)
        what = "against" if facing(debate, address) == AGAINST else "in reply"
        yield f"{len(against)} {what}, {open_} unanswered"
    elif debate.status(address) is Status.CONDITIONAL:
        yield "only what it assumes is in doubt"
    if not whole and not address.fragment:
        others = [one.text for one in context.others(address)]
        if others:
            yield f"shared with {listed(others, _SHARED)}"


def _nothing(context: Context, address: Address) -> str:
    """That nothing is recorded against something, and when someone last looked."""
    base = context.site.base
    searched = base.corpus.owner(address).entry.searched
    reason = base.debate.points[address]
    what = "No reply is recorded" if reason else "Nothing against it is recorded"
    last = f"Last looked for on {day(searched)}" if searched else "Nobody has recorded a search"
    return f"{what}. {last}."


def _heads(context: Context, record: Record, *, rows: int) -> tuple[Head, ...]:
    debate = context.site.base.debate
    if not isinstance(record.entry, Reason):
        first = "It assumes" if rows else "The claim"
        return (
            Head("", first),
            Head(AGAINST, "Against"),
            Head(FOR, "For, in reply"),
            Head(AGAINST, "Against the reply"),
        )
    if facing(debate, record.id) == FOR:
        rest = (Head(FOR, "For, in reply"), Head(AGAINST, "Against the reply"), Head(FOR, "For it"))
        return Head(AGAINST, "This critique"), *rest
    noun = "reply" if debate.struck.get(record.id) else "argument"
    return (
        Head(FOR, f"This {noun}"),
        Head(AGAINST, f"Against the {noun}"),
        Head(FOR, "For it, in reply"),
        Head(AGAINST, "Against that"),
    )


def _silent(record: Record, names: Iterable[str]) -> str:
    """What of an entry nothing is recorded against, beyond what the rows say."""
    nouns = {"step": "step", "if": "condition", "also": "further claim"}
    found = [name.partition(" ")[0] for name in names]
    parts = [counted(found.count(name), noun) for name, noun in nouns.items() if name in found]
    if not parts:
        return ""
    searched = record.entry.searched
    last = f"last looked for on {day(searched)}" if searched else "nobody has recorded a search"
    return f"Nothing is recorded against {listed(parts, len(parts))}; {last}."
