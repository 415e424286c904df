"""What every test shares: golden texts, the small world, and how hypothesis looks for examples."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import profiles

if TYPE_CHECKING:
    from collections.abc import Callable

TESTS = Path(__file__).parent

profiles.load()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out what is slow, in the fast profile, unless it was asked for with `-m`."""
    if profiles.FULL or config.option.markexpr:
        return
    slow = [item for item in items if item.get_closest_marker("slow")]
    items[:] = [item for item in items if not item.get_closest_marker("slow")]
    config.hook.pytest_deselected(items=slow)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says what the fast profile does not try."""
    if not profiles.FULL:
        terminalreporter.write_line(
            "the fast profile: slow tests left out, few examples of the others;"
            " `make test-all` tries everything"
        )


@pytest.fixture
def golden() -> Callable[[str, Path], None]:
    """Compares a text with a file byte for byte; KB_GOLDEN=1 writes the file instead."""

    def compare(text: str, file: Path) -> None:
        data = (text + "\n").encode()
        if os.environ.get("KB_GOLDEN") == "1":
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        assert file.read_bytes().decode() == data.decode()

    return compare


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of the small world's entries, free to be changed."""
    return Path(shutil.copytree(TESTS / "worlds" / "small" / "entries", tmp_path / "entries"))


@pytest.fixture
def place(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Writes one entry, such as `concepts/ivy.yaml`, and gives the folder of entries."""

    def write(name: str, content: str | bytes) -> Path:
        file = tmp_path / "entries" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return tmp_path / "entries"

    return write
