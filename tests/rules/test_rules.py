"""Every rule has an example that breaks it, one that keeps it, and a place that finds it."""

from __future__ import annotations

import inspect
import json
import re
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from kb import rules
from kb.edit.changes import replaced
from kb.errors import UnknownRule
from kb.findings import Finding, Fix
from kb.model import MODELS
from kb.model.words import FOLDERS
from kb.read import Corpus, Record, read_folder
from kb.read.source import parse
from kb.read.validate import read
from kb.rules import RULES, Example, Rule
from shell import COMMAND

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
LIBRARY = sorted((ROOT / "kb").rglob("*.py"))
WORLD = ROOT / "tests" / "worlds" / "examples" / "entries"
CASES = sorted((ROOT / "tests" / "cases").iterdir())

LEAST = {
    "proposal": {
        "title": "A proposal",
        "summary": "One sentence.",
        "thesis": "It works.",
        "addresses": "[outer-alignment]",
    },
    "forecast": {
        "title": "A forecast",
        "summary": "One sentence.",
        "thesis": "It is soon.",
        "addresses": "[tai-timing]",
    },
    "problem": {"title": "A problem", "summary": "One sentence.", "type": "question"},
    "concept": {"title": "A concept", "summary": "One sentence."},
    "critique": {
        "title": "A critique",
        "summary": "One sentence.",
        "attacks": "[{target: hard-tasks-decompose, force: weakens}]",
        "body": "Some tasks are not made of parts.",
    },
    "work": {
        "title": "A work",
        "type": "article",
        "authors": "[Geoffrey Irving]",
        "date": "2018",
    },
    "view": {
        "title": "A view",
        "holder": "paul-christiano",
        "date": "2022",
        "source": "christiano-2022-rlhfcomment",
        "positions": "[{about: timelines-are-short, stance: agree, reading: inferred}]",
    },
}
"""The fields that an entry of each kind must have."""

FIELDS = [rule for rule in RULES.values() if rule.bad.file]
PATHS = [rule for rule in RULES.values() if re.fullmatch(r"(entries/[\w./-]+\s*)+", rule.bad.text)]


def code_of(rule: Rule) -> str:
    return rule.code


def whole(example: Example) -> str:
    """The text of a file with the fields of an example, and otherwise only what it must have."""
    own = re.findall(r"^(\w+):", example.text, re.MULTILINE)
    if not own:
        return f"{example.text}\n"
    least = LEAST[FOLDERS[example.file.partition("/")[0]].name]
    rest = [f"{name}: {value}\n" for name, value in least.items() if name not in own]
    return "".join(rest) + example.text + "\n"


@cache
def world() -> Corpus:
    """The entries that the examples name; one was renamed, and one is retired."""
    corpus, findings = read_folder(WORLD)
    assert findings == ()
    return corpus


def record(file: str, text: str) -> Record | list[Finding]:
    folder, _, name = file.partition("/")
    source = parse(text, f"entries/{file}")
    if isinstance(source, Finding):
        return [source]
    entry = read(source, MODELS[FOLDERS[folder].name])
    return entry if isinstance(entry, list) else Record(Path(name).stem, entry, source)


@cache
def findings_on(rule: Rule, text: str) -> list[Finding]:
    """What is found in a rule's file when this text stands in it, beside the entries it names."""
    one = record(rule.bad.file, text)
    if isinstance(one, list):
        return one
    others = [other for other in world() if other.id != one.id]
    corpus = Corpus.of([one, *others], world().retired, texts=world().texts)
    found = rules.findings_in(corpus)
    return [finding for finding in found if finding.path == one.source.path]


def mended(text: str, fix: Fix) -> str:
    return replaced(text.encode(), [fix]).decode()


@pytest.mark.parametrize("rule", FIELDS, ids=code_of)
def test_the_bad_example_breaks_its_rule_and_no_other(rule: Rule) -> None:
    found = findings_on(rule, whole(rule.bad))

    assert {finding.code for finding in found} == {rule.code}


@pytest.mark.parametrize("rule", FIELDS, ids=code_of)
def test_the_good_example_keeps_every_rule(rule: Rule) -> None:
    assert findings_on(rule, whole(rule.good)) == []


@pytest.mark.parametrize("rule", FIELDS, ids=code_of)
def test_both_examples_are_of_one_entry(rule: Rule) -> None:
    assert rule.bad.file == rule.good.file
    assert (WORLD / rule.bad.file).is_file()


def test_the_world_of_the_examples_keeps_every_rule() -> None:
    assert rules.check(WORLD)[1] == ()


@pytest.mark.parametrize("rule", [rule for rule in FIELDS if rule.fixable], ids=code_of)
def test_the_fix_turns_the_bad_example_into_the_good_one(rule: Rule) -> None:
    bad = whole(rule.bad)
    [finding] = findings_on(rule, bad)

    assert finding.fix is not None
    assert mended(bad, finding.fix) == whole(rule.good)


@pytest.mark.parametrize("rule", FIELDS, ids=code_of)
def test_the_bad_example_weighs_what_the_rule_says(rule: Rule) -> None:
    found = findings_on(rule, whole(rule.bad))

    assert {finding.severity for finding in found} == {rule.severity}


