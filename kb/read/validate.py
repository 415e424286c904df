"""From a source's tree to a frozen entry, or to findings at the line and column of each mistake."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeVar

from pydantic import ValidationError

from kb.findings import Finding, Fix
from kb.model.fields import fields_of
from kb.model.parts import Model
from kb.model.words import a
from kb.read import mend
from kb.read.mistake import Mistake
from kb.suggest import is_slip, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pydantic import BaseModel

    from kb.findings import Span
    from kb.read.source import Source

P = TypeVar("P", bound=Model)


def read(source: Source, model: type[P]) -> P | list[Finding]:
    """The entry in a source, of the model of its kind, or all that keeps it from being one."""
    try:
        return model.model_validate(source.tree)
    except ValidationError as error:
        met = [Mistake.of(source, model, one) for one in error.errors(include_url=False)]
        return _findings(met)


def _findings(mistakes: list[Mistake]) -> list[Finding]:
    """One finding a cause, in the order in which pydantic met them."""
    misnamed = {(*one.path[:-1], one.near) for one in mistakes if one.kind == "extra_forbidden"}
    findings: dict[tuple[Span, str, str], Finding] = {}
    for one in mistakes:
        # Items with mistakes of their own do not count as items.
        of_items = one.kind == "too_short" and one.value
        if of_items or (one.kind == "missing" and one.path in misnamed):
            continue
        finding = _told(one)
        findings.setdefault((finding.span, finding.code, finding.message), finding)
    return list(findings.values())


def _told(mistake: Mistake) -> Finding:
    """The finding for one mistake."""
    if mistake.kind.startswith("KB"):
        return wrong_value(mistake)
    return _TOLD.get(mistake.kind, wrong_shape)(mistake)


def missing_field(mistake: Mistake) -> Finding:
    """A required field that is not there, at the field or the file it is missing from."""
    return mistake.finding(
        "KB101",
        mistake.source.span(mistake.path[:-1], key=True),
        f"{_noun(mistake.owner)} needs the field `{mistake.name}`",
        f"add  {mistake.name}: …",
        *mistake.meaning,
        label=f"`{mistake.name}` is missing",
    )


def unknown_field(mistake: Mistake) -> Finding:
    """A field that there is not, with the one that is most likely meant."""
    if len(mistake.path) == 1 and mistake.name in {"id", "kind"}:
        return repeated_path(mistake)
    here, near, fields = mistake.key, mistake.near, fields_of(mistake.owner)
    note = f"this also explains why the required field `{near}` looks missing"
    return mistake.finding(
        "KB102",
        here,
        f"`{mistake.name}` is not a field of {_noun(mistake.owner)}",
        f"rename it to `{near}`" if near else "fields: " + ", ".join(fields),
        label="unknown field",
        note=note if near and fields[near].required else "",
        fix=Fix(here, near) if near and is_slip(mistake.name, near) else None,
    )


def repeated_path(mistake: Mistake) -> Finding:
    """An `id` or a `kind` in a file, whose name and folder give it already."""
    source, name = mistake.source, mistake.name
    folder, _, file = source.path.rpartition("/")
    same = name == "kind" or mistake.value == file.removesuffix(".yaml")
    lines = source.lines(mistake.path) if same else None
    what = f"the file name, `{file}`, gives the id" if name == "id" else "the folder gives the kind"
    return mistake.finding(
        "KB102",
        mistake.key,
        f"`{name}` is not a field of an entry: {what}",
        "delete it" if same else f"delete it, or rename the file in {folder}",
        label="unknown field",
        fix=Fix(lines, "") if lines else None,
    )


def not_allowed(mistake: Mistake) -> Finding:
    """A word that is none of the few, with the one that is nearest, or that it begins."""
    value, span = str(mistake.value), mistake.span
    allowed = [str(word) for word in mistake.field.words] if mistake.field else []
    alike = nearest(value, allowed)
    begun = [word for word in allowed if word.startswith(f"{value}-")]
    near = begun if len(begun) == 1 else alike
    sure = near and (begun == alike or is_slip(value.lower(), near[0]))
    return mistake.finding(
        "KB103",
        span,
        f"`{value}` is not a value of `{mistake.name}`",
        *(f"did you mean `{word}`?" for word in near),
        "allowed: " + ", ".join(allowed),
        label="not allowed",
        fix=Fix(span, near[0]) if sure else None,
    )


def wrong_value(mistake: Mistake) -> Finding:
    """A value of the right shape that its type refuses, in the words of the type."""
    span = mistake.span
    hint = mistake.hint if mistake.hint != mistake.value else None
    advice = (f"write `{hint}`", *mistake.meaning) if hint else mistake.meaning
    fix = Fix(span, hint) if hint else None
    return mistake.finding(mistake.kind, span, mistake.message, *advice, fix=fix)


def wrong_shape(mistake: Mistake) -> Finding:
    """Text, a list or a group of fields where another of them belongs; or nothing at all."""
    takes, mended = _SHAPES.get(mistake.kind, ("a group of fields", mend.as_group))
    fix = mended(mistake) if mended and mistake.value else None
    several = mend.several(mistake)
    plain = mended is mend.as_number or (mended is mend.as_text and fix and fix.text[:1] != ":")
    number = (f"write `{fix.text}`",) if fix and plain else ()
    comment = _comment(mistake) if mistake.value is None else None
    return mistake.finding(
        "KB105",
        mistake.key if mistake.value is None else mistake.span,
        f"`{mistake.name}` {_misfit(mistake, takes)}",
        *number,
        *((f"write a list, one item a line or in brackets:  {several}",) if several else ()),
        *mistake.meaning,
        note=f"`{comment}` is taken for a comment" if comment else "",
        fix=fix,
    )


def _misfit(mistake: Mistake, takes: str) -> str:
    """What is wrong with a shape, in words of the file rather than of Python."""
    value = mistake.value
    if value is None:
        return "has no value"
    if mistake.kind == "too_short":
        return "needs at least one item"
    if mistake.kind == "too_long":
        return "takes two values, the lower one first"
    shape = "a list" if isinstance(value, list) else "a group of fields"
    found = f"the text `{value}`" if isinstance(value, str) else shape
    return f"takes {takes}, and this is {found}"


def _comment(mistake: Mistake) -> str | None:
    """What stands after a field without a value and was taken for a comment."""
    rest = mistake.source.line(mistake.key.line)[mistake.key.end_column - 1 :]
    found = re.match(r"\s*:\s+(#[^\s#]\S*)", rest)
    return found[1] if found else None


_TOLD: Final = MappingProxyType(
    {"missing": missing_field, "extra_forbidden": unknown_field, "literal_error": not_allowed}
)
"""What tells of a mistake, by pydantic's name for it; all others are wrong shapes."""

_SHAPES: Final[Mapping[str, tuple[str, Callable[[Mistake], Fix | None] | None]]] = MappingProxyType(
    {
        "tuple_type": ("a list", mend.as_list),
        "list_type": ("a list", None),
        "string_type": ("text", mend.as_text),
        "float_parsing": ("a number", mend.as_number),
        "float_type": ("a number", None),
    }
)
"""What a field takes, and what gives a value that shape, by pydantic's name for the mistake."""


def _noun(model: type[BaseModel]) -> str:
    return a("".join(" " + c.lower() if c.isupper() else c for c in model.__name__).strip())
