"""KB2xx: what entries point at."""

from __future__ import annotations

from typing import Final

from kb.findings import Severity
from kb.rules.catalogue.rule import Example, Rule

_CRITIQUE = "critiques/human-evaluation-does-not-scale.yaml"
_REPLY = "critiques/obfuscated-arguments-hide-lies.yaml"
_DEBATE = "proposals/debate.yaml"

_FORCE = "\n    force: refutes"
_RENAMED = "# scalable-supervision is now called scalable-oversight\naddresses:\n  - "
_MERGED = "# mesa-optimisation was merged into inner-alignment\naddresses:\n  - "

RULES: Final = (
    Rule(
        code="KB201",
        slug="unknown-reference",
        meaning="A reference names an entry.",
        why="The link would lead nowhere, and an attack on nothing changes no status.",
        mend="Correct the id, or add the entry it means; `kb find` looks ids up.",
        bad=Example(f"attacks:\n  - target: human-can-evaluate-outputs{_FORCE}", _CRITIQUE),
        good=Example(f"attacks:\n  - target: humans-can-evaluate-outputs{_FORCE}", _CRITIQUE),
        fixable=True,
    ),
    Rule(
        code="KB202",
        slug="unknown-statement",
        meaning="A fragment names a statement of its entry.",
        why="A critique that misses its statement looks like one of the whole entry, or none.",
        mend="Write the id of one of the entry's statements after `#`; the message lists them.",
        bad=Example(f"attacks:\n  - target: debate#truth-win{_FORCE}", _REPLY),
        good=Example(f"attacks:\n  - target: debate#truth-wins{_FORCE}", _REPLY),
        fixable=True,
    ),
    Rule(
        code="KB203",
        slug="wrong-kind",
        meaning="A relation points at the kinds it may point at.",
        why="One cannot refute a question or address a person; such an edge means nothing, and "
        "every computed answer would take it for something.",
        mend="Point at the statement, claim or entry that is meant, or use another relation.",
        bad=Example(f"attacks:\n  - target: scalable-oversight{_FORCE}", _CRITIQUE),
        good=Example(f"attacks:\n  - target: humans-can-evaluate-outputs{_FORCE}", _CRITIQUE),
    ),
    Rule(
        code="KB204",
        slug="former-id",
        meaning="References use present ids.",
        why="A former id still leads on, but whoever searches for the present one misses this "
        "entry.",
        mend="Write the present id.",
        bad=Example(f"{_RENAMED}scalable-supervision", _DEBATE),
        good=Example(f"{_RENAMED}scalable-oversight", _DEBATE),
        severity=Severity.WARNING,
        fixable=True,
    ),
    Rule(
        code="KB205",
        slug="retired",
        meaning="References do not point at retired entries.",
        why="Readers would land on a page that only says what is gone.",
        mend="Point at an entry that took its place, or remove the reference.",
        bad=Example(f"{_MERGED}mesa-optimisation", _DEBATE),
        good=Example(f"{_MERGED}inner-alignment", _DEBATE),
        fixable=True,
    ),
    Rule(
        code="KB206",
        slug="unknown-citation",
        meaning="A citation names a work.",
        why="A statement whose source cannot be found is a statement without a source.",
        mend="Correct the work's id, or add the work.",
        bad=Example("body: It is harder to lie [@irving-2018-debat, sec. 2].", _DEBATE),
        good=Example("body: It is harder to lie [@irving-2018-debate, sec. 2].", _DEBATE),
        fixable=True,
    ),
)
