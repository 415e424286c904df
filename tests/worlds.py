"""The worlds that tests read: gardens, an orchard and a valley, with entries made up for them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

import kb

WORLDS: Final = Path(__file__).parent / "worlds"
SMALL: Final = WORLDS / "small" / "entries"
"""A garden: few entries, each with most of its fields."""
ORCHARD: Final = WORLDS / "orchard" / "entries"
"""What is near to what: alternatives, reading orders, dates."""
WALL: Final = WORLDS / "people" / "entries"
"""Three gardeners, and what they hold of a wall."""
VALLEY: Final = WORLDS / "valley" / "entries"
"""Every kind, relation and sort of event; replies to replies, and a person who changed her mind."""
WORDS: Final = WORLDS / "words" / "entries"
"""A pond and its frogs: every status of either side."""


@cache
def world(entries: Path) -> kb.KnowledgeBase:
    """A world, read once."""
    return kb.load(entries)
