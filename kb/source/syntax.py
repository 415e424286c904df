"""What libyaml could not read, in a contributor's words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kb.findings import Finding, Fix, Span

if TYPE_CHECKING:
    import yaml

_COLON = re.compile(r"^(\s*(?:- )?[\w-]+:\s+)([^\s'\"|>\[{].*)$")


def misread(error: yaml.MarkedYAMLError, text: str, path: str) -> Finding:
    """A finding for what libyaml could not read, in a contributor's words."""
    mark = error.problem_mark or error.context_mark
    problem, context = error.problem or "", error.context or ""
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    lines = text.split("\n")
    here = lines[line - 1] if line <= len(lines) else ""

    if (tab := _tab(lines, line)) is not None:
        return Finding(
            "KB002",
            path,
            Span(tab[0], tab[1], tab[0], tab[1] + 1),
            "a tab is used to indent",
            label="tab",
            help=("indent with two spaces",),
            fix=Fix(Span(tab[0], tab[1], tab[0], tab[1] + 1), "  "),
        )
    colon = _COLON.match(here) if "mapping values are not allowed" in problem else None
    if colon and ": " not in colon[2] + " ":
        indent = len(here) - len(here.lstrip())
        return Finding(
            "KB009",
            path,
            Span(line, 1, line, indent + 1) if indent else Span(line, 1, line, 2),
            "this line is indented deeper than its neighbours",
            label="too deep",
            help=("fields of one entry start in the same column",),
        )
    if match := colon:
        value = match[2].rstrip()
        plain = value[1:-1] if re.fullmatch("“[^“”]*”", value) else value
        at = len(match[1]) + (value + " ").find(": ") + 1
        quoted = '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'
        begin = len(match[1]) + 1
        return Finding(
            "KB001",
            path,
            Span(line, at, line, at + 1),
            "a `: ` inside an unquoted value",
            label="YAML reads this as a second key",
            help=(f"quote the value:  {match[1].strip()} {quoted}",),
            fix=Fix(Span(line, begin, line, begin + len(value)), quoted),
        )
    if error.context_mark and (known := _unfinished(problem, context)):
        code, message, label, advice, whole = known
        line, column = error.context_mark.line + 1, error.context_mark.column + 1
        end = len(lines[line - 1]) + 1 if whole else column + 1
        return Finding(
            code, path, Span(line, column, line, end), message, label=label, help=(advice,)
        )
    if "cannot start any token" in problem:
        mark_text = here[column - 1 : column]
        return Finding(
            "KB001",
            path,
            Span(line, column, line, column + 1),
            f"a value cannot start with `{mark_text}`",
            label="quote the value",
            help=('put the whole value in double quotes: "…"',),
        )
    where = Span(line, column, line, column + 1)
    return Finding(
        "KB009",
        path,
        where,
        f"the file is not valid YAML here: {problem or context}",
        label="reading stopped here",
        help=(
            "look at this line and the one above: indentation, a missing colon, an open bracket",
        ),
    )


def _unfinished(problem: str, context: str) -> tuple[str, str, str, str, bool] | None:
    """What was begun and not ended: code, message, label, advice, whether the line is marked."""
    if "quoted scalar" in context:
        return (
            "KB001",
            "a quotation mark that is never closed",
            "opened here",
            "close it, or leave the quotation marks away where the value needs none",
            False,
        )
    if "while parsing a flow" in context:
        return (
            "KB009",
            "a bracket that is not closed where it should be",
            "opened here",
            "close it; between the brackets, items are parted by `, `",
            False,
        )
    if "could not find expected ':'" in problem:
        return (
            "KB009",
            "there is no `:` after the name of a field",
            "no colon",
            "write fields as `name: value`; indent text that goes on from the line above",
            True,
        )
    return None


def _tab(lines: list[str], line: int) -> tuple[int, int] | None:
    """The line and column of a tab in the white space that starts this line or the one before."""
    for number in (line, line - 1):
        if 0 < number <= len(lines):
            text = lines[number - 1]
            lead = text[: len(text) - len(text.lstrip(" \t-"))]
            if "\t" in lead:
                return number, lead.index("\t") + 1
    return None
