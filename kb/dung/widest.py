"""The sets that leave least undecided: semi-stable and stage extensions of one part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.dung.board import bits
from kb.dung.search import labellings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kb.dung.board import Board


def semi_stable(board: Board) -> list[int]:
    """The preferred sets whose range no other exceeds (Caminada 2006).

    The range of a set is itself and what it attacks.
    """
    ways = labellings(board, board.start(), board.components, most=True)
    return _widest(board, (labels.accepted for labels in ways))


def stage(board: Board) -> Iterator[int]:
    """The sets without attacks among them whose range no other exceeds (Verheij 1996).

    One range after the other is made as wide as it gets, and then every set that has it is given.
    """
    covers = [attackers | 1 << n for n, attackers in enumerate(board.attackers)]
    free, conflicts = _opposed(board)
    fresh: list[int] = []
    while (first := next(_hitting(board, fresh), None)) is not None:
        range_ = first | _struck(board, first)
        for number in bits(free):
            if not (first >> number & 1 or conflicts[number] & first):
                first |= 1 << number
                range_ |= 1 << number | board.targets[number]
        for number in bits(board.every & ~range_):
            if not range_ >> number & 1:
                wanted = [covers[n] for n in bits(range_ | 1 << number)]
                wider = next(_hitting(board, wanted), 0)
                range_ |= wider | _struck(board, wider)
        yield from _hitting(board, [covers[n] for n in bits(range_)])
        # The next range has to have something that this one lacks.
        left = 0
        for number in bits(board.every & ~range_):
            left |= covers[number]
        fresh.append(left)


def _widest(board: Board, sets: Iterable[int]) -> list[int]:
    found = {some: some | _struck(board, some) for some in sets}
    ranges = set(found.values())
    return [
        some
        for some, own in found.items()
        if not any(own != other and not own & ~other for other in ranges)
    ]


def _struck(board: Board, some: int) -> int:
    struck = 0
    for number in bits(some):
        struck |= board.targets[number]
    return struck


def _hitting(board: Board, wanted: Sequence[int]) -> Iterator[int]:
    """The sets without attacks among them that have a member of each of those wanted.

    Nothing is added for which nothing asks. What has fewest to choose from is met first.
    """
    free, conflicts = _opposed(board)
    ways = [(0, free, list(wanted))]
    while ways:
        held, open_, left = ways.pop()
        choices = [some & open_ for some in left]
        if not left:
            yield held
        elif all(choices):
            chosen = min(choices, key=int.bit_count)
            options = []
            for number in bits(chosen):
                bit = 1 << number
                rest = [some for some in left if not some & bit]
                options.append((held | bit, open_ & ~(conflicts[number] | bit), rest))
                open_ &= ~bit
            ways += reversed(options)


def _opposed(board: Board) -> tuple[int, list[int]]:
    """What does not attack itself, and for each what cannot be held with it."""
    attacks = zip(board.attackers, board.targets, strict=True)
    conflicts = [attackers | attacked for attackers, attacked in attacks]
    return sum(1 << n for n, foes in enumerate(conflicts) if not foes >> n & 1), conflicts
