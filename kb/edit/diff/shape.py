"""The shape of a schema: its kinds, fields and values, told from its source.

The schema of an earlier state is code, and code of another state is read here, never run.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Steps = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """What entries may hold, and what they must.

    Attributes:
        paths: a kind, a field of it, a field of what that holds, `=value` of a closed list.
        required: the paths of fields that cannot be left out.
    """

    paths: frozenset[Steps]
    required: frozenset[Steps]

    def beyond(self, other: Shape) -> tuple[str, ...]:
        """What this one has and another has not, as text; of a new kind only the kind."""
        return _named(path for path in self.paths - other.paths if path[:-1] in {(), *other.paths})

    def stricter(self, other: Shape) -> tuple[str, ...]:
        """What this one asks of entries that another could do without, as text."""
        asked = self.required - other.required
        return _named(path for path in asked if path[:-1] in other.paths)


def shape(folder: Path) -> Shape | None:
    """The shape of the models in a folder of Python files; None where there are none to be read."""
    schema = _Schema()
    try:
        for file in sorted(folder.glob("*.py")):
            schema.learn(ast.parse(file.read_bytes()))
    except (SyntaxError, ValueError, OSError):
        return None
    found: list[tuple[Steps, bool]] = [((kind,), False) for kind in schema.kinds]
    for kind, model in schema.kinds.items():
        found += schema.fields((kind,), model, frozenset())
    if not found:
        return None
    paths = frozenset(path for path, _ in found)
    return Shape(paths, frozenset(path for path, required in found if required))


def _named(paths: Iterator[Steps]) -> tuple[str, ...]:
    return tuple(sorted(".".join(path).replace(".=", "=") for path in paths))


class _Schema:
    """Models and names of a schema, as far as its source tells them."""

    def __init__(self) -> None:
        self.models: dict[str, ast.ClassDef] = {}
        self.names: dict[str, ast.expr] = {}
        self.kinds: dict[str, ast.ClassDef] = {}

    def learn(self, module: ast.Module) -> None:
        for node in module.body:
            if isinstance(node, ast.ClassDef):
                self.models[node.name] = node
                if kind := _kind(node):
                    self.kinds[kind] = node
            elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                self.names[node.targets[0].id] = node.value

    def lineage(self, model: ast.ClassDef) -> list[ast.ClassDef]:
        """The model and what it inherits from, nearest first."""
        found = [model]
        for base in model.bases:
            if isinstance(base, ast.Name) and base.id in self.models:
                found += self.lineage(self.models[base.id])
        return found

    def fields(
        self, above: Steps, model: ast.ClassDef, inside: frozenset[str]
    ) -> list[tuple[Steps, bool]]:
        """The paths below a model, each with whether it is required."""
        if model.name in inside:
            return []
        found: dict[str, ast.AnnAssign] = {}
        for part in self.lineage(model):
            for node in part.body:
                if isinstance(node, ast.AnnAssign) and not _constant(node):
                    found.setdefault(_key(node), node)
        paths = []
        for key, node in found.items():
            path = (*above, key)
            paths.append((path, node.value is None))
            paths += self.values(path, node.annotation, inside | {model.name})
        return paths

    def values(
        self, path: Steps, annotation: ast.AST, inside: frozenset[str]
    ) -> list[tuple[Steps, bool]]:
        """The paths below a field: those of the models it holds, and the values of closed lists."""
        if isinstance(annotation, ast.Call):
            return []
        if isinstance(annotation, ast.Name):
            if annotation.id in self.models:
                return self.fields(path, self.models[annotation.id], inside)
            if annotation.id in self.names and annotation.id not in inside:
                return self.values(path, self.names[annotation.id], inside | {annotation.id})
        if isinstance(annotation, ast.Subscript) and ast.unparse(annotation.value) == "Literal":
            options = annotation.slice
            listed = options.elts if isinstance(options, ast.Tuple) else [options]
            return [
                ((*path, f"={item.value!s}"), False)
                for item in listed
                if isinstance(item, ast.Constant)
            ]
        return [
            found
            for child in ast.iter_child_nodes(annotation)
            for found in self.values(path, child, inside)
        ]


def _kind(model: ast.ClassDef) -> str:
    for node in model.body:
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "kind":
            return str(node.value.value) if isinstance(node.value, ast.Constant) else ""
    return ""


def _constant(node: ast.AnnAssign) -> bool:
    name = ast.unparse(node.target)
    return name.startswith("_") or ast.unparse(node.annotation).startswith("ClassVar")


def _key(node: ast.AnnAssign) -> str:
    """The name of a field as entries write it."""
    if isinstance(node.value, ast.Call):
        for keyword in node.value.keywords:
            if keyword.arg == "alias" and isinstance(keyword.value, ast.Constant):
                return str(keyword.value.value)
    return ast.unparse(node.target)
