"""How values show themselves: on a screen in few lines, in notebooks escaped and without formulas.

A notebook sets what stands between two dollar signs as a formula, unless it is told not to.
"""

from __future__ import annotations

from html import escape
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, TypeVar

from kb.frozen import Frozen

if TYPE_CHECKING:
    from collections.abc import Iterable

T_co = TypeVar("T_co", covariant=True)
K = TypeVar("K")
V = TypeVar("V")

LINES: Final = 18
"""How many are shown unasked."""

WIDE: Final = 100
"""Characters of a line."""

PLAIN: Final = 'class="tex2jax_ignore mathjax_ignore"'
"""What tells a notebook that there are no formulas in an element."""


def brief(lines: Iterable[str], more: str = "more") -> str:
    """The first lines, each cut where it is long, and how many there are beside them."""
    every = list(lines)
    left = len(every) - LINES
    shown = [cut(line) for line in every[:LINES]]
    return "\n".join([*shown, f"… and {left} {more}"] if left > 0 else shown)


def cut(text: str, wide: int = WIDE) -> str:
    """A text in one line, without its end where it is long; what it begins with stays."""
    start = text[: len(text) - len(text.lstrip())]
    line = start + " ".join(text.split())
    return line if len(line) <= wide else f"{line[: wide - 1].rstrip()}…"


def listed(lines: Iterable[str]) -> str:
    """The same as a list for notebooks."""
    items = "".join(f"<li>{escape(line)}</li>" for line in brief(lines).split("\n"))
    return f"<ul {PLAIN}>{items}</ul>"


def unformulated(markdown: str) -> str:
    """Markdown in which no dollar sign begins a formula."""
    return markdown.replace("$", "<span>$</span>")


class Fields:
    """What shows its fields in notebooks, as a table; a row of an answer."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        names: Iterable[str] = getattr(self, "__dataclass_fields__", ())
        told = ((name, getattr(self, name)) for name in names)
        rows = "".join(
            f"<tr><th>{escape(name)}</th><td>{escape(_in_words(value))}</td></tr>"
            for name, value in told
            if value not in (None, ())
        )
        return f"<table {PLAIN}><tbody>{rows}</tbody></table>"


class Several(tuple[T_co, ...]):
    """Some values in order, a line each."""

    __slots__ = ()

    def __repr__(self) -> str:
        """The first of them."""
        return brief(map(_one, self)) or "()"

    def _repr_html_(self) -> str:
        return listed(map(_one, self)) if self else f"<p>{self!r}</p>"


class Points(frozenset[str]):
    """Addresses of points that can be held together."""

    __slots__ = ()

    def __repr__(self) -> str:
        """The first of them by name, and how many there are."""
        first = ", ".join(islice(sorted(self), LINES // 3))
        left = len(self) - LINES // 3
        return f"{{{first}, … {left} more}}" if left > 0 else f"{{{first}}}"


class Listing(Frozen[K, V]):
    """A mapping that nobody can change, a line for each key."""

    __slots__ = ()

    def __repr__(self) -> str:
        """The first of its lines."""
        return brief(self._lines()) or "{}"

    def _repr_html_(self) -> str:
        return listed(self._lines()) if self else f"<p>{self!r}</p>"

    def _lines(self) -> Iterable[str]:
        return (f"{key}: {_one(value)}" for key, value in self.items())


def _one(value: Any) -> str:
    """A value in one line: of a table, how long it is and how its rows begin."""
    line = getattr(value, "one_line", None)
    return line if isinstance(line, str) else str(value) if isinstance(value, str) else repr(value)


def _in_words(value: Any) -> str:
    many = isinstance(value, tuple) and all(isinstance(one, str) for one in value)
    return ", ".join(value) if many else str(value)
