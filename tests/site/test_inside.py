"""The page of a reader's own view: what follows is what the library computes; it stays theirs."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any, Final

import pytest

from kb.base.reader import reader
from kb.edit import view as views
from kb.findings import errors
from kb.people import latest_of
from kb.rules import check

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from kb.base import KnowledgeBase

pytestmark = pytest.mark.browser

NEXT = "Next question"
WORDS = """rows => Object.fromEntries(rows.map((row) =>
  [row.dataset.kb, row.querySelector(".kb-live__word").textContent]))"""
"""Every proposal and forecast with its word."""

STANCES: Final = {
    "strongly-disagree": "Strongly disagree",
    "disagree": "Disagree",
    "leans-disagree": "Lean towards disagreeing",
    "unsure": "Unsure",
    "leans-agree": "Lean towards agreeing",
    "agree": "Agree",
    "strongly-agree": "Strongly agree",
}


def opened(page: Page, site: Path, *asked: str) -> Page:
    """The page, as a file, with a chosen list of claims."""
    listed = "&".join(f"ask={one.replace('#', '%23')}" for one in asked)
    page.goto("about:blank")
    page.goto((site / "inside.html").as_uri() + (f"#{listed}" if listed else ""))
    page.locator(".kb-ask h2").wait_for()
    return page


def answer(page: Page, stance: str) -> None:
    page.locator(".kb-ask").get_by_label(STANCES[stance], exact=True).check()
    page.get_by_role("button", name=NEXT).click()


def enter(page: Page, site: Path, given: Mapping[str, str]) -> None:
    opened(page, site, *given)
    for stance in given.values():
        answer(page, stance)


def words(page: Page) -> dict[str, str]:
    """The word of every proposal and forecast, those that stand as recorded too."""
    kept = page.locator(".kb-live__approaches > ul > li:not([data-kb]) > details")
    if kept.count():
        if kept.get_attribute("open") is None:
            kept.locator("summary").first.click()
        kept.locator("[data-kb]").first.wait_for()
    found: dict[str, str] = page.locator(".kb-live__approaches [data-kb]").evaluate_all(WORDS)
    return found


def expected(base: KnowledgeBase, given: Mapping[str, str]) -> dict[str, str]:
    view = base.as_seen_by(given)
    return {one.id: str(view.status(one.id)) for one in view.of_kind("proposal", "forecast")}


def some(base: KnowledgeBase, most: int = 4) -> dict[str, str]:
    """Answers to what is asked first, of every sort."""
    stances = ["agree", "disagree", "unsure", "strongly-disagree"]
    asked = base.questions(top=most).column("address")
    return dict(zip(asked, stances, strict=False))


def test_what_is_asked_next_is_what_the_library_would_ask(
    page: Page, site: Path, base: KnowledgeBase
) -> None:
    opened(page, site)
    given: dict[str, str] = {}
    for stance in ("agree", "disagree", "unsure"):
        asked = base.questions(given or None, top=1)[0]
        text = page.locator(".kb-ask h2").inner_text().replace("\u2019", "'")
        assert text.replace("\u201c", '"').replace("\u201d", '"') == base.text(asked.address)
        given[asked.address] = stance
        answer(page, stance)
        assert words(page) == expected(base, given)


def test_a_view_is_a_file_that_passes_the_check_and_gives_the_same_page(
    page: Page, browser: Browser, site: Path, base: KnowledgeBase, tmp_path: Path
) -> None:
    given = some(base)
    enter(page, site, given)
    page.get_by_label("Your name").fill("Ada Réed")
    page.get_by_label("Your name").press("Tab")
    page.locator(".kb-yours summary").click()
    entries = tmp_path / "entries"
    shutil.copytree(base.folder, entries)
    for number in range(3):
        path = page.locator(".kb-yours__files code").nth(number).inner_text()
        text = page.locator(".kb-yours__files pre").nth(number).inner_text()
        (entries / path).parent.mkdir(exist_ok=True)
        (entries / path).write_text(text.rstrip("\n") + "\n", "utf-8")
    corpus, findings = check(entries)
    assert [str(one) for one in errors(findings)] == []
    assert "ada-reed" in corpus.records
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as a file").click()
    file = tmp_path / saved.value.suggested_filename
    saved.value.save_as(file)
    assert base.as_seen_by(file).assignments.keys() == given.keys()
    context = browser.new_context()
    other = opened(context.new_page(), site, *given)
    other.set_input_files("input[type=file]", file)
    other.locator(".kb-live__answers li").first.wait_for()
    assert words(other) == words(page) == expected(base, given)
    names = (".kb-live", ".kb-live__answers", ".kb-ask")
    assert [other.locator(one).inner_text() for one in names] == [
        page.locator(one).inner_text() for one in names
    ]
    context.close()


def test_the_terminal_and_the_browser_write_the_same_file(
    page: Page, site: Path, base: KnowledgeBase, tmp_path: Path
) -> None:
    file = tmp_path / "mine.yaml"
    given = {address: {"stance": stance} for address, stance in some(base).items()}
    first = next(iter(given))
    given[first] |= {"credence": 0.25, "note": 'I saw "it": #1, and so.'}
    held = base.as_seen_by(given)
    assert held.assignments
    own = views.Own("Ada Réed", "2026-11-28", reader(base.names, given).held, ("a", "b"))
    texts = views.files(own)
    answers = [
        {"about": one.about, "stance": one.stance, "note": one.note or ""}
        | {"odds": one.position.bounds and list(one.position.bounds)}
        for one in own.held
    ]
    opened(page, site)
    told = {"date": own.date, "answers": answers, "skipped": ["a", "b"]}
    assert page.evaluate("([name, view]) => kbView.written(name, view)", [own.name, told]) == texts
    view = next(iter(texts.values()))
    read = page.evaluate("text => kbView.read(text)", view)
    assert (read["name"], read["answers"], read["skipped"]) == (own.name, answers, ["a", "b"])
    file.write_text(view, "utf-8")
    assert base.as_seen_by(file).assignments.keys() == given.keys()


def test_a_view_stays_on_this_machine_until_it_is_deleted(
    page: Page, site: Path, base: KnowledgeBase
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    given = some(base)
    enter(page, site, given)
    opened(page, site)
    assert words(page) == expected(base, given)
    page.get_by_role("button", name="Delete everything").click()
    assert page.evaluate("[localStorage.length, document.cookie]") == [0, ""]
    assert page.locator(".kb-live__answers li").count() == 0
    local = (site.as_uri(), "data:", "blob:", "about:")
    assert [url for url in asked if not url.startswith(local)] == []


def test_save_change_three_answers_see_how_my_mind_changed(
    page: Page, site: Path, base: KnowledgeBase
) -> None:
    given = some(base)
    enter(page, site, given)
    page.get_by_role("button", name="Keep this, and begin a new view").click()
    changed = dict(zip(given, ("strongly-disagree", "agree", "agree"), strict=False))
    for number, stance in enumerate(changed.values()):
        page.locator(".kb-live__answers").get_by_role("button").nth(number).click()
        answer(page, stance)
    minds = page.locator(".kb-live__minds li")
    assert minds.count() == len(changed)
    told = minds.all_inner_texts()
    for address, stance in changed.items():
        turn = f"{given[address]} \u2192 {stance}".replace("-", " ")
        assert any(turn in one for one in told)
    assert words(page) == expected(base, {**given, **changed})


def test_a_keyboard_alone_answers_skips_and_goes_on(page: Page, site: Path) -> None:
    opened(page, site)
    first = page.locator(".kb-ask h2").inner_text()
    page.locator(".kb-ask input[type=radio]").first.focus()
    page.keyboard.press("ArrowDown")
    assert page.locator(".kb-ask input:checked").get_attribute("value") == "disagree"
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator(".kb-ask h2").inner_text() != first
    assert page.evaluate("document.activeElement.tagName") == "H2"
    second = page.locator(".kb-ask h2").inner_text()
    page.get_by_role("button", name="Skip").press("Enter")
    assert page.locator(".kb-ask h2").inner_text() != second
    assert "1 answer, 1 skipped" in page.locator(".kb-live__heard").inner_text()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_is_accessible_and_keeps_its_width(
    browser: Browser, site: Path, base: KnowledgeBase, width: int
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme="dark")
    page = context.new_page()
    enter(page, site, some(base))
    page.get_by_role("button", name="Keep this, and begin a new view").click()
    for summary in page.locator(".kb-inside summary").all():
        summary.click()
    results = Axe().run(page, options={"resultTypes": ["violations"]})
    assert (results.generate_report() if results.violations_count else "") == ""
    assert page.evaluate("document.documentElement.scrollWidth") == width
    context.close()


def test_without_scripts_the_first_questions_are_there(
    browser: Browser, site: Path, base: KnowledgeBase
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "inside.html").as_uri())
    assert page.locator(".kb-inside__plain li").count() == len(base.questions(top=12))
    context.close()


def test_what_is_loaded_is_shown_as_text(page: Page, site: Path, base: KnowledgeBase) -> None:
    first = base.questions(top=1)[0].address
    note = '<img src=x onerror="window.ran = 1"><b>why</b>'
    opened(page, site)
    text = (
        f"title: x\nholder: a\ndate: 2026-01-01\npositions:\n"
        f"  - about: {first}\n    stance: agree\n    note: '{note}'\n"
        "  - about: __proto__\n    stance: agree\n"
    )
    file = {"name": "view.yaml", "mimeType": "application/yaml", "buffer": text.encode()}
    page.set_input_files("input[type=file]", files=[file])
    page.locator(".kb-live__answers li").wait_for()
    assert note in page.locator(".kb-live__answers li").inner_text()
    assert page.evaluate("window.ran") is None
    assert page.locator(".kb-live__answers li b, .kb-live__answers li img").count() == 0


@pytest.mark.slow
def test_ten_positions_clicked_give_the_view_that_the_library_computes(
    page: Page, built: Path, real: KnowledgeBase
) -> None:
    own = latest_of(real.positions(), "ansh-radhakrishnan")
    ten = [one for one in own.values() if one.stance and one.about in real.debate.points]
    given = {one.about: str(one.stance) for one in ten[:: len(ten) // 10][:10]}
    enter(page, built, given)
    assert words(page) == expected(real, given)
    seen = real.as_seen_by("ansh-radhakrishnan").assignments
    mine = real.as_seen_by(given).assignments
    assert {about: mine[about].label for about in given} == {a: seen[a].label for a in given}


@pytest.mark.slow
def test_where_do_i_differ_from_yudkowsky_and_what_is_our_crux(
    page: Page, built: Path, real: KnowledgeBase
) -> None:
    given: dict[str, Any] = {"evolution-informs-ai": "agree", "deep-learning-reaches-tai": "agree"}
    enter(page, built, given)
    person = page.locator(".kb-live__people > ul > li", has_text="Eliezer Yudkowsky")
    person.locator("summary").click()
    apart = real.disagreements(given, "eliezer-yudkowsky").column("address")
    cruxes = real.cruxes(given, "eliezer-yudkowsky", about="bio-anchors")
    both = {one.address for one in cruxes if one.apart and one.one_stance and one.other_stance}
    told = person.inner_text()
    assert "evolution-informs-ai" in both & {*apart}
    assert real["evolution-informs-ai"].title in person.locator(".kb-live__cruxes").inner_text()
    assert "Where you differ" in told
    words = real.positions("evolution-informs-ai", holder="eliezer-yudkowsky")[-1]
    assert (words.quote or words.reported or "")[:40] in told
