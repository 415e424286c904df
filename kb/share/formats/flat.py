"""The graph with values that every format of graphs knows: strings, floats, truth values."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import networkx as nx

    Flat = dict[str, str | float | bool]

STANDING: Final = "debate_label"
"""What `label` is called where a label is what viewers write beside a node."""


def nodes(graph: nx.MultiDiGraph[str]) -> Iterator[tuple[str, Flat]]:
    """Every node with flat values; its title is its `label`, its label its `debate_label`."""
    for node, data in graph.nodes(data=True):
        own = {STANDING if name == "label" else name: value for name, value in data.items()}
        yield node, {"label": str(own.get("title", node)), **flat(own)}


def edges(graph: nx.MultiDiGraph[str]) -> Iterator[tuple[str, str, str, Flat]]:
    """Every edge with flat values, as (source, target, key, values)."""
    for source, target, key, data in graph.edges(keys=True, data=True):
        yield source, target, key, flat(data)


def flat(data: Mapping[str, Any]) -> Flat:
    """The values without those that are absent, and with none that has parts.

    A credence, which is a number or two bounds, becomes its two bounds. Any other list becomes a
    JSON array.

    >>> flat({"why": None, "credence": (0.2, 0.4), "force": "weakens"})
    {'credence_low': 0.2, 'credence_high': 0.4, 'force': 'weakens'}
    """
    found: Flat = {}
    for name, value in data.items():
        if name == "credence" and value is not None:
            low, high = value if isinstance(value, tuple | list) else (value, value)
            found |= {"credence_low": float(low), "credence_high": float(high)}
        elif isinstance(value, tuple | list):
            found[name] = json.dumps(value, ensure_ascii=False)
        elif isinstance(value, bool):
            found[name] = value
        elif isinstance(value, int | float):
            found[name] = float(value)
        elif value is not None:
            found[name] = str(value)
    return found


def types(records: Iterator[Flat]) -> dict[str, str]:
    """Each name in order of appearance, with `string`, `double` or `boolean`."""
    found: dict[str, str] = {}
    for record in records:
        for name, value in record.items():
            own = (
                "boolean"
                if isinstance(value, bool)
                else "double"
                if isinstance(value, float)
                else "string"
            )
            found[name] = own if found.get(name, own) == own else "string"
    return found
