"""What a reader types leads to what is called so, first; a slip of the pen to what is near."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from kb.model import Work
from kb.site import finder, urls
from kb.site.wanted import wanted_names
from worlds import VALLEY, world

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from playwright.sync_api import Browser, Page

    from kb.base import KnowledgeBase

ROOT = Path(__file__).parents[2]
WANTED = ROOT / "site/wanted.yaml"
SCRIPT = ROOT / "site/assets/js/search.js"
FIRST = frozenset({"proposal", "problem", "concept", "forecast", "claim", "person"})
"""The kinds whose names come first, whatever else is called so."""

FIELD = {
    "rlhf": "proposals/rlhf.html",
    "IDA": "proposals/ida.html",
    "debate": "proposals/debate.html",
    "CIRL": "proposals/cirl.html",
    "rrm": "proposals/recursive-reward-modeling.html",
    "elk": "problems/elk.html",
    "assistance game": "proposals/cirl.html",
    "bio anchors": "forecasts/bio-anchors.html",
    "christiano": "people/paul-christiano.html",
    "short timelines": "claims/timelines-are-short.html",
    "deceptive behavior": "problems/deceptive-behaviour.html",
    "deceptive alignment": "problems/deceptive-behaviour.html",
    "scalable oversight": "problems/scalable-oversight.html",
    "goodhart": "problems/goodharts-law.html",
    "reward hacking": "problems/reward-hacking.html",
    "specification gaming": "problems/specification-gaming.html",
    "mesa-optimizer": "problems/mesa-optimisation.html",
    "mesa-optimization": "problems/mesa-optimisation.html",
    "mesa": "problems/mesa-optimisation.html",
    "inner misalignment": "problems/inner-alignment.html",
    "treacherous turn": "problems/treacherous-turn.html",
    "tracherous turn": "problems/treacherous-turn.html",
    "sandbagging": "problems/sandbagging.html",
    "corrigibility": "concepts/corrigibility.html",
    "wireheading": "problems/wireheading.html",
    "sycophancy": "problems/sycophancy.html",
    "power-seeking": "problems/power-seeking.html",
    "AI control": "proposals/ai-control.html",
}


@pytest.fixture(scope="module")
def desk(browser: Browser, real: KnowledgeBase, tmp_path_factory: pytest.TempPathFactory) -> Page:
    """A page beside the names and words of the real entries, opened from the disk."""
    folder = tmp_path_factory.mktemp("search")
    written = {"note.md": "---\ntitle: A written page\n---\n# It\n\nRhubarb grows here.\n"}
    scripts = finder.scripts(real, wanted_names(WANTED, real.corpus), {}, written)
    files = {**scripts, "assets/js/search.js": SCRIPT.read_text("utf-8")}
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    order = ("assets/js/search.js", finder.NAMES, finder.TEXTS)
    tags = "".join(f'<script src="{name}"></script>' for name in order)
    (folder / "index.html").write_text(f'<meta charset="utf-8"><body>{tags}', "utf-8")
    page = browser.new_page()
    page.goto((folder / "index.html").as_uri())
    return page


def firsts(desk: Page, texts: Iterable[str]) -> list[str]:
    """The page that comes first for each of some texts."""
    look = "(texts) => texts.map((one) => kbFind(one).groups[0]?.hits[0].one.row[2] ?? '')"
    return list(desk.evaluate(look, list(texts)))


def headings(desk: Page, text: str) -> list[str]:
    return list(desk.evaluate("(text) => kbFind(text).groups.map((one) => one.heading)", text))


def names(base: KnowledgeBase) -> Iterator[tuple[str, str]]:
    """Every title and other name, with its page."""
    for record in base.corpus:
        if record.kind in FIRST:
            for name in (record.title, *record.entry.aliases, record.id):
                yield name, urls.entry_page(record.kind, record.id)


@pytest.mark.browser
def test_every_title_and_every_other_name_leads_to_its_entry_first(
    desk: Page, real: KnowledgeBase
) -> None:
    wanted = list(names(real))
    found = firsts(desk, (name for name, _ in wanted))
    assert len(wanted) > len(FIRST) * 10
    assert [(pair, one) for pair, one in zip(wanted, found, strict=True) if one != pair[1]] == []


@pytest.mark.browser
def test_the_words_of_the_field_lead_to_where_the_thing_is_treated(desk: Page) -> None:
    assert dict(zip(FIELD, firsts(desk, FIELD), strict=True)) == FIELD


PLACED = ("{}", "arXiv:{}v3", "arxiv {}", "https://arxiv.org/abs/{}", "10.48550/arXiv.{}")


@pytest.mark.browser
def test_an_arxiv_id_and_a_doi_lead_to_their_work(desk: Page, real: KnowledgeBase) -> None:
    works = [one.entry for one in real.corpus.of_kind("work") if isinstance(one.entry, Work)]
    arxiv = next(one.arxiv for one in works if one.arxiv == "1706.03741")
    doi = next(one.doi for one in works if one.doi and not one.doi.startswith("10.48550/"))
    typed = [one.format(arxiv) for one in PLACED]
    typed += [doi, doi.upper(), f"https://doi.org/{doi}"]
    asked = [*[arxiv] * len(PLACED), doi, doi, doi]
    pages = [urls.entry_page("work", real.search(one)[0].address) for one in asked]
    assert list(zip(typed, firsts(desk, typed), strict=True)) == [*zip(typed, pages, strict=True)]


@pytest.mark.browser
def test_a_name_comes_before_what_is_about_it_and_that_before_a_mention(desk: Page) -> None:
    assert headings(desk, "ida") == ["Named so", "About it", "In the text"]


@pytest.mark.browser
def test_what_has_no_entry_is_said_to_have_none(desk: Page) -> None:
    assert headings(desk, "inner misalignment")[0] == (
        "“Inner misalignment” has no entry yet. It is treated in"
    )


@pytest.mark.browser
def test_a_slip_of_the_pen_is_corrected_and_nonsense_is_not(desk: Page) -> None:
    corrected = "(text) => kbFind(text).corrected"
    assert desk.evaluate(corrected, "tracherous turn") == "Treacherous turn"
    assert desk.evaluate("(text) => kbFind(text).groups", "qqzzxyq vvwwk") == []


@pytest.mark.browser
def test_the_words_of_a_written_page_are_found(desk: Page) -> None:
    assert firsts(desk, ["rhubarb"]) == ["note.html"]


def test_every_wanted_name_leads_to_entries_and_is_the_name_of_none(real: KnowledgeBase) -> None:
    told = yaml.safe_load(WANTED.read_text("utf-8"))
    leads = {id_ for one in told for id_ in (*one.get("treated", ()), *one.get("near", ()))}
    known = {name.casefold() for name, _ in names(real)}
    said = [name for one in told for name in (one["name"], *one.get("also", ()))]
    assert leads - real.corpus.records.keys() == set()
    assert [name for name in said if name.casefold() in known] == []
    assert [one["name"] for one in told if ("treated" in one) == ("near" in one)] == []
    assert [one["name"] for one in told] == sorted(one["name"] for one in told)


def test_a_wanted_name_of_another_base_is_left_out(vines: KnowledgeBase) -> None:
    assert wanted_names(WANTED, vines.corpus) == ()


def test_names_are_one_script_and_words_another(vines: KnowledgeBase) -> None:
    scripts = finder.scripts(vines, (), {}, {})
    rows = json.loads(scripts[finder.NAMES].removeprefix("kbNames(").partition("],{")[0] + "]")
    assert {row[0] for row in rows} >= {record.title for record in vines.corpus}
    assert scripts[finder.TEXTS].startswith("kbTexts({")


def test_works_are_called_by_their_arxiv_ids() -> None:
    told = finder.scripts(world(VALLEY), (), {}, {})[finder.NAMES].removeprefix("kbNames(")
    rows = json.JSONDecoder().raw_decode(told)[0]
    assert "arXiv 0906.0123" in next(
        row[5] for row in rows if row[2].endswith("moe-2009-clay.html")
    )
