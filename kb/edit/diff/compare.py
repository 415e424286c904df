"""What differs between two knowledge bases."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Final

from kb.edit.new.names import near_duplicates
from kb.findings import errors
from kb.survey.difference import Difference, difference, known, lost

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.base import KnowledgeBase
    from kb.edit.diff.shape import Shape
    from kb.read import Corpus, Record

NONE: Final = "none"
PATCH: Final = "patch"
MINOR: Final = "minor"
MAJOR: Final = "major"


@dataclass(frozen=True, slots=True)
class LookAlike:
    """A new entry whose title is near a name of another.

    Attributes:
        id: of the new entry.
        other: the id of the entry it may repeat.
        field: `title` or `alias`: which name of the other is near.
        name: that name.
        percent: how near, 100 for the same words.
    """

    id: str
    other: str
    field: str
    name: str
    percent: int


@dataclass(frozen=True, slots=True)
class Changes(Difference):
    """Everything that differs between two states.

    Attributes:
        look_alikes: new entries that may repeat another.
        unreadable_before: files that could not be read in the old state.
        unreadable: files that cannot be read in the new state.
        gone: ids, and addresses of statements, that meant something and mean nothing now.
        schema_added: kinds, fields and values the schema has now, such as `work.isbn`.
        schema_removed: those it has no more.
        schema_required: fields that entries must have now.
        schema_narrower: limits that are closer now, or a pattern that is another, such as
            `work.title as string maxLength`.
        schema_unknown: whether the old state has entries and no record of its schema, while the
            new one has; the step is then what the entries alone ask for.
        mistakes: how many errors the new state has.
        bump: the step its version takes: `none`, `patch`, `minor` or `major`.
    """

    look_alikes: tuple[LookAlike, ...] = ()
    unreadable_before: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    schema_added: tuple[str, ...] = ()
    schema_removed: tuple[str, ...] = ()
    schema_required: tuple[str, ...] = ()
    schema_narrower: tuple[str, ...] = ()
    schema_unknown: bool = False
    mistakes: int = 0
    bump: str = NONE

    def __bool__(self) -> bool:
        """Whether anything differs."""
        states = {"unreadable_before", "unreadable", "schema_unknown", "mistakes", "bump"}
        return self.unreadable_before != self.unreadable or any(
            getattr(self, field.name) for field in fields(self) if field.name not in states
        )


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

    The step is major where an id or address means nothing any more, an entry moved to another kind
    and does not say so, or the schema lost a part, asks for more or draws a limit closer; minor
    where entries or parts of the schema came, an id changed, or an entry left a sign in its place;
    a patch for everything else.

    Of entries, names from `near` percent on are alike, no lower than 75; of the two schemas, both
    shapes have to be known.
    """
    then, now = old.corpus, new.corpus
    found = difference(then, now, (old.debate, new.debate))
    added = [record for record in now if not known(then, record)]
    before, after = shapes
    both = (before, after) if before and after else None
    changed = Changes(
        **{one.name: getattr(found, one.name) for one in fields(found)},
        look_alikes=tuple(_look_alikes(now, added, near)),
        unreadable_before=unreadable(old),
        unreadable=unreadable(new),
        gone=tuple(sorted({*lost(then, now), *_meanings(then) - _meanings(now) - {*now.broken}})),
        schema_added=both[1].beyond(both[0]) if both else (),
        schema_removed=both[0].beyond(both[1]) if both else (),
        schema_required=both[1].stricter(both[0]) if both else (),
        schema_narrower=both[1].narrower(both[0]) if both else (),
        schema_unknown=bool(after and not before and (len(then) or unreadable(old))),
        mistakes=len(errors(new.findings)),
    )
    return replace(changed, bump=MAJOR if _forgotten(then, now) else _bump(changed))


def _bump(found: Changes) -> str:
    narrowed = found.schema_removed or found.schema_required or found.schema_narrower
    if found.gone or narrowed:
        return MAJOR
    if found.added or found.schema_added or found.renamed or found.removed:
        return MINOR
    return PATCH if found else NONE


def _forgotten(then: Corpus, now: Corpus) -> bool:
    """Whether an entry was of a kind that it is not, and that it does not name as a former one."""
    return any(
        {record.kind, *record.entry.former_kinds} - {here.kind, *here.entry.former_kinds}
        for record in then
        if (here := now.records.get(now.present(record.id)))
    )


def _meanings(corpus: Corpus) -> set[str]:
    """Every id that leads somewhere."""
    return {*corpus.records, *corpus.former, *corpus.retired}


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
    wrong = {finding.path for finding in errors(base.findings)}
    return tuple(sorted(wrong - read - {base.folder.name}))
