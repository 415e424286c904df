"""The ratchet: what is known is tolerated, what is new fails, what is gone must leave the list."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kb.findings import Finding, Span
from kb.rules.baseline import baseline, compare
from shell import COMMAND

TESTS = Path(__file__).parents[1]

PAST = Finding("KB403", "entries/concepts/ivy.yaml", Span(5, 5, 5, 10), "no place")
NEW = Finding("KB403", "entries/concepts/oak.yaml", Span(5, 5, 5, 10), "no place")


def moved(finding: Finding, lines: int) -> Finding:
    span = finding.span
    return Finding(
        finding.code,
        finding.path,
        span._replace(line=span.line + lines, end_line=span.end_line + lines),
        finding.message,
    )


def test_a_baseline_is_a_sorted_line_each() -> None:
    assert baseline([NEW, PAST]) == (
        "KB403 entries/concepts/ivy.yaml no place\nKB403 entries/concepts/oak.yaml no place\n"
    )


def test_a_known_finding_is_tolerated() -> None:
    compared = compare([PAST], baseline([PAST]))
    assert (compared.new, compared.stale) == ((), ())


def test_a_known_finding_may_move_to_another_line() -> None:
    compared = compare([moved(PAST, 7)], baseline([PAST]))
    assert (compared.new, compared.stale) == ((), ())


def test_a_new_finding_is_not_tolerated() -> None:
    assert compare([PAST, NEW], baseline([PAST])).new == (NEW,)


def test_a_line_stands_for_one_finding_only() -> None:
    again = moved(PAST, 3)
    assert compare([PAST, again], baseline([PAST])).new == (again,)


def test_a_line_that_no_finding_matches_is_stale() -> None:
    compared = compare([PAST], baseline([PAST, NEW]))
    assert compared.stale == ("KB403 entries/concepts/oak.yaml no place",)


def test_comments_and_empty_lines_are_no_findings() -> None:
    compared = compare([], "# known since the first release\n\n")
    assert (compared.new, compared.stale) == ((), ())


@pytest.fixture
def entries(tmp_path: Path) -> Path:
    """Two entries, one of which cites nothing that is there."""
    folder = tmp_path / "entries" / "concepts"
    folder.mkdir(parents=True)
    (folder / "ivy.yaml").write_text("title: Ivy\nsummary: It climbs.\nbody: See [[xylem]].\n")
    (folder / "oak.yaml").write_text("title: Oak\nsummary: It stands.\n")
    return tmp_path / "entries"


def check(entries: Path, *arguments: str) -> tuple[int, str]:
    """`kb check` with a baseline: its exit code and what it said."""
    known = str(entries.parent / "known.txt")
    done = CliRunner(env={"GITHUB_ACTIONS": None}).invoke(
        COMMAND, ["check", "--entries", str(entries), "--baseline", known, *arguments]
    )
    return done.exit_code, done.stdout


def test_known_findings_pass_the_check(entries: Path) -> None:
    assert check(entries, "--write-baseline")[0] == 0
    assert check(entries)[0] == 0


def test_a_new_finding_fails_the_check_and_is_the_only_one_shown(entries: Path) -> None:
    check(entries, "--write-baseline")
    with (entries / "concepts" / "oak.yaml").open("a") as file:
        file.write("body: See [[phloem]].\n")

    code, said = check(entries)

    assert code == 1
    assert "phloem" in said
    assert "xylem" not in said


def test_a_mended_finding_fails_the_check_until_its_line_is_taken_out(entries: Path) -> None:
    check(entries, "--write-baseline")
    (entries / "concepts" / "ivy.yaml").write_text("title: Ivy\nsummary: It climbs.\n")

    code, said = check(entries)

    assert code == 1
    assert "no longer found" in said
    assert "KB201 entries/concepts/ivy.yaml" in said
    (entries.parent / "known.txt").write_text("")
    assert check(entries)[0] == 0


def test_a_baseline_that_is_not_there_is_a_mistake_in_the_call(entries: Path) -> None:
    assert check(entries)[0] == 2
