"""What is new is proposed once, told with its reasons, and cannot act on who reads it."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.edit.cite.found import NotReadError
from kb.read import Corpus, read_folder
from profiles import examples
from tools.comment import LONGEST
from tools.current.__main__ import main
from tools.current.asked import ASIDE, Asked, patient
from tools.current.issue import issue
from tools.current.news import Candidate, News, gather

if TYPE_CHECKING:
    from collections.abc import Callable

    from tools.current.asked import Fetch

ANSWERS = Path(__file__).parent / "answers"
GOLDEN = Path(__file__).parents[1] / "golden"
SINCE, UNTIL = dt.date(2026, 10, 15), dt.date(2026, 11, 29)
NO_WORKS = '{"results": []}'
NO_FEED = '<feed xmlns="http://www.w3.org/2005/Atom"/>'


def told_of(address: str) -> str:
    """What is asked by an address, in a word."""
    marks = ("filter=doi", "filter=cites", "id_list=", "search_query=")
    (mark,) = [mark for mark in marks if mark in address]
    return mark


def answered(address: str, accept: str, *, otherwise: dict[str, str] | None = None) -> str:
    """What each registry answers, kept as files."""
    files = {
        "filter=doi": "openalex-held.json",
        "filter=cites": "openalex-citing.json",
        "id_list=": "arxiv-held.xml",
        "search_query=": "arxiv-naming.xml",
    }
    told = told_of(address)
    assert accept == ("application/json" if "filter" in told else "application/atom+xml")
    if told == "search_query=" and "gardening" not in address:
        return NO_FEED
    return (otherwise or {}).get(told) or (ANSWERS / files[told]).read_text("utf-8")


def silent(address: str, accept: str) -> str:
    raise NotReadError(f"{address} answers 429 Too Many Requests; type the fields ({accept})")


@pytest.fixture
def entries(small: Path) -> Path:
    """The small world, in which one work has an arXiv id and two are originals."""
    book = small / "works" / "reed-2021-vines.yaml"
    book.write_text(f"{book.read_text('utf-8')}arxiv: 2104.03113\n", "utf-8")
    trellis = small / "proposals" / "trellis.yaml"
    text = trellis.read_text("utf-8").replace("    at: p. 1\n", "    at: p. 1\n    as: original\n")
    trellis.write_text(text, "utf-8")
    return small


@pytest.fixture
def corpus(entries: Path) -> Corpus:
    return read_folder(entries)[0]


def news(corpus: Corpus, fetch: Fetch = answered) -> News:
    return gather(corpus, Asked(fetch), SINCE, UNTIL)


def titles(corpus: Corpus, fetch: Fetch = answered) -> list[str]:
    return [str(one.fields["title"]) for one in news(corpus, fetch).candidates]


def test_the_issue_reads_as_agreed(corpus: Corpus, golden: Callable[[str, Path], None]) -> None:
    asked = Asked(answered)

    golden(
        issue(corpus, gather(corpus, asked, SINCE, UNTIL), asked.silent, SINCE),
        GOLDEN / "current.md",
    )


def test_a_work_that_two_registries_tell_of_is_proposed_once_with_both_reasons(
    corpus: Corpus,
) -> None:
    (one,) = [one for one in news(corpus).candidates if one.fields["title"].startswith("Vines")]

    assert one.fields["arxiv"] == "2611.00001"
    assert one.bears == {"gardening": ["cites reed-2021-vines", "names it"]}


@pytest.mark.parametrize(
    ("gone", "why"),
    [
        ("What roots do!", "its title is that of a work of the base"),
        ("A vine that was taken back", "it was retracted"),
        ("Gardening that was withdrawn", "its authors withdrew it"),
        ("Oaks", "it cites nothing that an approach rests on"),
    ],
)
def test_what_is_no_candidate_is_left_out(gone: str, why: str, corpus: Corpus) -> None:
    assert gone not in titles(corpus), why
    assert "Impatient gardening" in titles(corpus)


@pytest.mark.parametrize(
    "held",
    ["arxiv: 2611.00002", "doi: 10.1234/IVY|2", "url: https://www.arxiv.org/abs/2611.00002/"],
)
def test_what_the_base_has_under_any_name_is_not_proposed(held: str, entries: Path) -> None:
    before = titles(read_folder(entries)[0])
    work = f"title: Another name\ntype: post\nauthors: [Ed Elm]\ndate: 2026\n{held}\n"
    (entries / "works" / "elm-2026-name.yaml").write_text(work, "utf-8")

    after = titles(read_folder(entries)[0])

    assert len(before) - len(after) == 1


def test_what_was_taken_back_and_what_has_another_doi_is_told(corpus: Corpus) -> None:
    found = news(corpus)

    assert found.gone == {"reed-2021-vines": "OpenAlex, arXiv"}
    assert found.moved == {"reed-2021-vines": "10.1234/vines.2"}
    assert found.unasked == 1


def test_who_does_not_answer_is_named_and_the_others_are_heard(corpus: Corpus) -> None:
    def half(address: str, accept: str) -> str:
        return silent(address, accept) if "openalex" in address else answered(address, accept)

    asked = Asked(half)
    found = gather(corpus, asked, SINCE, UNTIL)

    assert asked.silent == ["api.openalex.org: it answers 429 Too Many Requests"]
    assert [one.fields["arxiv"] for one in found.candidates] == ["2611.00001", "2611.00002"]


def test_pages_are_read_until_one_is_not_full(corpus: Corpus) -> None:
    result = json.loads(answered("filter=cites", "application/json"))["results"][0]
    full = json.dumps({"results": [result] * 100})
    pages: list[str] = []

    def fetch(address: str, accept: str) -> str:
        page = re.search(r"filter=cites.*&page=(\d+)", address)
        if page:
            pages.append(page[1])
            return full if page[1] < "3" else NO_WORKS
        return answered(address, accept)

    assert len(titles(corpus, fetch)) == 2
    assert pages == ["1", "2", "3"]


def test_one_host_is_asked_one_thing_after_another() -> None:
    waits: list[float] = []
    fetch = patient(lambda address, _: address, waits.append)

    for address in ("https://a.example/1", "https://b.example/1", "https://a.example/2"):
        fetch(address, "text/plain")

    assert waits == [ASIDE]


def test_an_issue_of_very_many_works_fits_and_says_what_did_not(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tools.current.issue.EACH", 400)
    many = tuple(
        Candidate({"title": f"{number} {'&' * 300}", "url": "x"}, {"gardening": ["names it"]})
        for number in range(400)
    )

    text = issue(corpus, News(many, {}, {}, 0), [], SINCE)

    rows = text.count("names it")
    assert (len(text.encode()) <= LONGEST, 0 < rows < 400) == (True, True)
    assert text.endswith(f"{400 - rows} lines more did not fit.\n")


hostile = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3)
    ),
    max_leaves=8,
)
works = st.fixed_dictionaries(
    {"id": st.just("https://openalex.org/W9") | hostile},
    optional={
        "doi": st.from_regex(r"https://doi\.org/10\.1234/.+") | hostile,
        "display_name": st.text(min_size=1) | hostile,
        "publication_date": st.text(max_size=12) | hostile,
        "authorships": st.lists(st.fixed_dictionaries({"author": hostile}), max_size=2) | hostile,
        "primary_location": st.fixed_dictionaries({"landing_page_url": st.text()}) | hostile,
        "locations": hostile,
        "referenced_works": st.just(["https://openalex.org/W3100000001"]) | hostile,
        "is_retracted": hostile,
    },
)


@examples(60)
@given(st.lists(works, max_size=3).map(lambda results: {"results": results}) | hostile)
def test_no_answer_of_openalex_breaks_the_issue_or_leaves_its_line(found: Any) -> None:
    check({"filter=cites": json.dumps(found)})


@examples(60)
@given(st.text(max_size=80), st.sampled_from(["title", "summary", "id", "published", "name"]))
def test_no_answer_of_the_arxiv_breaks_the_issue_or_leaves_its_line(text: str, where: str) -> None:
    feed = answered("search_query=", "application/atom+xml")

    check({"search_query=": re.sub(rf"(<{where}>)[^<]*", lambda tag: tag[1] + text, feed)})


@examples(30)
@given(st.text(max_size=80))
def test_no_text_instead_of_an_answer_breaks_the_issue(text: str) -> None:
    check(dict.fromkeys(("filter=doi", "filter=cites", "id_list=", "search_query="), text or "x"))


BASE: list[Corpus] = []


@pytest.fixture(autouse=True)
def base(corpus: Corpus) -> None:
    BASE[:] = [corpus]


def check(otherwise: dict[str, str]) -> None:
    """An issue comes of it, and in its rows nothing foreign is more than text."""
    asked = Asked(lambda address, accept: answered(address, accept, otherwise=otherwise))
    text = issue(BASE[0], gather(BASE[0], asked, SINCE, UNTIL), asked.silent, SINCE)

    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert {len(re.findall(r"\|", row)) for row in rows} <= {6}
    outside = re.sub(
        r"<https://(?:arxiv|doi)\.org/[^<>\s]*>|`[a-z0-9-]+`|`kb cite ADDRESS`", "", text
    )
    assert not re.search(r"[<>\[\]`*_~$]|@(?!\u200b)|://(?!\S*\u200b)(?<!:\u200b//)", outside)


def test_a_run_can_be_repeated_without_a_network(
    entries: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tools.current.__main__.patient", lambda fetch: fetch)
    kept = str(tmp_path / "kept.json")
    common = ["--entries", str(entries)]

    first = main([*common, "--until", f"{UNTIL}", "--record", kept], answered)
    said = capsys.readouterr().out
    again = main([*common, "--from", kept], silent)

    assert (first, again) == (1, 1)
    assert capsys.readouterr().out == said


def test_nothing_new_is_0_and_no_answer_at_all_is_3(
    entries: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tools.current.__main__.patient", lambda fetch: fetch)

    def nothing(_: str, accept: str) -> str:
        return NO_WORKS if accept == "application/json" else NO_FEED

    assert main(["--entries", str(entries)], nothing) == 0
    assert main(["--entries", str(entries)], silent) == 3


def test_nothing_enters_the_base(entries: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tools.current.__main__.patient", lambda fetch: fetch)
    before = {file: file.read_bytes() for file in entries.rglob("*.yaml")}

    main(["--entries", str(entries)], answered)

    assert {file: file.read_bytes() for file in entries.rglob("*") if file.is_file()} == before
