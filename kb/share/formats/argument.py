"""The debate in the languages of argument mapping: Argdown and the Argument Interchange Format."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from kb.model.words import Force
from kb.share.formats.text import filed, json_of, line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.debate import Debate
    from kb.share.formats.format import Whole

SPECIAL: Final = re.compile(r"[\\@#*_\[\]<>{}/=]|[.:](?=\S)")
"""What Argdown would read as more than text; a backslash before it makes it text."""


def supports(whole: Whole) -> tuple[tuple[str, str], ...]:
    """Pairs of a reason and what it supports, in the debate of an export."""
    points = whole.dispute.points
    return tuple(
        dict.fromkeys(
            (source, target)
            for source, target, data in whole.graph.edges(data=True)
            if data["relation"] == "supports" and source in points and target in points
        )
    )


@filed
def argdown(whole: Whole) -> Iterator[str]:
    """The debate in Argdown (argdown.org).

    Theses, claims and statements are statements, critiques and arguments are arguments. What a
    point assumes are the premises of an argument: its own, if it is one, else one that concludes to
    it; the conclusion of a reason is a statement of the same name. An attack is `-`; a weakening of
    a reason is an undercut, `_`, and every weakening is listed in the data of the critique. All of
    a text is text: its marks are escaped, its lines joined.
    """
    dispute = whole.dispute
    backing: dict[str, list[str]] = {}
    for source, target in supports(whole):
        backing.setdefault(target, []).append(source)
    yield "==="
    yield "title: Alignment knowledge base"
    for name, value in asdict(whole.about).items():
        yield f"{name}: {json.dumps(value, ensure_ascii=False)}"
    yield "==="
    for point, reason in dispute.points.items():
        yield ""
        data = _data(whole, dispute, point)
        yield f"{_title(dispute, point)}: {escaped(whole.corpus.text(point))} {{{data}}}"
        for attack in dispute.attackers.get(point, ()):
            sign = "_" if reason and attack.force == Force.WEAKENS else "-"
            yield f"  {sign} <{attack.source}>"
        for source in backing.get(point, ()):
            yield f"  + <{source}>"
    for point, premises in dispute.assumes.items():
        yield ""
        yield f"<{point}>" if dispute.points[point] else f"<{point} from its premises>"
        yield ""
        for number, premise in enumerate(premises, 1):
            yield f"({number}) [{premise}]"
        yield "-----"
        end = f"[{point}]"
        if dispute.points[point]:
            end += f": {escaped(whole.corpus.text(point))}"
        yield f"({len(premises) + 1}) {end}"


def _title(dispute: Debate, point: str) -> str:
    return f"<{point}>" if dispute.points[point] else f"[{point}]"


def _data(whole: Whole, dispute: Debate, point: str) -> str:
    said = [f"status: {whole.debate.status(point)}"]
    weakened = [a.target for a in dispute.attacks if a.source == point and a.force == Force.WEAKENS]
    if weakened:
        said.append(f"weakens: [{', '.join(weakened)}]")
    return ", ".join(said)


def escaped(text: str) -> str:
    r"""A text in which Argdown sees nothing but text, on one line.

    >>> escaped("see [[ida]], e.g. #2")
    'see \\[\\[ida\\]\\], e\\.g. \\#2'
    """
    return SPECIAL.sub(r"\\\g<0>", line(text))


def aif(whole: Whole) -> bytes:
    """The debate as JSON of the Argument Interchange Format (Chesnevar and others 2006), as AIFdb.

    Every point is an I-node. What a point assumes are, together, the premises of one RA-node; a
    support is an RA-node of its own; an attack is a CA-node, whose force stands beside it, since
    AIF has none.
    """
    dispute = whole.dispute
    day = whole.about.day
    stamp = {"timestamp": f"{day} 00:00:00"} if day else {}
    nodes: list[dict[str, Any]] = []
    edges: list[dict[str, Any]] = []

    def node(id_: str, kind: str, text: str, **more: str) -> None:
        nodes.append({"nodeID": id_, "text": text, "type": kind, **stamp, **more})

    def joined(*ids: str) -> None:
        for source, target in pairwise(ids):
            number = str(len(edges) + 1)
            edges.append({"edgeID": number, "fromID": source, "toID": target, "formEdgeID": None})

    for point in dispute.points:
        node(point, "I", whole.corpus.text(point), status=whole.debate.status(point))
    for point, premises in dispute.assumes.items():
        scheme = f"{point} from its premises"
        node(scheme, "RA", "Default Inference")
        for premise in premises:
            joined(premise, scheme)
        joined(scheme, point)
    for source, target in supports(whole):
        scheme = f"{source} supports {target}"
        node(scheme, "RA", "Default Inference")
        joined(source, scheme, target)
    for attack in dispute.attacks:
        scheme = f"{attack.source} attacks {attack.target}"
        node(scheme, "CA", "Default Conflict", force=attack.force)
        joined(attack.source, scheme, attack.target)
    return json_of({"nodes": nodes, "edges": edges, "locutions": [], "about": asdict(whole.about)})
