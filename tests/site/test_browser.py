"""What readers meet in a real browser, over plain HTTP and from this machine alone."""

from __future__ import annotations

import functools
import gzip
import itertools
import threading
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kb.base import load
from kb.site.single import preview
from profiles import FULL, some

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

    from kb.base import KnowledgeBase

pytestmark = pytest.mark.browser

PAGES = (
    "index.html",
    "matrix.html",
    "all.html",
    "critiques/index.html",
    "proposals/debate.html",
    "forecasts/bio-anchors.html",
    "problems/scalable-oversight.html",
    "concepts/reward-model.html",
    "claims/humans-can-evaluate-outputs.html",
    "critiques/human-evaluation-does-not-scale.html",
    "arguments/rlhf-buys-time.html",
    "people/paul-christiano.html",
    "works/irving-2018-debate.html",
    "views/paul-christiano-2022-05.html",
    "python.html",
    "tutorial.html",
    "terms.html",
    "reference/index.html",
    "reference/knowledge-base.html",
    "reference/entries.html",
    "reference/errors.html",
    "reference/cli.html",
    "reference/fields.html",
    "reference/tables.html",
)
"""The home page, the matrix, all names, an index, one page of each kind, and how to use it."""


@dataclass(frozen=True)
class Tour:
    """What is looked at on the site of some entries."""

    pages: tuple[str, ...]
    proposal: str
    """A proposal with an account that leads to a concept first."""
    found: str
    """A proposal that is found by its id."""
    statements: tuple[str, str, str]
    """A proposal, and two of its statements."""
    critique: str
    row: str
    """A title in the matrix."""
    former: tuple[str, str]
    """A page of the past with a place on it, and the page now."""
    hits: int
    """More critiques than so many stand in the matrix."""


REAL = Tour(
    PAGES,
    proposal="rlhf",
    found="debate",
    statements=("debate", "truth-wins", "judge-can-follow"),
    critique="human-evaluation-does-not-scale",
    row="Ambitious value learning",
    former=("proposals/elk.html#sources", "problems/elk.html#sources"),
    hits=20,
)
GARDEN = Tour(
    ("index.html", "proposals/gardening.html", "critiques/roots-are-hidden.html"),
    proposal="gardening",
    found="trellis",
    statements=("gardening", "daily-care", "cuts-teach"),
    critique="roots-are-hidden",
    row="Trellis first",
    former=("proposals/slow-gardening.html#look", "proposals/gardening.html#look"),
    hits=0,
)
TOUR = REAL if FULL else GARDEN
"""The fast profile does not wait for a site of the real entries."""

MODES: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light", "viewport": {"width": 1280, "height": 900}},
    "dark": {"color_scheme": "dark", "viewport": {"width": 1280, "height": 900}},
    "narrow": {"color_scheme": "light", "viewport": {"width": 390, "height": 844}},
    "narrow and dark": {"color_scheme": "dark", "viewport": {"width": 390, "height": 844}},
}
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
DWELL = 350
"""Milliseconds a pointer rests on a link before its card opens, as in kb.js."""

SAID = """main => {
  for (const tools of main.querySelectorAll(".kb-tools, .kb-copy")) tools.remove();
  return main.innerText;
}"""
"""What a page says, without what only scripts can do: orders, filters, choices, copies."""

CARD = ".kb-card"
FIND = ".kb-find:visible"
TYPED = ".kb-search__input"
HIT = ".kb-search__hit"
LINK = ".kb-prose a[data-kb]"


PAPER = "body => getComputedStyle(body).backgroundColor"
LIGHT, DARK = "rgb(251, 250, 247)", "rgb(22, 24, 26)"


@dataclass(frozen=True)
class Visit:
    """What happened while a page was opened, and what was found on it."""

    requests: tuple[str, ...]
    errors: tuple[str, ...]
    violations: str
    paper: str
    text: str
    width: int


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
        return _visit(contexts[mode], home + name, mode)

    yield look
    for context in contexts.values():
        context.close()


