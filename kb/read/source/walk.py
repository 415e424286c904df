"""A file walked event by event: its tree, where each part of it stands, what it may not have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NoReturn

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
from kb.read.source.repeat import repeated, tagged, trailing

if TYPE_CHECKING:
    from collections.abc import Iterator

try:
    from yaml import CSafeLoader as Loader
except ImportError as missing:  # pragma: no cover - every wheel of PyYAML has it
    raise ImportError("PyYAML was built without libyaml; install it from a wheel") from missing

Path = tuple[str | int, ...]
"""The way to a part: keys and list positions from the root, such as `("steps", 0, "text")`."""

DEEPEST: Final = 12
"""Levels of nesting an entry may have. The model needs six."""

CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]+")
"""Control characters, and the line ends of other alphabets, which would shift every line below."""


class RefusedError(Exception):
    """Something in a file that no entry may have, as a finding."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding


class Reader:
    """Walks libyaml's events once, without recursion into anything unbounded."""

    def __init__(self, text: str, path: str) -> None:
        self.text = text
        self.path = path
        self.events: Iterator[Any] = iter(yaml.parse(text, Loader=Loader))
        self.keys: dict[Path, Span] = {}
        self.values: dict[Path, Span] = {}

    def read(self) -> dict[str, Any]:
        """The tree of the one document that there is; the places of its parts are kept.

        Raises:
            RefusedError: at the first thing that no entry may have.
            YAMLError: if it is not YAML.
        """
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
        return tree

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
            if event.style == '"' and (bad := CONTROL.search(event.value)):
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
        raise RefusedError(finding)


def _span(event: Any) -> Span:
    start, end = event.start_mark, event.end_mark
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _join(start: Span, end: Span) -> Span:
    return Span(start.line, start.column, end.end_line, end.end_column)
