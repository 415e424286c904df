"""The library as it is installed: a wheel that carries the entries."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import kb

ROOT = Path(__file__).parent.parent

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a wheel of this checkout puts in place, far from the checkout."""
    place = tmp_path_factory.mktemp("wheel")
    build = "from hatchling.build import build_wheel; import sys; print(build_wheel(sys.argv[1]))"
    done = subprocess.run(
        [sys.executable, "-c", build, place],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    with zipfile.ZipFile(place / done.stdout.split()[-1]) as wheel:
        wheel.extractall(place / "installed")
    return place / "installed"


def asked(place: Path, code: str) -> str:
    """What Python prints that has the wheel's library and nothing of the checkout."""
    seen = f"import sys; sys.path.insert(0, {str(place)!r}); import kb; "
    done = subprocess.run(
        [sys.executable, "-c", seen + code],
        cwd=place.parent,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout.strip()


def test_the_wheel_is_what_is_imported(unpacked: Path) -> None:
    assert asked(unpacked, "print(kb.__file__)").startswith(str(unpacked))


def test_the_wheel_brings_every_entry(unpacked: Path) -> None:
    assert asked(unpacked, "print(len(kb.load()))") == str(len(kb.load()))


def test_the_wheel_brings_nothing_that_was_built_or_tests(unpacked: Path) -> None:
    tops = {path.name for path in unpacked.iterdir() if not path.name.endswith(".dist-info")}
    assert tops == {"kb"}
    assert not [path for path in unpacked.rglob("*") if path.name == "__pycache__"]


def test_what_was_installed_knows_the_date_and_the_commit_of_its_entries(unpacked: Path) -> None:
    told = asked(unpacked, "was = kb.load().version; print(was.data_date, was.git_sha)")
    here = kb.load().version
    assert told == f"{here.data_date} {here.git_sha}"
