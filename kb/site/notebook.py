"""The tutorial: a notebook that is run when the site is built, and shown as a page."""

from __future__ import annotations

import json
import os
import re
import tempfile
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kb.disk import write
from kb.errors import KnowledgeBaseError
from kb.model.iri import HOME
from kb.site.cache import digest

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE: Final = "site/pages/tutorial.ipynb"
KEPT: Final = "build/.tutorial.json"
NAME: Final = "tutorial"

_CODE: Final = Path(__file__).parents[1]
_PATIENCE: Final = 120
"""Seconds that a cell may take."""

_FRONT: Final = """\
---
title: "Tutorial: five questions"
description: Five real questions to the map of AI alignment, asked in Python and answered.
hide: [navigation]
---
"""
_PAGE: Final = re.compile(re.escape(HOME) + r"([\w/-]+)\.html")
_COLOUR: Final = re.compile(r"\x1b\[[0-9;]*m")


class CellFailed(KnowledgeBaseError):  # noqa: N818 - named like its neighbours
    """A cell of the tutorial does not run."""


def tutorial(root: Path, state: str = "", *, again: bool = True) -> dict[str, str]:
    """The page of the tutorial, and the notebook with its answers, by path.

    What was run is kept, and run again only where it might come out otherwise.

    Args:
        root: the checkout; without a notebook in it there is no page.
        state: whatever else the answers depend on, beside code and entries.
        again: whether to run it where code or entries have changed since; else only where the
            notebook itself has.

    Raises:
        CellFailed: if a cell fails.
    """
    place = root / SOURCE
    if not place.is_file():
        return {}
    notebook = place.read_text("utf-8")
    asked = digest([(_CODE, "*.py"), (root / "entries", "*.yaml")], state)
    key = {"notebook": digest([], notebook), "rest": asked}
    file = root / KEPT
    try:
        kept = json.loads(file.read_text("utf-8"))
        if kept["of"] == key or (not again and kept["of"]["notebook"] == key["notebook"]):
            return pages(kept["notebook"])
    except (OSError, ValueError, LookupError, TypeError):
        pass  # whatever is wrong with it, it can be made again
    answered = run(notebook, root)
    write(file, json.dumps({"of": key, "notebook": answered}, ensure_ascii=False).encode())
    return pages(answered)


def unanswered(root: Path) -> dict[str, str]:
    """The page of the tutorial without answers, and the notebook, by path; none without one."""
    place = root / SOURCE
    return pages(place.read_text("utf-8")) if place.is_file() else {}


def run(notebook: str, folder: Path) -> str:
    """The notebook with the answers of its cells, and nothing that differs from run to run.

    It is run in the folder by the Python that runs this, whatever kernels are installed.

    Raises:
        CellFailed: if a cell fails, takes too long, or takes the kernel with it.
    """
    import nbformat  # noqa: PLC0415 - a second, and seldom needed
    from jupyter_client.kernelspec import KernelSpecManager  # noqa: PLC0415
    from jupyter_client.manager import AsyncKernelManager  # noqa: PLC0415
    from nbclient import NotebookClient  # noqa: PLC0415
    from nbclient.exceptions import CellControlSignal, DeadKernelError  # noqa: PLC0415

    book: Any = nbformat.reads(notebook, as_version=4)  # type: ignore[no-untyped-call]
    kept = dict(book.metadata)
    if any(cell.cell_type == "code" for cell in book.cells):
        with tempfile.TemporaryDirectory() as home:
            manager = AsyncKernelManager(
                kernel_name="python3",
                kernel_spec_manager=KernelSpecManager(kernel_dirs=[]),
                connection_file=f"{home}/kernel.json",
                transport="ipc" if os.name == "posix" else "tcp",
            )
            client = NotebookClient(
                book,
                km=manager,
                timeout=_PATIENCE,
                record_timing=False,
                coalesce_streams=True,
                resources={"metadata": {"path": str(folder)}},
            )
            try:
                client.execute(cleanup_kc=True, env={**os.environ, "IPYTHONDIR": home})
            except (CellControlSignal, DeadKernelError) as error:
                raise CellFailed(_failure(book, error)) from None
    book.metadata = kept
    for cell in book.cells:
        cell.metadata = {}
    return f"{nbformat.writes(book)}\n"  # type: ignore[no-untyped-call]


def _failure(book: Any, error: Exception) -> str:
    """Which cell failed, what is in it, and what it said."""
    last = ("", "", str(error))
    for number, cell in enumerate(book.cells, 1):
        if cell.cell_type != "code":
            continue
        for one in cell.outputs:
            if one.output_type == "error":
                last = (f"cell {number}", cell.source, f"{one.ename}: {one.evalue}")
    where, source, said = last
    shown = "\n".join(f"    {line}" for line in source.split("\n"))
    return f"{SOURCE}, {where or 'a cell'}:\n\n{shown}\n\n{_COLOUR.sub('', said)}"


def pages(notebook: str) -> dict[str, str]:
    """The page of a notebook as Markdown, and the notebook itself, by path."""
    cells = json.loads(notebook)["cells"]
    parts = ["\n".join(_cell(number, cell)) for number, cell in enumerate(cells, 1)]
    silent = any(c["cell_type"] == "code" and not c.get("execution_count") for c in cells)
    note = (
        "The answers are missing: this page was made without running the notebook."
        if silent
        else "Its cells were run when this site was built."
    )
    parts.insert(1, f"This page is [a notebook]({NAME}.ipynb), which you can download. {note}\n")
    return {f"{NAME}.md": "\n".join([_FRONT, *parts]), f"{NAME}.ipynb": notebook}


def _cell(number: int, cell: dict[str, Any]) -> Iterator[str]:
    source = _joined(cell["source"])
    if cell["cell_type"] == "markdown":
        yield _PAGE.sub(r"\1.md", source) + "\n"
    elif cell["cell_type"] == "code":
        yield f"```python\n{source}\n```\n"
        yield from (_answer(number, one) for one in cell["outputs"])


def _answer(number: int, output: dict[str, Any]) -> str:
    """What a cell answered, as one block of HTML."""
    data = output.get("data", {})
    if "text/html" in data:
        shown = _joined(data["text/html"]).replace(f'href="{HOME}', 'href="')
        shown = shown.replace("<table>", '<table class="kb-table">')
    else:
        text = _joined(data.get("text/plain", output.get("text", "")))
        shown = f"<pre>{escape(text.rstrip(), quote=False)}</pre>"
    attributes = f'tabindex="0" role="group" aria-label="Answer {number}"'
    return f'<div class="kb-answer kb-scroll" {attributes}>{shown}</div>\n'


def _joined(text: str | list[str]) -> str:
    """Text that a notebook may hold line by line."""
    return text if isinstance(text, str) else "".join(text)
