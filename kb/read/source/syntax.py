"""What libyaml could not read, in a contributor's words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kb.findings import Finding, Fix, Span
from kb.read.source.halt import Halt
from kb.read.source.indent import glued, misplaced
from kb.read.source.items import astray, bulleted, in_the_dash_column, undashed
from kb.read.source.swallowed import cut_in_two

if TYPE_CHECKING:
    from collections.abc import Callable

    import yaml

_COLON = re.compile(r"^(\s*(?:- )?[\w-]+:\s+)([^\s'\"|>\[{].*)$")
_TEXT = re.compile(r"^(\s*(?:- +)*(?:[\w-]+: +)?)([\[\"'{@`%*&>|].*\S)\s*$")
"""A value that starts with a mark that means something to YAML."""
_QUOTED = re.compile(r"^(\s*(?:- +)*(?:[\w-]+: +)?)(\"[^\n]*\"|'[^\n]*')\s*$")
"""A value between two quotation marks."""
_NO_LIST = re.compile(r"\[[^\]]*\]+[^\s\],}#][^\n]*|\[[^\]]*\]+ +[^\s\],}#][^\n]*")
_HALF_QUOTED = re.compile(r"\"[^\"]*\" *[^\s#,\]}:][^\n]*|'[^']*' *[^\s#,\]}:'][^\n]*")


def misread(error: yaml.MarkedYAMLError, text: str, path: str) -> Finding:
    """A finding for what libyaml could not read, in a contributor's words."""
    halt = Halt.of(error, text, path)
    return next(finding for clue in _CLUES if (finding := clue(halt)))


def colon(halt: Halt) -> Finding | None:
    """A colon in a value."""
    colon = _COLON.match(halt.here) if "mapping values are not allowed" in halt.problem else None
    if colon is None:
        return None
    line, value = halt.line, colon[2].rstrip()
    plain = value[1:-1] if re.fullmatch("“[^“”]*”", value) else value
    at = len(colon[1]) + (value + " ").find(": ") + 1
    begin = len(colon[1]) + 1
    return halt.finding(
        "KB001",
        Span(line, at, line, at + 1),
        "a `: ` inside an unquoted value",
        label="YAML reads this as a second key",
        advice=f"quote the value:  {colon[1].strip()} {_double(plain)}",
        fix=Fix(Span(line, begin, line, begin + len(value)), _double(plain)),
    )


def escape(halt: Halt) -> Finding | None:
    """A backslash in double quotes that stands for no sign."""
    if "escape" not in halt.problem and "hexdecimal" not in halt.problem:
        return None
    line = halt.line if "\\" in halt.here else halt.begun[0]
    text = halt.text_of(line)
    at = text.rfind("\\", 0, halt.column) if line == halt.line else text.rfind("\\")
    mark = Span(line, at + 1, line, at + 3)
    whole = re.match(
        r'(\s*(?:- +)*(?:[\w-]+: +)?)"((?:[^"\\]|\\[A-Za-z(){}\[\]|,;:!^ ])*)"\s*$', text
    )
    fix = None
    if whole and not re.search(r"\\[nt]", whole[2]):
        begin, value = len(whole[1]) + 1, whole[2].replace("'", "''")
        fix = Fix(Span(line, begin, line, begin + len(whole[2]) + 2), f"'{value}'")
    return halt.finding(
        "KB001",
        mark,
        f"`{text[at : at + 2]}` in double quotes: there a `\\` begins a sign that is written out",
        label="no such sign",
        advice="put the value in single quotes, in which a `\\` is a `\\`",
        fix=fix,
    )


def ended(halt: Halt) -> Finding | None:
    """A quotation that a mark in it ends too early, though one stands at the end of the line."""
    for number in dict.fromkeys([halt.line, halt.begun[0], halt.above(halt.line)]):
        match = _QUOTED.match(halt.text_of(number))
        if match is None or "\\" in match[2] or halt.goes_on(number):
            continue
        mark, inside = match[2][0], match[2][1:-1]
        plain = inside.replace(mark * 2, "") if mark == "'" else inside
        if mark not in plain:
            continue
        at = len(match[1]) + 2 + re.sub("''", "..", inside).index(mark)
        whole = Span(number, len(match[1]) + 1, number, len(match[1]) + len(match[2]) + 1)
        text = inside.replace("''", "'") if mark == "'" else inside
        fits = _is_within(plain, mark)
        return halt.finding(
            "KB001",
            Span(number, at, number, at + 1),
            "an apostrophe ends the quotation here"
            if mark == "'"
            else "a quotation mark inside a quotation ends it here",
            label="ends here",
            advice=f"quote the value:  {match[1].strip()} {_quoted(text)}".replace(":   ", ":  ")
            if fits
            else "put the whole value in quotation marks that are not in it",
            fix=Fix(whole, _quoted(text)) if fits else None,
        )
    return None


def _is_within(text: str, mark: str) -> bool:
    """Whether the marks in a text are apostrophes or quote words of it, so that it is one text."""
    if mark == "'":
        return text.count(mark) % 2 == 1 or len(re.findall(r"\w'\w", text)) == text.count(mark)
    return text.count(mark) % 2 == 0 and bool(re.match(r'[^"]*(?<!\S)\(?"\S', text))


