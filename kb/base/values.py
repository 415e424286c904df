"""What the base answers with, where no room below has a name for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from kb.survey import Assumption
from kb.table.rows import Rows

if TYPE_CHECKING:
    from kb.model.words import Status


@dataclass(frozen=True, slots=True)
class Change:
    """A point whose status is another one in a view of the base.

    Attributes:
        address: of the point.
        text: the sentence it stands for.
        before: its status in the base.
        after: its status in the view.
    """

    address: str
    text: str
    before: Status
    after: Status


@dataclass(frozen=True, slots=True, repr=False)
class Assumptions(Rows[Assumption]):
    """What is assumed, each claim or statement with who rests on it."""

    def shared(self) -> Self:
        """Those that at least two entries assume."""
        return self._with(row for row in self.rows if row.shared)
