"""The nearest known name to a mistyped one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

NEAR = 60.0
"""Similarity, in percent, below which a suggestion would be noise."""


def nearest(name: str, known: Iterable[str], *, most: int = 1, near: float = NEAR) -> list[str]:
    """The known names most like `name`, best first, none below `near` percent.

    What is near is told by the normalised indel ratio, what is nearest by the number of slips
    (rapidfuzz), so a name that lost one letter always finds its way back.

    >>> nearest("attack", ["attacks", "addresses"])
    ['attacks']
    """
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only a mistake needs it

    found = process.extract(name, sorted(known), scorer=fuzz.ratio, limit=None, score_cutoff=near)
    return sorted((match for match, _, _ in found), key=lambda match: (*slips(name, match), match))[
        :most
    ]


def slips(name: str, meant: str) -> tuple[int, int, int]:
    """How far `name` is from what was `meant`; smaller is nearer.

    The optimal string alignment distance (one for a letter lost, added or changed, or for two
    swapped) comes first; among equals a lost letter is likelier than a changed one, and that
    likelier than an added one.

    >>> slips("agre", "agree") < slips("agre", "are")
    True
    """
    from rapidfuzz.distance import OSA, Indel  # noqa: PLC0415

    return OSA.distance(name, meant), Indel.distance(name, meant), -len(meant)


def is_slip(name: str, meant: str) -> bool:
    """Whether `name` is so near to what was `meant` that it can be put right unasked.

    One slip of the pen, or one in eight letters of a long name.

    >>> is_slip("ai-saftey-via-debate", "ai-safety-via-debate"), is_slip("by", "body")
    (True, False)
    """
    return slips(name, meant)[0] <= max(1, len(meant) // 8)


def near_names(name: str, known: dict[str, str], *, most: int = 3) -> list[str]:
    """The names in `known` (name → what it stands for) most like `name`, compared without case."""
    from rapidfuzz import fuzz, process, utils  # noqa: PLC0415

    found = process.extract(
        name,
        sorted(known),
        scorer=fuzz.WRatio,
        processor=utils.default_process,
        limit=most,
        score_cutoff=NEAR,
    )
    return [match for match, _, _ in found]


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A question that suggests the nearest known name, or nothing where none is near.

    >>> did_you_mean("attack", ["attacks", "addresses"])
    " Did you mean 'attacks'?"
    """
    near = nearest(name, known)
    return f" Did you mean {near[0]!r}?" if near else ""


def unknown(what: str, name: str, known: Iterable[str], listed: Iterable[str] = ()) -> str:
    """What is said of a name that is none of those `known`, or of those `listed` in their place.

    >>> unknown("measure", "degre", ["degree"])
    "no measure 'degre'. Did you mean 'degree'? Measures: degree."
    """
    words = [*known]
    several = what if what.endswith("s") else f"{what}s"
    told = ", ".join([*listed] or words)
    return f"no {what} {name!r}.{did_you_mean(name, words)} {several.capitalize()}: {told}."
