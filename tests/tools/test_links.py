"""What lychee found is read: what is gone, what moved, what refuses programs, what is silent."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from kb.model import Work
from tools.links import addresses, main, report

if TYPE_CHECKING:
    from pathlib import Path

NOTHING: dict[str, Any] = {"total": 1, "error_map": {}, "timeout_map": {}, "redirect_map": {}}
VINES = "build/links/reed-2021-vines.md"


def answered(code: int | None, url: str = "https://vines.invalid/a") -> dict[str, Any]:
    """A round in which one address got an answer, as lychee 0.24 writes it."""
    status = (
        {"text": "Network error: refused (sent)", "details": "refused"}
        if code is None
        else {"text": f"Rejected status code: {code}", "code": code}
    )
    return {**NOTHING, "error_map": {VINES: [{"url": url, "status": status}]}}


def moved(*codes: int) -> dict[str, Any]:
    hops = [{"url": f"https://vines.invalid/{n}", "code": code} for n, code in enumerate(codes)]
    way = {"origin": "https://vines.invalid/a", "redirects": hops}
    return {**NOTHING, "redirect_map": {VINES: [way]}}


@pytest.mark.parametrize(
    ("code", "state", "dead"),
    [
        (401, "Refused", False),
        (403, "Refused", False),
        (429, "Refused", False),
        (404, "Dead", True),
        (410, "Dead", True),
        (301, "Dead", True),
        (500, "Unreachable", False),
        (503, "Unreachable", False),
        (None, "Unreachable", False),
    ],
)
def test_an_answer_is_judged(code: int | None, state: str, dead: bool) -> None:  # noqa: FBT001
    text, found = report(answered(code))

    row = f"| reed-2021-vines | `https://vines.invalid/a` | `{code or 'refused'}` |"
    assert row in text.partition(f"### {state}: 1\n")[2].split("\n\n### ")[0]
    assert text.count(": 0\n") == 3
    assert found is dead


def test_an_address_that_is_too_slow_is_unreachable() -> None:
    slow = {"url": "https://vines.invalid/a", "status": {"text": "Timeout"}}

    text, dead = report({**NOTHING, "timeout_map": {VINES: [slow]}})

    assert ("### Unreachable: 1" in text, "`Timeout`" in text, dead) == (True, True, False)


def test_a_lasting_redirect_names_the_new_place() -> None:
    text, dead = report(moved(301, 308))

    assert "| `https://vines.invalid/a` | `https://vines.invalid/1` |" in text
    assert not dead


def test_a_redirect_that_may_end_is_no_move() -> None:
    assert "### Moved: 0" in report(moved(301, 302))[0]


def test_what_moved_to_nowhere_is_dead_alone() -> None:
    text, dead = report({**moved(301), "error_map": answered(404)["error_map"]})

    assert ("### Dead: 1" in text, "### Moved: 0" in text, dead) == (True, True, True)


def test_text_from_outside_stays_inside_its_cell() -> None:
    text, _ = report(answered(404, "https://a.invalid/`|@all\n"))

    assert "| `https://a.invalid/'%7C@all` | `404` |" in text


def test_every_locator_of_a_work_is_asked_and_a_doi_of_its_register() -> None:
    work = Work(
        title="On Vines",
        type="book",
        authors=("Ada Reed",),
        date="2021",
        url="https://vines.example/ä",
        doi="10.1000/x<y>",
        arxiv="2105.01337",
    )

    assert [*addresses(work)] == [
        "https://vines.example/%C3%A4",
        "https://doi.org/api/handles/10.1000/x%3Cy%3E",
        "https://arxiv.org/abs/2105.01337",
    ]


def test_a_file_is_written_for_each_work_that_has_an_address(tmp_path: Path) -> None:
    works = tmp_path / "entries" / "works"
    works.mkdir(parents=True)
    book = "title: T\ntype: book\nauthors: [A]\ndate: 2021\n"
    both = "url: https://arxiv.org/abs/2105.01337\narxiv: 2105.01337\n"
    (works / "reed-2021-vines.yaml").write_text(book + both, "utf-8")
    (works / "reed-2021-oaks.yaml").write_text(book, "utf-8")

    assert main(["list", str(tmp_path / "out"), "--entries", str(works.parent)]) == 0

    listed = {file.name: file.read_text("utf-8") for file in (tmp_path / "out").iterdir()}
    assert listed == {"reed-2021-vines.md": "<https://arxiv.org/abs/2105.01337>\n"}


@pytest.mark.parametrize(
    ("found", "code"),
    [
        (NOTHING, 0),
        (answered(404), 1),
        (answered(None), 3),
        ({**answered(None), "total": 2}, 0),
        ({**NOTHING, "total": 0}, 3),
    ],
)
def test_a_round_without_a_network_is_not_a_round_without_mistakes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], found: dict[str, Any], code: int
) -> None:
    file = tmp_path / "links.json"
    file.write_text(json.dumps(found), "utf-8")

    assert main(["report", str(file)]) == code
    assert capsys.readouterr().out == f"{report(found)[0]}\n"
