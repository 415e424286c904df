"""The tutorial: it runs, it says what is so, and it becomes a page that is safe to show."""

from __future__ import annotations

import json
import re
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.model.iri import HOME
from kb.site.notebook import KEPT, SOURCE, CellFailed, pages, run, tutorial, unanswered

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kb.base import KnowledgeBase

Cells = list[dict[str, Any]]


def markdown(source: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "id": "m", "metadata": {}, "source": source}


def code(source: str, *outputs: Mapping[str, Any], number: int | None = None) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "id": "c",
        "metadata": {},
        "execution_count": number,
        "source": source,
        "outputs": list(outputs),
    }


def book(*cells: dict[str, Any]) -> str:
    named = [{**cell, "id": f"cell-{number}"} for number, cell in enumerate(cells)]
    return json.dumps({"cells": named, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def printed(text: str) -> dict[str, str]:
    return {"output_type": "stream", "name": "stdout", "text": text}


def shown(**data: str) -> dict[str, Any]:
    named = {name.replace("_", "/"): text for name, text in data.items()}
    return {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": named}


def page_of(*cells: dict[str, Any]) -> str:
    return pages(book(*cells))["tutorial.md"]


@pytest.fixture(scope="session")
def answered(root: Path, real: KnowledgeBase) -> Cells:
    """The cells of the tutorial with their answers, run at most once."""
    cells: Cells = json.loads(tutorial(root, real.version.data_date)["tutorial.ipynb"])["cells"]
    return cells


@pytest.fixture(scope="session")
def text(root: Path) -> str:
    """All that the tutorial says, as one line."""
    cells = json.loads((root / SOURCE).read_text("utf-8"))["cells"]
    return " ".join(" ".join("".join(c["source"]).split()) for c in cells)


class Seen(HTMLParser):
    """The tags on a page, and the text between them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


# What it says


def test_the_tutorial_is_kept_without_answers(root: Path) -> None:
    cells = json.loads((root / SOURCE).read_text("utf-8"))["cells"]
    codes = [cell for cell in cells if cell["cell_type"] == "code"]
    assert len(codes) > 15
    assert [cell["id"] for cell in codes if cell["outputs"] or cell["execution_count"]] == []
    assert [cell["id"] for cell in cells if cell["metadata"]] == []


@pytest.mark.slow
def test_every_cell_of_the_tutorial_runs_in_order(answered: Cells) -> None:
    codes = [cell for cell in answered if cell["cell_type"] == "code"]
    assert [cell["execution_count"] for cell in codes] == [*range(1, len(codes) + 1)]
    assert [cell["id"] for cell in codes if not cell["outputs"]] == []


@pytest.mark.slow
def test_no_answer_says_where_or_when_it_was_run(answered: Cells, root: Path) -> None:
    said = json.dumps(answered)
    assert re.findall(r"0x[0-9a-f]{6,}|/tmp/|ipykernel|iopub|stderr", said) == []
    assert str(root) not in said
    assert sys.prefix not in said


@pytest.mark.slow
def test_no_answer_holds_a_script(answered: Cells) -> None:
    assert "<script" not in json.dumps(answered)


def _accepted(base: KnowledgeBase) -> set[str]:
    """Points that change when Christiano's arguments are accepted, beside these themselves."""
    arguments = base.arguments.where(by="paul-christiano", sources="christiano-2022-rlhfcomment")
    assert len(arguments) > 1
    return {*base.suppose(accept=arguments.ids).changes().column("address")} - {*arguments.ids}


def _felled(base: KnowledgeBase) -> set[str]:
    """Points that change when people cannot evaluate outputs."""
    view = base.suppose(reject="humans-can-evaluate-outputs")
    return {one.address for one in view.changes() if one.after == "refuted"}


def _crux(base: KnowledgeBase) -> Any:
    return base.cruxes("ansh-radhakrishnan", "eliezer-yudkowsky", about="bio-anchors")[0]


def _common(base: KnowledgeBase, address: str) -> bool:
    """Whether the two both accept an address; fails if they have it not in common."""
    found = base.common_ground("ansh-radhakrishnan", "eliezer-yudkowsky")
    return bool(found.where(address=address)[0].agree)


def _comment(base: KnowledgeBase) -> tuple[str, ...]:
    said = base.of_kind("critique", "argument")
    return said.where(by="paul-christiano", sources="christiano-2022-rlhfcomment").ids


FACTS: list[tuple[str, Callable[[KnowledgeBase], bool]]] = [
    (
        "An entry is found by whatever it is called.",
        lambda base: base.find("RLHF")[0].id == "rlhf",
    ),
    (
        "Other critiques did get replies.",
        lambda base: any(one.attacked_by for one in base["rlhf"].critiques()),
    ),
    (
        "because more than one proposal needs it",
        lambda base: len(base.assumptions.where(address="humans-can-evaluate-outputs")[0].by) > 1,
    ),
    (
        "The thesis of RLHF falls with it, and so does its first step, the collecting of feedback.",
        lambda base: {"rlhf", "rlhf#collect-feedback"} <= _felled(base),
    ),
    (
        "The same goes for the idea of [richer feedback]",
        lambda base: "richer-feedback" in _felled(base),
    ),
    (
        "Each of these *weakens* the claim",
        lambda base: (
            {
                link.force
                for one in base["humans-can-evaluate-outputs"].attacked_by
                for link in one.neighbors("attacks")
                if link.target == "humans-can-evaluate-outputs"
            }
            == {"weakens"}
        ),
    ),
    (
        "So the claim is undecided, and RLHF has not fallen.",
        lambda base: (
            {base.status(id_).label for id_ in ("humans-can-evaluate-outputs", "rlhf")}
            == {"undecided"}
        ),
    ),
    ("None do. This is no accident.", lambda base: not _accepted(base)),
    (
        "The arguments support another statement anyway",
        lambda base: (
            {
                link.target
                for id_ in _comment(base)
                for link in base.neighbors(id_, "supports")
                if base[id_].kind == "argument"
            }
            == {"rlhf#useful"}
        ),
    ),
    (
        "Two of them name what is wrong with RLHF as it is",
        lambda base: (
            {*_comment(base)} & {*base.critiques_of("rlhf").ids}
            == {"average-case-is-not-enough", "human-judges-make-mistakes"}
        ),
    ),
    (
        "He names remedies with them",
        lambda base: (
            {
                link.target
                for id_ in ("adversarial-training", "recursive-reward-modeling")
                for link in base.neighbors(id_, "avoids")
            }
            >= {"average-case-is-not-enough", "human-judges-make-mistakes"}
        ),
    ),
    (
        "The critique stands as before",
        lambda base: base.status("average-case-is-not-enough") == "unanswered",
    ),
    (
        "With the whole comment accepted RLHF stays contested",
        lambda base: (
            {base.suppose(accept=_comment(base)).status("rlhf"), base.status("rlhf")}
            == {"contested"}
        ),
    ),
    (
        "Compare what happens when a claim *falls*",
        lambda base: (
            base.suppose(reject="brain-computation-informs-ai").status("bio-anchors") == "refuted"
        ),
    ),
    (
        "Both have written on [Biological Anchors]",
        lambda base: all(
            base[f"{work}-bioanchors"].authors == (author,)
            for work, author in [
                ("radhakrishnan-2022", "Ansh Radhakrishnan"),
                ("yudkowsky-2021", "Eliezer Yudkowsky"),
            ]
        ),
    ),
    (
        "they stand apart: Radhakrishnan leans towards it, Yudkowsky rejects it.",
        lambda base: (
            (_crux(base).apart, _crux(base).one_stance, _crux(base).other_stance)
            == (True, "leans-agree", "disagree")
        ),
    ),
    (
        "Neither believes that people can evaluate the outputs",
        lambda base: not _common(base, "humans-can-evaluate-outputs"),
    ),
    (
        "About timelines, both lean the same way:",
        lambda base: all(
            base.positions(about="timelines-are-short", holder=holder)[-1].stance == "leans-agree"
            for holder in ("ansh-radhakrishnan", "eliezer-yudkowsky")
        ),
    ),
    (
        "whether evolution tells us anything at all",
        lambda base: _crux(base).address == "evolution-informs-ai",
    ),
    (
        "Radhakrishnan tells how his moved",
        lambda base: len(base.changed_positions(holder="ansh-radhakrishnan")) > 0,
    ),
    (
        "Every entry comes after all that it needs itself; the entry you asked for is last.",
        lambda base: base.reading_order("elk")[-1].address == "elk",
    ),
    (
        "from the text that set it out to what was said against it",
        lambda base: {"original", "critique"} <= {*base.timeline("elk").column("what")},
    ),
]


@pytest.mark.parametrize(("sentence", "so"), FACTS, ids=[sentence for sentence, _ in FACTS])
def test_what_the_tutorial_says_is_so(
    sentence: str, so: Callable[[KnowledgeBase], bool], text: str, real: KnowledgeBase
) -> None:
    assert sentence in text
    assert so(real)


# How it is run


@pytest.mark.slow
def test_a_notebook_is_run_by_this_python_whatever_kernels_are_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = tmp_path / "kernels/python3/kernel.json"
    spec.parent.mkdir(parents=True)
    spec.write_text(json.dumps({"argv": ["no-such-python"], "display_name": "", "language": "x"}))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    asked = book(code("import sys\nprint(sys.executable)"), code("import os\nos.getcwd()"))
    first, second = (run(asked, tmp_path) for _ in range(2))
    where, folder = (cell["outputs"][0] for cell in json.loads(first)["cells"])
    assert where["text"] == [f"{sys.executable}\n"]
    assert Path(folder["data"]["text/plain"][0].strip("'")) == tmp_path.resolve()
    assert first == second


@pytest.mark.slow
def test_a_failing_cell_is_named_with_its_source_and_its_error(tmp_path: Path) -> None:
    asked = book(markdown("One"), code("held = 2"), code("held / 0"), code("print(held)"))
    with pytest.raises(CellFailed) as caught:
        run(asked, tmp_path)
    said = str(caught.value)
    assert f"{SOURCE}, cell 3:\n\n    held / 0\n\nZeroDivisionError: division by zero" in said
    assert "\x1b" not in said


def test_a_notebook_without_code_needs_no_kernel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "no-such-python")
    assert "A tour" in run(book(markdown("# A tour")), tmp_path)


@pytest.fixture
def kept(checkout: Callable[[Path], Path], tmp_path: Path) -> Path:
    """A checkout whose tutorial was run, with a mark in what was kept of it."""
    folder = checkout(tmp_path)
    tutorial(folder)
    file = folder / KEPT
    file.write_text(file.read_text().replace("A tour", "A mark"))
    return folder


def test_what_was_run_is_kept(kept: Path) -> None:
    assert "# A mark" in tutorial(kept)["tutorial.md"]


@pytest.mark.parametrize("name", ["entries/concepts/pruning.yaml", "entries/concepts/new.yaml"])
def test_it_is_run_again_where_entries_changed_unless_it_must_be_quick(
    kept: Path, name: str
) -> None:
    with (kept / name).open("a") as file:
        file.write("searched: 2024-05-01\n")
    assert "# A mark" in tutorial(kept, again=False)["tutorial.md"]
    assert "# A tour" in tutorial(kept)["tutorial.md"]


def test_it_is_run_again_where_what_the_entries_are_of_changed(kept: Path) -> None:
    assert "# A tour" in tutorial(kept, "2024-05-01")["tutorial.md"]


def test_a_changed_notebook_is_run_again_at_once(kept: Path) -> None:
    (kept / SOURCE).write_text(book(markdown("# Another tour")))
    assert "# Another tour" in tutorial(kept, again=False)["tutorial.md"]


@pytest.mark.parametrize("rubbish", ["", "{}", "[]", '{"of": 1}', '{"of": {"notebook": 1}}'])
def test_what_cannot_be_read_is_made_again(kept: Path, rubbish: str) -> None:
    (kept / KEPT).write_text(rubbish)
    assert "# A tour" in tutorial(kept, again=False)["tutorial.md"]


def test_without_a_notebook_there_is_no_page(tmp_path: Path) -> None:
    assert tutorial(tmp_path) == {}
    assert unanswered(tmp_path) == {}


# How it is shown


def test_the_notebook_itself_is_beside_its_page() -> None:
    text = book(markdown("# A tour"))
    assert pages(text)["tutorial.ipynb"] == text
    assert "[a notebook](tutorial.ipynb)" in pages(text)["tutorial.md"]


def test_a_page_without_answers_says_so(markdown: dict[str, str]) -> None:
    assert "The answers are missing" in markdown["tutorial.md"]
    assert "The answers are missing" not in page_of(code("2", number=1))


@pytest.mark.slow
def test_the_built_page_has_its_answers(built: Path) -> None:
    page = (built / "tutorial.html").read_text("utf-8")
    assert "The answers are missing" not in page
    assert page.count('class="kb-answer') > 15
    assert '<span class="kn">import</span>' in page
    answers = json.loads((built / "tutorial.ipynb").read_text("utf-8"))["cells"]
    assert any(cell.get("outputs") for cell in answers)


@pytest.mark.slow
def test_the_prompt_in_the_guide_is_not_copied_with_the_code(built: Path) -> None:
    assert '<span class="gp">&gt;&gt;&gt; </span>' in (built / "python.html").read_text("utf-8")


def test_html_is_preferred_to_text() -> None:
    page = page_of(code("x", shown(text_plain="plain", text_html="<p>rich</p>")))
    assert "<p>rich</p>" in page
    assert "plain" not in page


def test_links_into_the_site_are_its_own() -> None:
    link = f'<a href="{HOME}proposals/rlhf.html">RLHF</a>'
    page = page_of(
        markdown(f"[RLHF]({HOME}proposals/rlhf.html#useful)"), code("x", shown(text_html=link))
    )
    assert "[RLHF](proposals/rlhf.md#useful)" in page
    assert '<a href="proposals/rlhf.html">' in page
    assert HOME not in page


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_what_is_printed_is_text_and_nothing_else(said: str) -> None:
    page = page_of(code("x", printed(f"<script>{said}</div>")))
    answer = page[page.index("<div") :]
    assert Seen(answer).tags == {"div", "pre"}
    assert answer.count("</div>") == 1
