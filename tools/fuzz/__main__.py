"""Tries very many texts on all that reads foreign ones: `python -m tools.fuzz`.

With `atheris` installed, which is no dependency, it is led by what code an input reaches; without
it, inputs are seeds with changes at random. What goes wrong is kept below build/fuzz, each kind of
fault once. Put such a file among the seeds, tests/fuzz/TARGET, and the tests try it ever after.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
from contextlib import nullcontext
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "tests" / "fuzz"
NAMES = (
    *("entry", "view", "solver", "bibliography", "markdown", "line", "question", "name", "form"),
)


def seeds(target: str) -> Iterator[bytes]:
    """The inputs that a target begins with: those that are kept for it, and files of the tests."""
    for file in sorted((SEEDS / target).glob("*")):
        yield file.read_bytes()
    if target == "entry":
        for place in ("cases", "worlds/small", "worlds/examples"):
            for file in sorted((ROOT / "tests" / place).rglob("*.yaml")):
                kind = file.parent.name.removesuffix("s").encode()
                yield kind + b"\n" + file.read_bytes()[:4000]


def apart(target: str, inputs: int, seed: int) -> None:
    """Tries a target in this process; what is wrong is kept."""
    atheris = import_module("atheris") if find_spec("atheris") else None  # no dependency
    watched = atheris.instrument_imports(include=["kb", "tools"]) if atheris else nullcontext()
    with watched:
        from tools.fuzz.targets import TARGETS, ready  # noqa: PLC0415
        from tools.fuzz.tried import LONGEST, Tried, changed  # noqa: PLC0415
    ready()
    kept = ROOT / "build" / "fuzz" / target
    tried = Tried(TARGETS[target], kept / "faults")
    known = list(seeds(target))
    if atheris is None:
        dice = random.Random(seed)  # noqa: S311 - nobody is to be kept from guessing it
        for _ in range(inputs):
            tried.one(changed(known, dice))
        print(f"{target}: {tried.count:,} inputs, the slowest {tried.slowest[0]:.2f} s")
        return
    begun = kept / "corpus"
    begun.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(known):
        (begun / f"seed-{number}").write_bytes(data)

    def other(data: bytes, longest: int, number: int) -> bytes:
        # Bytes alone seldom make a text that a reader takes; parts of texts often do.
        if number % 3:
            return changed([data, data, *known], random.Random(number))[:longest]  # noqa: S311
        return bytes(atheris.Mutate(data, longest))

    limits = [f"-runs={inputs}", f"-seed={seed}", f"-max_len={LONGEST}", "-len_control=0"]
    more = ["-timeout=60", "-report_slow_units=60", "-rss_limit_mb=0", f"-artifact_prefix={kept}/"]
    atheris.Setup([sys.argv[0], str(begun), *limits, *more], tried.one, custom_mutator=other)
    atheris.Fuzz()


def main(arguments: list[str] | None = None) -> int:
    """Tries the targets, each in a process of its own; 1 where something is wrong."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.fuzz",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(NAMES))
    parser.add_argument("--inputs", type=int, default=10_000, help="for each target")
    parser.add_argument("--seed", type=int, default=1, help="the same one tries the same")
    parser.add_argument("--apart", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if unknown := set(given.targets) - set(NAMES):
        parser.error(f"there is no target {', '.join(sorted(unknown))}")
    if given.apart:
        apart(given.targets[0], given.inputs, given.seed)
        return 0
    wrong = 0
    for target in given.targets or NAMES:
        how = [f"--inputs={given.inputs}", f"--seed={given.seed}", "--apart", target]
        command = [sys.executable, "-m", "tools.fuzz", *how]
        done = subprocess.run(command, cwd=ROOT, check=False)  # noqa: S603 - our own
        faults = sorted((ROOT / "build" / "fuzz" / target / "faults").glob("*.txt"))
        for fault in faults:
            print(f"{target}: {fault.read_text('utf-8').strip()} ({fault.with_suffix('')})")
        if done.returncode:
            print(f"{target}: the process ended with {done.returncode}")
        wrong += bool(faults or done.returncode)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
