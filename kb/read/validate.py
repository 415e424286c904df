"""From a source's tree to a frozen entry, or to findings at the line and column of each mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from kb.findings import Finding, Fix, Span
from kb.model.fields import field_at, fields_of, part_at
from kb.model.parts import Model
from kb.model.words import a
from kb.read.shape import field_name, repeated_path, reshaped, shape, swallowed
from kb.suggest import is_slip, nearest, slips

if TYPE_CHECKING:
    from pydantic import BaseModel

    from kb.model.fields import Field
    from kb.read.source import Path, Source

P = TypeVar("P", bound=Model)

_TAGS = frozenset({"address", "statement", "number", "bounds"})


def read(source: Source, model: type[P]) -> P | list[Finding]:
    """The entry in a source, or everything that keeps it from being one.

    Args:
        source: a file that was read as YAML.
        model: the model of its kind.
    """
    try:
        return model.model_validate(source.tree)
    except ValidationError as error:
        return _findings(source, model, error)


def _findings(source: Source, model: type[BaseModel], error: ValidationError) -> list[Finding]:
    details = error.errors(include_url=False)
    located = [(_path(source, detail["loc"]), detail) for detail in details]
    unknown = {
        path: _near_field(source, model, path)
        for path, detail in located
        if detail["type"] == "extra_forbidden"
    }
    explained = {(*path[:-1], near): path for path, near in unknown.items() if near}
    findings: dict[tuple[Span, str, str], Finding] = {}
    for path, detail in located:
        if detail["type"] == "missing" and path in explained:
            continue
        # Items with mistakes of their own do not count as items.
        if detail["type"] == "too_short" and detail["input"]:
            continue
        finding = mistake(source, model, path, detail, unknown, explained)
        findings.setdefault((finding.span, finding.code, finding.message), finding)
    return list(findings.values())


def mistake(
    source: Source,
    model: type[BaseModel],
    path: Path,
    detail: Any,
    unknown: dict[Path, str | None],
    explained: dict[Path, Path],
) -> Finding:
    """The finding for one mistake that pydantic met."""
    kind, value, context = detail["type"], detail["input"], detail.get("ctx", {})
    if kind == "literal_error" and isinstance(value, list | dict):
        kind = "string_type"
    name = str(path[-1]) if path else ""
    code = kind if kind.startswith("KB") else "KB105"
    absent = kind == "missing" and isinstance(detail["loc"][-1], str)
    span = source.span(path)

    if absent:
        owner = source.span(path[:-1], key=True)
        what = _noun(part_at(model, path[:-1]) or model)
        return Finding(
            "KB101",
            source.path,
            owner if len(path) > 1 else Span(1, 1, 1, 1),
            f"{what} needs the field `{name}`",
            label=f"`{name}` is missing",
            help=(f"add  {name}: …", *_meaning(model, path)),
        )
    if kind == "extra_forbidden" and len(path) == 1 and (known := repeated_path(source, path)):
        return known
    if kind == "extra_forbidden":
        here = source.span(path, key=True)
        near = unknown[path]
        owner_model = part_at(model, path[:-1]) or model
        message = f"`{name}` is not a field of {_noun(owner_model)}"
        if near is None:
            names = ", ".join(fields_of(owner_model))
            return Finding(
                "KB102",
                source.path,
                here,
                message,
                label="unknown field",
                help=(f"fields: {names}",),
            )
        also = fields_of(owner_model)[near].required and (*path[:-1], near) in explained
        note = f"this also explains why the required field `{near}` looks missing"
        return Finding(
            "KB102",
            source.path,
            here,
            message,
            label="unknown field",
            notes=(note,) if also else (),
            help=(f"rename it to `{near}`",),
            fix=Fix(here, near) if is_slip(name, near) else None,
        )
    if kind in {"literal_error", "KB103"}:
        field = field_at(model, path)
        allowed = tuple(map(str, field.words)) if field else ()
        begun = [one for one in allowed if one.startswith(f"{value}-")]
        near_values = begun if len(begun) == 1 else nearest(str(value), allowed)
        begun = begun if begun == nearest(str(value), allowed) else []
        sure = bool(near_values) and (
            begun == near_values or is_slip(str(value).lower(), near_values[0])
        )
        return Finding(
            "KB103",
            source.path,
            span,
            f"`{value}` is not a value of `{field_name(path)}`",
            label="not allowed",
            help=(
                *(f"did you mean `{near}`?" for near in near_values),
                "allowed: " + ", ".join(allowed),
            ),
            fix=Fix(span, near_values[0]) if sure else None,
        )
    message = detail["msg"] if kind.startswith("KB") else shape(kind, path, value)
    hint = context.get("hint")
    good = bool(hint) and hint != value
    mended = reshaped(source, model, path, kind, value)
    if kind == "float_parsing" and mended:
        good, hint = True, mended.text
    lost = swallowed(source, path) if value is None else None
    return Finding(
        code,
        source.path,
        source.span(path, key=value is None),
        message,
        notes=(f"`{lost}` is taken for a comment",) if lost else (),
        help=((f"write `{hint}`",) if good else ()) + _meaning(model, path),
        fix=Fix(span, hint) if good else mended,
    )


def _path(source: Source, loc: tuple[str | int, ...]) -> Path:
    """A pydantic location in the words of the file: union tags left out."""
    path: Path = ()
    for index, part in enumerate(loc):
        here = (*path, part)
        last_key = index == len(loc) - 1 and isinstance(part, str) and part not in _TAGS
        if here in source.values or here in source.keys or last_key:
            path = here
    return path


def _near_field(source: Source, model: type[BaseModel], path: Path) -> str | None:
    """The field an unknown key most likely means: near in letters, absent, fit for its value."""
    owner = part_at(model, path[:-1])
    if owner is None:
        return None
    present, value = _dig(source.tree, path[:-1]), _dig(source.tree, path)
    absent = [name for name in fields_of(owner) if name not in present]
    key = str(path[-1])
    near = nearest(key, absent, most=4, near=45.0)
    strong = set(nearest(key, absent, most=4, near=80.0))

    def unlikeness(name: str) -> tuple[bool, tuple[int, ...], int, tuple[int, ...]]:
        distance, misfit = slips(key, name), -_fits(fields_of(owner)[name], value)
        sure = distance[0] == 1 or name in strong
        return (not sure, distance if sure else (), misfit, distance)

    return min(near, key=unlikeness, default=None)


def _fits(field: Field, value: Any) -> int:
    """2 where the value has the shape of the field, 1 where it could not be told, else 0."""
    if field.words:
        return 2 if value in field.words else 0
    return 1 if field.single != isinstance(value, list) else 0


def _dig(tree: Any, path: Path) -> Any:
    for part in path:
        tree = tree[part]
    return tree


def _meaning(model: type[BaseModel], path: Path) -> tuple[str, ...]:
    """What the field is for, from its own description."""
    field = field_at(model, path)
    return (f"`{field.name}`: {field.description}",) if field and field.description else ()


def _noun(model: type[BaseModel]) -> str:
    name = "".join(" " + c.lower() if c.isupper() else c for c in model.__name__).strip()
    return a(name)
