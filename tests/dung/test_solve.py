"""`kb solve`, run as people run it, and what solvers print."""

from __future__ import annotations

import json
import signal
import sys
from io import BytesIO, TextIOWrapper
from itertools import islice
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, NamedTuple

import pytest

from kb.cli import main
from kb.dung import Framework, af, answer, extensions, read

if TYPE_CHECKING:
    from collections.abc import Callable

FILES = Path(__file__).parent / "files"
FIVE, THREE, SIDES = FILES / "five.af", FILES / "three.tgf", FILES / "sides.apx"


class Said(NamedTuple):
    """What the command said, and how it ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def solve(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Said]:
    """Runs `kb solve` in this process, with `given` on its standard input."""

    def run(*arguments: str | Path, given: bytes = b"") -> Said:
        monkeypatch.setattr(sys, "argv", ["kb", "solve", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(given)))
        with pytest.raises(SystemExit) as ended:
            main()
        return Said(int(ended.value.code or 0), *capsys.readouterr())

    return run


def asked(semantics: str, task: str, *rest: str) -> list[str]:
    return ["--semantics", semantics, "--task", task, *rest]


@pytest.mark.parametrize(
    ("question", "answered"),
    [
        (("grounded", "SE"), "w 1 3\n"),
        (("grounded", "EE"), "[[1,3]]\n"),
        (("complete", "EE"), "[[1,3,4],[1,3]]\n"),
        (("preferred", "EE"), "[[1,3,4]]\n"),
        (("stable", "SE"), "w 1 3 4\n"),
        (("complete", "DC", "-a", "4"), "YES\nw 1 3 4\n"),
        (("complete", "DC", "-a", "5"), "NO\n"),
        (("complete", "DS", "-a", "4"), "NO\nw 1 3\n"),
        (("complete", "DS", "-a", "1"), "YES\n"),
        (("ideal", "SE"), "w 1 3 4\n"),
    ],
    ids=" ".join,
)
def test_a_file_of_2023_is_answered_as_in_2023(
    question: tuple[str, ...], answered: str, solve: Callable[..., Said]
) -> None:
    assert solve(FIVE, *asked(*question)) == (0, answered, "")


@pytest.mark.parametrize(
    ("question", "answered"),
    [
        (("grounded", "SE"), "[]\n"),
        (("preferred", "SE"), "[left]\n"),
        (("preferred", "EE"), "[[left],[right]]\n"),
        (("complete", "EE"), "[[left],[right],[]]\n"),
        (("stable", "DC", "-a", "right"), "YES\n"),
        (("stable", "DC", "-a", "middle"), "NO\n"),
        (("stable", "DS", "-a", "right"), "NO\n"),
        (("ideal", "EE"), "[[]]\n"),
    ],
    ids=" ".join,
)
def test_a_file_of_facts_is_answered_as_before_2023(
    question: tuple[str, ...], answered: str, solve: Callable[..., Said]
) -> None:
    assert solve(SIDES, *asked(*question)) == (0, answered, "")


def test_a_trivial_graph_is_answered_as_before_2023(solve: Callable[..., Said]) -> None:
    assert solve(THREE, *asked("stable", "EE")).out == "[[2],[1,3]]\n"


def test_where_there_is_no_extension_the_answer_is_no(solve: Callable[..., Said]) -> None:
    circle = b"p af 1\n1 1\n"
    said = {task: solve("-", *asked("stable", task), given=circle).out for task in ("SE", "EE")}
    assert said == {"SE": "NO\n", "EE": "[]\n"}
    assert solve("-", *asked("stable", "DS", "-a", "1"), given=circle).out == "YES\n"
    assert solve("-", *asked("stable", "DC", "-a", "1"), given=circle).out == "NO\n"
    assert solve("-", *asked("stable", "SE"), given=b"arg(a). att(a,a).").out == "NO\n"


def test_an_empty_extension_is_an_answer(solve: Callable[..., Said]) -> None:
    assert solve("-", *asked("preferred", "SE"), given=b"p af 0\n").out == "w\n"
    assert solve("-", *asked("preferred", "EE"), given=b"#").out == "[[]]\n"


def test_an_argument_can_be_asked_about_by_the_name_in_a_comment(
    solve: Callable[..., Said],
) -> None:
    text = af(Framework(["this or that", "that"], [("this or that", "that")])).encode()
    assert solve("-", *asked("ideal", "DC", "-a", "this or that"), given=text).out == "YES\nw 1\n"
    assert solve("-", *asked("ideal", "DC", "-a", "2"), given=text).out == "NO\n"


def test_tasks_may_be_written_small(solve: Callable[..., Said]) -> None:
    assert solve(FIVE, *asked("grounded", "se")).out == "w 1 3\n"


@pytest.mark.parametrize(
    ("question", "answered"),
    [
        (("preferred", "EE"), {"extensions": [["left"], ["right"]]}),
        (("preferred", "SE"), {"extension": ["left"]}),
        (
            ("preferred", "DC", "-a", "right"),
            {"argument": "right", "accepted": True, "extension": ["right"]},
        ),
        (
            ("preferred", "DC", "-a", "middle"),
            {"argument": "middle", "accepted": False, "extension": None},
        ),
    ],
    ids=str,
)
def test_answers_in_json_have_names(
    question: tuple[str, ...], answered: dict[str, object], solve: Callable[..., Said]
) -> None:
    told = json.loads(solve(SIDES, *asked(*question), "--json").out)
    assert told == {"semantics": question[0], "task": question[1], **answered}


def test_no_stable_extension_is_null_in_json(solve: Callable[..., Said]) -> None:
    said = solve("-", *asked("stable", "SE"), "--json", given=b"p af 1\n1 1\n")
    assert json.loads(said.out)["extension"] is None


def test_extensions_are_printed_as_they_are_found() -> None:
    names = [f"{side}{number}" for number in range(200) for side in "ab"]
    pairs = [(f"a{number}", f"b{number}") for number in range(200)]
    many = Framework(names, [*pairs, *(pair[::-1] for pair in pairs)])
    pieces = list(islice(answer(read(af(many)), "preferred", "EE"), 4))
    assert pieces[0] == "["
    assert [piece.count(",") for piece in pieces[1:]] == [199, 200, 200]


def test_as_many_are_printed_as_there_are(solve: Callable[..., Said]) -> None:
    told = solve(FIVE, *asked("complete", "EE")).out
    assert len(json.loads(told)) == len(
        list(extensions(read(FIVE.read_text()).framework, "complete"))
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (asked("prefered", "EE"), "--semantics: no semantics 'prefered'. Did you mean 'preferred'"),
        (asked("stable", "EEE"), "--task: no task 'EEE'. Did you mean 'EE'? Tasks: EE, SE, DC, DS"),
        (asked("stable", "DC"), "--argument: DC asks about an argument: say which"),
        (asked("stable", "DS"), "--argument: DS asks about an argument: say which"),
        (asked("ideal", "DC", "-a", "rigth"), "no argument 'rigth'. Did you mean 'right'?"),
        (["--semantics", "stable"], "Missing option '--task'"),
    ],
    ids=str,
)  # fmt: skip
def test_a_wrong_question_exits_with_2_and_suggests(
    arguments: list[str], message: str, solve: Callable[..., Said]
) -> None:
    for extra in ([], ["--json"]):
        said = solve(SIDES, *arguments, *extra)
        assert (said.code, said.out) == (2, "")
        assert message in said.err


@pytest.mark.parametrize("file", [FILES, FILES / "nowhere.af"], ids=["folder", "nothing"])
def test_a_file_that_is_not_there_exits_with_2(file: Path, solve: Callable[..., Said]) -> None:
    said = solve(file, *asked("stable", "SE"))
    assert (said.code, said.out) == (2, "")
    assert "there is no file" in said.err


def test_a_file_that_is_no_framework_exits_with_1_and_names_the_line(
    solve: Callable[..., Said], tmp_path: Path
) -> None:
    file = tmp_path / "two.af"
    file.write_text("p af 2\n1 3\n")
    assert solve(file, *asked("stable", "SE")) == (
        1,
        "",
        f"kb: {file}, line 2: an attack is two numbers from 1 to 2, and this is '1 3'\n",
    )
    said = solve("-", *asked("stable", "SE"), given=b"p af 1\n\xff")
    assert (said.code, said.err) == (1, "kb: standard input, line 2: this is not UTF-8\n")


PAIRS = [f"{a} {a * b % 397 + 1}\n" for a in range(1, 401) for b in range(2, 40)]
DENSE = f"p af 400\n{''.join(PAIRS)}"


def test_what_takes_too_long_is_given_up_and_says_so(solve: Callable[..., Said]) -> None:
    said = solve("-", *asked("complete", "EE", "--timeout", "0.3"), given=DENSE.encode())
    assert said.code == 2
    assert "no answer within the limit of 0.3 s" in said.err
    assert "Traceback" not in said.err
    assert solve("-", *asked("grounded", "SE", "--timeout", "0"), given=DENSE.encode()).code == 0


def test_long_work_says_where_it_stands(
    solve: Callable[..., Said], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kb.cli.solving.PATIENCE", 0.1)
    said = solve("-", *asked("preferred", "SE", "--timeout", "1"), given=DENSE.encode())
    assert "kb: 0.1 s, no answer yet; 400 arguments, " in said.err
    assert "no answer within the limit of 1 s" in said.err
    monkeypatch.setattr("kb.cli.solving.PATIENCE", 10)
    assert not solve(FIVE, *asked("preferred", "SE")).err


def test_ctrl_c_ends_a_search_at_once(solve: Callable[..., Said]) -> None:
    Timer(0.3, signal.raise_signal, [signal.SIGINT]).start()
    said = solve("-", *asked("complete", "EE"), given=DENSE.encode())
    assert said.code == 130
    assert "Traceback" not in said.err


def test_a_limit_holds_where_ctrl_c_is_ignored(solve: Callable[..., Said]) -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        said = solve("-", *asked("complete", "EE", "--timeout", "0.3"), given=DENSE.encode())
        assert signal.getsignal(signal.SIGINT) == signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)
    assert "no answer within the limit of 0.3 s" in said.err
