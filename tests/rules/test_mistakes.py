"""One lost letter is one error, at its place, and the word that was meant comes first."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from kb import rules
from kb.rules import report
from profiles import some
from slips import (
    SEED,
    Slip,
    differing,
    field_slips,
    is_another_address,
    is_another_field,
    lost_fields,
    lost_references,
    lost_stances,
    reference_slips,
    stance_slips,
    suggested,
    written_references,
)
from worlds import VALLEY, world

if TYPE_CHECKING:
    from collections.abc import Callable

    from kb.findings import Finding
    from kb.read import Corpus

TESTS = Path(__file__).parents[1]
MISTAKES = yaml.safe_load((TESTS / "mistakes" / "mistakes.yaml").read_text("utf-8"))


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


@pytest.mark.parametrize("mistake", some(MISTAKES, 6), ids=name_of)
def test_a_lost_letter_is_one_error_at_its_place(mistake: dict[str, str], small: Path) -> None:
    line, column = misspell(small, mistake)

    _, findings = rules.check(small)

    assert mistake["typo"] in without_one_letter(mistake["word"])
    assert [finding.path for finding in findings] == [f"entries/{mistake['file']}"]
    assert findings[0].severity == "error"
    assert findings[0].span == (line, column, line, column + len(mistake["typo"]))


@pytest.mark.parametrize("mistake", some(MISTAKES, 6), ids=name_of)
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


# Every reference, field name and stance of a world, each without one letter.


def valley() -> Corpus:
    return world(VALLEY).corpus


def test_every_field_name_of_the_valley_is_found_again() -> None:
    assert lost_fields(valley()) == []


def test_every_stance_of_the_valley_is_found_again() -> None:
    assert lost_stances(valley()) == []


def test_every_reference_of_the_valley_is_found_again() -> None:
    assert lost_references(valley()) == []


def test_next_to_no_slip_is_a_word_of_its_own() -> None:
    fields, references = list(field_slips(valley())), list(reference_slips(valley()))
    assert sum(map(is_another_field, fields)) < 0.02 * len(fields)
    assert sum(is_another_address(valley(), slip) for slip in references) < 0.02 * len(references)


def test_references_are_tried_in_fields_and_in_prose() -> None:
    corpus = valley()
    written = sum(1 for record in corpus for _ in written_references(corpus, record))
    fields = sum(1 for record in corpus for _ in corpus.references(record))

    assert written > fields > 0


def test_forty_slips_in_whole_folders_give_one_error_each(tmp_path: Path) -> None:
    chance, corpus = random.Random(SEED), valley()
    fields = [slip for slip in field_slips(corpus) if not is_another_field(slip)]
    references = [s for s in reference_slips(corpus) if not is_another_address(corpus, s)]
    slips = chance.sample(fields, 14) + chance.sample(references, 20)
    slips += chance.sample(list(stance_slips(corpus)), 6)
    entries = Path(shutil.copytree(VALLEY, tmp_path / "entries"))

    def found(slip: Slip) -> list[Finding]:
        file = tmp_path / slip.record.source.path
        before = file.read_text("utf-8")
        file.write_text(slip.text, "utf-8")
        _, findings = rules.check(entries)
        file.write_text(before, "utf-8")
        return list(findings)

    assert differing(some(slips, 4), found) == []
