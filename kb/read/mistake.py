"""What pydantic does not take, in words of the file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kb.findings import Finding, Fix, Span
from kb.model.fields import Field, field_at, fields_of, part_at
from kb.suggest import nearest, slips

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

    from kb.read.source import Path, Source

_TAGS = frozenset({"address", "statement", "number", "bounds"})


@dataclass(frozen=True)
class Mistake:
    """One thing in a file that its model does not take.

    Attributes:
        source: the file.
        model: that of the entry.
        path: of the value, in the words of the file.
        kind: what pydantic calls the mistake, or the code of the rule that the model told.
        value: as it was read.
        message: what the model told.
        hint: what the model would have taken, as far as it can tell.
    """

    source: Source
    model: type[BaseModel]
    path: Path
    kind: str
    value: Any
    message: str
    hint: str | None

    @classmethod
    def of(cls, source: Source, model: type[BaseModel], detail: ErrorDetails) -> Mistake:
        """The mistake in one detail of an error of pydantic."""
        kind, value, loc = detail["type"], detail["input"], detail["loc"]
        if kind == "literal_error" and isinstance(value, list | dict):
            kind = "string_type"
        if kind == "missing" and not isinstance(loc[-1], str):
            kind = "too_long"
        hint = detail.get("ctx", {}).get("hint")
        return cls(source, model, _path(source, loc), kind, value, detail["msg"], hint)

    @property
    def name(self) -> str:
        """The nearest name of a field around the value, or its own."""
        return next((str(one) for one in reversed(self.path) if isinstance(one, str)), "entry")

    @property
    def span(self) -> Span:
        """Where the value stands."""
        return self.source.span(self.path)

    @property
    def key(self) -> Span:
        """Where the name of the field stands."""
        return self.source.span(self.path, key=True)

    @property
    def owner(self) -> type[BaseModel]:
        """The model of the fields among which the value stands."""
        return part_at(self.model, self.path[:-1]) or self.model

    @property
    def field(self) -> Field | None:
        """The field that the value is, or is in."""
        return field_at(self.model, self.path)

    @property
    def meaning(self) -> tuple[str, ...]:
        """What the field is for, from its own description."""
        field = self.field
        return (f"`{field.name}`: {field.description}",) if field and field.description else ()

    @cached_property
    def near(self) -> str | None:
        """The field that an unknown one most likely means: near in letters, absent, fit."""
        present, key = self.source.at(self.path[:-1]), str(self.path[-1])
        fields = fields_of(self.owner)
        absent = [name for name in fields if name not in present]
        strong = set(nearest(key, absent, most=4, near=80.0))

        def unlikeness(name: str) -> tuple[bool, tuple[int, ...], int, tuple[int, ...]]:
            distance, misfit = slips(key, name), -_fits(fields[name], self.value)
            sure = distance[0] == 1 or name in strong
            return (not sure, distance if sure else (), misfit, distance)

        return min(nearest(key, absent, most=4, near=45.0), key=unlikeness, default=None)

    def finding(
        self,
        code: str,
        span: Span,
        message: str,
        *advice: str,
        label: str = "",
        note: str = "",
        fix: Fix | None = None,
    ) -> Finding:
        """The finding on it."""
        notes = (note,) if note else ()
        return Finding(code, self.source.path, span, message, label, notes, advice, fix)


def _path(source: Source, loc: tuple[str | int, ...]) -> Path:
    """A pydantic location in the words of the file: union tags left out."""
    path: Path = ()
    for index, part in enumerate(loc):
        here = (*path, part)
        last_key = index == len(loc) - 1 and isinstance(part, str) and part not in _TAGS
        if here in source.values or here in source.keys or last_key:
            path = here
    return path


def _fits(field: Field, value: Any) -> int:
    """2 where the value has the shape of the field, 1 where it could not be told, else 0."""
    if field.words:
        return 2 if value in field.words else 0
    return 1 if field.single != isinstance(value, list) else 0
