"""Threads: what is said against something, what is said in reply, and where each is written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kb.model import Address, Reason, cite
from kb.model.words import Force, Label, Voice
from kb.site.marks import FOR
from kb.site.pages.parts import CONNECTED, DEEPEST, Cited, Thread, counted
from kb.site.pages.sides import OTHER, attacks_on, facing
from kb.site.render import typographic
from kb.survey.dated import origin

if TYPE_CHECKING:
    from kb.debate import Attack, Debate
    from kb.model import Source
    from kb.read import Corpus, Record
    from kb.site.pages.context import Context
    from kb.site.pages.parts import Anchor


def threads(
    context: Context, address: str, told: set[str] | None = None, deepest: int = DEEPEST
) -> tuple[Thread, ...]:
    """The attacks on an address and the replies to them, in reading order.

    A reason that was told already is named, and not followed again.

    Args:
        context: the page.
        address: what is attacked.
        told: the reasons that were told, to which those that this tells are added; by itself,
            those of the list of the page.
        deepest: how many moves are shown.
    """
    told = context.told if told is None else told
    attackers = context.site.base.debate.attackers
    first = facing(context.site.base.debate, address)
    found = []
    stack = [(attack, 1) for attack in reversed(attacks_on(context.site.base, address))]
    while stack:
        attack, depth = stack.pop()
        again = attack.source in told
        if not again and depth < deepest:
            replies = attacks_on(context.site.base, attack.source)
            stack += [(reply, depth + 1) for reply in reversed(replies)]
        side = first if depth % 2 else OTHER[first]
        one = thread(context, attack, side, depth)
        answers = len(attackers.get(attack.source, ()))
        found.append(
            replace(
                one,
                again=("above, with its replies" if answers else "above") if again else "",
                further=counted(answers, "reply", "replies")
                if answers and depth == deepest and not again
                else "",
            )
        )
        told.add(attack.source)
    return tuple(found)


def thread(context: Context, attack: Attack, side: str, depth: int) -> Thread:
    """One move, without what was told before."""
    base = context.site.base
    record = base.corpus.records[attack.source]
    link = context.link(attack.source)
    source, note = sources(context, record)
    says = says_of(base.debate, attack, side)
    end = f". {_where(source)}" if source else ""
    return Thread(
        depth=depth,
        side=side,
        says=says,
        link=link,
        force=attack.force,
        why=context.line(context.site.hits[attack.source, attack.target]),
        connection=CONNECTED if attack.inferred else "",
        source=source,
        note=note,
        rests=rests(context, attack.source),
        heard=typographic(f"{says}: {link.text.rstrip('.')}. {link.status.capitalize()}{end}"),
        anchor=f"told--{attack.source}",
    )


def says_of(debate: Debate, attack: Attack, side: str) -> str:
    """The side and the force of an attack, in words.

    It says so without colours: "Against, would refute it", "For, weakens the critique".
    """
    does = "would refute" if attack.force == Force.REFUTES else "weakens"
    owner = Address(attack.target).entry
    reason = debate.points.get(owner)
    if side == FOR:
        return f"For, {does} {'the critique' if reason else 'what it rests on'}"
    if not reason:
        return f"Against, {does} it"
    noun = "reply" if debate.struck.get(owner) else "argument"
    return f"Against the {noun}, {does} it"


def rests(context: Context, id_: str) -> tuple[Anchor, ...]:
    """What a reason assumes that does not simply stand."""
    debate = context.site.base.debate
    return tuple(
        context.link(premise)
        for premise in debate.assumes.get(id_, ())
        if debate.label_of(premise) != Label.IN
    )


def sources(context: Context, record: Record) -> tuple[Cited | None, Cited | None]:
    """Where a reason is given, and its words: the same work if it is quoted, or another."""
    given = record.entry.sources
    if not given or not isinstance(record.entry, Reason):
        return None, None
    first = origin(context.site.base.corpus, record)
    told = [
        one for one in given if first and context.site.base.corpus.present(one.work) == first[0]
    ]
    shown = next(iter(told), given[0])
    quoted = next((one for one in (*told, *given) if one.quote), None)
    return _cited(context, record, shown), _cited(context, record, quoted) if quoted else None


def _cited(context: Context, record: Record, source: Source) -> Cited:
    return replace(context.cited(source), speaker=speaker(context.site.base.corpus, record, source))


def speaker(corpus: Corpus, record: Record, source: Source) -> str:
    """Who speaks in a source that others wrote; empty where its authors speak themselves."""
    named = [id_ for id_ in corpus.named(record) if id_ in corpus.records]
    if not named or any(corpus.voice(id_, source.work) is Voice.OWN for id_ in named):
        return ""
    return cite.named([corpus.records[id_].title for id_ in named], corpus.groups)


def _where(source: Cited) -> str:
    return f"{source.speaker}, in {source.short}" if source.speaker else source.short
