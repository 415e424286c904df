"""What one code stands for: the sentence, the reason, the remedy, and an example of each side."""

from __future__ import annotations

from dataclasses import dataclass

from kb.findings import Severity


@dataclass(frozen=True, slots=True)
class Example:
    """What breaks a rule, or what keeps it.

    Attributes:
        text: the fields of an entry that matter, as YAML; or paths, one a line; or words.
        file: the entry the fields stand in, below the folder of entries; empty for paths and words.
    """

    text: str
    file: str = ""

    @property
    def shown(self) -> str:
        """The text with its tabs made visible."""
        return self.text.replace("\t", "→ ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What one code stands for.

    Attributes:
        code: `KB` and three digits: 0 file, 1 schema, 2 references, 3 identity, 4 sources, 5 the
            graph and the debate, 6 prose. Never used again for something else.
        slug: a name for people.
        meaning: what holds when the rule is kept.
        why: what goes wrong for readers where it is not.
        mend: what to do about it.
        bad: an example that breaks it.
        good: the same, mended.
        severity: of its findings.
        fixable: whether its findings can carry a replacement that mends them.
        since: the version that brought it.
    """

    code: str
    slug: str
    meaning: str
    why: str
    mend: str
    bad: Example
    good: Example
    severity: Severity = Severity.ERROR
    fixable: bool = False
    since: str = "0.1"
