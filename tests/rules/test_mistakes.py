"""One lost letter is one error, at its place, and the word that was meant comes first."""

from __future__ import annotations

import random
import re
import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from kb import rules
from kb.findings import Finding, Span
from kb.model import MODELS
from kb.model.prose import CODE
from kb.read import Corpus, Record, read_folder
from kb.read.source import Source, parse
from kb.read.validate import read
from kb.rules import report
from kb.rules.references import unresolved_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TESTS = Path(__file__).parents[1]
REAL = TESTS.parent / "entries"
MISTAKES = yaml.safe_load((TESTS / "mistakes" / "mistakes.yaml").read_text("utf-8"))
SEED = 2022


def suggested(finding: Finding) -> str:
    """The word that the first line of help offers."""
    offer = re.match(r"(?:did you mean|rename it to|write) `([^`]+)`", finding.help[0])
    return offer[1] if offer else ""


def name_of(mistake: dict[str, str]) -> str:
    return f"{mistake['file'].removesuffix('.yaml')}-{mistake['typo']}"


def misspell(entries: Path, mistake: dict[str, str]) -> tuple[int, int]:
    """Puts the mistake into its file, and gives the line and column of the word."""
    file = entries / mistake["file"]
    lines = file.read_text("utf-8").split("\n")
    number = lines.index(mistake["line"])
    column = mistake["line"].index(mistake["word"])
    before, after = mistake["line"][:column], mistake["line"][column + len(mistake["word"]) :]
    lines[number] = before + mistake["typo"] + after
    file.write_text("\n".join(lines), "utf-8")
    return number + 1, column + 1


def without_one_letter(word: str) -> set[str]:
    return {word[:index] + word[index + 1 :] for index in range(len(word))}


@pytest.mark.parametrize("mistake", MISTAKES, ids=name_of)
def test_a_lost_letter_is_one_error_at_its_place(mistake: dict[str, str], small: Path) -> None:
    line, column = misspell(small, mistake)

    _, findings = rules.check(small)

    assert mistake["typo"] in without_one_letter(mistake["word"])
    assert [finding.path for finding in findings] == [f"entries/{mistake['file']}"]
    assert findings[0].severity == "error"
    assert findings[0].span == (line, column, line, column + len(mistake["typo"]))


@pytest.mark.parametrize("mistake", MISTAKES, ids=name_of)
def test_the_word_that_was_meant_is_suggested_first(mistake: dict[str, str], small: Path) -> None:
    misspell(small, mistake)

    _, findings = rules.check(small)

    assert suggested(findings[0]) == mistake["word"]
    assert findings[0].fix is not None
    assert findings[0].fix.text == mistake["word"]


def test_the_errors_on_lost_letters_read_as_agreed(
    tmp_path: Path, golden: Callable[[str, Path], None]
) -> None:
    shown = []
    for mistake in MISTAKES:
        entries = tmp_path / "entries"
        shutil.rmtree(entries, ignore_errors=True)
        shutil.copytree(TESTS / "worlds" / "small" / "entries", entries)
        misspell(entries, mistake)
        _, findings = rules.check(entries)
        shown.append(report.text(findings, tmp_path))

    golden("\n\n".join(shown), TESTS / "mistakes" / "expected.txt")


def test_at_least_forty_mistakes_are_listed_and_none_twice() -> None:
    assert len(MISTAKES) >= 40
    assert len({tuple(mistake.values()) for mistake in MISTAKES}) == len(MISTAKES)


# The real base: every reference, field name and stance, each without one letter.


@dataclass(frozen=True)
class Slip:
    """A word in a file, and the same word without one letter."""

    record: Record
    span: Span
    word: str
    typo: str

    @property
    def text(self) -> str:
        lines = self.record.source.text.split("\n")
        line = lines[self.span.line - 1]
        before, after = line[: self.span.column - 1], line[self.span.end_column - 1 :]
        lines[self.span.line - 1] = before + self.typo + after
        return "\n".join(lines)

    @property
    def expected(self) -> tuple[int, int, str]:
        return self.span.line, self.span.column, self.word

    def __str__(self) -> str:
        place = f"{self.record.source.path}:{self.span.line}:{self.span.column}"
        return f"{place} {self.word} -> {self.typo}"


@cache
def real() -> Corpus:
    corpus, findings = read_folder(REAL)
    assert findings == ()
    return corpus


def slip(record: Record, span: Span, chance: random.Random) -> Slip:
    line = record.source.text.split("\n")[span.line - 1]
    word = line[span.column - 1 : span.end_column - 1]
    letters = [index for index, letter in enumerate(word) if letter.isalpha()]
    lost = chance.choice(letters)
    return Slip(record, span, word, word[:lost] + word[lost + 1 :])


def field_slips() -> Iterator[Slip]:
    chance = random.Random(SEED)
    for record in real():
        for span in record.source.keys.values():
            yield slip(record, span, chance)


def stance_slips() -> Iterator[Slip]:
    chance = random.Random(SEED)
    for record in real().of_kind("view"):
        for path, span in record.source.values.items():
            if path[-1:] == ("stance",):
                yield slip(record, span, chance)


