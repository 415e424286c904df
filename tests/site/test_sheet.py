"""The one style sheet: every rule of the theme that pages need, and none that match nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from kb.site import styles

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def sheet(root: Path) -> str:
    return styles.sheet((root / "site" / name).read_bytes() for name in styles.PARTS).decode()


def classes(text: str) -> set[str]:
    return set(re.findall(r"\.(-?[a-zA-Z_][\w-]*)", re.sub(r'"[^"]*"', "", text)))


def test_every_part_has_its_place(root: Path) -> None:
    found = {f"assets/css/{one.name}" for one in (root / "site/assets/css").iterdir()}
    assert found == {*styles.PARTS}
    assert len(found) == len(styles.PARTS)


def test_what_pages_have_of_the_theme_is_styled(garden: Path) -> None:
    known = classes(styles.theme())
    pages = (garden / "build/site").rglob("*.html")
    told = {
        name
        for page in pages
        for said in re.findall(r'class="([^"]*)"', page.read_text("utf-8"))
        for name in said.split()
    }
    assert {name for name in told & known if name.startswith("md-")} <= styles.FRAME
    assert told >= styles.FRAME


@pytest.mark.parametrize(
    ("theme", "kept"),
    [
        (".md-typeset a{color:red}", ".md-typeset a{color:red}"),
        (".md-typeset .tabbed-set{color:red}", ""),
        (".md-skip,.md-tabs{margin:0}", ".md-skip{margin:0}"),
        ("@media print{.md-tabs{margin:0}}", ""),
        ("@media print{.md-skip{margin:0}}", "@media print{.md-skip{margin:0}}"),
        (":root{--a:1;--b:2;--c:3}p{top:var(--a)}", ":root{--a:1;--b:2}p{top:var(--a)}"),
        (':root{--icon:url("data:x;y:z")}', ""),
        ("[dir=rtl] .md-skip{left:0}", ""),
        ("@keyframes tabs{from{top:0}}", ""),
        ("p{", ""),
    ],
)
def test_a_rule_is_kept_where_it_can_match_and_a_variable_where_it_is_asked_for(
    theme: str, kept: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(styles, "theme", lambda: theme)
    ours = "b { left: var(--b) } /* .tabbed-set */"
    said = styles.sheet([ours.encode()]).decode()
    assert said.endswith(f"*/\n{kept}\nb {{ left: var(--b) }} ")


def test_the_sheet_names_whose_rules_it_has(sheet: str) -> None:
    assert "Material for MkDocs" in sheet.partition("\n")[0]
    assert "/*" not in sheet.partition("\n")[2]


def test_no_rule_asks_the_frame_what_it_holds(sheet: str) -> None:
    """A browser would style the whole page anew with every piece of it that arrives."""
    assert re.findall(r"\.md-[\w-]+(?:\)|):has\(", sheet) == []


def test_the_head_of_a_page_knows_what_is_broad_on_it(garden: Path) -> None:
    shapes = {"matrix.html": "matrix", "inside.html": "inside", "index.html": "home"}
    shapes |= {"404.html": "home", "proposals/gardening.html": "map", "changelog.html": ""}
    for page, shape in shapes.items():
        text = (garden / "build/site" / page).read_text("utf-8")
        told = re.search(r'<header class="kb-header[^>]*?(?: data-broad="(\w+)")?>', text)
        assert told is not None
        assert (told[1] or "") == shape
