"""What every test shares: golden texts, the small world, and how hypothesis looks for examples."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from xdist.scheduler import LoadFileScheduling

import profiles

if TYPE_CHECKING:
    from collections.abc import Callable

TESTS = Path(__file__).parent

SITE: Final = "the built site"
ON_THE_SITE: Final = re.compile(r"tests/site/test_(browser_\w+|build|notebook|single)\.py")
"""Tests that look at the same built site."""

PAGE: Final = re.compile(r"test_browser_pages\.py::\w+\[([\w/-]+)\.html")

profiles.load()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begins with browsers, which take longest; the fast profile leaves out what is slow.

    Unless that was asked for with `-m`. Those that wait for no site come first, so that one worker
    has something to do while another one builds it.
    """
    long = {item.path for item in items if item.get_closest_marker("browser")}
    items.sort(key=lambda item: (item.path not in long, bool(ON_THE_SITE.match(item.nodeid))))
    if profiles.FULL or config.option.markexpr:
        return
    slow = [item for item in items if item.get_closest_marker("slow")]
    items[:] = [item for item in items if not item.get_closest_marker("slow")]
    config.hook.pytest_deselected(items=slow)


class _Spread(LoadFileScheduling):
    """A file stays on one worker; of the longest one, the pages of entries and the others.

    In the fast profile so do all files that look at the built site of the small world, which each
    worker would build anew. The real one is built once: the others wait for it.
    """

    def _split_scope(self, nodeid: str) -> str:
        file = super()._split_scope(nodeid)
        if not profiles.FULL:
            return SITE if ON_THE_SITE.match(file) else file
        page = PAGE.search(nodeid)
        return f"{file} {'/' in page[1]}" if page else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadFileScheduling | None:
    """Gives workers whole files, the browser's first: no long one is left for the end."""
    if config.option.dist != "loadfile":
        return None
    config.option.loadscopereorder = False
    return _Spread(config, log)


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
