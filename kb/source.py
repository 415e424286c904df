"""One file's text, as a tree of plain strings with the place of every part.

The YAML accepted is a small, dull part of YAML 1.2: mappings, lists and scalars. Every scalar is
text, typed later by the schema, so `no` stays "no" and `1.10` stays "1.10". Anchors, aliases, tags,
merge keys and duplicate keys are refused, so nothing can be executed, expanded or silently lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NoReturn

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from kb.findings import START, Finding, Fix, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

try:
    from yaml import CSafeLoader as _Loader
except ImportError as missing:  # pragma: no cover - every wheel of PyYAML has it
    raise ImportError("PyYAML was built without libyaml; install it from a wheel") from missing

LARGEST = 256 * 1024
"""Bytes a file may have. The longest honest entry is a tenth of it."""

DEEPEST = 12
"""Levels of nesting an entry may have. The model needs six."""

Path = tuple[str | int, ...]
"""The way to a part: keys and list positions from the root, such as `("steps", 0, "text")`."""

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]")
"""Control characters, and the line ends of other alphabets, which would shift every line below."""

_COLON = re.compile(r"^(\s*(?:- )?[\w-]+:\s+)([^\s'\"|>\[{].*)$")


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read as YAML.

    Attributes:
        path: relative to the folder that holds `entries/`.
        text: the whole file.
        tree: strings, lists, dicts; `None` where a key has no value.
        keys: where the key of each mapping entry stands.
        values: where each value stands.
    """

    path: str
    text: str
    tree: dict[str, Any]
    keys: dict[Path, Span] = field(repr=False)
    values: dict[Path, Span] = field(repr=False)

    def span(self, path: Path, *, key: bool = False) -> Span:
        """Where the part at `path` stands, or the nearest part around it.

        Args:
            path: keys and positions from the root.
            key: prefer the key over the value.
        """
        while path:
            for table in (self.keys, self.values) if key else (self.values, self.keys):
                if path in table:
                    return table[path]
            path, key = path[:-1], True
        return START

    def line(self, number: int) -> str:
        """The text of a line, counted from 1, without its end."""
        lines = self.text.split("\n")
        return lines[number - 1] if 0 < number <= len(lines) else ""

    def find(self, path: Path, needle: str, nth: int = 0) -> Span:
        """Where the `nth` occurrence of `needle` stands inside the value at `path`.

        White space in the needle matches any white space, so text folded over lines is found.
        """
        pattern = r"\s+".join(re.escape(word) for word in needle.split())
        return self.search(path, f"({pattern})", nth)

    def search(
        self, path: Path, pattern: str, nth: int = 0, *, besides: re.Pattern[str] | None = None
    ) -> Span:
        """Where the first group of the `nth` match of `pattern` stands in the value at `path`.

        Args:
            path: keys and positions from the root.
            pattern: a regular expression with one group.
            nth: which match, counted from 0; the whole value where there are fewer.
            besides: stretches in which nothing is looked for.
        """
        around = self.span(path)
        starts = _starts(self.text)
        begin = starts[around.line - 1] + around.column - 1
        end = starts[around.end_line - 1] + around.end_column - 1
        inside = self.text[begin:end]
        if besides is not None:
            inside = besides.sub(lambda match: " " * len(match[0]), inside)
        for count, match in enumerate(re.finditer(pattern, inside)):
            if count == nth:
                return _span_of(starts, begin + match.start(1), begin + match.end(1))
        return around


def too_large(size: int, path: str) -> Finding:
    """The finding on a file of `size` bytes, which is more than an entry may have."""
    return Finding(
        "KB010",
        path,
        START,
        f"the file has {size:,} bytes; an entry may have {LARGEST:,}",
        help=("move long prose into the work that says it, and cite the work",),
    )


def decode(data: bytes, path: str) -> str | Finding:
    """The text of a file's bytes, or the finding that says why there is none."""
    if len(data) > LARGEST:
        return too_large(len(data), path)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        before = data[data.rfind(b"\n", 0, error.start) + 1 : error.start]
        column = len(before.decode("utf-8", "replace")) + 1
        return Finding(
            "KB011",
            path,
            Span(line, column, line, column + 1),
            f"the byte 0x{data[error.start]:02x} is not UTF-8",
            label="not UTF-8",
            help=("save the file as UTF-8 (in most editors: Save with encoding)",),
        )
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def parse(text: str, path: str) -> Source | Finding:
    """The source in `text`, or the first thing that keeps it from being read.

    Args:
        text: the file's content.
        path: the file's name, for findings.
    """
    if bad := _CONTROL.search(text):
        here = _span_of(_starts(text), bad.start(), bad.end())
        return Finding(
            "KB012",
            path,
            here,
            f"the control character U+{ord(bad[0]):04X} is not text",
            label="control character",
            help=("delete it",),
            fix=Fix(here, ""),
        )
    try:
        return _Reader(text, path).read()
    except _RefusedError as refused:
        return refused.finding
    except yaml.MarkedYAMLError as error:
        return _syntax(error, text, path)
    except yaml.YAMLError as error:  # pragma: no cover - control characters are met above
        return Finding("KB009", path, START, f"the file is not YAML: {error}")


class _RefusedError(Exception):
    def __init__(self, finding: Finding) -> None:
        self.finding = finding


