"""The home page: what this is, one argument of it, what is asked, what is open, what changed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kb.model.dates import said, when
from kb.model.words import APPROACHES, KINDS, Status
from kb.site import urls
from kb.site.pages.context import Context
from kb.site.pages.news import events
from kb.site.pages.parts import counted
from kb.survey import dated

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kb.debate import Attack
    from kb.site.pages.context import Site
    from kb.site.pages.parts import Anchor, Cited

_KNOWN: Final = "rlhf"
"""The proposal that most readers know already, whose argument is shown."""

_MOVES: Final = 3
"""Moves of an argument that fit beside what it is about: against, for, against the reply."""

_SETTLED: Final = frozenset({Status.UNANSWERED, Status.UPHELD})
_OPEN: Final = 6
_NEWS: Final = 4


@dataclass(frozen=True, slots=True)
class Move:
    """A reason in the argument, with where it was said; `force` is how hard it hits."""

    link: Anchor
    force: str
    source: Cited | None


@dataclass(frozen=True, slots=True)
class Miniature:
    """One statement of a proposal, and one line of moves about it.

    Attributes:
        owner: the proposal.
        name: what it is called in short.
        point: the statement.
        critiques: how many critiques of the statement there are, in words.
        moves: one after the other, each about the last.
        closing: how the line ends, as a sentence.
        more: where the rest of the argument is.
        rest: how much of it there is.
    """

    owner: Anchor
    name: str
    point: Anchor
    critiques: str
    moves: tuple[Move, ...]
    closing: str
    more: str
    rest: str


@dataclass(frozen=True, slots=True)
class Door:
    """A way in."""

    href: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A problem that is a question, and what is proposed for it, in short names."""

    link: Anchor
    answers: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class Open:
    """A critique without a reply: whom it hits, and where it was said."""

    link: Anchor
    against: tuple[Anchor, ...]
    source: Cited | None


@dataclass(frozen=True, slots=True)
class News:
    """What happened on a day, to how many entries."""

    day: str
    text: str
    links: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class Front:
    """The home page."""

    path: str
    title: str
    lead: str
    miniature: Miniature | None
    doors: tuple[Door, ...]
    questions: tuple[Question, ...]
    key: tuple[tuple[str, str], ...]
    """The words for how the answers stand, each with its meaning."""
    open: tuple[Open, ...]
    unanswered: int
    news: tuple[News, ...]
    counts: str


def front(site: Site) -> Front:
    """The home page."""
    context = Context(site, urls.HOME)
    found = tuple(_unanswered(context))
    questions = tuple(_questions(context))
    stand = {answer.status for one in questions for answer in one.answers}
    return Front(
        urls.HOME,
        "Alignment Concepts",
        "A checked, cited map of AI alignment proposals and the critiques of them.",
        _miniature(context),
        _doors(context, len(found)),
        questions,
        tuple((str(one), one.meaning) for one in Status if one in stand),
        found[:_OPEN],
        len(found),
        tuple(_news(context)),
        _counts(site),
    )


def short_name(context: Context, id_: str) -> str:
    """An entry by the letters that it is known by, else by its title."""
    record = context.site.base.corpus.records[id_]
    return next((name for name in record.entry.aliases if name.isupper()), record.title)


def _source(context: Context, id_: str) -> Cited | None:
    """Where an entry was first said, else where it is discussed."""
    sources = context.site.base.corpus.records[id_].entry.sources
    first = next((one for one in sources if one.as_ == "original"), next(iter(sources), None))
    return context.source(first.work) if first else None


# ---- One argument in miniature -------------------------------------------------------------------


def _miniature(context: Context) -> Miniature | None:
    """The line of moves that shows most: of the proposal that readers know, if it is there.

    The longest comes first; then one whose last word stands, and in which most different people
    speak, so that nobody is seen to talk with himself.
    """
    base = context.site.base
    approaches = [record.id for record in base.corpus.of_kind(*APPROACHES)]
    if not approaches:
        return None
    known = {id_: base.profile(id_).critiques for id_ in approaches}
    owner = _KNOWN if _KNOWN in known else max(approaches, key=lambda id_: (known[id_], id_))
    points = [*base.corpus.assumed(base.corpus.records[owner]), owner]
    lines = [(point, line) for point in points for line in _lines(context, point)]
    if not lines:
        return None
    point, line = max(lines, key=lambda one: _shows(context, one[1]))
    against = len(base.debate.attackers[point])
    profile = base.profile(owner)
    return Miniature(
        context.link(owner),
        short_name(context, owner),
        context.link(point),
        f"{against} against",
        tuple(
            Move(context.link(one.source), str(one.force), _source(context, one.source))
            for one in line
        ),
        _closing(base.debate.status(line[-1].source), len(line)),
        f"{context.link(owner).href}#assumptions",
        f"{counted(profile.critiques, 'critique')} of {short_name(context, owner)}, "
        f"{profile.unanswered} without a reply",
    )


