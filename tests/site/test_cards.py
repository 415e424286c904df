"""The cards that are shown where someone shares a link."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from PIL import Image

from kb.site.forms import painting
from kb.site.forms.card import card
from kb.site.forms.painting import pictures

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from kb.base import KnowledgeBase

FONTS = "site/assets/fonts"


def test_the_card_of_a_proposal_has_a_line_for_each_thing_it_assumes(vines: KnowledgeBase) -> None:
    told = card(vines, vines["gardening"].record)
    assert (told.year, told.status) == ("2021", "conditional")
    assert [line.text for line in told.lines] == [
        vines.text("growth-is-visible").removesuffix("."),
        "Someone comes every day",
        "A vine grows more where it was not cut",
        "The proposal as a whole",
    ]
    cuts = told.lines[2]
    assert (cuts.sign, cuts.against, len(cuts.replies)) == ("contested", ("undecided",), 1)


def test_the_card_of_a_critique_shows_what_it_hits_and_who_answers(vines: KnowledgeBase) -> None:
    told = card(vines, vines["roots-are-hidden"].record)
    assert [line.sign for line in told.lines] == ["contested", "contested", "for in"]


def test_a_card_is_painted_once_for_as_long_as_it_says_the_same(
    vines: KnowledgeBase, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "old.png").write_bytes(b"x")
    first = dict(pictures(vines, root / FONTS, tmp_path))
    assert {"assets/cards/gardening.png", "assets/cards/roots-are-hidden.png"} <= first.keys()
    with Image.open(io.BytesIO(first["assets/cards/gardening.png"])) as image:
        assert image.size == (1200, 630)
        assert len(image.getcolors() or ()) > 8
    monkeypatch.delattr(painting.Painter, "paint")
    assert dict(pictures(vines, root / FONTS, tmp_path)) == first
    assert not (tmp_path / "old.png").exists()


def test_a_built_page_leads_to_its_card(garden: Path) -> None:
    page = (garden / "build/site/proposals/gardening.html").read_text()
    _, _, rest = page.partition('<meta property="og:image" content="')
    assert rest.partition('"')[0].endswith("/assets/cards/gardening.png")
    assert (garden / "build/site/assets/cards/gardening.png").is_file()
    assert "og:image" not in (garden / "build/site/people/ada-reed.html").read_text()
