"""All pages of the site as files: a pure function of the base and the folder `site/`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kb.model import statements_of
from kb.model.words import KINDS
from kb.rules import RULES
from kb.site import markdown, notebook, urls
from kb.site.hovercards import shards
from kb.site.pages.context import Site
from kb.site.pages.entry import entry_page
from kb.site.pages.lists import all_names, home, kind_index
from kb.site.pages.matrix import matrix
from kb.site.pages.rules import rule_index, rule_page
from kb.site.render import Renderer

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kb.base import KnowledgeBase
    from kb.read import Corpus, Record

_ALONE = {"hide": ["navigation", "toc"]}
_QUIET = {**_ALONE, "search": {"exclude": True}}


def generate(
    base: KnowledgeBase,
    wing: Path,
    repository: str,
    reference: Mapping[str, str] | None = None,
    tutorial: Mapping[str, str] | None = None,
) -> dict[str, str | bytes]:
    """Every file of the Markdown site, by path.

    Args:
        base: the entries.
        wing: the folder `site/`: templates, assets and hand-written pages.
        repository: where the entries can be edited; empty for nowhere.
        reference: the pages of the reference, where they are at hand; else they are made.
        tutorial: the tutorial as it was run; else it is shown without its answers.
    """
    site = Site(base, repository)
    render = Renderer(wing / "templates")
    files: dict[str, str | bytes] = {}
    for record in base.corpus:
        files[urls.source_file(urls.entry_page(record.kind, record.id))] = entry_markdown(
            site, render, record
        )
    for kind in KINDS.values():
        listing = kind_index(site, kind)
        front = {"title": listing.title, "description": listing.lead, **_QUIET}
        files[urls.source_file(listing.path)] = render("listing.md.j2", front, page=listing)
    names = all_names(site)
    front = {"title": names.title, "description": names.lead, **_QUIET}
    files[urls.source_file(names.path)] = render("listing.md.j2", front, page=names)
    table = matrix(site)
    front = {
        "title": "Matrix",
        "description": "Proposals, problems and critiques side by side.",
        **_QUIET,
    }
    files[urls.source_file(table.path)] = render("matrix.md.j2", front, page=table)
    front = {
        "title": "Alignment Concepts",
        "description": "A checked, cited map of AI alignment proposals and the critiques of them.",
        **_QUIET,
    }
    files[urls.source_file(urls.HOME)] = render("home.md.j2", front, page=home(site))
    files.update(_rules(base.corpus, render))
    files.update(reference_of(wing) if reference is None else reference)
    files.update(notebook.unanswered(wing.parent) if tutorial is None else tutorial)
    files[urls.source_file(urls.CHANGES)] = _changes(wing.parent / "CHANGELOG.md")
    for file in sorted((wing / "pages").rglob("*.md")):
        files[file.relative_to(wing / "pages").as_posix()] = file.read_bytes()
    files.update(assets(base, wing))
    return files


def entry_markdown(site: Site, render: Renderer, record: Record) -> str:
    """The page of one entry as Markdown."""
    page = entry_page(site, record)
    front = _front(page.title, page.summary or _describe(record), record)
    taken = {statement.id for _, _, statement in statements_of(record.entry)}
    return markdown.apart(render(f"{record.kind}.md.j2", front, page=page), taken)


def assets(base: KnowledgeBase, wing: Path) -> dict[str, str | bytes]:
    """Styles, scripts and fonts, and the summaries that cards show, by path."""
    folder = wing / "assets"
    files: dict[str, str | bytes] = {
        f"assets/{file.relative_to(folder).as_posix()}": file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }
    return {**files, **shards(base)}


def reference_of(wing: Path) -> dict[str, str]:
    """The pages of the reference, by path: of the code alone, whatever the entries."""
    from kb.site.reference import reference  # noqa: PLC0415 - it reads all of the code

    return reference(wing / "templates")


def _rules(corpus: Corpus, render: Renderer) -> dict[str, str]:
    """The pages of the rules."""
    index = rule_index(corpus)
    front = {"title": index.title, "description": index.lead, **_QUIET}
    files = {urls.source_file(index.path): render("rules.md.j2", front, page=index)}
    for rule in RULES.values():
        page = rule_page(corpus, rule)
        front = {"title": page.title, "description": rule.meaning.replace("`", ""), **_ALONE}
        files[urls.source_file(page.path)] = render("rule.md.j2", front, page=page)
    return files


def _changes(log: Path) -> str:
    """The page on what changed: the changelog under another title."""
    text = log.read_text("utf-8") if log.is_file() else "# Changelog\n\nNothing is recorded yet.\n"
    front = (
        "title: What changed\n"
        "description: What changed in entries, schema, library and site.\n"
        "hide: [navigation]\n"
    )
    return f"---\n{front}---\n\n{re.sub('^# .*', '# What changed', text, count=1)}"


def _describe(record: Record) -> str:
    return f"{record.title}, {KINDS[record.kind].noun} in the map of AI alignment."


def _front(title: str, description: str, record: Record) -> dict[str, Any]:
    return {
        "title": title,
        "description": description,
        "hide": ["navigation"],
        "kb": {"id": record.id, "kind": record.kind},
    }


def redirects(base: KnowledgeBase) -> dict[str, tuple[str, str]]:
    """Pages that stay alive for ids of the past: old page to (new page or "", what to say)."""
    corpus = base.corpus
    found = {}
    for old, new in corpus.former.items():
        record = corpus.records[new]
        page = urls.entry_page(record.kind, old)
        found[page] = (urls.entry_page(record.kind, new), f"{old} is now called {new}.")
    for id_, stub in corpus.retired.items():
        see = [corpus.records[s] for s in stub.see if s in corpus.records]
        target = urls.entry_page(see[0].kind, see[0].id) if len(see) == 1 else ""
        text = f"{stub.title or id_} was removed on {stub.since}: {stub.reason.replace('-', ' ')}."
        for kind in KINDS:
            found[urls.entry_page(kind, id_)] = (target, text)
    return found
