"""Frameworks from text: ICCMA 2023 (`p af N`), the trivial graph format, ASPARTIX facts."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kb.dung.framework import DungError, Framework, UnknownArgument
from kb.dung.marks import name_of
from kb.suggest import did_you_mean, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

AF, TGF, APX = "af", "tgf", "apx"
FORMS: Final = (AF, TGF, APX)
"""The formats, each also the ending of its files."""

MOST: Final = 1_000_000
"""Arguments in one file. A first line can claim any number; this much fits into memory."""


class Unreadable(DungError):  # noqa: N818 - it says what is so
    """The text is not a framework in its format.

    Attributes:
        line: where, counted from 1.
    """

    def __init__(self, line: int, message: str) -> None:
        super().__init__(f"line {line}: {message}")
        self.line = line


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says.

    Attributes:
        framework: arguments and attacks.
        form: its format, one of `FORMS`.
        marks: how the file writes each argument: its number, or its name as written there.
    """

    framework: Framework
    form: str
    marks: tuple[str, ...]

    def argument(self, given: str) -> str:
        """The argument that is written so in the file, or else is called so.

        Raises:
            UnknownArgument: if there is none.
        """
        known = dict(zip(self.framework.arguments, self.framework.arguments, strict=True))
        known |= zip(self.marks, self.framework.arguments, strict=True)
        if given not in known:
            raise UnknownArgument(given, known)
        return known[given]


def form_of(text: str, name: str = "") -> str:
    r"""The format of a text: by the ending of its file's name, or else by its first line.

    >>> form_of("", "duel.tgf"), form_of("p af 2"), form_of("arg(a)."), form_of("a\n#")
    ('tgf', 'af', 'apx', 'tgf')
    """
    ending = name.rpartition(".")[2].lower()
    if ending in FORMS:
        return ending
    for _, line in _lines(text):
        if line.startswith("%") or (line.startswith("#") and line != "#"):
            continue
        if line.startswith("p "):
            return AF
        return APX if "(" in line else TGF
    return TGF


def read(text: str, form: str | None = None) -> Reading:
    r"""The framework that a text describes.

    Args:
        text: the whole of it.
        form: `af`, `tgf` or `apx`; without it, the format is told from the text.

    Raises:
        Unreadable: at the first line that does not fit its format, with what would.

    >>> read("a\nb\n#\na b").framework.attacks
    (('a', 'b'),)
    """
    text = text.removeprefix("\ufeff")
    form = form or form_of(text)
    if form not in FORMS:
        raise DungError(unknown("format", form, FORMS))
    return {AF: _af, TGF: _tgf, APX: _apx}[form](text)


def decoded(data: bytes) -> str:
    """The text in a file.

    Raises:
        Unreadable: at the first line that is not UTF-8.
    """
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise Unreadable(data.count(b"\n", 0, error.start) + 1, "this is not UTF-8") from None


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.split("\n"), 1):
        if stripped := line.strip():
            yield number, stripped


_NAMED = re.compile(r'# ([0-9]{1,7}) = (".*")')
_NUMBER = re.compile(r"[0-9]{1,7}")


def _af(text: str) -> Reading:
    size = None
    named: dict[str, str] = {}
    attacks: list[tuple[int, int]] = []
    for number, line in _lines(text):
        if line.startswith("#"):
            if found := _NAMED.fullmatch(line):
                named[found[1]] = found[2]
        elif size is None:
            size = _header(number, line)
        else:
            words = line.split()
            ends = [int(word) for word in words if _NUMBER.fullmatch(word)]
            if len(words) != 2 or len(ends) != 2 or not all(0 < end <= size for end in ends):
                raise Unreadable(
                    number, f"an attack is two numbers from 1 to {size}, and this is {line!r}"
                )
            attacks.append((ends[0] - 1, ends[1] - 1))
    if size is None:
        raise Unreadable(1, "the first line has to be `p af` and the number of arguments")
    marks = tuple(str(place) for place in range(1, size + 1))
    names = _names(named, marks)
    pairs = ((names[source], names[target]) for source, target in attacks)
    return Reading(Framework(names, pairs), AF, marks)


