"""Every input that was ever wrong is tried again, and the search for more is itself sound."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tools.fuzz.__main__ import NAMES, main, seeds
from tools.fuzz.targets import TARGETS, ready
from tools.fuzz.tried import LONGEST, SLOW, Tried, WrongError, changed

SEEDS = Path(__file__).parents[1] / "fuzz"
KEPT = sorted(file for file in SEEDS.rglob("*") if file.is_file())


@pytest.mark.parametrize("file", KEPT, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_what_was_wrong_once_is_right_now(file: Path, tmp_path: Path) -> None:
    ready()
    tried = Tried(TARGETS[file.parent.name], tmp_path)

    tried.one(file.read_bytes())

    assert tried.faults == {}


def test_every_target_has_seeds_and_a_name() -> None:
    assert tuple(TARGETS) == NAMES
    assert {file.parent.name for file in KEPT} == set(NAMES)
    assert sum(1 for _ in seeds("entry")) > 100


def test_a_fault_is_told_once_with_the_input_that_shows_it(tmp_path: Path) -> None:
    def target(data: bytes) -> None:
        if b"!" in data:
            raise WrongError("marks")
        data.decode("ascii")

    tried = Tried(target, tmp_path)
    for data in (b"a", b"a!", b"!", b"\xff", b"\xfe"):
        tried.one(data)

    assert tried.count == 5
    assert [kind.partition(" at ")[0] for kind in tried.faults] == [
        "WrongError",
        "UnicodeDecodeError",
    ]
    assert {(tmp_path / name).read_bytes() for name in tried.faults.values()} == {b"a!", b"\xff"}


def test_an_input_that_takes_long_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter([0.0, SLOW * 2])
    monkeypatch.setattr("tools.fuzz.tried.time.process_time", lambda: next(clock))
    tried = Tried(lambda _: None, tmp_path)

    tried.one(b"a")

    assert list(tried.faults) == ["slow, at 0 kB"]


def test_the_same_seed_changes_inputs_alike() -> None:
    one, other = (
        [changed([b"a: b\n", b"c"], dice) for _ in range(99)] for dice in map(random.Random, "aa")
    )

    assert one == other
    assert len(set(one)) > 60
    assert max(map(len, one)) <= LONGEST


def test_a_target_that_is_not_there_is_refused() -> None:
    with pytest.raises(SystemExit):
        main(["entries"])
