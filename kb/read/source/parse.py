"""From bytes to a tree, or to the first thing that keeps a file from being read."""

from __future__ import annotations

import re
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

from kb.findings import START, Finding, Fix, Span, on_file
from kb.read.source.repeat import repeated, tagged, trailing
from kb.read.source.syntax import misread
from kb.read.source.tree import Path, Source, line_starts, span_between

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

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]+")
"""Control characters, and the line ends of other alphabets, which would shift every line below."""


def too_large(size: int, path: str) -> Finding:
    """The finding on a file of `size` bytes, which is more than an entry may have."""
    message = f"the file has {size:,} bytes; an entry may have {LARGEST:,}"
    advice = "move long prose into the work that says it, and cite the work"
    return on_file("KB010", path, message, advice)


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
    """The source in a file's `text`, or the first thing that keeps it from being read."""
    if bad := _CONTROL.search(text):
        here = span_between(line_starts(text), bad.start(), bad.end())
        return Finding(
            "KB012",
            path,
            here,
            f"the control character U+{ord(bad[0][0]):04X} is not text",
            label="control character",
            help=("delete it",),
            fix=Fix(here, ""),
        )
    try:
        return Reader(text, path).read()
    except _RefusedError as refused:
        return refused.finding
    except yaml.MarkedYAMLError as error:
        return misread(error, text, path)
    except yaml.YAMLError as error:  # pragma: no cover - control characters are met above
        return on_file("KB009", path, f"the file is not YAML: {error}")


class _RefusedError(Exception):
    def __init__(self, finding: Finding) -> None:
        self.finding = finding


class Reader:
    """Walks libyaml's events once, without recursion into anything unbounded."""

    def __init__(self, text: str, path: str) -> None:
        self.text = text
        self.path = path
        self.events: Iterator[Any] = iter(yaml.parse(text, Loader=_Loader))
        self.keys: dict[Path, Span] = {}
        self.values: dict[Path, Span] = {}

    def read(self) -> Source:
        """The source, of which one document was read."""
        next(self.events)
        first = next(self.events)
        if not isinstance(first, DocumentStartEvent):
            self.empty()
        root = next(self.events)
        tree = self.value(root, ())
        if not isinstance(tree, dict):
            if tree is None:
                self.empty()
            what = "a list" if isinstance(tree, list) else "plain text"
            self.refuse(
                "KB007",
                _span(root),
                f"the file holds {what} where fields belong",
                "write fields as `name: value`, one a line",
            )
        next(self.events)
        second = next(self.events)
        if isinstance(second, DocumentStartEvent):
            here = _span(second)
            self.refuse(
                "KB006",
                here,
                "a second document starts here",
                "one entry, one file: move it to a file of its own",
                fix=trailing(self.text, here),
            )
        return Source(self.path, self.text, tree, self.keys, self.values)

    def value(self, event: Any, path: Path) -> Any:
        """The scalar, list or mapping that begins with an event."""
        here = _span(event)
        if isinstance(event, AliasEvent):
            self.refuse(
                "KB004", here, f"the alias `*{event.anchor}` is not allowed", "write the value out"
            )
        if event.anchor is not None:
            self.refuse(
                "KB004",
                here,
                f"the anchor `&{event.anchor}` is not allowed",
                "write the value out each time",
            )
        if event.tag is not None:
            tag, fix = tagged(self.text, here, event.tag)
            self.refuse(
                "KB005",
                here,
                f"the tag `{tag}` is not allowed",
                "values are plain text; delete the tag",
                fix=fix,
            )
        if len(path) > DEEPEST:
            self.refuse(
                "KB007",
                here,
                f"nested deeper than {DEEPEST} levels",
                "no field of an entry is nested so deep",
            )
        if isinstance(event, ScalarEvent):
            if event.style == '"' and (bad := _CONTROL.search(event.value)):
                self.refuse(
                    "KB012",
                    here,
                    f"the control character U+{ord(bad[0][0]):04X} is not text",
                    "delete the escape that stands for it",
                )
            self.values[path] = here
            return event.value if event.value or event.style else None
        if isinstance(event, SequenceStartEvent):
            return self.sequence(here, path)
        return self.mapping(here, path)

    def sequence(self, start: Span, path: Path) -> list[Any]:
        """The items of a list that has begun."""
        items: list[Any] = []
        while not isinstance(event := next(self.events), SequenceEndEvent):
            items.append(self.value(event, (*path, len(items))))
        self.values[path] = _join(start, _span(event))
        return items

    def mapping(self, start: Span, path: Path) -> dict[str, Any]:
        """The fields of a mapping that has begun."""
        entries: dict[str, Any] = {}
        while not isinstance(event := next(self.events), MappingEndEvent):
            if not isinstance(event, ScalarEvent):
                if isinstance(event, MappingStartEvent | SequenceStartEvent):
                    self.refuse(
                        "KB007",
                        _span(event),
                        "a key must be plain text",
                        "quote a value that starts with a bracket",
                    )
                self.value(event, path)
            self.value(event, (*path, "\0key"))
            del self.values[(*path, "\0key")]
            key, here = event.value, _span(event)
            if key == "<<" and not event.style:
                self.refuse(
                    "KB005", here, "the merge key `<<` is not allowed", "write the fields out"
                )
            if key in entries:
                first = self.keys[(*path, key)]
                self.refuse(
                    "KB003",
                    here,
                    f"`{key}` is written twice",
                    "keep one; a list holds several values",
                    label=f"first on line {first.line}",
                    fix=repeated(self.text, first, here),
                )
            self.keys[(*path, key)] = here
            entries[key] = self.value(next(self.events), (*path, key))
        self.values[path] = _join(start, _span(event))
        return entries

    def empty(self) -> NoReturn:
        """Refuses a file that says nothing."""
        self.refuse("KB008", START, "the file is empty", "an entry has at least a `title`")

    def refuse(
        self,
        code: str,
        span: Span,
        message: str,
        advice: str,
        *,
        label: str = "",
        fix: Fix | None = None,
    ) -> NoReturn:
        """Ends the reading with a finding."""
        finding = Finding(code, self.path, span, message, label=label, help=(advice,), fix=fix)
        raise _RefusedError(finding)


def _span(event: Any) -> Span:
    start, end = event.start_mark, event.end_mark
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _join(start: Span, end: Span) -> Span:
    return Span(start.line, start.column, end.end_line, end.end_column)
