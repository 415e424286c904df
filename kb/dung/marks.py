"""How arguments are written where a format has no room for their names.

A name that is a number, or begins with a small letter and goes on with letters, digits and
underscores, is written as it is. Any other is written `esc_`, then its letters and digits as they
are, a hyphen as `__` and everything else as `_`, its code point in hexadecimal, `_`. A name that
begins with `esc_` itself is written so too, so that nothing else reads like it.
"""

from __future__ import annotations

import re

_PLAIN = re.compile(r"(?!esc_)[a-z][A-Za-z0-9_]*|0|[1-9][0-9]*")
_FOREIGN = re.compile(r"[^A-Za-z0-9]")
_ESCAPED = re.compile(r"__|_([0-9a-f]{1,6})_")


def mark(name: str) -> str:
    """A name in letters, digits and underscores, from which `name_of` gets it back.

    >>> mark("useful"), mark("rlhf#well-defined")
    ('useful', 'esc_rlhf_23_well__defined')
    """
    if _PLAIN.fullmatch(name):
        return name
    return "esc_" + _FOREIGN.sub(lambda found: _escape(found[0]), name)


def _escape(character: str) -> str:
    return "__" if character == "-" else f"_{ord(character):x}_"


def name_of(written: str) -> str:
    """The name that a mark stands for; what no `mark` has written stands for itself.

    >>> name_of("esc_rlhf_23_well__defined"), name_of("esc_"), name_of("B")
    ('rlhf#well-defined', 'esc_', 'B')
    """
    if not written.startswith("esc_"):
        return written
    name = _ESCAPED.sub(_unescape, written.removeprefix("esc_"))
    return name if name and mark(name) == written else written


def _unescape(found: re.Match[str]) -> str:
    code = int(found[1], 16) if found[1] else ord("-")
    return chr(code) if code <= 0x10FFFF else found[0]
