"""What someone holds, by subject: each claim with a line of stances; and how a mind changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kb.model import Work
from kb.model.dates import said, when
from kb.site import urls
from kb.site.figures.minds import Cause, Held, Lane, drawing, track
from kb.site.pages.figure import Cell, Figure
from kb.site.pages.figures import cite_figure
from kb.site.pages.parts import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from markupsafe import Markup

    from kb.people import RecordedPosition
    from kb.read import Corpus, Record
    from kb.site.pages.context import Context
    from kb.site.pages.parts import Anchor, Holding

_FEW: Final = 12
"""Claims up to which they are one list."""

_MANY: Final = 24
"""Claims beyond which what was said of each is folded."""

_LANES: Final = 10
"""Claims that one figure shows; its table has all of them."""

_CAUSES: Final = 6
"""Works that a figure names as reasons."""

_LEADS: Final = ("attacks", "supports", "concerns")
"""The relations that tell what a reason or a claim is about, in this order."""


@dataclass(frozen=True, slots=True)
class HeldClaim:
    """A claim with what is recorded of one holder about it, in order."""

    link: Anchor
    track: Markup
    holdings: tuple[Holding, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """Claims about one thing; the last of several subjects has no link, and the rest."""

    link: Anchor | None
    claims: tuple[HeldClaim, ...]


@dataclass(frozen=True, slots=True)
class Mind:
    """All that is recorded of a holder."""

    subjects: tuple[Subject, ...]
    folded: bool
    own: str
    """How much of it is in the holder's own words, in a sentence; empty where nothing is held."""
    figure: Figure | None


def mind(context: Context, record: Record, held: Sequence[RecordedPosition]) -> Mind:
    """What someone holds; on the page of a view, what it records."""
    by_claim: dict[str, list[RecordedPosition]] = {}
    for one in held:
        by_claim.setdefault(one.about, []).append(one)
    groups: dict[str, list[HeldClaim]] = {}
    for about, positions in by_claim.items():
        name = _subject(context, about) if len(by_claim) > _FEW else ""
        groups.setdefault(name, []).append(_claim(context, about, positions))
    alone = [
        one for name, claims in groups.items() if len(claims) == 1 or not name for one in claims
    ]
    subjects = [
        Subject(context.link(name), tuple(claims))
        for name, claims in groups.items()
        if name and len(claims) > 1
    ]
    subjects.sort(key=lambda one: -len(one.claims))
    if alone:
        subjects.append(Subject(None, tuple(alone)))
    own = sum(one.words == "own" for one in held)
    told = f"{own} of {counted(len(held), 'position')} in the holder’s own words." if held else ""
    return Mind(tuple(subjects), len(by_claim) > _MANY, told, _over_time(context, record, by_claim))


def _claim(context: Context, about: str, positions: Sequence[RecordedPosition]) -> HeldClaim:
    return HeldClaim(
        context.link(about),
        track(_stances(positions)),
        tuple(
            context.holding(one, about) for one in sorted(positions, key=lambda one: when(one.date))
        ),
    )


def _stances(positions: Iterable[RecordedPosition]) -> tuple[Held, ...]:
    ordered = sorted(positions, key=lambda one: when(one.date))
    return tuple(Held(one.date, one.stance) for one in ordered if one.stance)


def _subject(context: Context, address: str, depth: int = 0) -> str:
    """The entry that an address is about: the thing a claim concerns, whatever a reason hits."""
    corpus = context.site.base.corpus
    present = corpus.present(address)
    record = corpus.owner(present)
    if present.fragment or depth > 3:
        return record.id
    written = {one.relation: one.address for one in reversed(corpus.references(record))}
    target = next((written[name] for name in _LEADS if name in written), None)
    return _subject(context, target, depth + 1) if target else record.id


def _over_time(
    context: Context, record: Record, by_claim: dict[str, list[RecordedPosition]]
) -> Figure | None:
    """The claims of which more than one date is recorded, those first that moved."""
    told = {about: _stances(positions) for about, positions in by_claim.items()}
    lanes = {about: held for about, held in told.items() if len({one.date for one in held}) > 1}
    if not lanes:
        return None
    moved = {about for about, held in lanes.items() if len({one.stance for one in held}) > 1}
    ordered = sorted(lanes, key=lambda about: (about not in moved, lanes[about][0].first))
    corpus = context.site.base.corpus
    shown = [
        Lane(
            context.link(about).text,
            urls.relative(urls.address_page(corpus, about), context.page),
            lanes[about],
        )
        for about in ordered[:_LANES]
    ]
    more = counted(len(lanes), "claim is", "claims are")
    title = f"{more} recorded at more than one date; {len(moved) or 'none'} moved"
    causes = _causes(context, {about: by_claim[about] for about in ordered[:_LANES]}, lanes)
    lines = tuple(cause for cause, _ in causes)
    wide, narrow = (drawing(shown, f"{title}.", lines, narrow=narrow) for narrow in (False, True))
    rest = len(lanes) - len(shown)
    left = f"{counted(rest, 'more claim')} in the table." if rest else ""
    return Figure(
        "mind",
        title,
        "Height and fill say the stance: open disagrees, half is unsure, full agrees, a ring is "
        "without reserve. A grey bar is the time within which it was held, where the text gives no "
        "day. Only the marks are recorded; nobody’s mind was measured between two texts.",
        wide,
        narrow,
        " ".join([*(told for _, told in causes), left]).strip(),
        ("Claim", "When", "Stance", "Source"),
        tuple(
            (
                Cell(context.link(about).text),
                Cell(said(one.date)),
                Cell(one.stance.replace("-", " ")),
                Cell("", context.source(one.source, one.at)),
            )
            for about in ordered
            for one in sorted(by_claim[about], key=lambda one: when(one.date))
            if one.stance
        ),
        f"{record.id}.json",
        cite_figure(context, record, title, "mind"),
    )


def _causes(
    context: Context,
    by_claim: Mapping[str, list[RecordedPosition]],
    lanes: Mapping[str, tuple[Held, ...]],
) -> list[tuple[Cause, str]]:
    """The works that are named as reasons within the years that are drawn, each with what for."""
    corpus = context.site.base.corpus
    held = [one for about in by_claim for one in lanes[about]]
    low, high = min(one.first for one in held), max(one.last for one in held)
    moved: dict[str, list[str]] = {}
    for about, positions in by_claim.items():
        for work in dict.fromkeys(one for position in positions for one in position.because):
            entry = corpus.owner(work).entry
            if isinstance(entry, Work) and low <= Cause("", entry.date).when <= high:
                moved.setdefault(work, []).append(about)

    def named_by(claims: list[str]) -> str:
        return listed([f"“{context.link(one).text}”" for one in claims], 3)

    named = sorted(moved, key=lambda work: when(_date(corpus, work)))[:_CAUSES]
    return [
        (
            Cause(letter, _date(corpus, work)),
            f"{letter}: {corpus.short(work)} is named as a reason on {named_by(moved[work])}.",
        )
        for letter, work in zip("abcdef", named, strict=False)
    ]


def _date(corpus: Corpus, work: str) -> str:
    entry = corpus.owner(work).entry
    return entry.date if isinstance(entry, Work) else ""
