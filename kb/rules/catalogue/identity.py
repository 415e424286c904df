"""KB3xx: every name stands for one thing."""

from __future__ import annotations

from typing import Final

from kb.rules.catalogue.rule import Example, Rule

_DEBATE = "proposals/debate.yaml"
_ASSUMED = "assumptions:\n  - id: truth-wins\n    text: The honest side wins.\n"

RULES: Final = (
    Rule(
        code="KB301",
        slug="duplicate-id",
        meaning="An id is used once over all kinds.",
        why="References give only the id, so nobody could tell which of two entries is meant.",
        mend="Rename one of the two files; ids name what an entry says, not its kind.",
        bad=Example("entries/proposals/debate.yaml\nentries/concepts/debate.yaml"),
        good=Example("entries/proposals/debate.yaml\nentries/concepts/debate-game.yaml"),
    ),
    Rule(
        code="KB302",
        slug="alias-clash",
        meaning="An alias is the name of one entry only.",
        why="A search for the name would lead to either of two entries.",
        mend="Keep the name on the entry that readers expect, and remove it from the other.",
        bad=Example("aliases: [Debate, Scalable oversight]", _DEBATE),
        good=Example("aliases: [Debate]", _DEBATE),
    ),
    Rule(
        code="KB303",
        slug="former-id-clash",
        meaning="A former id is not in use again.",
        why="An old link would lead to another thing than the one it was made for.",
        mend="Remove the former id here, or give the entry that has it now another id.",
        bad=Example("former_ids: [rlhf]", _DEBATE),
        good=Example("former_ids: [debate-game]", _DEBATE),
    ),
    Rule(
        code="KB304",
        slug="duplicate-statement",
        meaning="The id of a statement is used once in its entry.",
        why="An attack on the id would hit two statements, and its author meant one.",
        mend="Give one of the two statements another id.",
        bad=Example(f"{_ASSUMED}claims:\n  - id: truth-wins\n    text: Honesty pays.", _DEBATE),
        good=Example(f"{_ASSUMED}claims:\n  - id: honesty-pays\n    text: Honesty pays.", _DEBATE),
    ),
)
