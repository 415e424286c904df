"""The sets that leave least undecided: semi-stable and stage extensions of one part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.dung.board import bits
from kb.dung.search import labellings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kb.dung.board import Board


def semi_stable(board: Board) -> list[int]:
    """The preferred sets whose range no other exceeds (Caminada 2006).

    The range of a set is itself and what it attacks.
    """
    ways = labellings(board, board.start(), board.components, most=True)
    return _widest(board, (labels.accepted for labels in ways))


def stage(board: Board) -> list[int]:
    """The sets without attacks among them whose range no other exceeds (Verheij 1996)."""
    return _widest(board, _unopposed(board))


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


def _unopposed(board: Board) -> Iterator[int]:
    """The largest sets in which nothing attacks anything (Bron and Kerbosch 1973)."""
    conflicts = [
        attackers | attacked
        for attackers, attacked in zip(board.attackers, board.targets, strict=True)
    ]
    free = sum(1 << n for n, foes in enumerate(conflicts) if not foes >> n & 1)
    ways = [(0, free, 0)]
    while ways:
        held, open_, done = ways.pop()
        if not open_ and not done:
            yield held
        pivot = next(bits(open_ | done), None)
        if pivot is None:
            continue
        # Of an argument and what it conflicts with, one is in every largest set.
        for number in bits(open_ & (conflicts[pivot] | 1 << pivot)):
            kept = ~(conflicts[number] | 1 << number)
            ways.append((held | 1 << number, open_ & kept, done & kept))
            open_ &= ~(1 << number)
            done |= 1 << number