def _lines(context: Context, point: str) -> Iterator[tuple[Attack, ...]]:
    """Every line of moves about a point, up to what fits."""
    attackers = context.site.base.debate.attackers
    stack: list[tuple[Attack, ...]] = [(attack,) for attack in attackers.get(point, ())]
    while stack:
        line = stack.pop()
        replies = attackers.get(line[-1].source, ()) if len(line) < _MOVES else ()
        if not replies:
            yield line
        seen = {one.source for one in line}
        stack += [(*line, reply) for reply in replies if reply.source not in seen]


def _shows(context: Context, line: Sequence[Attack]) -> tuple[int, int, int, int, list[str]]:
    base = context.site.base
    sources = [one.source for one in line]
    people = {base.corpus.authors(base.corpus.records[one])[:1] for one in sources}
    stands = base.debate.status(sources[-1]) in _SETTLED
    meant = -sum(one.inferred for one in line)
    return len(line), len(people), int(stands), meant, sources


def _closing(last: Status, moves: int) -> str:
    """How a line of moves ends."""
    words = ("", "One step of attack", "An attack and a reply", "Two steps of attack and a defence")
    end = (
        "The last has no recorded reply, so the question is open."
        if last in _SETTLED
        else f"The last is itself {last}, so the question is open."
    )
    return f"{words[moves]}. {end}"


# ---- Below it ------------------------------------------------------------------------------------


def _doors(context: Context, unanswered: int) -> tuple[Door, ...]:
    """Three ways in."""
    critiques = sum(1 for _ in _critiques(context))
    return (
        Door(
            urls.PATHS,
            "New here",
            "What alignment means, then the ideas in the order in which they need each other.",
        ),
        Door(
            urls.MATRIX,
            "Researcher",
            "Proposals by what they are for and what they share; the whole base as data.",
        ),
        Door(
            urls.OPEN,
            "Sceptic",
            f"Begin with the critiques: {unanswered} of {critiques} have no recorded reply.",
        ),
    )


def _critiques(context: Context) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The critiques of something other than critiques, each with the entries that it hits."""
    corpus = context.site.base.corpus
    targets: dict[str, dict[str, None]] = {}
    for record, _, attack in corpus.attacks():
        owner = corpus.owner(corpus.present(attack.target))
        if not KINDS[owner.kind].reason:
            targets.setdefault(record.id, {})[owner.id] = None
    return ((id_, tuple(owners)) for id_, owners in targets.items())


def _unanswered(context: Context) -> Iterator[Open]:
    """The critiques to which nobody has replied, those first that were said last."""
    base = context.site.base
    dates = dated(base.corpus)
    found = [
        (id_, owners)
        for id_, owners in _critiques(context)
        if base.debate.status(id_) is Status.UNANSWERED
    ]
    for id_, owners in sorted(found, key=lambda one: (-_day(dates.get(one[0])), one[0])):
        against = tuple(context.link(owner, short_name(context, owner)) for owner in owners)
        yield Open(context.link(id_), against, _source(context, id_))


def _day(date: str | None) -> int:
    return when(date) if date else 0


def _questions(context: Context) -> Iterator[Question]:
    """The problems whose summary asks something, those first for which most is proposed."""
    base, graph = context.site.base, context.site.graph
    found = []
    for record in base.corpus.of_kind("problem"):
        if not record.entry.summary.endswith("?"):
            continue
        answers = [
            start
            for start, _, data in graph.in_edges(record.id, data=True)
            if data["relation"] == "addresses" and base.corpus.records[start].kind in APPROACHES
        ]
        links = [context.link(id_, short_name(context, id_)) for id_ in dict.fromkeys(answers)]
        if links:
            found.append((record, sorted(links, key=lambda one: one.text.casefold())))
    for record, links in sorted(found, key=lambda one: (-len(one[1]), one[0].id)):
        yield Question(context.link(record.id, record.entry.summary), tuple(links))


def _news(context: Context) -> Iterator[News]:
    """What happened last, by day and sort, the entries by name where they are few."""
    days: dict[tuple[str, str], list[str]] = {}
    for event in events(context.site):
        if event.kind:
            days.setdefault((event.day, event.what), []).append(event.id)
    for (day, what), ids in list(days.items())[:_NEWS]:
        links = context.links(ids[:3])
        yield News(said(day), f"{what}: {counted(len(ids), 'entry', 'entries')}", links)


def _counts(site: Site) -> str:
    """How much there is, as a sentence."""
    counts = Counter(record.kind for record in site.base.corpus)
    parts = [
        counted(counts[kind.name], kind.name, kind.plural.lower())
        for kind in KINDS.values()
        if counts[kind.name]
    ]
    return ", ".join(parts)
