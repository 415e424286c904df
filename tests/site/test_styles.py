"""The style sheets keep to their scales, name each kind once, and style nothing absent."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kb.model.words import KINDS

ROOT = Path(__file__).parents[2]
SHEETS = [ROOT / "site/assets/css" / name for name in ("kb.css", "thread.css")]
SHEET = re.sub(
    r"/\*.*?\*/", "", "".join(file.read_text("utf-8") for file in SHEETS), flags=re.DOTALL
)
DECLARATIONS = re.findall(r"(?<=[{};\s])([\w-]+)\s*:\s*([^;{}]+);", SHEET)

SPACING = re.compile(r"(margin|padding)(-.+)?|(row-|column-)?gap")
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch)a?\(", re.IGNORECASE)

IN_LINE = {"0 0 0 1.6em", ".2em .4em", ".35em", ".4em"}
"""Spaces that go with the letters beside them: marks in a line, and the indent of a signature."""

ROOT_OF_PRINT = "11.67pt"
"""What a rem is on paper."""


def said(wanted: str) -> list[str]:
    """The values given to a property, in the order of the sheet."""
    return [value for name, value in DECLARATIONS if name == wanted]


def tokens(prefix: str) -> dict[str, str]:
    return {name: value for name, value in DECLARATIONS if name.startswith(f"--kb-{prefix}-")}


def test_there_are_at_most_eight_sizes_of_type_and_six_gaps() -> None:
    for prefix, most in (("step", 8), ("gap", 6)):
        scale = tokens(prefix)
        assert 0 < len(scale) == len(set(scale.values())) <= most
        assert [name for name in scale if f"var({name})" not in SHEET] == []


def test_every_size_of_type_is_one_of_the_scale() -> None:
    short = [
        size[1] for value in said("font") if (size := re.match(r"(?:\d+ )?(\S+?)(?:/| )", value))
    ]
    assert len(short) == len(said("font"))
    allowed = {f"var({name})" for name in tokens("step")} | {"inherit", ROOT_OF_PRINT}
    assert {*said("font-size"), *short} <= allowed


def test_every_space_is_one_of_the_scale_or_goes_with_letters() -> None:
    spaces = [value for name, value in DECLARATIONS if SPACING.fullmatch(name)]
    gap = r"var\(--kb-gap-\d\)"
    part = rf"(?:0|auto|{gap}|calc\(-1 \* {gap}\)|calc\({gap} \+ 2px\))"
    odd = {space for space in spaces if not re.fullmatch(rf"{part}(?: {part})*", space)}
    assert odd == IN_LINE


def test_a_kind_has_its_hue_in_one_place_and_is_plain_without() -> None:
    named = re.findall(
        r'\[data-kind="([\w-]+)"\] \{ --kind: light-dark\(#\w{6}, #\w{6}\); \}', SHEET
    )
    assert named == [kind for kind in KINDS if kind in named] != []
    assert SHEET.count("[data-kind=") == len(named)
    assert SHEET.index("[data-kind] { --kind: var(--kb-ink-2); }") < SHEET.index("[data-kind=")


def test_colours_are_written_in_names_only() -> None:
    coloured = {name for name, value in DECLARATIONS if COLOUR.search(value)}
    assert "--kb-paper" in coloured
    assert [name for name in coloured if not name.startswith("--")] == []


@pytest.mark.parametrize("name", sorted(set(re.findall(r"\.(kb-[\w-]+)", SHEET))))
def test_what_is_styled_stands_on_some_page(name: str) -> None:
    makers = [
        *ROOT.glob("site/templates/*.j2"),
        *ROOT.glob("site/overrides/**/*.html"),
        *ROOT.glob("kb/site/**/*.py"),
    ]
    script = "".join(file.read_text("utf-8") for file in ROOT.glob("site/assets/js/*.js"))
    block, _, part = name.partition("__")
    maker = rf'\b(line|made)\(("\w+", )?"{part}"|`{block}__\$|"{name}"'
    made = f'"{block}"' in script and (not part or re.search(maker, script))
    word = re.compile(rf"(?<![\w-]){name}(?![\w-])")
    made = made or re.search(rf'\bmake\("\w+", "(?:[\w-]+ )*{name}[ "]', script)
    assert made or any(word.search(maker.read_text("utf-8")) for maker in makers)