def special(halt: Halt) -> Finding | None:
    """Text that starts with a mark that means something to YAML."""
    for number in dict.fromkeys([halt.line, halt.begun[0]]):
        match = _TEXT.match(halt.text_of(number))
        if match is None or not _is_text(match[2], halt):
            continue
        begin, value = len(match[1]) + 1, match[2]
        stop = halt.column if "cannot start any token" in halt.problem else 0
        quoted = _quoted(value)
        plain = not re.search(r"\s#", value) and not halt.goes_on(number)
        whole = Span(number, begin, number, begin + len(value))
        message = (
            f"a value cannot start with `{value[0]}`"
            if stop == begin
            else f"`{_begin(value)}` is text, and starts with a mark of YAML, `{value[0]}`"
        )
        return halt.finding(
            "KB001",
            whole._replace(end_column=begin + 1) if stop == begin else whole,
            message,
            label="quote the value",
            advice=f"quote the value:  {match[1].strip()} {quoted}".replace(":   ", ":  "),
            fix=Fix(whole, quoted) if plain else None,
        )
    return None


def _is_text(value: str, halt: Halt) -> bool:
    if value[0] == "[":
        return bool(_NO_LIST.fullmatch(value))
    if value[0] in "\"'":
        return bool(_HALF_QUOTED.fullmatch(value))
    if value[0] in "*&":
        return "alias" in halt.context or "anchor" in halt.context
    if value[0] in ">|":
        return "block scalar" in halt.context
    return value[0] in "@`%" and "cannot start any token" in halt.problem


def unfinished(halt: Halt) -> Finding | None:
    """What was begun and not ended: a quotation, a bracket, the name of a field."""
    line, column = halt.begun
    text = halt.text_of(line)
    here, rest = Span(line, column, line, column + 1), text[column - 1 :].rstrip()
    if "quoted scalar" in halt.context:
        whole = rest[:1] == '"' and rest.count('"') == 1 and "\\" not in rest
        return halt.finding(
            "KB001",
            here,
            "a quotation mark that is never closed",
            label="opened here",
            advice="close it, or leave the quotation marks away where the value needs none",
            fix=_closed(halt, line, '"') if whole and rest != '"' else None,
        )
    if "while parsing a flow" in halt.context:
        alone = not re.search(r"[\[\]{}\"'#]", rest[1:]) and not rest.endswith(",")
        return halt.finding(
            "KB009",
            here,
            "a bracket that is not closed where it should be",
            label="opened here",
            advice="close it; between the brackets, items are parted by `, `",
            fix=_closed(halt, line, "]" if rest[:1] == "[" else "}") if alone else None,
        )
    if "could not find expected ':'" in halt.problem:
        return halt.finding(
            "KB009",
            here._replace(end_column=len(text) + 1),
            "there is no `:` after the name of a field",
            label="no colon",
            advice="write fields as `name: value`; indent text that goes on from the line above",
        )
    return None


def _closed(halt: Halt, line: int, mark: str) -> Fix | None:
    """The replacement that closes what stays open in a line, unless it goes on below."""
    end = len(halt.text_of(line).rstrip()) + 1
    return None if halt.goes_on(line) else Fix(Span(line, end, line, end), mark)


def reserved(halt: Halt) -> Finding | None:
    """A mark that no value starts with, inside a list in brackets."""
    if "cannot start any token" not in halt.problem:
        return None
    mark = halt.here[halt.column - 1 : halt.column]
    return halt.finding(
        "KB001",
        Span(halt.line, halt.column, halt.line, halt.column + 1),
        f"a value cannot start with `{mark}`",
        label="quote the value",
        advice='put the whole value in double quotes: "…"',
    )


def anything(halt: Halt) -> Finding:
    """Whatever is left, where reading stopped, in plain words."""
    said, advice = next((told for problem, *told in _PLAINLY if problem in halt.problem), _UNSAID)
    return halt.finding(
        "KB009",
        Span(halt.line, halt.column, halt.line, halt.column + 1),
        said,
        label="reading stopped here",
        advice=advice,
    )


_UNSAID = (
    "the file cannot be read from here on",
    "look at this line and the one above: indentation, a missing colon, an open bracket",
)
_PLAINLY = (
    ("'-' indicator", "a list ends here: this line does not begin with `- `", _UNSAID[1]),
    ("did not find expected key", "no field of an entry begins like this", _UNSAID[1]),
    ("node content", "a value cannot start like this", "put the whole value in quotation marks"),
    (
        "block sequence",
        "an item of a list cannot stand on this line",
        "begin the list on a line of its own: `- item`",
    ),
    ("mapping values", "a `:` where no field can begin", "put the whole value in quotation marks"),
    (
        "<document start>",
        "this stands outside of the entry",
        "delete the line `...` above, and what belongs to no field",
    ),
    ("directive", "a line cannot begin with `%`", "delete the line"),
    ("incompatible", "a line cannot begin with `%`", "delete the line"),
    (
        "alphabetic or numeric",
        "`&` and `*` cannot start a value",
        "put the whole value in quotation marks",
    ),
)
"""What libyaml says, and what that means to someone who writes an entry."""


def _double(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _quoted(text: str) -> str:
    if "'" in text and '"' in text:
        return _double(text)
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def _begin(text: str) -> str:
    return text if len(text) <= 60 else text[:60].rstrip() + "…"


_CLUES: tuple[Callable[[Halt], Finding | None], ...] = (
    undashed,
    bulleted,
    glued,
    in_the_dash_column,
    misplaced,
    cut_in_two,
    escape,
    ended,
    colon,
    special,
    unfinished,
    astray,
    reserved,
    anything,
)
