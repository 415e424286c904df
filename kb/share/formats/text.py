"""What several formats do to text."""

from __future__ import annotations

import json
import re
from functools import wraps
from typing import TYPE_CHECKING, Any, Final, ParamSpec

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

P = ParamSpec("P")

INSTEAD: Final = "\N{REPLACEMENT CHARACTER}"
"""What stands in place of a character that a format cannot hold."""

_NOT_IN_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_IN_XML: Final = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        '"': "&quot;",
        "\t": "&#9;",
        "\n": "&#10;",
        "\r": "&#13;",
    }
)


def json_of(value: Any) -> bytes:
    """A value as JSON for people and programs: one item a line, letters as they are."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def line(text: str) -> str:
    r"""The text on one line, with single spaces.

    >>> line("a vine\n  climbs")
    'a vine climbs'
    """
    return " ".join(text.split())


def xml(text: str) -> str:
    """The text as it may stand in XML, between tags or in double quotation marks.

    Characters that XML 1.0 cannot hold become U+FFFD; line ends are written so that parsers leave
    them as they are (XML 1.0, sections 2.2, 2.11 and 3.3.3).

    >>> xml('a < b & "c"')
    'a &lt; b &amp; &quot;c&quot;'
    """
    return _NOT_IN_XML.sub(INSTEAD, text).translate(_IN_XML)


def filed(told: Callable[P, Iterable[str]]) -> Callable[P, bytes]:
    """What tells lines of text, so that it gives them as a file."""

    @wraps(told)
    def file(*args: P.args, **kwargs: P.kwargs) -> bytes:
        return "".join(f"{part}\n" for part in told(*args, **kwargs)).encode("utf-8")

    return file