def _visit(context: BrowserContext, address: str, mode: str) -> Visit:
    from axe_playwright_python.sync_playwright import Axe

    page = context.new_page()
    requests: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    # Late requests do not depend on colours and widths: waiting for them once is enough.
    page.goto(address, wait_until="networkidle" if mode == "light" else "load")
    found = ""
    if mode in MODES:
        options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
        results = Axe().run(page, options=options)
        found = results.generate_report() if results.violations_count else ""
    visit = Visit(
        tuple(requests),
        tuple(errors),
        found,
        str(page.locator("body").evaluate(PAPER)),
        " ".join(page.locator("main").evaluate(SAID).split()),
        page.evaluate("document.documentElement.scrollWidth") if mode in MODES else 0,
    )
    page.close()
    return visit


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A new page, wide and light, that remembers nothing."""
    context = browser.new_context(**MODES["light"])
    yield context.new_page()
    context.close()


@pytest.mark.slow
def test_every_kind_is_among_the_pages_looked_at(real: KnowledgeBase) -> None:
    ids = {name.rpartition("/")[2].removesuffix(".html") for name in PAGES}
    assert {record.kind for record in real.corpus if record.id in ids} == {
        record.kind for record in real.corpus
    }


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", TOUR.pages)
def test_a_page_is_accessible(visit: Callable[[str, str], Visit], name: str, mode: str) -> None:
    assert visit(name, mode).violations == ""


@pytest.mark.parametrize("name", TOUR.pages)
def test_a_page_asks_nothing_of_other_machines(
    visit: Callable[[str, str], Visit], home: str, name: str
) -> None:
    asked = [url for mode in MODES for url in visit(name, mode).requests]
    assert [url for url in asked if not url.startswith((home, "data:"))] == []


@pytest.mark.parametrize("name", TOUR.pages)
def test_a_page_gives_no_error_in_the_console(
    visit: Callable[[str, str], Visit], name: str
) -> None:
    assert [error for mode in MODES for error in visit(name, mode).errors] == []


@pytest.mark.parametrize("name", TOUR.pages)
def test_a_page_says_the_same_without_scripts(
    visit: Callable[[str, str], Visit], name: str
) -> None:
    assert visit(name, "scriptless").text == visit(name, "light").text


@pytest.mark.parametrize("name", TOUR.pages)
def test_a_narrow_page_does_not_scroll_sideways(
    visit: Callable[[str, str], Visit], name: str
) -> None:
    assert visit(name, "narrow").width == MODES["narrow"]["viewport"]["width"]


@pytest.mark.parametrize(
    ("mode", "paper"), [("light", LIGHT), ("dark", DARK), ("scriptless", LIGHT), ("moonlit", DARK)]
)
def test_a_page_is_as_light_as_the_reader_prefers(
    visit: Callable[[str, str], Visit], mode: str, paper: str
) -> None:
    assert visit("index.html", mode).paper == paper


def test_the_matrix_can_be_read_without_scripts(
    visit: Callable[[str, str], Visit], base: KnowledgeBase
) -> None:
    text = visit("matrix.html", "scriptless").text
    hits = [r.title for r in base.corpus.of_kind("critique") if r.title in text]
    assert TOUR.row in text
    assert "is meant for" in text
    assert len(hits) > TOUR.hits


@pytest.mark.parametrize("width", [1280, 800])
def test_the_heads_of_the_matrix_are_in_sight_wherever_a_row_is(
    page: Page, home: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 420})
    page.goto(home + "matrix.html")
    last = page.locator(".kb-matrix tbody tr").last
    last.evaluate("row => row.scrollIntoView({ block: 'end' })")
    head, row = page.locator(".kb-matrix thead tr").last.bounding_box(), last.bounding_box()
    assert head is not None
    assert row is not None
    assert 0 <= head["y"] < head["y"] + head["height"] <= row["y"] + 1
    assert row["y"] + row["height"] <= 421


def test_a_mark_of_the_matrix_says_its_reason_in_a_card_and_leads_to_it(
    page: Page, home: str
) -> None:
    page.goto(home + "matrix.html")
    mark = page.locator("a.kb-mark--problem").first
    mark.hover()
    said = page.locator(f"{CARD} .kb-card__summary")
    said.wait_for()
    assert " is meant for " in said.inner_text()
    mark.click()
    page.locator(":target").wait_for()


def test_the_order_of_the_matrix_stands_in_the_address_and_a_filter_only_hides(
    page: Page, home: str
) -> None:
    page.goto(home + "matrix.html#order=year&evidence=deployed")
    rows = page.locator(".kb-matrix tbody tr:not(.kb-family)")
    shown = rows.count()
    assert page.locator(".kb-matrix tr[hidden]").count() > 0
    page.get_by_role("button", name="any").click()
    assert "evidence=any" in page.url
    years = [one for one in rows.evaluate_all("rows => rows.map(r => r.dataset.year)") if one]
    assert years == sorted(years)
    assert rows.count() == shown
    assert page.locator(".kb-matrix tr:not(.kb-family)[hidden]").count() == 0


def test_two_that_have_no_page_of_their_own_can_be_set_side_by_side_from_disk(
    page: Page, site: Path, base: KnowledgeBase
) -> None:
    made = {frozenset(file.stem.split("--")) for file in (site / "compare").glob("*--*.html")}
    ids = [record.id for record in base.corpus.of_kind("proposal", "forecast")]
    pair = next(two for two in itertools.combinations(ids, 2) if frozenset(two) not in made)
    page.goto((site / "compare/index.html").as_uri() + "#" + "--".join(sorted(pair)))
    table = page.locator(".kb-pair")
    table.wait_for()
    assert all(base[id_].summary.split(",")[0] in table.inner_text() for id_ in pair)


def test_the_map_shows_one_proposal_alone_and_keeps_its_place(page: Page, home: str) -> None:
    page.goto(home + "map.html")
    own = page.locator(".kb-drawn a[data-kind=proposal]").first
    place = "link => link.getBBox().y"
    before = own.evaluate(place)
    page.get_by_label("Show", exact=True).select_option(str(own.get_attribute("data-kb")))
    assert "only=" in page.url
    assert own.evaluate(place) == before
    assert page.locator(".kb-drawn a[hidden]").count() > 0


def test_an_index_can_be_read_without_scripts(
    visit: Callable[[str, str], Visit], base: KnowledgeBase
) -> None:
    text = visit("critiques/index.html", "scriptless").text
    assert base[TOUR.critique].title in text
    assert base[TOUR.critique].summary in text


def test_the_other_scheme_is_one_click_away_and_stays(page: Page, home: str) -> None:
    page.goto(home)
    body = page.locator("body")
    page.get_by_role("button", name="dark").first.click()
    assert body.evaluate(PAPER) == DARK
    page.goto(home + "about.html")
    assert body.evaluate(PAPER) == DARK
    page.get_by_role("button", name="system").first.click()
    assert body.evaluate(PAPER) == LIGHT


def test_the_way_home_and_the_current_word_are_there_at_any_scroll(page: Page, home: str) -> None:
    page.goto(f"{home}proposals/{TOUR.proposal}.html")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    top = page.locator(".kb-home").bounding_box()
    assert top is not None
    assert 0 <= top["y"] < 60
    assert page.locator(".kb-nav__word[aria-current]:visible").all_inner_texts() == ["Proposals"]
    page.locator(".kb-home").click()
    page.wait_for_url("**/index.html")


def test_a_phone_has_search_menu_and_contents_in_words(browser: Browser, home: str) -> None:
    context = browser.new_context(**MODES["narrow"], java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{home}proposals/{TOUR.proposal}.html")
    assert page.locator(".kb-header").inner_text().split("\n")[1:] == ["Menu", "Search"]
    page.locator(".kb-onpage summary").click()
    page.locator('.kb-onpage a[href="#sources"]').click()
    page.wait_for_url("**#sources")
    page.locator(".kb-menu summary").click()
    page.locator(".kb-menu").get_by_role("link", name="Matrix").click()
    page.wait_for_url("**/matrix.html")
    context.close()


def test_a_card_opens_over_a_link_only_after_the_pointer_rests(page: Page, home: str) -> None:
    page.clock.install(time=0)
    page.goto(f"{home}proposals/{TOUR.proposal}.html")
    page.clock.pause_at(3600)
    page.locator(LINK).first.hover()
    page.clock.run_for(DWELL - 50)
    assert page.locator(CARD).count() == 0
    page.clock.run_for(100)
    page.locator(CARD).wait_for()


def test_a_card_shows_the_summary_of_its_entry(page: Page, home: str, base: KnowledgeBase) -> None:
    page.goto(f"{home}proposals/{TOUR.proposal}.html")
    link = page.locator(f'{LINK}[href*="concepts/"]').first
    link.hover()
    page.locator(CARD).wait_for()
    entry = base[str(link.get_attribute("data-kb"))]
    assert page.locator(f"{CARD} .kb-card__title").inner_text() == entry.title
    assert page.locator(f"{CARD} .kb-card__summary").inner_text() == entry.summary


def test_a_card_closes_on_escape(page: Page, home: str) -> None:
    page.goto(f"{home}proposals/{TOUR.proposal}.html")
    page.locator(LINK).first.hover()
    page.locator(CARD).wait_for()
    page.keyboard.press("Escape")
    page.locator(CARD).wait_for(state="detached")


def test_a_card_can_itself_be_pointed_at(page: Page, home: str) -> None:
    page.goto(f"{home}proposals/{TOUR.proposal}.html")
    page.locator(LINK).first.hover()
    page.locator(CARD).wait_for()
    page.clock.install()
    page.locator(CARD).hover()
    page.clock.run_for(5_000)
    assert page.locator(CARD).count() == 1


def test_a_card_opens_on_keyboard_focus_and_closes_on_escape(page: Page, home: str) -> None:
    page.goto(f"{home}proposals/{TOUR.proposal}.html")
    page.locator(".kb-kicker a").focus()
    while not page.evaluate("link => document.activeElement.matches(link)", LINK):
        page.keyboard.press("Tab")
    page.locator(CARD).wait_for()
    focused = "document.activeElement.getAttribute('aria-describedby')"
    assert page.evaluate(focused) == "kb-card"
    page.keyboard.press("Escape")
    page.locator(CARD).wait_for(state="detached")
    assert page.evaluate(focused) is None


def test_a_card_opens_at_every_link_that_the_keyboard_reaches(page: Page, home: str) -> None:
    from playwright.sync_api import Error as PlaywrightError

    page.goto(f"{home}proposals/{TOUR.proposal}.html")
    page.locator(".kb-kicker a").focus()
    missed = []
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('article a[data-kb]')"):
            link = str(page.evaluate("document.activeElement.href"))
            try:
                page.locator(f"a:focus[aria-describedby], a:focus:not([href='{link}'])").wait_for(
                    timeout=3_000
                )
            except PlaywrightError:
                missed.append(link)
    assert missed == []


def test_a_link_to_a_statement_shows_the_statement(page: Page, home: str) -> None:
    proposal, _, statement = TOUR.statements
    page.goto(f"{home}index.html")
    page.evaluate(
        "([id, name]) => { const link = document.createElement('a'); link.dataset.kb = id;"
        "link.href = `proposals/${id}.html#${name}`; link.textContent = 'a statement';"
        "document.querySelector('article').prepend(link); }",
        [proposal, statement],
    )
    page.get_by_text("a statement").hover()
    page.locator(CARD).wait_for()
    assert page.locator(f"{CARD} .kb-card__kind").inner_text().lower().startswith("statement")


def test_from_a_disk_all_works_without_an_error(page: Page, site: Path) -> None:
    errors: list[str] = []
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.goto((site / f"proposals/{TOUR.proposal}.html").as_uri())
    page.locator(LINK).first.hover()
    page.locator(CARD).wait_for()
    page.keyboard.press("/")
    page.locator(TYPED).fill(TOUR.found)
    page.locator(HIT).first.wait_for()
    assert page.evaluate("[...document.fonts].some((font) => font.status === 'loaded')")
    assert errors == []


def test_the_first_view_is_light(page: Page, home: str, site: Path) -> None:
    loaded: list[str] = []
    page.on("response", lambda answer: loaded.append(answer.url))
    page.goto(f"{home}proposals/{TOUR.proposal}.html", wait_until="networkidle")
    files = [site / url.removeprefix(home) for url in loaded]
    sizes = [len(gzip.compress(file.read_bytes())) for file in files if file.is_file()]
    assert len(sizes) > 5
    assert sum(sizes) <= 200_000


def test_on_paper_what_is_folded_is_open(page: Page, home: str) -> None:
    page.goto(f"{home}proposals/{TOUR.proposal}.html")
    folded = "document.querySelectorAll('article details:not([open])').length"
    assert page.evaluate(folded) > 0
    page.pdf()
    assert page.evaluate(folded) > 0
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(folded) == 0


def test_what_is_not_found_is_searched_for(page: Page, home: str, site: Path) -> None:
    lost = (site / "404.html").read_text("utf-8").replace("/alignment-kb/", "/")
    page.route(
        "**/proposals/daily-garden",
        lambda route: route.fulfill(status=404, body=lost, content_type="text/html"),
    )
    page.goto(home + "proposals/daily-garden")
    assert page.locator("[data-lost]").inner_text().startswith("daily garden")
    page.locator("[data-lost]").click()
    assert page.locator(TYPED).input_value() == "daily garden"


def test_names_and_words_are_fetched_only_when_the_reader_turns_to_search(
    page: Page, home: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(home, wait_until="networkidle")
    assert [url for url in asked if "search" in url or "names" in url] == []
    with page.expect_request("**/names.js"), page.expect_request("**/texts.js"):
        page.locator(FIND).first.click()


def test_a_search_leads_to_an_entry(page: Page, home: str, base: KnowledgeBase) -> None:
    page.goto(home)
    page.locator(FIND).first.click()
    page.locator(TYPED).fill(TOUR.found)
    page.locator(HIT).first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/proposals/{TOUR.found}.html")
    assert page.locator("h1").first.inner_text().startswith(base[TOUR.found].title)


def test_the_arrows_choose_and_escape_leads_back(page: Page, home: str) -> None:
    page.goto(home + "about.html")
    page.keyboard.press("/")
    page.locator(TYPED).fill("a")
    page.locator(HIT).nth(1).wait_for()
    page.keyboard.press("ArrowDown")
    chosen = page.locator(f"{HIT}[aria-selected=true]")
    assert chosen.get_attribute("id") == page.locator(TYPED).get_attribute("aria-activedescendant")
    assert chosen.get_attribute("id") != page.locator(HIT).first.get_attribute("id")
    page.keyboard.press("Escape")
    page.locator(TYPED).wait_for(state="hidden")


def test_without_scripts_the_search_is_the_list_of_all_names(browser: Browser, home: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(home)
    page.locator(FIND).first.click()
    assert page.url.endswith("all.html")
    context.close()


def test_a_link_to_a_statement_marks_it_on_its_page(page: Page, home: str) -> None:
    proposal, other, statement = TOUR.statements
    page.goto(f"{home}proposals/{proposal}.html#{statement}")
    plain, marked = (
        page.locator(f"#{name}").evaluate("item => getComputedStyle(item).backgroundColor")
        for name in (other, statement)
    )
    assert plain != marked


@pytest.mark.parametrize("scripts", [True, False])
def test_a_page_of_the_past_leads_to_the_present_one_and_its_place(
    browser: Browser, home: str, *, scripts: bool
) -> None:
    page = browser.new_page(java_script_enabled=scripts)
    before, now = TOUR.former
    page.goto(home + before)
    page.wait_for_url(f"**/{now if scripts else now.partition('#')[0]}")
    page.close()


PLACES = """nodes => nodes.map((node) => {
  const { top, left } = node.getBoundingClientRect();
  return [Math.round(top), Math.round(left), node.scrollWidth <= node.clientWidth + 1];
})"""
"""Where each node of a map is, and whether it is whole."""


@pytest.mark.parametrize("mode", ["light", "narrow"])
def test_a_map_is_read_as_it_is_written_and_cuts_nothing(
    browser: Browser, home: str, mode: str
) -> None:
    page = browser.new_page(**MODES[mode])
    page.goto(f"{home}proposals/{TOUR.proposal}.html")
    places = page.locator(".kb-map .kb-node").evaluate_all(PLACES)
    page.close()

    assert places
    assert places == sorted(places)
    assert all(whole for _, _, whole in places)


WATCH = """
window.broken = [];
addEventListener("securitypolicyviolation", (event) => broken.push(
  `${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`));
