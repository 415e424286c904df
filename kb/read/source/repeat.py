"""What can go from a file without loss: a field said twice, a tag, a closing line."""

from __future__ import annotations

import re

from kb.findings import Fix, Span

_PLAIN = ("!!str", "!!int", "!!float", "!!bool", "!!null", "!!timestamp")
_LINE_END = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
"""Where a line ends for YAML, by which places are counted."""


def repeated(text: str, first: Span, again: Span) -> Fix | None:
    """The replacement that takes out the second of two fields; None where they differ."""
    lines = _LINE_END.split(text)
    one, two = _field(lines, first), _field(lines, again)
    if lines[again.line - 1][: again.column - 1].strip() or one != two:
        return None
    if lines != text.split("\n"):  # of other ends of lines, no text is taken out
        return None
    return Fix(Span(again.line, 1, again.line + len(two), 1), "")


def _field(lines: list[str], key: Span) -> list[str]:
    """The lines of a field, from its name on, told by their indentation."""
    end = key.line
    for number in range(key.line, len(lines)):
        bare = lines[number].lstrip(" ")
        indent = len(lines[number]) - len(bare)
        if (
            bare.strip()
            and indent < key.column
            and not (indent == key.column - 1 and bare.startswith("- "))
        ):
            break
        end = number + 1 if bare.strip() else end
    return [lines[key.line - 1][key.column - 1 :].rstrip(), *lines[key.line : end]]


def tagged(text: str, value: Span, tag: str) -> tuple[str, Fix | None]:
    """A tag as it is written, and the replacement that takes it out.

    None for a tag that stands for more than a plain value.
    """
    written = re.sub(r"^tag:yaml\.org,2002:", "!!", tag)
    line = _LINE_END.split(text)[value.line - 1]
    found = re.match(re.escape(written) + r" +(?=\S)", line[value.column - 1 :])
    if not found or written not in _PLAIN:
        return written, None
    end = value.column + len(found[0])
    return written, Fix(Span(value.line, value.column, value.line, end), "")


def trailing(text: str, mark: Span) -> Fix | None:
    """The replacement that takes out a `---` after which nothing comes."""
    lines = text.split("\n")
    if any(line.strip() for line in (lines[mark.line - 1][3:], *lines[mark.line :])):
        return None
    return Fix(Span(mark.line, 1, len(lines), len(lines[-1]) + 1), "")
