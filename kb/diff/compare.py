"""What differs between two knowledge bases."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kb.diff.values import (
    MAJOR,
    MINOR,
    NONE,
    PATCH,
    Changes,
    Edge,
    Edited,
    LookAlike,
    Named,
    Removed,
    Renamed,
    Restated,
)
from kb.findings import errors
from kb.schema import statements
from kb.vocabulary import RELATIONS
from kb.writing.names import near_duplicates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.base import KnowledgeBase
    from kb.corpus import Corpus, Record
    from kb.diff.shape import Shape

LIKE: Final = 80
"""Percent from which the title of a new entry looks like a name of another."""


def changes(
    old: KnowledgeBase,
    new: KnowledgeBase,
    shapes: tuple[Shape | None, Shape | None] = (None, None),
    *,
    near: int = LIKE,
) -> Changes:
    """What changed between two states, and the step the version takes.

    Both are read by the present schema. An entry that cannot be read in one of them is neither
    added nor removed, and its relations are not compared.

    The step is major where an id means nothing any more, an entry moved to another kind, or the
    schema lost a part or asks for more; minor where entries or parts of the schema came, an id
    changed, or an entry left a sign in its place; a patch for everything else.

    Args:
        old: the state before; it may be loaded with `strict=False`, as may the other.
        new: the state after.
        shapes: of the two schemas; compared where both are known.
        near: percent from which a new title looks like another name, no lower than 75.
    """
    then, now = old.corpus, new.corpus
    added = [record for record in now if not _known(then, record)]
    edges = _edges(then, now), _edges(now, now)
    before, after = shapes
    both = (before, after) if before and after else None
    found = Changes(
        added=tuple(_named(record) for record in added),
        removed=tuple(_removed(then, now)),
        renamed=tuple(_renamed(then, now)),
        edited=tuple(_edited(then, now)),
        mended=tuple(_named(now.records[id_]) for id_ in now.records if _mended(then, id_)),
        relations_added=tuple(
            sorted(edge for edge in edges[1] - edges[0] if not _hidden(then, edge))
        ),
        relations_removed=tuple(
            sorted(edge for edge in edges[0] - edges[1] if not _hidden(now, edge))
        ),
        restated=tuple(_restated(old, new)),
        look_alikes=tuple(_look_alikes(now, added, near)),
        unreadable_before=unreadable(old),
        unreadable=unreadable(new),
        gone=tuple(sorted(_meanings(then) - _meanings(now) - {*now.broken})),
        schema_added=both[1].beyond(both[0]) if both else (),
        schema_removed=both[0].beyond(both[1]) if both else (),
        schema_required=both[1].stricter(both[0]) if both else (),
        mistakes=len(errors(new.problems)),
    )
    return replace(found, bump=_bump(found))


def _bump(found: Changes) -> str:
    rehoused = any("kind" in edit.fields for edit in found.edited)
    if found.gone or found.schema_removed or found.schema_required or rehoused:
        return MAJOR
    if found.added or found.schema_added or found.renamed or found.removed:
        return MINOR
    return PATCH if found else NONE


def _present(now: Corpus, address: str) -> str:
    """The address as it is now; an id that is in use stands for itself."""
    return address if address.partition("#")[0] in now.records else now.present(address)


def _meanings(corpus: Corpus) -> set[str]:
    """Every id that leads somewhere."""
    return {*corpus.records, *corpus.former, *corpus.retired}


def _known(then: Corpus, record: Record) -> bool:
    """Whether an entry was there before, under any id, readable or not."""
    ids = (record.id, *record.entry.former_ids)
    return any(id_ in then.records or id_ in then.broken for id_ in ids)


def _mended(then: Corpus, id_: str) -> bool:
    return id_ in then.broken and id_ not in then.records


def _named(record: Record) -> Named:
    return Named(record.id, record.kind, record.title)


def _removed(then: Corpus, now: Corpus) -> Iterator[Removed]:
    for record in then:
        id_ = record.id
        if _present(now, id_) not in now.records and id_ not in now.broken:
            reason = now.retired[id_].reason if id_ in now.retired else ""
            yield Removed(id_, record.kind, record.title, reason)


def _renamed(then: Corpus, now: Corpus) -> Iterator[Renamed]:
    for record in then:
        to = _present(now, record.id)
        if to != record.id and to in now.records:
            yield Renamed(to, now.records[to].kind, now.records[to].title, record.id)


def _edited(then: Corpus, now: Corpus) -> Iterator[Edited]:
    for record in now:
        old = _before(then, record)
        if old is not None and (names := tuple(_differing(old, record))):
            yield Edited(record.id, record.kind, record.title, names)


def _before(then: Corpus, record: Record) -> Record | None:
    """What an entry was; where several became one, the first of them."""
    ids = (record.id, *record.entry.former_ids)
    return next((then.records[id_] for id_ in ids if id_ in then.records), None)


def _differing(old: Record, new: Record) -> Iterator[str]:
    if old.kind != new.kind:
        yield "kind"
    models = type(new.entry).model_fields, type(old.entry).model_fields
    for name, field in {**models[0], **models[1]}.items():
        renamed = name == "former_ids" and old.id != new.id
        if getattr(old.entry, name, None) != getattr(new.entry, name, None) and not renamed:
            yield field.alias or name


def _edges(corpus: Corpus, now: Corpus) -> set[Edge]:
    """The relations a corpus writes, between addresses as they are now."""
    found = set()
    for record in corpus:
        for reference in corpus.references(record):
            if reference.relation not in RELATIONS:
                continue
            source = record.id
            if reference.path[-2:-1] == ("needs",):
                source += f"#{_statement(record, reference.path)}"
            target = _present(now, corpus.present(reference.address))
            found.add(Edge(reference.relation, _present(now, source), target))
    return found


def _statement(record: Record, path: tuple[str | int, ...]) -> str:
    """The id of the statement that a path leads through."""
    return next(s.id for place, _, s in statements(record.entry) if place == path[:2])


def _hidden(corpus: Corpus, edge: Edge) -> bool:
    """Whether the entry that writes a relation cannot be read in a state."""
    return _mended(corpus, edge.source.partition("#")[0])


def _restated(old: KnowledgeBase, new: KnowledgeBase) -> Iterator[Restated]:
    for point in old.arguments.points:
        now = _present(new.corpus, point)
        if now in new.arguments.points:
            before, after = old.arguments.status(point), new.arguments.status(now)
            if before != after:
                kind = new.corpus.records[now.partition("#")[0]].kind
                yield Restated(now, kind, before, after)


def _look_alikes(now: Corpus, added: list[Record], near: int) -> Iterator[LookAlike]:
    """Two new entries that look alike are told once."""
    told: set[frozenset[str]] = set()
    for record in added:
        # What a view is called follows from its holder and date.
        if record.kind == "view":
            continue
        for like in near_duplicates(now, record.title, record.kind, most=4):
            pair = frozenset({record.id, like.id})
            if len(pair) == 2 and pair not in told and like.percent >= near:
                told.add(pair)
                title = like.name == now.records[like.id].title
                field = "title" if title else "alias"
                yield LookAlike(record.id, like.id, field, like.name, like.percent)


def unreadable(base: KnowledgeBase) -> tuple[str, ...]:
    """The files of a base that are no entries, from the folder that holds `entries/`."""
    read = {record.source.path for record in base.corpus}
    read.update(f"{base.folder.name}/retired/{id_}.yaml" for id_ in base.corpus.retired)
    wrong = {finding.path for finding in errors(base.problems)}
    return tuple(sorted(wrong - read - {base.folder.name}))
