"""The relations of an entry and its statements, both ways, with their reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from kb.graph import EDGES
from kb.model import Address, Approach, Reason, Work, cite
from kb.model.entries import Claim
from kb.model.entry import Unsummed
from kb.model.words import KINDS, RELATIONS
from kb.site.pages.compass import AROUND, Compass, Sides, compass, distinct
from kb.site.pages.elsewhere import Elsewhere, elsewhere
from kb.site.pages.parts import Anchor, Group, Row
from kb.site.render import typographic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.model.words import Relation
    from kb.read import Record
    from kb.site.pages.context import Context


_CAPTION: Final = (
    "Above: what it is for, or part of. Left: what it rests on. Right: what rests on it. "
    "The list of relations says the same, with reasons."
)
"""What stands on each side."""

_IN_THE_ARGUMENT: Final = frozenset({"assumes", "attacks", "attacked-by", "supported-by", "avoids"})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What surrounds an entry, with a caption, all its relations, and where else it is."""

    compass: Compass | None
    caption: str
    groups: tuple[Group, ...]
    elsewhere: tuple[Elsewhere, ...]


def surroundings(context: Context, record: Record) -> Surroundings:
    """What surrounds an entry."""
    groups = relation_groups(context, record)
    further = elsewhere(context, record)
    if isinstance(record.entry, Approach | Reason | Claim):
        left = tuple(group for group in groups if group.relation not in _told(record))
        return Surroundings(None, "", left, further)
    return Surroundings(_compass(context, record, groups), _CAPTION, groups, further)


def _told(record: Record) -> frozenset[str]:
    """The relations that the page of an entry in the debate tells in the argument about it."""
    return _IN_THE_ARGUMENT | ({"assumed-by"} if isinstance(record.entry, Claim) else set())


def _compass(context: Context, record: Record, groups: tuple[Group, ...]) -> Compass | None:
    """What surrounds a thing; None for people and works."""
    if isinstance(record.entry, Unsummed):
        return None
    related = {
        group.relation: [context.link(row.link.id.entry) for row in group.rows] for group in groups
    }
    sides = Sides(
        *(
            distinct(anchor for relation in side for anchor in related.get(relation, ()))
            for side in AROUND
        )
    )
    names = [record.title, *(record.entry.aliases if len(record.title) > 30 else ())]
    return compass(context.link(record.id, min(names, key=len)), sides)


def relation_groups(context: Context, record: Record) -> tuple[Group, ...]:
    """Relations of an entry and its statements, both ways, by sort.

    A work also lists the entries that cite it, with the places.
    """
    found: dict[tuple[int, str, str], dict[str, list[dict[str, Any]]]] = {}
    for relation, name, heading, other, data in _edges(context, record):
        rank = list(RELATIONS).index(relation.name)
        found.setdefault((rank, heading, name), {}).setdefault(other, []).append(data)
    return tuple(
        Group(
            name,
            heading,
            tuple(sorted((_row(context, *item) for item in others.items()), key=_order)),
        )
        for (_, heading, name), others in sorted(found.items())
    )


def _edges(
    context: Context, record: Record
) -> Iterator[tuple[Relation, str, str, str, dict[str, Any]]]:
    """Every edge to or from an entry: the relation, its name and heading here, other, data."""
    graph = context.site.graph
    own = set(context.site.base.corpus.within(record.id))
    cited = isinstance(record.entry, Work)
    for node in sorted(own):
        for _, other, data in graph.out_edges(node, data=True):
            relation = EDGES[data["relation"]]
            if other not in own and not relation.placed:
                yield relation, relation.name, relation.says, other, data
        for other, _, data in graph.in_edges(node, data=True):
            relation = EDGES[data["relation"]]
            if other not in own and (cited or not relation.placed):
                yield relation, relation.inverse, relation.answers, other, data


def _row(context: Context, other: str, edges: list[dict[str, Any]]) -> Row:
    """A related entry, with every reason given for the relation and the first source of one."""
    reasons = dict.fromkeys(reason for data in edges if (reason := _reason(context, data)))
    source = next(
        (context.source(data["work"], data.get("at")) for data in edges if data.get("work")), None
    )
    return Row(whole_link(context, other), Markup("; ").join(reasons), source)


def _reason(context: Context, data: dict[str, Any]) -> Markup:
    """The stated reason of an edge, which is prose; for a citation its role and place, as text."""
    if data["relation"] != "sources":
        return context.line(data.get("why"))
    role = data.get("as", "discussion")
    place = context.writer.place(data.get("at"))
    parts = ("" if role == "discussion" else role, place)
    return Markup(", ").join(typographic(part) for part in parts if part)


def _order(row: Row) -> tuple[int, str]:
    return list(KINDS).index(row.link.kind), cite.sort_key(row.link.text)


def whole_link(context: Context, address: str) -> Anchor:
    """A link under the entry's title, to the statement where the address is one."""
    corpus = context.site.base.corpus
    title = corpus.owner(address).title
    inside = Address(address).fragment
    return context.link(address, f"{title}: {corpus.text(address)}" if inside else title)