class _Reader:
    """Walks libyaml's events once, without recursion into anything unbounded."""

    def __init__(self, text: str, path: str) -> None:
        self.text = text
        self.path = path
        self.events: Iterator[Any] = iter(yaml.parse(text, Loader=_Loader))
        self.keys: dict[Path, Span] = {}
        self.values: dict[Path, Span] = {}

    def read(self) -> Source:
        next(self.events)
        first = next(self.events)
        if not isinstance(first, DocumentStartEvent):
            self.refuse(
                "KB008", START, "the file is empty", advice="an entry has at least a `title`"
            )
        root = next(self.events)
        tree = self.value(root, ())
        if not isinstance(tree, dict):
            if tree is None:
                self.refuse(
                    "KB008", START, "the file is empty", advice="an entry has at least a `title`"
                )
            what = "a list" if isinstance(tree, list) else "plain text"
            self.refuse(
                "KB007",
                _span(root),
                f"the file holds {what} where fields belong",
                advice="write fields as `name: value`, one a line",
            )
        next(self.events)
        second = next(self.events)
        if isinstance(second, DocumentStartEvent):
            self.refuse(
                "KB006",
                _span(second),
                "a second document starts here",
                advice="one entry, one file: move it to a file of its own",
            )
        return Source(self.path, self.text, tree, self.keys, self.values)

    def value(self, event: Any, path: Path) -> Any:
        here = _span(event)
        if isinstance(event, AliasEvent):
            self.refuse(
                "KB004",
                here,
                f"the alias `*{event.anchor}` is not allowed",
                advice="write the value out",
            )
        if event.anchor is not None:
            self.refuse(
                "KB004",
                here,
                f"the anchor `&{event.anchor}` is not allowed",
                advice="write the value out each time",
            )
        if event.tag is not None:
            self.refuse(
                "KB005",
                here,
                f"the tag `{event.tag}` is not allowed",
                advice="values are plain text; delete the tag",
            )
        if len(path) > DEEPEST:
            self.refuse(
                "KB007",
                here,
                f"nested deeper than {DEEPEST} levels",
                advice="no field of an entry is nested so deep",
            )
        if isinstance(event, ScalarEvent):
            if event.style == '"' and (bad := _CONTROL.search(event.value)):
                self.refuse(
                    "KB012",
                    here,
                    f"the control character U+{ord(bad[0]):04X} is not text",
                    advice="delete the escape that stands for it",
                )
            self.values[path] = here
            return event.value if event.value or event.style else None
        if isinstance(event, SequenceStartEvent):
            return self.sequence(here, path)
        return self.mapping(here, path)

    def sequence(self, start: Span, path: Path) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(self.events), SequenceEndEvent):
            items.append(self.value(event, (*path, len(items))))
        self.values[path] = _join(start, _span(event))
        return items

    def mapping(self, start: Span, path: Path) -> dict[str, Any]:
        entries: dict[str, Any] = {}
        while not isinstance(event := next(self.events), MappingEndEvent):
            if not isinstance(event, ScalarEvent):
                if isinstance(event, MappingStartEvent | SequenceStartEvent):
                    self.refuse(
                        "KB007",
                        _span(event),
                        "a key must be plain text",
                        advice="quote a value that starts with a bracket",
                    )
                self.value(event, path)
            self.value(event, (*path, "\0key"))
            del self.values[(*path, "\0key")]
            key, here = event.value, _span(event)
            if key == "<<" and not event.style:
                self.refuse(
                    "KB005",
                    here,
                    "the merge key `<<` is not allowed",
                    advice="write the fields out",
                )
            if key in entries:
                first = self.keys[(*path, key)]
                self.refuse(
                    "KB003",
                    here,
                    f"`{key}` is written twice",
                    label=f"first on line {first.line}",
                    advice="keep one; a list holds several values",
                )
            self.keys[(*path, key)] = here
            entries[key] = self.value(next(self.events), (*path, key))
        self.values[path] = _join(start, _span(event))
        return entries

    def refuse(
        self, code: str, span: Span, message: str, *, advice: str, label: str = ""
    ) -> NoReturn:
        raise _RefusedError(Finding(code, self.path, span, message, label=label, help=(advice,)))


def _syntax(error: yaml.MarkedYAMLError, text: str, path: str) -> Finding:
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
        at = len(match[1]) + (value + " ").find(": ") + 1
        quoted = '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
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
    if "quoted scalar" in context and error.context_mark:
        line, column = error.context_mark.line + 1, error.context_mark.column + 1
        return Finding(
            "KB001",
            path,
            Span(line, column, line, column + 1),
            "a quotation mark that is never closed",
            label="opened here",
            help=("close it, or leave the quotation marks away where the value needs none",),
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


def _tab(lines: list[str], line: int) -> tuple[int, int] | None:
    """The line and column of a tab in the white space that starts this line or the one before."""
    for number in (line, line - 1):
        if 0 < number <= len(lines):
            text = lines[number - 1]
            lead = text[: len(text) - len(text.lstrip(" \t-"))]
            if "\t" in lead:
                return number, lead.index("\t") + 1
    return None


def _span(event: Any) -> Span:
    start, end = event.start_mark, event.end_mark
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _join(start: Span, end: Span) -> Span:
    return Span(start.line, start.column, end.end_line, end.end_column)


def _starts(text: str) -> list[int]:
    """Where each line starts, as positions in the text, and one more after the end."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts


def _span_of(starts: list[int], begin: int, end: int) -> Span:
    from bisect import bisect_right  # noqa: PLC0415

    line, end_line = bisect_right(starts, begin), bisect_right(starts, end)
    return Span(line, begin - starts[line - 1] + 1, end_line, end - starts[end_line - 1] + 1)
