"""What one code stands for: its sentence, reason, remedy, an example of each side, its check."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from textwrap import fill, indent
from typing import TYPE_CHECKING, Any

from kb.findings import Finding, Fix, Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kb.read import Corpus
    from kb.read.source import Path, Source

Check = Callable[["Corpus"], Iterator[Finding]]

_WIDTH = 80


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
    """What one code stands for, and what finds that it is broken.

    A rule on the whole base is written above its check, as a decorator. What breaks a rule on a
    single file is met while the file is read, and worded there: `found_by` leads to the place.

    Attributes:
        code: `KB` and three digits: 0 files, 1 fields, 2 references, 3 names, 4 sources, 5 the
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
        check: finds what breaks it in a corpus; rules that are met in one walk share their check.
        found_by: what finds and words it while a file is read.
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
    check: Check | None = None
    found_by: tuple[Callable[..., object], ...] = ()

    def __call__(self, check: Check) -> Rule:
        """The rule with its check, which it stands above."""
        return replace(self, check=check)

    def finding(
        self,
        source: Source,
        where: Path | Span,
        message: str,
        *advice: str,
        label: str = "",
        fix: Fix | None = None,
        also: tuple[str, ...] = (),
    ) -> Finding:
        """That this rule is broken.

        Args:
            source: the file.
            where: the value, or the stretch of the file.
            message: what is wrong, in one line that names the offending value.
            advice: what to do, each item a sentence or a text to paste.
            label: what the marker under the source line says.
            fix: the replacement that mends it.
            also: other files that it is about.
        """
        span = where if isinstance(where, Span) else source.span(where)
        return Finding(
            self.code,
            source.path,
            span,
            message,
            label=label,
            help=advice,
            fix=fix,
            severity=self.severity,
            also=also,
        )

    @property
    def told(self) -> dict[str, Any]:
        """What can be told of it as plain values: everything but the functions."""
        every = asdict(self)
        return {name: every[name] for name in every if name not in {"check", "found_by"}}


def explanation(rule: Rule) -> str:
    """All that is to be said about one rule, for a terminal."""
    mend = f"{rule.mend} `kb fix` can do it." if rule.fixable else rule.mend
    return "\n\n".join(
        [
            f"{rule.code} {rule.slug} ({rule.severity}, since {rule.since})",
            _wrapped(rule.meaning),
            _wrapped(f"Why: {rule.why}"),
            _wrapped(f"What to do: {mend}"),
            _example("Bad", rule.bad),
            _example("Good", rule.good),
        ]
    )


def overview(rules: Iterable[Rule]) -> str:
    """One line a rule: its code, its name and what it asks."""
    listed = list(rules)
    width = max(len(rule.slug) for rule in listed)
    return "\n".join(f"{rule.code}  {rule.slug:<{width}}  {rule.meaning}" for rule in listed)


def _wrapped(text: str) -> str:
    return fill(text, _WIDTH, break_long_words=False, break_on_hyphens=False)


def _example(name: str, example: Example) -> str:
    where = f" (entries/{example.file})" if example.file else ""
    return f"{name}{where}:\n\n{indent(example.shown, '    ')}"
