"""How one text is written in YAML: plain, quoted, folded or literal; whatever reads best."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from kb.findings import Finding
from kb.read.source import parse
from kb.read.source.swallowed import NOTHING

WIDTH: Final = 100
"""Columns a line may have, where its words allow it."""

_PLAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 ./()'’_-]*[A-Za-z0-9.)_’'-])?")
"""Texts that are plainly plain; the others are tried."""

_SPACE = re.compile(r"(?<=[^ \t]) (?=[^ \t])")


@cache
def is_plain(text: str, around: str = "k: {}") -> bool:
    """Whether YAML reads an unquoted text back as the same text.

    `around` is where it stands, with `{}` for it.
    """
    if _PLAIN.fullmatch(text):
        return text not in NOTHING
    if "\n" in text or "\t" in text or text != text.strip(" "):
        return False
    read = parse(around.replace("{}", text), "")
    if isinstance(read, Finding):
        return False
    return read.tree in ({"k": text}, {"k": [text]}, {text: "v"})


def quoted(text: str) -> str:
    r"""The text in double quotes, on one line.

    >>> print(quoted('She said "no"'))
    "She said \"no\""
    """
    escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\ufeff": "\\uFEFF"}
    return '"' + re.sub('[\\\\"\n\t\ufeff]', lambda match: escapes[match[0]], text) + '"'


def key(text: str) -> str:
    """The name of a field."""
    return text if is_plain(text, "{}: v") else quoted(text)


def in_brackets(text: str) -> str:
    """An item of a list in brackets."""
    return text if is_plain(text, "k: [{}]") else quoted(text)


def scalar(text: str, indent: int, column: int) -> tuple[str, list[str]]:
    """A text as a value: what follows on the line, and the lines below it.

    `column` characters stand on the line before it; lines below get `indent` spaces.
    """
    short = text if is_plain(text) else quoted(text)
    paragraph = text.rstrip("\n")
    if "\n" not in text and (column + len(short) <= WIDTH or not _SPACE.search(text)):
        return short, []
    if not paragraph.strip() or "\t" in text:
        return quoted(text), []
    if "\n" in paragraph:
        return _literal(text, paragraph, indent)
    if paragraph != paragraph.strip(" \t"):
        return quoted(text), []
    return ">" + _ending(text), [
        *(" " * indent + line for line in _wrapped(paragraph, WIDTH - indent)),
        *_kept(text),
    ]


def _literal(text: str, paragraphs: str, indent: int) -> tuple[str, list[str]]:
    lines = paragraphs.split("\n")
    first = next(line for line in lines if line.strip(" \t"))
    odd = first[0] in " \t" or any(lines[: lines.index(first)])
    head = "|" + ("2" if odd else "") + _ending(text)
    return head, [*(" " * indent + line if line else "" for line in lines), *_kept(text)]


def _ending(text: str) -> str:
    """The mark that says how many line ends the text has at its end: none, one, or as many."""
    return "-" if not text.endswith("\n") else "+" if text.endswith("\n\n") else ""


def _kept(text: str) -> list[str]:
    return [""] * (len(text) - len(text.rstrip("\n")) - 1)


def _wrapped(text: str, width: int) -> list[str]:
    """The text over lines of at most `width` characters, broken at single spaces alone."""
    lines: list[str] = []
    for word in _SPACE.split(text):
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
