"""KB4xx: sources, quotations and positions."""

from __future__ import annotations

from typing import Final

from kb.rules.catalogue.rule import Example, Rule

_CONCEPT = "concepts/human-feedback.yaml"
_DEBATE = "proposals/debate.yaml"
_VIEW = "views/paul-christiano-2022-05.yaml"

_SOURCE = "sources:\n  - work: irving-2018-debate\n"
_AT = "    at: sec. 2\n"
_QUOTE = "    quote: In the debate game, it is harder to lie than to refute a lie."
_LOOSE = "    quote: In the debate game, lying is harder than refuting a lie."
_HELD = "positions:\n  - about: rlhf-is-a-building-block\n"
_WORDS = (
    "\n    quote: RLHF is a building block in the more complicated things"
    "\n    at: as quoted in radhakrishnan-2022-rlhf"
)

RULES: Final = (
    Rule(
        code="KB401",
        slug="long-quote",
        meaning="A quotation has at most 40 words.",
        why="Long extracts belong to their authors; readers need the sentence that carries the "
        "point.",
        mend="Quote the one sentence that matters, and say the rest in your own words.",
        bad=Example("A whole paragraph of 62 words under `quote`."),
        good=Example("The sentence of it that carries the point, with `at`."),
    ),
    Rule(
        code="KB402",
        slug="quote-differs",
        meaning="A quotation is verbatim, where the text of its work is stored.",
        why="Quotation marks promise the author's own words, and nothing but them.",
        mend="Copy the words letter for letter; a shorter stretch is better than an ellipsis.",
        bad=Example(_SOURCE + _AT + _LOOSE, _DEBATE),
        good=Example(_SOURCE + _AT + _QUOTE, _DEBATE),
    ),
    Rule(
        code="KB403",
        slug="quote-without-place",
        meaning="A quotation says where in the work it stands.",
        why="Without a place nobody can check it, short of reading the whole work.",
        mend="Add `at` with a section, page, paragraph or time.",
        bad=Example(_SOURCE + _QUOTE, _DEBATE),
        good=Example(_SOURCE + _AT + _QUOTE, _DEBATE),
    ),
    Rule(
        code="KB404",
        slug="stated-without-quote",
        meaning="A stated position has a quotation.",
        why="What someone is said to hold must be checkable in their own words.",
        mend="Add `quote` and `at`, or say `reading: inferred` where it is the editors' reading.",
        bad=Example(f"{_HELD}    stance: agree", _VIEW),
        good=Example(f"{_HELD}    stance: agree{_WORDS}", _VIEW),
    ),
    Rule(
        code="KB405",
        slug="reviewed-without-source",
        meaning="What was reviewed has a source.",
        why="To review is to read an entry beside its sources; without one there is nothing to "
        "rely on.",
        mend="Add `sources`, or set the status back to draft.",
        bad=Example("review:\n  status: reviewed", _CONCEPT),
        good=Example("review:\n  status: draft", _CONCEPT),
    ),
    Rule(
        code="KB406",
        slug="empty-position",
        meaning="A position has a stance or a credence.",
        why="A position that says neither for nor against tells readers nothing about its holder.",
        mend="Add `stance`, or `credence` where the source gives odds.",
        bad=Example(f"{_HELD}    reading: inferred", _VIEW),
        good=Example(f"{_HELD}    reading: inferred\n    stance: agree", _VIEW),
    ),
)
