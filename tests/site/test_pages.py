from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import pytest

from kb.base import load
from kb.model import Thing
from kb.model.words import KINDS, POINTS, STATUS_SENTENCE
from kb.site import urls
from kb.site.generate import generate
from kb.site.hovercards import shard
from kb.site.pages.context import Context, Site
from kb.site.pages.things import thing_page
from kb.site.render import typographic
from profiles import FULL
from worlds import VALLEY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.base import KnowledgeBase

_HEADING_ID = re.compile(r"^#+ .*\{ #([\w-]+) \}$", re.MULTILINE)
_RELATIONS = re.compile(r'<dl class="kb-relations".*?</dl>', re.DOTALL)
_ITEM = re.compile(r'<li(?: id="[^"]*")?>.*?</li>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_BETWEEN_THINGS = frozenset({"broader", "related", "prerequisites", "addresses", "uses"})


class _Ids(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del tag
        self.found += [value for name, value in attrs if name == "id" and value]


def ids(page: str) -> list[str]:
    parser = _Ids()
    parser.feed(page)
    return parser.found + _HEADING_ID.findall(page)


def page_of(base: KnowledgeBase, address: str) -> str:
    """The page an address is on, from the root of the site."""
    return urls.address_page(base.corpus, address).partition("#")[0]


def attacks(base: KnowledgeBase) -> Iterator[tuple[str, str]]:
    """Every critique with each address it attacks."""
    for record in base.corpus.of_kind("critique"):
        entry: Any = record.entry
        for attack in entry.attacks:
            yield record.id, base.corpus.present(attack.target)


def related_items(page: str) -> list[str]:
    """The lines of a page's relations."""
    return [item for part in _RELATIONS.findall(page) for item in _ITEM.findall(part)]


def plain(html: str) -> str:
    return unescape(_TAG.sub("", html))


def test_generating_twice_gives_the_same_files(root: Path) -> None:
    entries = root / "entries" if FULL else root / "tests/worlds/small/entries"
    first, second = (generate(load(entries), root / "site", "") for _ in range(2))
    assert first == second


def test_generating_writes_nothing(vines: KnowledgeBase, root: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (root / "site").rglob("*")}
    generate(vines, root / "site", "")
    assert {path: path.stat().st_mtime_ns for path in (root / "site").rglob("*")} == before


def test_every_entry_has_a_page(real: KnowledgeBase, markdown: dict[str, str]) -> None:
    expected = {urls.source_file(urls.entry_page(r.kind, r.id)) for r in real.corpus}
    assert expected - set(markdown) == set()


@pytest.mark.parametrize("kind", KINDS)
def test_an_index_lists_every_entry_of_its_kind(
    kind: str, real: KnowledgeBase, markdown: dict[str, str]
) -> None:
    index = markdown[urls.source_file(urls.kind_page(kind))]
    missing = [r.id for r in real.corpus.of_kind(kind) if f'href="{r.id}.html"' not in index]
    assert missing == []


def test_what_most_critiques_stand_against_without_a_reply_is_listed_first(
    real: KnowledgeBase, markdown: dict[str, str]
) -> None:
    for kind in POINTS[:-1]:
        index = markdown[urls.source_file(urls.kind_page(kind))]
        listed = sorted(real.of_kind(kind), key=lambda one: index.index(f'href="{one.id}.html"'))
        open_ = [one.profile.unanswered for one in listed]
        assert open_ == sorted(open_, reverse=True)


def test_a_profile_stands_beside_the_word_for_it(
    real: KnowledgeBase, markdown: dict[str, str]
) -> None:
    for kind in POINTS[:-1]:
        for one in real.of_kind(kind):
            page = markdown[urls.source_file(urls.entry_page(kind, one.id))]
            band = page.partition('<section class="kb-band"')[2].partition("</section>")[0]
            assert f'data-status="{one.status}">{one.status.capitalize()}</p>' in band
            assert typographic(one.profile.sentence) in plain(band)


def test_nothing_is_unchallenged_on_a_page_without_when_someone_looked(
    markdown: dict[str, str],
) -> None:
    chip = re.compile(
        r'data-status="unchallenged">(?:<svg[^>]*><path[^>]*></svg>)?unchallenged</span>'
        r"(?! →)(.{200})",
        re.DOTALL,
    )  # what someone's view moves is not said to stand so
    after = [text for page in markdown.values() for text in chip.findall(page)]
    assert after
    silent = ("last looked", "nobody has recorded", "nothing against it is recorded")
    assert [text for text in after if not any(said in text.lower() for said in silent)] == []


def test_a_page_opens_with_front_matter_that_names_its_entry(markdown: dict[str, str]) -> None:
    line = next(x for x in markdown["proposals/debate.md"].split("\n") if x.startswith("kb: "))
    told = json.loads(line.removeprefix("kb: "))
    assert (told["id"], told["kind"]) == ("debate", "proposal")
    assert told["head"].startswith("<link ")


def test_a_critique_stands_on_the_page_of_what_it_attacks(
    real: KnowledgeBase, markdown: dict[str, str]
) -> None:
    missing = []
    for critique, target in attacks(real):
        page = page_of(real, target)
        link = urls.relative(urls.entry_page("critique", critique), page)
        threads = markdown[urls.source_file(page)].split('class="kb-moves__title"')[1:]
        if not any(f'href="{link}"' in thread.partition("</p>")[0] for thread in threads):
            missing.append((critique, target))
    assert missing == []


def test_a_critique_links_to_the_very_statement_it_attacks(
    real: KnowledgeBase, markdown: dict[str, str]
) -> None:
    missing = []
    for critique, target in attacks(real):
        page = urls.entry_page("critique", critique)
        link = urls.relative(urls.address_page(real.corpus, target), page)
        targets = markdown[urls.source_file(page)].partition("{ #targets }")[2].partition("##")[0]
        if f'href="{link}"' not in targets:
            missing.append((critique, target))
    assert missing == []


def test_every_statement_has_an_anchor_on_its_page(
    real: KnowledgeBase, markdown: dict[str, str]
) -> None:
    missing = [
        address
        for address in real.corpus.statements
        if address.partition("#")[2] not in ids(markdown[urls.source_file(page_of(real, address))])
    ]
    assert missing == []


def test_every_former_id_of_a_statement_is_an_anchor_on_its_page(
    tmp_path: Path, root: Path
) -> None:
    entries = Path(shutil.copytree(VALLEY, tmp_path / "entries"))
    for file in entries.glob("*/*.yaml"):
        text = re.sub(r"(?m)^    former_ids: .*\n", "", file.read_text())
        renamed = r"\g<0>\n    former_ids: [once-\1]"
        file.write_text(re.sub(r"(?m)^  - id: ([\w-]+)$", renamed, text))
    base = load(entries)
    pages = generate(base, root / "site", "")

    assert {one.field for one in base.corpus.statements.values()} >= {"steps", "claims", "open"}
    assert [
        old
        for old in base.corpus.former_statements
        if old.fragment not in ids(str(pages[urls.source_file(page_of(base, old))]))
    ] == []


def test_no_anchor_stands_twice_on_a_page(markdown: dict[str, str]) -> None:
    twice = {
        name: [id_ for id_, count in Counter(ids(page)).items() if count > 1]
        for name, page in markdown.items()
        if name.endswith(".md")
    }
    assert {name: found for name, found in twice.items() if found} == {}


def test_a_relation_is_shown_from_both_sides_with_its_reason(
    real: KnowledgeBase, markdown: dict[str, str]
) -> None:
    missing = []
    site = Site(real, "")
    for start, end, data in real.graph.edges(data=True):
        if data["relation"] not in _BETWEEN_THINGS:
            continue
        for here, there in ((start, end), (end, start)):
            context = Context(site, page_of(real, here))
            reason = plain(context.line(data.get("why")))
            lines = related_items(markdown[urls.source_file(context.page)])
            href = f'href="{context.link(there).href}"'
            if not any(href in line and reason in plain(line) for line in lines):
                missing.append((here, there, reason))
    assert missing == []


def test_every_point_of_the_debate_shows_its_status(
    real: KnowledgeBase, markdown: dict[str, str]
) -> None:
    wrong = []
    for record in real.corpus:
        if record.id in real.debate.points:
            page = markdown[urls.source_file(urls.entry_page(record.kind, record.id))]
            if f'<p class="kb-band__word" data-status="{real.status(record.id)}">' not in page:
                wrong.append(record.id)
    assert wrong == []


def test_every_statement_but_an_open_question_shows_its_status(
    real: KnowledgeBase, markdown: dict[str, str]
) -> None:
    wrong = []
    for address, one in real.corpus.statements.items():
        if one.field == "open" and not real.debate.attackers.get(address):
            continue
        page = markdown[urls.source_file(page_of(real, address))]
        mark = f'<li class="kb-point" id="{address.partition("#")[2]}">'
        _, line = page.partition(mark)[2].split("</p>")[:2]
        if f'data-status="{real.status(address)}"' not in line:
            wrong.append(address)
    assert wrong == []


def test_a_page_with_a_status_says_what_a_status_is(markdown: dict[str, str]) -> None:
    silent = [
        name
        for name, page in markdown.items()
        if name.endswith(".md") and "kb-band" in page and STATUS_SENTENCE not in page
    ]
    assert silent == []


def test_every_title_and_alias_is_in_the_list_of_all_names(
    real: KnowledgeBase, markdown: dict[str, str]
) -> None:
    listed = {unescape(name) for name in re.findall(r">([^<>]+)</a>", markdown["all.md"])}
    names = {typographic(n) for r in real.corpus for n in (r.title, *r.entry.aliases)}
    assert names - listed == set()


def test_an_alias_leads_to_its_entry(real: KnowledgeBase, markdown: dict[str, str]) -> None:
    assert real["debate"].aliases == ("Debate",)
    assert '<a href="proposals/debate.html" data-kb="debate">Debate</a>' in markdown["all.md"]


def test_a_position_read_by_the_editors_says_so_wherever_it_is_shown(
    vines: KnowledgeBase, root: Path
) -> None:
    files = generate(vines, root / "site", "")
    for name in ("views/ben-moss-2023-03.md", "people/ben-moss.md", "proposals/gardening.md"):
        assert "inferred by the editors" in str(files[name])


def test_text_of_entries_cannot_become_html_or_templates(
    real: KnowledgeBase, root: Path, tmp_path: Path
) -> None:
    del real
    file = tmp_path / "entries/concepts/sharp.yaml"
    file.parent.mkdir(parents=True)
    file.write_text('title: "<b>{{ 7*7 }}</b>"\nsummary: "A {% raw %} & <script>."\n')
    page = str(generate(load(tmp_path), root / "site", "")["concepts/sharp.md"])
    body = page.partition("\n---\n")[2]
    assert "<b>{{ 7*7 }}</b>" in unescape(body)
    assert "<b>" not in body
    assert "&lt;script&gt;" in body
    assert "<script>" not in body


def test_every_entry_has_a_preview_in_the_script_its_id_names(
    real: KnowledgeBase, markdown: dict[str, str]
) -> None:
    for record in real.corpus:
        script = markdown[f"assets/kb/preview-{shard(record.id)}.js"]
        part = json.loads(script.removeprefix("kbPreview(").removesuffix(");\n"))
        assert part[record.id][:2] == [record.title, record.kind]


def test_two_entries_with_one_title_are_told_apart_by_kind(markdown: dict[str, str]) -> None:
    for name, title in (
        ("proposals/debate.md", "AI safety via debate (proposal)"),
        ("works/irving-2018-debate.md", "AI safety via debate (work)"),
    ):
        assert f'title: "{title}"' in markdown[name]


def test_every_letter_of_all_names_is_a_link_away(markdown: dict[str, str]) -> None:
    page = markdown["all.md"]
    letters = re.findall(r'<a href="#(letter-\w)">', page)
    assert len(letters) > 15
    assert re.findall(r"^## .* \{ #(letter-\w) \}$", page, re.MULTILINE) == letters


def test_a_page_leads_to_where_its_entry_is_edited(markdown: dict[str, str]) -> None:
    link = "https://example.org/repository/edit/main/entries/proposals/debate.yaml"
    assert f'<a href="{link}">Edit this entry</a>' in markdown["proposals/debate.md"]


def test_without_a_repository_there_is_no_link_to_edit(vines: KnowledgeBase, root: Path) -> None:
    pages = generate(vines, root / "site", "").values()
    assert not any(">Edit this entry<" in str(page) for page in pages)


def test_the_changelog_is_a_page(markdown: dict[str, str], root: Path) -> None:
    page = markdown["changelog.md"]
    log = (root / "CHANGELOG.md").read_text("utf-8")

    assert page.startswith("---\ntitle: Changelog\n")
    assert page.endswith(log)


def test_without_a_changelog_the_page_says_so(
    vines: KnowledgeBase, root: Path, tmp_path: Path
) -> None:
    shutil.copytree(root / "site", tmp_path / "site")

    page = str(generate(vines, tmp_path / "site", "")["changelog.md"])

    assert "Nothing is recorded yet." in page


class _Benchmark(Thing):
    kind: ClassVar[str] = "benchmark"

    size: int = 0
    """How many questions it asks."""
    makers: tuple[str, ...] = ()
    """Who made it."""


def test_a_kind_without_a_page_of_its_own_shows_what_every_entry_shows_and_its_plain_fields(
    vines: KnowledgeBase,
) -> None:
    record = next(vines.corpus.of_kind("concept"))
    entry = _Benchmark(title="Weights", summary="A test.", size=3, makers=("Ada", "Ben"))

    context = Context(Site(vines, ""), "benchmarks/weights.html")
    page = thing_page(context, replace(record, entry=entry), entry)

    assert [(fact.name, fact.text) for fact in page.head.facts] == [
        ("Size", "3"),
        ("Makers", "Ada, Ben"),
    ]
    assert (page.head.kind, page.head.summary) == ("benchmark", "A test.")
