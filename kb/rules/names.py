"""KB3xx: every name stands for one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kb.model import statements_of
from kb.read import folder
from kb.rules.rule import Example, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.findings import Finding
    from kb.read import Corpus, Record

_DEBATE = "proposals/debate.yaml"
_ASSUMED = "assumptions:\n  - id: truth-wins\n    text: The honest side wins.\n"

duplicate_id: Final = Rule(
    code="KB301",
    slug="duplicate-id",
    meaning="An id is used once over all kinds.",
    why="References give only the id, so nobody could tell which of two entries is meant.",
    mend="Rename one of the two files; ids name what an entry says, not its kind.",
    bad=Example("entries/proposals/debate.yaml\nentries/concepts/debate.yaml"),
    good=Example("entries/proposals/debate.yaml\nentries/concepts/debate-game.yaml"),
    found_by=(folder.same_id,),
)


@Rule(
    code="KB302",
    slug="alias-clash",
    meaning="An alias is the name of one entry only.",
    why="A search for the name would lead to either of two entries.",
    mend="Keep the name on the entry that readers expect, and remove it from the other.",
    bad=Example("aliases: [Debate, Scalable oversight]", _DEBATE),
    good=Example("aliases: [Debate]", _DEBATE),
)
def alias_clash(corpus: Corpus) -> Iterator[Finding]:
    """Aliases that are the title or the alias of another entry (works among works)."""
    names: dict[tuple[bool, str], Record] = {}
    for record in corpus:
        names.setdefault((record.kind == "work", record.title.casefold()), record)
    for record in corpus:
        for index, alias in enumerate(record.entry.aliases):
            holder = names.setdefault((record.kind == "work", alias.casefold()), record)
            if holder is not record:
                yield alias_clash.finding(
                    record.source,
                    ("aliases", index),
                    f"`{alias}` is already a name of `{holder.id}`",
                    "a name stands for one entry: keep it on the one readers expect",
                    label="name in use",
                )


@Rule(
    code="KB303",
    slug="former-id-clash",
    meaning="A former id is not in use again.",
    why="An old link would lead to another thing than the one it was made for.",
    mend="Remove the former id here, or give the entry that has it now another id.",
    bad=Example("former_ids: [rlhf]", _DEBATE),
    good=Example("former_ids: [debate-game]", _DEBATE),
)
def former_id_clash(corpus: Corpus) -> Iterator[Finding]:
    """Former ids that are in use, or were the id of two entries."""
    for record in corpus:
        for index, old in enumerate(record.entry.former_ids):
            holder = old if old in corpus.records or old in corpus.retired else corpus.former[old]
            if holder != record.id:
                yield former_id_clash.finding(
                    record.source,
                    ("former_ids", index),
                    f"the former id `{old}` belongs to `{holder}`",
                    "an id is never used for something else",
                )


@Rule(
    code="KB304",
    slug="duplicate-statement",
    meaning="The id of a statement is used once in its entry.",
    why="An attack on the id would hit two statements, and its author meant one.",
    mend="Give one of the two statements another id.",
    bad=Example(f"{_ASSUMED}claims:\n  - id: truth-wins\n    text: Honesty pays.", _DEBATE),
    good=Example(f"{_ASSUMED}claims:\n  - id: honesty-pays\n    text: Honesty pays.", _DEBATE),
)
def duplicate_statement(corpus: Corpus) -> Iterator[Finding]:
    """Statement ids used twice in one entry."""
    for record in corpus:
        seen: set[str] = set()
        for path, _, statement in statements_of(record.entry):
            if statement.id in seen:
                yield duplicate_statement.finding(
                    record.source,
                    (*path, "id"),
                    f"the statement `{statement.id}` is written twice in this entry",
                    "give one of them another id",
                )
            seen.add(statement.id)
