"""The preview of an entry is its page on the site, made alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from kb.base import load
from kb.site.single import preview
from shell import run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, checkout: Callable[[Path], Path]) -> Path:
    return checkout(tmp_path_factory.mktemp("preview"))


@pytest.fixture(scope="module")
def page(world: Path) -> Path:
    return preview(load(world / "entries"), "gardening", world)


@pytest.fixture(scope="module")
def html(page: Path) -> str:
    return page.read_text("utf-8")


def article(html: str) -> str:
    return html.partition("<article")[2].partition("</article>")[0]


def test_it_is_in_the_build_folder_under_the_id(world: Path, page: Path) -> None:
    assert page == world / "build/preview/gardening.html"


def test_it_has_everything_that_the_entry_says(html: str) -> None:
    shown = re.sub(r"\s+", " ", article(html))
    assert "Patient gardening" in shown
    assert "Someone comes every day." in shown
    assert "The gardener looks at the whole vine once a day." in shown


def test_its_styles_and_scripts_are_beside_it(page: Path, html: str) -> None:
    wanted = re.findall(r'(?:<link rel="stylesheet"|<script)[^>]* (?:href|src)="([^"?]+)', html)
    assert any(name.endswith("kb.css") for name in wanted)
    assert [name for name in wanted if not (page.parent / name).is_file()] == []


def test_it_needs_no_font_from_elsewhere(page: Path, html: str) -> None:
    style = (page.parent / "assets/css/kb.css").read_text("utf-8")
    assert "data:font/woff2;base64," in style
    assert re.findall(r'url\("[^"]*woff2"\)', style) == []
    assert 'as="font"' not in html


def test_its_links_lead_into_the_site_or_stay_on_it(html: str) -> None:
    links = re.findall(r'<a [^>]*href="([^"]+)"', html)
    strays = [link for link in links if not re.match(r"#|\.\./site/|https?://", link)]
    assert strays == []
    assert "../site/concepts/pruning.html" in links
    assert "../site/proposals/trellis.html" in links
    assert "../site/index.html" in links


@pytest.mark.slow
def test_its_links_lead_where_those_of_the_site_do(root: Path, built: Path) -> None:
    made = preview(load(root / "entries"), "rlhf", root)
    targets = re.findall(r'<a [^>]*href="(\.\./site/[^"#]+)', article(made.read_text("utf-8")))
    assert targets
    assert [name for name in targets if not (made.parent / name).resolve().is_file()] == []
    assert made.parent.parent == built.parent


def test_it_follows_an_edit_and_leaves_other_previews(world: Path, page: Path) -> None:
    other = preview(load(world / "entries"), "trellis", world)
    entry = world / "entries/proposals/trellis.yaml"
    entry.write_text(entry.read_text("utf-8").replace("Trellis first", "Frame first"), "utf-8")

    again = preview(load(world / "entries"), "trellis", world)

    assert again == other
    assert "Frame first" in article(again.read_text("utf-8"))
    assert page.is_file()


def test_the_command_prints_where_it_is_and_that_links_wait_for_the_site(world: Path) -> None:
    done = run("preview", "pruning", cwd=world)
    assert done.returncode == 0
    assert done.stdout == f"{world / 'build/preview/pruning.html'}\n"
    assert done.stderr == "its links lead nowhere until the site is built; see `kb build`\n"


def test_the_command_suggests_an_id(world: Path) -> None:
    done = run("preview", "prunning", cwd=world)
    assert done.returncode == 2
    assert "Did you mean 'pruning' (Pruning, concept)?" in done.stderr
