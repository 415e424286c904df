"""What the grounded labelling leaves undecided, cut into parts, and what labels they can take.

A part is a set of arguments that attacks join, numbered from 0. A set of them is one integer with
a bit for each, so that a step of the search is a few operations on whole sets, and going back is
keeping three integers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


class Labels(NamedTuple):
    """The labels that can still be taken: which arguments of a part can be in, out, undecided."""

    ins: int
    outs: int
    undecided: int

    @property
    def accepted(self) -> int:
        """The arguments that can only be in."""
        return self.ins & ~(self.outs | self.undecided)

    @property
    def rejected(self) -> int:
        """The arguments that can only be out."""
        return self.outs & ~(self.ins | self.undecided)


@dataclass(frozen=True, slots=True)
class Board:
    """One part.

    Attributes:
        names: the argument of each number.
        attackers: the attackers of each.
        targets: what each attacks.
        components: the strongly connected components, each after those that attack it.
    """

    names: tuple[str, ...]
    attackers: tuple[int, ...]
    targets: tuple[int, ...]
    components: tuple[int, ...]

    @property
    def every(self) -> int:
        """All arguments."""
        return (1 << len(self.names)) - 1

    def start(self, *, stable: bool = False) -> Labels | None:
        """Every label that can be taken; none undecided for `stable`, and then maybe no way."""
        every = self.every
        alone = sum(1 << number for number, foes in enumerate(self.attackers) if foes >> number & 1)
        labels = Labels(every & ~alone, every, 0 if stable else every)
        return self.settle(labels, every)

    def accept(self, labels: Labels, some: int) -> Labels | None:
        """The labels left when all of `some` are in, or None if that cannot be."""
        ins, outs, undecided = labels
        if some & ~ins:
            return None
        left = Labels(ins, outs & ~some, undecided & ~some)
        return self.settle(left, self._near(some & (outs | undecided)))

    def exclude(self, labels: Labels, some: int) -> Labels | None:
        """The labels left when none of `some` is in, or None if that cannot be."""
        ins, outs, undecided = labels
        return self.settle(Labels(ins & ~some, outs, undecided), self._near(some & ins))

    def _near(self, changed: int) -> int:
        near = changed
        for number in bits(changed):
            near |= self.targets[number]
        return near

    def settle(self, labels: Labels, doubtful: int) -> Labels | None:
        """The labels left when those that fit no neighbour are struck out, or None if one has none.

        The rules are those of complete labellings (Caminada 2006): in where all attackers are out,
        out where one is in, undecided otherwise. Each is applied from the attackers to the
        attacked and back.

        Looks at the `doubtful` arguments, then at those near a change.
        """
        attackers, targets = self.attackers, self.targets
        ins, outs, undecided = labels
        while doubtful:
            bit = doubtful & -doubtful
            doubtful ^= bit
            foes = attackers[bit.bit_length() - 1]
            # From the attackers to it: in takes all out, out takes one in, undecided neither.
            may_in = 0 if foes & ~outs else ins & bit
            may_out = outs & bit if foes & ins else 0
            surely_in = foes & ins & ~(outs | undecided)
            may_wait = undecided & bit if foes & undecided and not surely_in else 0
            if not (may_in or may_out or may_wait):
                return None
            changed = bit & ((ins ^ may_in) | (outs ^ may_out) | (undecided ^ may_wait))
            ins, outs, undecided = ins & ~bit, outs & ~bit, undecided & ~bit
            ins, outs, undecided = ins | may_in, outs | may_out, undecided | may_wait
            # From it to its attackers: where only one of them can be what is needed, it is.
            if not (may_out or may_wait):
                changed |= foes & (ins | undecided)
                undecided &= ~foes
            elif not may_in:
                last = foes & (ins | undecided)
                if not last & (last - 1):
                    changed |= last & outs
                    outs &= ~last
            if not may_out:
                changed |= foes & ins
                ins &= ~foes
            elif not (may_in or may_wait):
                last = foes & ins
                if not last & (last - 1):
                    changed |= last & (outs | undecided)
                    outs, undecided = outs & ~last, undecided & ~last
            for number in bits(changed):
                doubtful |= 1 << number | targets[number]
        return Labels(ins, outs, undecided)


def bits(some: int) -> Iterator[int]:
    """The numbers in a set, smallest first.

    >>> list(bits(0b1010))
    [1, 3]
    """
    while some:
        bit = some & -some
        some ^= bit
        yield bit.bit_length() - 1
