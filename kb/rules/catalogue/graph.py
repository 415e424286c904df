"""KB5xx: the graph and the debate: no circles, no contradictions, nothing said twice."""

from __future__ import annotations

from typing import Final

from kb.rules.catalogue.rule import Example, Rule

_CRITIQUE = "critiques/human-evaluation-does-not-scale.yaml"
_DEBATE = "proposals/debate.yaml"
_PROBLEM = "problems/goal-inference.yaml"
_VIEW = "views/paul-christiano-2022-05.yaml"

_ATTACK = "attacks:\n  - target: humans-can-evaluate-outputs\n    force: refutes\n"
_ARGUE = "steps:\n  - id: argue\n    text: Two models argue."
_JUDGE = "\n  - id: judge\n    text: A person decides.\n    needs: [debate#argue]"
_LINK = "related:\n  - target: ida\n    why: both let a short exchange stand for a large tree"
_HELD = "positions:\n  - about: rlhf-buys-time\n    reading: inferred\n    stance: agree\n"

RULES: Final = (
    Rule(
        code="KB501",
        slug="cycle",
        meaning="What things assume, are part of, or need first runs in no circle.",
        why="Statements that rest on each other rest on nothing, and a reading order that comes "
        "back to its start has no first page.",
        mend="Remove the weakest link of the circle.",
        bad=Example(f"{_ARGUE}\n    needs: [debate#judge]{_JUDGE}", _DEBATE),
        good=Example(f"{_ARGUE}{_JUDGE}", _DEBATE),
    ),
    Rule(
        code="KB502",
        slug="attacks-own-premise",
        meaning="A critique does not attack what it assumes.",
        why="If it held it would take away its own ground, so it can never stand.",
        mend="Take the target out of `assumes`, or say more exactly what is attacked.",
        bad=Example(f"{_ATTACK}assumes: [humans-can-evaluate-outputs]", _CRITIQUE),
        good=Example(f"{_ATTACK}assumes: [timelines-are-short]", _CRITIQUE),
    ),
    Rule(
        code="KB503",
        slug="points-at-itself",
        meaning="An entry does not point at itself.",
        why="A page that refers readers to itself sends them nowhere.",
        mend="Point at the entry that is meant, or remove the relation.",
        bad=Example("related: [debate]", _DEBATE),
        good=Example("related: [ida]", _DEBATE),
    ),
    Rule(
        code="KB504",
        slug="relation-twice",
        meaning="A relation between two entries is written once.",
        why="It would be listed and counted twice, and the two reasons would drift apart.",
        mend="Keep the one that carries the reason; the other side is computed.",
        bad=Example(f"{_LINK}\n  - ida", _DEBATE),
        good=Example(_LINK, _DEBATE),
        fixable=True,
    ),
    Rule(
        code="KB505",
        slug="related-and-broader",
        meaning="`related` does not repeat `broader`.",
        why="Part of is already a way to be related; saying it again hides the links that add "
        "something.",
        mend="Remove it from `related`.",
        bad=Example("broader: [outer-alignment]\nrelated: [outer-alignment]", _PROBLEM),
        good=Example("broader: [outer-alignment]", _PROBLEM),
        fixable=True,
    ),
    Rule(
        code="KB506",
        slug="broader-kind",
        meaning="`broader` stays within a kind.",
        why="A problem is no part of a concept; mixed trees cannot be browsed or counted.",
        mend="Name the broader entry of the same kind, or use `related` with a reason.",
        bad=Example("broader: [ai-alignment]", _PROBLEM),
        good=Example("broader: [outer-alignment]", _PROBLEM),
    ),
    Rule(
        code="KB507",
        slug="stance-against-credence",
        meaning="A stance agrees with its credence.",
        why="Readers would see that someone agrees with what they find unlikely.",
        mend="Go back to the source and correct one of the two; to agree is to find it more likely "
        "than not.",
        bad=Example(f"{_HELD}    credence: 0.2", _VIEW),
        good=Example(f"{_HELD}    credence: 0.8", _VIEW),
    ),
    Rule(
        code="KB508",
        slug="attacks-and-supports",
        meaning="A critique does not support what it attacks.",
        why="Nobody could tell on which side it stands.",
        mend="Keep the one that is meant; where parts differ, point at single statements.",
        bad=Example(f"{_ATTACK}supports: [humans-can-evaluate-outputs]", _CRITIQUE),
        good=Example(f"{_ATTACK}supports: [recursive-reward-modeling]", _CRITIQUE),
    ),
)