"""
"""Keeps what the policy of a page would not have."""


@pytest.mark.parametrize("name", ["index.html", f"proposals/{TOUR.proposal}.html", "404.html"])
def test_nothing_that_the_site_does_itself_is_against_its_policy(
    page: Page, home: str, name: str
) -> None:
    page.add_init_script(WATCH)
    page.goto(home + name, wait_until="networkidle")
    if name != "404.html":  # its files are where the site will be
        page.get_by_role("button", name="dark").first.click()
        page.locator("article a[data-kb]").first.hover()
        page.locator(CARD).wait_for()
        page.keyboard.press("Escape")
        page.locator(FIND).first.click()
        page.locator(TYPED).fill(TOUR.found)
        page.locator(HIT).first.wait_for()
    assert page.evaluate("broken") == []


def test_enter_in_the_search_field_is_not_against_the_policy(page: Page, home: str) -> None:
    page.add_init_script(WATCH)
    page.goto(home + "about.html")
    page.keyboard.press("/")
    page.locator(TYPED).fill(TOUR.found)
    page.locator(HIT).first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_function("location.pathname !== '/about.html'")
    assert page.evaluate("broken") == []


@pytest.mark.parametrize(
    ("html", "directive"),
    some(
        [
            ('<img src="x" onerror="window.ran = 1">', "script-src-attr"),
            ('<iframe src="index.html"></iframe>', "frame-src"),
            ('<img src="https://evil.test/a.png">', "img-src"),
            ('<link rel="stylesheet" href="https://evil.test/a.css">', "style-src-elem"),
            ('<p style="position: fixed">cover</p>', "style-src-attr"),
            ('<base href="https://evil.test/">', "base-uri"),
            ('<object data="index.html"></object>', "object-src"),
            ('<video src="https://evil.test/a.mp4"></video>', "media-src"),
        ],
        3,
    ),
)
def test_what_stands_on_a_page_against_its_policy_does_nothing(
    page: Page, home: str, html: str, directive: str
) -> None:
    page.add_init_script(WATCH)
    page.goto(home + "about.html")
    page.evaluate("html => document.body.insertAdjacentHTML('beforeend', html)", html)
    page.wait_for_function("broken.length")
    assert directive in str(page.evaluate("broken"))
    assert page.evaluate("window.ran") is None


def test_a_script_on_a_page_does_not_run_unless_it_is_the_themes(
    page: Page, home: str, site: Path
) -> None:
    html = (site / "about.html").read_text("utf-8")
    changed = html.replace("<article", "<script>window.ran = 1</script><article")
    page.add_init_script(WATCH)
    page.route("**/about.html", lambda route: route.fulfill(body=changed, content_type="text/html"))
    page.goto(home + "about.html")
    assert changed != html
    assert page.evaluate("window.ran") is None
    assert "script-src-elem: inline" in str(page.evaluate("broken"))


def test_a_preview_runs_its_scripts_under_the_policy(
    page: Page, checkout: Callable[[Path], Path], tmp_path: Path
) -> None:
    root = checkout(tmp_path)
    made = preview(load(root / "entries"), "gardening", root)
    page.add_init_script(WATCH)
    page.goto(made.as_uri())
    page.locator(LINK).first.hover()
    page.locator(CARD).wait_for()
    assert page.evaluate("broken") == []
    assert page.locator("h1").evaluate("one => getComputedStyle(one).fontFamily").count("Source")
