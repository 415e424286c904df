"""The words that fields take from few: each is given back, or refused with a suggestion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kb.errors import UnknownField, UnknownKind, UnknownRelation, UnknownStatus
from kb.model import MODELS
from kb.model.fields import fields_of
from kb.model.words import (
    KINDS,
    REASONS,
    RELATIONS,
    Force,
    Label,
    Reading,
    Reviewed,
    Rung,
    Stance,
    Status,
    statuses,
)
from kb.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable

_FEW: Final = {
    "label": (*Label,),
    "stance": (*Stance,),
    "force": (*Force,),
    "rung": (*Rung,),
    "reading": (*Reading,),
    "reviewed": (*Reviewed,),
}
"""Columns that take one of few words, and are not fields of entries."""

_EDGES: Final = (*RELATIONS, "has")


def meant(field: str, value: Any, kinds: tuple[str, ...]) -> Any:
    """A value of a field, where the field takes one of few words; any other value as it is.

    Args:
        field: its name.
        value: what is asked for.
        kinds: of the entries in question; any, unless given.

    Raises:
        KnowledgeBaseError: for a word that the field never takes.
    """
    if field == "kind":
        return kind(value)
    if field == "status":
        return status(value, kinds)
    if field == "relation":
        return relation(value)
    words = _FEW.get(field) or tuple(_words(field, kinds or tuple(KINDS)))
    return _one_of(field, value, words) if words else value


def kind(word: str) -> str:
    """The name of a kind.

    Raises:
        UnknownKind: for a word that is none.
    """
    if word in KINDS:
        return word
    raise UnknownKind(word)


def relation(word: str) -> str:
    """The name of a relation, or `has`, which joins an entry to its statements.

    Raises:
        UnknownRelation: for a word that is none.
    """
    if word in _EDGES:
        return word
    raise UnknownRelation(
        f"no relation {word!r}.{did_you_mean(word, _EDGES)} Relations: {', '.join(sorted(_EDGES))}."
    )


def status(word: str, kinds: tuple[str, ...] = ()) -> Status:
    """The status that a word names.

    Raises:
        UnknownStatus: for a word that is no status of the kinds in question.
    """
    reasons = {kind in REASONS for kind in kinds} or {True, False}
    allowed = tuple(dict.fromkeys(one for side in sorted(reasons) for one in statuses(reason=side)))
    if word in allowed:
        return Status(word)
    names = " and ".join(KINDS[kind].plural.lower() for kind in kinds) or "points"
    listed = f"{', '.join(allowed[:-1])} or {allowed[-1]}"
    if word in {*Status}:
        whose = "critiques and arguments" if False in reasons else "claims and proposals"
        raise UnknownStatus(f"{names} are {listed}; {word!r} is for {whose}")
    hint = did_you_mean(word, allowed)
    raise UnknownStatus(f"{names} are {listed}; {word!r} is none of these.{hint}")


def _words(name: str, kinds: Iterable[str]) -> Iterable[str]:
    """Those of which a field takes one, in entries of some kinds."""
    for kind in kinds:
        if field := fields_of(MODELS[kind]).get(name):
            yield from field.words


def _one_of(field: str, value: Any, words: tuple[str, ...]) -> Any:
    if value in words:
        return value
    listed = ", ".join(dict.fromkeys(words))
    raise UnknownField(
        f"no {field} {value!r}.{did_you_mean(str(value), words)} It is one of {listed}."
    )