def _header(number: int, line: str) -> int:
    words = line.split()
    if words[:2] != ["p", "af"] or len(words) != 3 or not _NUMBER.fullmatch(words[2]):
        raise Unreadable(
            number, f"the first line has to be `p af` and the number of arguments, not {line!r}"
        )
    if int(words[2]) > MOST:
        raise Unreadable(number, f"no more than {MOST} arguments can be read, not {words[2]}")
    return int(words[2])


def _names(named: dict[str, str], marks: tuple[str, ...]) -> tuple[str, ...]:
    """The names in the comments that `af` writes, if they are all there; else the numbers."""
    try:
        names = [json.loads(named[place]) for place in marks]
    except (KeyError, ValueError):
        return marks
    return tuple(names) if all(names) and len(set(names)) == len(names) else marks


def _tgf(text: str) -> Reading:
    nodes: dict[str, int] = {}
    attacks: list[tuple[int, str, str]] = []
    parted = False
    for number, line in _lines(text):
        words = line.split()
        if line == "#":
            if parted:
                raise Unreadable(number, "a second line `#`, where an attack should be")
            parted = True
        elif not parted:
            if words[0] in nodes:
                raise Unreadable(
                    number, f"argument {words[0]!r} is there already, in line {nodes[words[0]]}"
                )
            nodes[words[0]] = number
        elif len(words) == 1:
            raise Unreadable(number, f"an attack is two arguments, and this is {line!r}")
        else:
            attacks.append((number, words[0], words[1]))
    if not parted:
        raise Unreadable(text.count("\n") + 1, "no line `#` between the arguments and the attacks")
    return _reading(TGF, nodes, attacks)


_SPACE = re.compile(r"(?:\s|%[^\n]*)*")
_TERM = r'\s*("(?:[^"\\\n]|\\.)*"|[^\s(),"%]+)\s*'
_FACT = re.compile(rf"(\w+)\s*\({_TERM}(?:,{_TERM})?\)\s*(\.)?")
_SIZES: Final = {"arg": 1, "att": 2}


def _apx(text: str) -> Reading:
    nodes: dict[str, int] = {}
    attacks: list[tuple[int, str, str]] = []
    place, line = 0, 1
    while True:
        start = _end(_SPACE, text, place)
        line += text.count("\n", place, start)
        if start == len(text):
            return _reading(APX, nodes, attacks)
        fact = _FACT.match(text, start)
        if not fact or _SIZES.get(fact[1]) != (2 if fact[3] else 1):
            raise Unreadable(line, _no_fact(text[start:].partition("\n")[0]))
        if not fact[4]:
            raise Unreadable(line, f"no full stop after {fact[0].strip()!r}")
        if fact[3]:
            attacks.append((line, fact[2], fact[3]))
        else:
            nodes.setdefault(fact[2], line)
        place = fact.end()
        line += text.count("\n", start, place)


def _end(pattern: re.Pattern[str], text: str, place: int) -> int:
    found = pattern.match(text, place)
    return found.end() if found else place


def _no_fact(line: str) -> str:
    word = line[: _end(re.compile(r"\w*"), line, 0)]
    hint = "" if word in _SIZES else did_you_mean(word, _SIZES)
    return f"a fact is `arg(a).` or `att(a,b).`, and this is {line.strip()!r}.{hint}"


def _reading(form: str, nodes: dict[str, int], attacks: list[tuple[int, str, str]]) -> Reading:
    names = {node: name_of(node) for node in nodes}
    for number, *ends in attacks:
        for end in ends:
            if end not in names:
                raise Unreadable(number, str(UnknownArgument(end, names)))
    pairs = ((names[source], names[target]) for _, source, target in attacks)
    return Reading(Framework(names.values(), pairs), form, tuple(names))
