"""The real site, built at most once, small checkouts that a test may change, and a browser."""

from __future__ import annotations

import contextlib
import functools
import json
import os
import shutil
import threading
import time
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from markdown import Markdown
from mkdocs.config import load_config
from tour import MODES, Visit, visited

from kb.base import load
from kb.site.build import build
from kb.site.cache import is_fresh
from kb.site.generate import generate, reference_of
from kb.site.notebook import SOURCE
from profiles import FULL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

    from kb.base import KnowledgeBase

ROOT = Path(__file__).parents[2]
SMALL = ROOT / "tests/worlds/small"
CHROMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
RETIRED = """\
title: Vine taming
reason: merged
since: 2024-05-01
see: [{see}]
"""
PATIENCE = 600
"""Seconds in which a build ends, or its process has died."""
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")

PLAIN = json.dumps(
    {
        "cells": [{"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# A tour"}],
        "metadata": {},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
)
"""A tutorial about no entries in particular, with nothing to run."""


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def real() -> KnowledgeBase:
    return load(ROOT / "entries")


@pytest.fixture(scope="session")
def vines() -> KnowledgeBase:
    return load(SMALL / "entries")


@pytest.fixture(scope="session")
def markdown(real: KnowledgeBase) -> dict[str, str]:
    """The Markdown of every page of the real site, by path."""
    files = generate(real, ROOT / "site", "https://example.org/repository")
    return {name: str(text) for name, text in files.items() if isinstance(text, str)}


@pytest.fixture(scope="session")
def built() -> Path:
    """The folder of the real site, as built from the present files by one of those who test."""
    with alone():
        if not is_fresh(ROOT):
            build(ROOT, lambda _: None)
            assert is_fresh(ROOT)
    return ROOT / "build/site"


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Waits until no other process builds the real site; one that died is not waited for."""
    mark = ROOT / "build/.testing"
    while True:
        with contextlib.suppress(FileExistsError):
            mark.mkdir(parents=True)
            break
        with contextlib.suppress(FileNotFoundError):
            if time.time() - mark.stat().st_mtime > PATIENCE:
                mark.rmdir()
        time.sleep(0.2)
    try:
        yield
    finally:
        mark.rmdir()


@pytest.fixture(scope="session")
def reader() -> Markdown:
    """Markdown as MkDocs reads it here."""
    config = load_config(str(ROOT / "mkdocs.yml"), docs_dir=str(ROOT / "site"))
    options = {**config.mdx_configs, "toc": {**config.mdx_configs["toc"], "permalink": False}}
    return Markdown(extensions=config.markdown_extensions, extension_configs=options)


@pytest.fixture(scope="session", autouse=True)
def _one_reference() -> Iterator[None]:
    """In the fast profile the reference, which is of the code alone, is made for one site only."""
    if FULL:
        yield
        return
    pages = functools.cache(lambda: reference_of(ROOT / "site"))
    with pytest.MonkeyPatch.context() as patch:
        for room in ("generate", "build"):
            patch.setattr(f"kb.site.{room}.reference_of", lambda _: pages())
        yield


@pytest.fixture(scope="session")
def checkout() -> Callable[[Path], Path]:
    """Makes a checkout of the small world in an empty folder."""

    def make(folder: Path) -> Path:
        shutil.copytree(SMALL / "entries", folder / "entries")
        shutil.copytree(ROOT / "site", folder / "site")
        (folder / SOURCE).write_text(PLAIN)
        for page in (folder / "site/pages/method").iterdir():
            page.write_text(f"# {page.stem}\n")  # those of the real site link to its entries
        shutil.copy(ROOT / "mkdocs.yml", folder)
        return folder

    return make


@pytest.fixture(scope="session")
def garden(checkout: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built checkout of the small world, with former ids and two retired entries."""
    root = checkout(tmp_path_factory.mktemp("garden"))
    gardening = root / "entries/proposals/gardening.yaml"
    named = gardening.read_text().replace("id: look\n", "id: look\n    former_ids: [watch]\n")
    gardening.write_text(named)
    (root / "entries/retired").mkdir(exist_ok=True)
    (root / "entries/retired/vine-taming.yaml").write_text(RETIRED.format(see="gardening"))
    (root / "entries/retired/vine-magic.yaml").write_text(RETIRED.format(see="gardening, trellis"))
    build(root, lambda _: None)
    return root


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chrome = next(filter(None, map(shutil.which, CHROMES)), None)
    if chrome is None:
        if os.environ.get("CI") == "true":
            pytest.fail(f"none of {', '.join(CHROMES)} is installed")
        pytest.skip(f"none of {', '.join(CHROMES)} is installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chrome, args=list(QUIET))
        yield browser
        browser.close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class's name
        pass


@pytest.fixture(scope="module")
def base(request: pytest.FixtureRequest) -> KnowledgeBase:
    """The real entries; in the fast profile those of the small world."""
    found: KnowledgeBase = request.getfixturevalue("real" if FULL else "vines")
    return found


@pytest.fixture(scope="module")
def site(request: pytest.FixtureRequest) -> Path:
    """The folder of their site."""
    if FULL:
        return Path(request.getfixturevalue("built"))
    return Path(request.getfixturevalue("garden")) / "build/site"


@pytest.fixture(scope="module")
def home(site: Path) -> Iterator[str]:
    """The address of the site."""
    handler = functools.partial(_Quiet, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@pytest.fixture(scope="module")
def visit(browser: Browser, home: str) -> Iterator[Callable[[str, str], Visit]]:
    """Opens a page in a mode, once."""
    contexts = {mode: browser.new_context(**options) for mode, options in MODES.items()}
    for mode, like in (("scriptless", "light"), ("moonlit", "dark")):
        contexts[mode] = browser.new_context(**MODES[like], java_script_enabled=False)

    @functools.cache
    def look(name: str, mode: str) -> Visit:
        return visited(contexts[mode], home + name, mode)

    yield look
    for context in contexts.values():
        context.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A new page, wide and light, that remembers nothing."""
    context = browser.new_context(**MODES["light"])
    yield context.new_page()
    context.close()
