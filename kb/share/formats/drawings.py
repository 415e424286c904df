"""The graph, or what is near one entry, as a drawing: DOT for Graphviz, Mermaid."""

from __future__ import annotations

import re
from bisect import bisect_right
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from kb.model.iri import page
from kb.model.words import KINDS, STATEMENT, Force, Kind
from kb.share.formats.text import INSTEAD, filed, line
from kb.survey import standing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kb.share.formats.format import Whole

MOST_ARROWS: Final = 500
LONGEST: Final = 50_000
"""Beyond these Mermaid, as it is set up, draws nothing."""

_LONGEST_LABEL: Final = 120

_NOTE: Final = Kind(STATEMENT, "", "", "", shape="note")
"""How statements are drawn, which are no entries."""

_MARK: Final = re.compile(r"[!-&*+/:-@\[-`{-~]")
"""Marks that could mean something to Mermaid, HTML or Markdown."""

_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]")

_ARROWS: Final = MappingProxyType({Force.WEAKENS: "-.->", "supports": "==>"})


@filed
def dot(whole: Whole) -> Iterator[str]:
    """The graph in the DOT language: kinds by shape, titles as labels, pages as links."""
    graph = whole.graph
    chosen = whole.near
    yield "digraph {"
    yield f"  graph [comment={_quoted(whole.about.sentence)}, rankdir=LR]"
    for node in chosen:
        data = graph.nodes[node]
        attributes = {
            "label": _label(whole, node),
            "shape": KINDS.get(data["kind"], _NOTE).shape,
            "tooltip": data["text"],
            "URL": page(_kind(whole, node), node),
        }
        yield f"  {_quoted(node)} [{_listed(attributes)}]"
    for source, target, data in _edges(whole, chosen):
        attributes = {"label": _word(data), "tooltip": data.get("why")}
        if data.get("force") == Force.WEAKENS:
            attributes["style"] = "dashed"
        yield f"  {_quoted(source)} -> {_quoted(target)} [{_listed(attributes)}]"
    yield "}"


def mermaid(whole: Whole) -> bytes:
    """A Mermaid flowchart of what is near one entry; as much of it as Mermaid will draw.

    Mermaid refuses more than 500 arrows or 50,000 characters; then the nearest part is drawn, and
    the first lines say so.
    """
    chosen = whole.near
    fitting = bisect_right(
        range(1, len(chosen) + 1), 0, key=lambda count: int(_too_large(whole, chosen[:count]))
    )
    return _flowchart(whole, chosen[:fitting], len(chosen))


def _too_large(whole: Whole, chosen: Sequence[str]) -> bool:
    arrows = sum(1 for _ in _edges(whole, chosen))
    # A reserve for the line that says how much was left out.
    return arrows > MOST_ARROWS or len(_flowchart(whole, chosen, 0).decode()) > LONGEST - 500


@filed
def _flowchart(whole: Whole, chosen: Sequence[str], there: int) -> Iterator[str]:
    names = {node: f"n{number}" for number, node in enumerate(chosen)}
    yield "flowchart LR"
    yield f"  %% {line(whole.about.sentence)}"
    if there > len(chosen):
        yield f"  %% the nearest {len(chosen)} of {there}: Mermaid draws no more"
    for node, name in names.items():
        data = whole.graph.nodes[node]
        left, right = KINDS.get(data["kind"], _NOTE).frame
        title, _, status = _label(whole, node).partition("\n")
        yield f'  {name}{left}"{_entities(title)}{status and f"<br>{status}"}"{right}'
    for source, target, data in _edges(whole, chosen):
        word = _word(data)
        arrow = _ARROWS.get(word, "-->")
        yield f'  {names[source]} {arrow}|"{word}"| {names[target]}'
    for node, name in names.items():
        yield f'  click {name} href "{page(_kind(whole, node), node)}"'


def _edges(whole: Whole, chosen: Sequence[str]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The edges among some nodes; of `has` only those that no other relation repeats."""
    among = set(chosen)
    for source in chosen:
        for target, edges in whole.graph[source].items():
            if target in among:
                for data in edges.values():
                    if data["relation"] != "has" or len(edges) == 1:
                        yield source, target, data


def _kind(whole: Whole, node: str) -> str:
    """The kind of the entry in which a node stands."""
    return whole.corpus.owner(node).kind


def _word(data: dict[str, Any]) -> str:
    return str(data.get("force") or data["relation"])


def _label(whole: Whole, node: str) -> str:
    """The title, and below it the status where there is one."""
    data = whole.graph.nodes[node]
    title = line(data["title"])
    short = title if len(title) <= _LONGEST_LABEL else title[: _LONGEST_LABEL - 1].rstrip() + "…"
    if "status" not in data:
        return short
    return f"{short}\n{standing(whole.corpus, whole.debate, node)}"


def _listed(attributes: dict[str, str | None]) -> str:
    return ", ".join(f"{name}={_quoted(value)}" for name, value in attributes.items() if value)


def _quoted(text: str) -> str:
    """A text as Graphviz writes it out again: entities, escapes and line ends are its own."""
    plain = "\n".join(line(part) for part in text.split("\n")).replace("\0", INSTEAD)
    for mark, written in (("\\", "\\\\"), ('"', '\\"'), ("&", "&amp;"), ("\n", "\\n")):
        plain = plain.replace(mark, written)
    return f'"{plain}"'


def _entities(text: str) -> str:
    """A text as Mermaid writes it out again; control characters become U+FFFD."""
    return _CONTROL.sub(INSTEAD, _MARK.sub(lambda match: f"#{ord(match[0])};", text))
