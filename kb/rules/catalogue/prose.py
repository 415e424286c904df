"""KB6xx: prose is plain Markdown with safe links."""

from __future__ import annotations

from typing import Final

from kb.rules.catalogue.rule import Example, Rule

_DEBATE = "proposals/debate.yaml"
_TEXT = "\n  Two models argue.\n\n  A person decides."

RULES: Final = (
    Rule(
        code="KB601",
        slug="html",
        meaning="Prose holds no HTML.",
        why="Pages, exports and terminals all show the text; tags would run in one and be printed "
        "in the others.",
        mend="Write it in Markdown; a `<` before a letter can be written `\\<`.",
        bad=Example("body: The judge is a <b>person</b>.", _DEBATE),
        good=Example("body: The judge is a **person**.", _DEBATE),
        fixable=True,
    ),
    Rule(
        code="KB602",
        slug="link-scheme",
        meaning="Links are http, https or mailto.",
        why="Other schemes run scripts, open files or do nothing in a reader's browser.",
        mend="Link to a web address that starts with https://.",
        bad=Example("body: See [the paper](ftp://arxiv.org/abs/1805.00899).", _DEBATE),
        good=Example("body: See [the paper](https://arxiv.org/abs/1805.00899).", _DEBATE),
    ),
    Rule(
        code="KB603",
        slug="heading",
        meaning="Prose holds no headings; the page has its own.",
        why="A heading in the text would look like a part of the page and break its outline for "
        "people who read by ear.",
        mend="Start a paragraph instead; long prose belongs in two entries.",
        bad=Example(f"body: |-\n  # How it works\n{_TEXT}", _DEBATE),
        good=Example(f"body: |-{_TEXT}", _DEBATE),
    ),
    Rule(
        code="KB604",
        slug="relative-link",
        meaning="Links to entries are mentions, `[[id]]`.",
        why="A path breaks when a page moves or is shown elsewhere; an id is never lost.",
        mend="Write `[[id]]` or `[[id|words]]` for an entry, and https:// for all else.",
        bad=Example("body: It is like [amplification](ida.html).", _DEBATE),
        good=Example("body: It is like [[ida|amplification]].", _DEBATE),
        fixable=True,
    ),
    Rule(
        code="KB605",
        slug="lost-paragraphs",
        meaning="Prose of several paragraphs is a literal block, `|-`.",
        why="A folded block takes the empty line away, and two paragraphs run into one.",
        mend="Write `|` instead of `>`.",
        bad=Example(f"body: >-{_TEXT}", _DEBATE),
        good=Example(f"body: |-{_TEXT}", _DEBATE),
        fixable=True,
    ),
)
