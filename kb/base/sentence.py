"""The sentence that an address in a row stands for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from kb.read import Corpus


@dataclass(frozen=True, slots=True)
class Sentence:
    """How a row is asked for the sentence of its address.

    Attributes:
        corpus: in which the address is.
        address: how a row is asked for it.
    """

    corpus: Corpus
    address: Callable[[Any], str]

    def __call__(self, row: Any) -> str | None:
        """The sentence; None where the entry is broken or left out of the view."""
        try:
            return self.corpus.text(self.address(row))
        except KeyError:
            return None
