"""Frameworks as text, in the formats of the solver competitions (ICCMA)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kb.dung.marks import mark

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kb.dung.framework import Framework


def af(framework: Framework) -> str:
    """The framework in the format of ICCMA 2023: `p af N`, then attacks between numbers.

    Arguments are numbered from 1 in their order. Where that does not name them, comments do, one
    for each, `# 3 = "name"` with the name as a JSON string: other programs skip them, `read` does
    not.

    >>> from kb.dung import Framework
    >>> print(af(Framework(["b", "a"], [("a", "b")])), end="")
    p af 2
    # 1 = "b"
    # 2 = "a"
    2 1
    """
    number = {name: str(place) for place, name in enumerate(framework.arguments, 1)}
    named = any(name != place for name, place in number.items())
    return _text(
        [
            f"p af {len(number)}",
            *(f"# {place} = {json.dumps(name)}" for name, place in number.items() if named),
            *(f"{number[source]} {number[target]}" for source, target in framework.attacks),
        ]
    )


def tgf(framework: Framework) -> str:
    """The framework in the trivial graph format: arguments, a line `#`, attacks.

    Names are written as `kb.dung.marks` says.

    >>> from kb.dung import Framework
    >>> print(tgf(Framework(["a", "b-c"], [("a", "b-c")])), end="")
    a
    esc_b__c
    #
    a esc_b__c
    """
    return _text(
        [
            *(mark(name) for name in framework.arguments),
            "#",
            *(f"{mark(source)} {mark(target)}" for source, target in framework.attacks),
        ]
    )


def apx(framework: Framework) -> str:
    """The framework as facts of logic programming, as ASPARTIX reads them.

    Names are written as `kb.dung.marks` says.

    >>> from kb.dung import Framework
    >>> print(apx(Framework(["a", "b-c"], [("a", "b-c")])), end="")
    arg(a).
    arg(esc_b__c).
    att(a,esc_b__c).
    """
    return _text(
        [
            *(f"arg({mark(name)})." for name in framework.arguments),
            *(f"att({mark(source)},{mark(target)})." for source, target in framework.attacks),
        ]
    )


def _text(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