def test_bounds_the_wrong_way_round_are_one_mistake_whatever_the_stance() -> None:
    rule = RULES["KB108"]
    text = rule.bad.text.replace("[0.99, 0.9]", "[0.9, 0.2]\n    stance: agree")
    assert text != rule.bad.text

    found = findings_on(rule, whole(replace(rule.bad, text=text)))

    assert [finding.code for finding in found] == ["KB108"]


@pytest.mark.parametrize("rule", PATHS, ids=code_of)
def test_an_example_of_paths_breaks_its_rule_on_disk_and_keeps_all_when_mended(
    rule: Rule, place: Callable[[str, str | bytes], Path]
) -> None:
    def codes(example: Example, root: str) -> list[str]:
        for path in example.text.split("\n"):
            inside = f"{root}/{path.removeprefix('entries/')}"
            folder = place(inside, "title: Debate\nsummary: Two models argue.\n")
        _, found = rules.check(folder / root)
        return [finding.code for finding in found if finding.code < "KB1" or finding.code > "KB2"]

    assert codes(rule.bad, "bad") == [rule.code]
    assert codes(rule.good, "good") == []


@cache
def seen() -> list[Finding]:
    """Everything found in the cases on disk, in the bad examples, and beside a bell."""
    found = [finding for case in CASES for finding in rules.check(case / "entries")[1]]
    bell = parse("title: A\x07B", "entries/concepts/ivy.yaml")
    assert isinstance(bell, Finding)
    return [*found, *(one for rule in FIELDS for one in findings_on(rule, whole(rule.bad))), bell]


def test_a_rule_is_fixable_exactly_where_findings_of_it_carry_a_fix() -> None:
    fixed = {finding.code for finding in seen() if finding.fix}

    assert {rule.code for rule in RULES.values() if rule.fixable} == fixed


def test_findings_weigh_what_their_rule_says() -> None:
    assert [finding for finding in seen() if finding.severity != RULES[finding.code].severity] == []


def code_listed(text: str) -> list[str]:
    return re.findall(r"\bKB\d{3}\b", text)


READING = [(rule, place) for rule in RULES.values() for place in rule.found_by]


@pytest.mark.parametrize(("rule", "place"), READING, ids=lambda value: getattr(value, "code", ""))
def test_what_finds_a_rule_in_reading_names_its_code(
    rule: Rule, place: Callable[..., object]
) -> None:
    assert rule.code in code_listed(inspect.getsource(place))


@pytest.mark.parametrize("rule", RULES.values(), ids=code_of)
def test_a_rule_has_a_check_or_leads_to_what_finds_it(rule: Rule) -> None:
    assert rule.check or rule.found_by


def test_no_code_is_written_where_its_rule_does_not_lead() -> None:
    """Once in its rule, and then in what finds it while reading; one docstring has an example."""
    written = Counter(code for file in LIBRARY for code in code_listed(file.read_text("utf-8")))
    led = Counter(
        code
        for rule, place in READING
        for code in code_listed(inspect.getsource(place))
        if code == rule.code
    )

    assert written - led == Counter([*RULES, "KB201"])


def test_the_rules_are_in_the_order_of_their_codes() -> None:
    assert list(RULES) == sorted(RULES)


def test_no_slug_stands_twice() -> None:
    assert len({rule.slug for rule in RULES.values()}) == len(RULES)


@pytest.mark.parametrize("rule", RULES.values(), ids=code_of)
def test_a_rule_is_named_and_worded_as_agreed(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.slug)
    assert [text for text in (rule.meaning, rule.why, rule.mend) if text[-1] != "."] == []
    assert rule.bad != rule.good


# The command


def explained(*arguments: str) -> str:
    done = CliRunner().invoke(COMMAND, ["explain", *arguments])
    assert done.exit_code == 0
    return done.stdout


@pytest.mark.parametrize("rule", RULES.values(), ids=code_of)
def test_a_rule_is_explained_in_full_by_code_and_by_name(rule: Rule) -> None:
    said = explained(rule.code.lower())

    assert said == explained(rule.slug)
    assert [text for text in (rule.code, rule.slug, rule.since) if text not in said] == []
    flowing = " ".join(said.split())
    assert [text for text in (rule.meaning, rule.why, rule.mend) if text not in flowing] == []
    for example in (rule.bad, rule.good):
        assert indent(example.shown, "    ") in said


def test_without_a_code_every_rule_is_listed_on_a_line() -> None:
    lines = explained().splitlines()

    assert [line.split(maxsplit=2) for line in lines] == [
        [rule.code, rule.slug, rule.meaning] for rule in RULES.values()
    ]


def test_a_rule_can_be_had_as_json() -> None:
    rule = json.loads(explained("KB204", "--json"))

    assert list(rule) == [
        *("code", "slug", "meaning", "why", "mend", "bad", "good", "severity", "fixable", "since")
    ]
    assert (rule["severity"], rule["fixable"]) == ("warning", True)
    assert rule["bad"] == {"text": RULES["KB204"].bad.text, "file": "proposals/debate.yaml"}


def test_all_rules_can_be_had_as_json() -> None:
    assert [rule["code"] for rule in json.loads(explained("--json"))] == list(RULES)


def test_a_tab_in_an_example_can_be_seen() -> None:
    assert "→ - Debate" in explained("tab")


def test_an_unknown_rule_is_refused_with_the_nearest_name() -> None:
    done = CliRunner().invoke(COMMAND, ["explain", "unknown-refrence"])

    assert isinstance(done.exception, UnknownRule)
    assert "Did you mean unknown-reference?" in str(done.exception)