def written_references(record: Record) -> Iterator[Span]:
    """The places of all references of an entry, read off its text rather than the checker."""
    for reference in real().references(record):
        yield record.source.span(reference.path)
    starts = [0]
    for line in record.source.text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    for path, _ in real().prose(record):
        around = record.source.span(path)
        begin = starts[around.line - 1] + around.column - 1
        end = starts[around.end_line - 1] + around.end_column - 1
        text = CODE.sub(lambda code: " " * len(code[0]), record.source.text[begin:end])
        for found in re.finditer(r"\[\[([^\]|]+)|(?:(?<=\[)|(?<=;\s))@([^\],;]+)", text):
            at = begin + found.start(found.lastindex or 0)
            word = (found[1] or found[2]).strip()
            line = max(n for n, start in enumerate(starts, 1) if start <= at)
            column = at - starts[line - 1] + 1
            yield Span(line, column, line, column + len(word))


def reference_slips() -> Iterator[Slip]:
    chance = random.Random(SEED)
    for record in real():
        for span in written_references(record):
            yield slip(record, span, chance)


@cache
def field_names(kind: str) -> frozenset[str]:
    schema = MODELS[kind].model_json_schema()
    parts = [schema, *schema["$defs"].values()]
    return frozenset(name for part in parts for name in part.get("properties", {}))


def is_another_field(slip: Slip) -> bool:
    """Whether the shortened name is itself a field somewhere in entries of this kind."""
    return slip.typo in field_names(slip.record.kind)


def is_another_address(slip: Slip) -> bool:
    corpus = real()
    return any(slip.typo in known for known in (corpus.records, corpus.statements, corpus.former))


def reread(slip: Slip) -> Any:
    source = parse(slip.text, slip.record.source.path)
    assert isinstance(source, Source)
    return read(source, MODELS[slip.record.kind])


def with_one_replaced(record: Record) -> Corpus:
    whole = real()
    records = MappingProxyType({**whole.records, record.id: record})
    corpus = Corpus(records, whole.former, whole.retired, whole.broken)
    # The statements are those of the whole base: no reference is a statement.
    corpus.__dict__["_statements"] = {
        one.id: whole.statements_of(one.id) for one in whole if whole.statements_of(one.id)
    }
    return corpus


def outcome(findings: list[Finding]) -> list[tuple[int, int, str]]:
    return [(f.span.line, f.span.column, suggested(f)) for f in findings]


def differing(slips: list[Slip], found: Callable[[Slip], list[Finding]]) -> list[str]:
    """What went wrong, one line for each slip that was not met with its one error."""
    return [
        f"{slip}: {seen}" for slip in slips if (seen := outcome(found(slip))) != [slip.expected]
    ]


@pytest.mark.slow
def test_every_field_name_of_the_base_is_found_again() -> None:
    slips = list(field_slips())
    tried = [slip for slip in slips if not is_another_field(slip)]

    def found(slip: Slip) -> list[Finding]:
        result = reread(slip)
        return result if isinstance(result, list) else []

    assert differing(tried, found) == []
    assert len(tried) > 0.98 * len(slips)


def test_every_stance_of_the_base_is_found_again() -> None:
    def found(slip: Slip) -> list[Finding]:
        result = reread(slip)
        return result if isinstance(result, list) else []

    assert differing(list(stance_slips()), found) == []


@pytest.mark.slow
def test_every_reference_of_the_base_is_found_again() -> None:
    slips = list(reference_slips())
    tried = [slip for slip in slips if not is_another_address(slip)]

    def found(slip: Slip) -> list[Finding]:
        source = parse(slip.text, slip.record.source.path)
        assert isinstance(source, Source)
        entry = read(source, MODELS[slip.record.kind])
        if isinstance(entry, list):
            return entry
        record = Record(slip.record.id, entry, source)
        return list(unresolved_in(with_one_replaced(record), record))

    assert differing(tried, found) == []
    assert len(tried) > 0.98 * len(slips)


def test_references_are_tried_in_fields_and_in_prose() -> None:
    written = sum(1 for record in real() for _ in written_references(record))
    fields = sum(1 for record in real() for _ in real().references(record))

    assert written > fields > 0


@pytest.mark.slow
def test_forty_slips_in_whole_folders_give_one_error_each(tmp_path: Path) -> None:
    chance = random.Random(SEED)
    fields = [slip for slip in field_slips() if not is_another_field(slip)]
    references = [slip for slip in reference_slips() if not is_another_address(slip)]
    slips = chance.sample(fields, 14) + chance.sample(references, 20)
    slips += chance.sample(list(stance_slips()), 6)
    entries = Path(shutil.copytree(REAL, tmp_path / "entries"))

    def found(slip: Slip) -> list[Finding]:
        file = tmp_path / slip.record.source.path
        before = file.read_text("utf-8")
        file.write_text(slip.text, "utf-8")
        _, findings = rules.check(entries)
        file.write_text(before, "utf-8")
        return list(findings)

    assert differing(slips, found) == []
