"""What every test shares: golden texts, the small world, and how hypothesis looks for examples."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Callable

TESTS = Path(__file__).parent

settings.register_profile(
    "kb",
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("kb")


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
