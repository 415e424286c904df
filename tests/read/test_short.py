"""Two works of one author and year are told apart wherever they are cited."""

from __future__ import annotations

from pathlib import Path

import pytest

import kb
from kb.agents.citing import source
from kb.site.generate import generate
from kb.site.hovercards import shards
from kb.site.prose import Writer

SITE = Path(__file__).parents[2] / "site"


@pytest.fixture
def garden(small: Path) -> kb.KnowledgeBase:
    """The small world with one more work of Ada Reed's, later in the same year."""
    (small / "works/reed-2021-again.yaml").write_text(
        "title: Vines again\ntype: book\nauthors: [Ada Reed]\ndate: 2021-11\n"
    )
    return kb.load(small)


def test_the_base_gives_each_its_letter(garden: kb.KnowledgeBase) -> None:
    shorts = {id_: garden.corpus.short(id_) for id_ in garden.works.ids}
    assert shorts["reed-2021-vines"] == "Reed 2021a"
    assert shorts["reed-2021-again"] == "Reed 2021b"
    assert shorts["moss-2022-roots"] == "Moss 2022"
    assert garden.corpus.short("nobody-2020-nothing") == "nobody-2020-nothing"


def test_a_view_of_the_past_keeps_the_letters(garden: kb.KnowledgeBase) -> None:
    assert garden.as_of("2021-06").corpus.short("reed-2021-vines") == "Reed 2021a"


def test_prose_and_places_have_the_letter(garden: kb.KnowledgeBase) -> None:
    writer = Writer(garden.corpus, "proposals/gardening.html")
    assert ">Reed 2021a</a>, p. 1" in str(writer.html("So it is [@reed-2021-vines, p. 1]."))
    assert writer.place("as quoted in reed-2021-again") == "as quoted in Reed 2021b"


def test_pages_and_cards_have_the_letter(garden: kb.KnowledgeBase) -> None:
    pages = {name: str(text) for name, text in generate(garden, SITE, "").items()}
    assert ">Reed 2021a</a>" in pages["proposals/gardening.md"]
    assert ">Reed 2021<" not in pages["proposals/gardening.md"]
    assert "<dt>Cited here as</dt><dd>Reed 2021b</dd>" in pages["works/reed-2021-again.md"]
    assert "Cited here as" not in pages["works/moss-2022-roots.md"]
    assert "Cited here as Reed 2021b." in "".join(shards(garden).values())


def test_agents_tables_and_timelines_have_the_letter(garden: kb.KnowledgeBase) -> None:
    assert source(garden, "reed-2021-vines").citation == "Reed 2021a"
    assert "Reed 2021a" in garden.timeline("pruning").to_text()
    compared = garden.compare(["gardening", "trellis"], "assessment")
    assert "Reed 2021a" in " ".join(compared.records()[0].values())


def test_keys_of_bibliographies_stay_ids(garden: kb.KnowledgeBase) -> None:
    assert "@book{reed-2021-again," in garden.bibliography()
