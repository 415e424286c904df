"""The reference: pages that are made from the code, so that they say what the code does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from kb.read import Corpus
from kb.rules import RULES
from kb.site import urls
from kb.site.pages.parts import NONE
from kb.site.pages.sheet import Chapter, Page, Section
from kb.site.prose import Writer
from kb.site.reference.commands import command_page
from kb.site.reference.docstrings import Pen
from kb.site.reference.fields import field_page
from kb.site.reference.python import python_pages
from kb.site.reference.surface import exported, package
from kb.site.reference.tables import table_page
from kb.site.reference.terms import term_page
from kb.site.render import Renderer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

__all__ = ["reference"]


def reference(templates: Path) -> dict[str, str]:
    """Every page of the reference as Markdown, by path: the same for every base.

    A search finds them after entries of the same name.
    """
    render = Renderer(templates)
    front: dict[str, Any] = {"hide": ["navigation"]}
    return dict(render.page(page.template, page, **front) for page in _pages())


def _pages() -> Iterator[Page]:
    nothing = Corpus.of([])
    kb = package()
    python = [*python_pages(nothing, {**exported(kb), **kb["errors"].classes})]
    commands = command_page(nothing)
    data = (term_page(nothing), field_page(nothing), table_page(nothing))
    rules = f"The {len(RULES)} rules that entries are held to, each with its reason."
    told = ((one.id, one.name) for group in commands.sections for one in group.items)
    sections = (
        ("python", "In Python", [_chapter(page, _names(page)) for page in python]),
        ("terminal", "In a terminal", [_chapter(commands, told)]),
        (
            "data",
            "In entries and queries",
            [*map(_chapter, data), _chapter(Page("", urls.RULES, "Rules", rules))],
        ),
    )
    yield Page(
        "contents.md.j2",
        urls.REFERENCE,
        "Reference",
        "All that can be asked in Python, typed in a terminal, or written in an entry. These "
        "pages are made from the code itself.",
        tuple(Section(id_, title, NONE, tuple(found)) for id_, title, found in sections),
        Pen(Writer(nothing, urls.REFERENCE), {}).told(kb.docstring),
    )
    yield from (*python, commands, *data)


def _chapter(page: Page, names: Iterable[tuple[str, str]] = ()) -> Chapter:
    href = urls.relative(page.path, urls.REFERENCE)
    links = tuple((f"{href}#{id_}", name) for id_, name in names)
    return Chapter(href, page.title, Markup.escape(page.lead), links)


def _names(page: Page) -> Iterator[tuple[str, str]]:
    """What a page of the Python interface tells of; of the one class of a page, its methods too."""
    functions, classes = page.more
    yield from ((one.id, one.id) for one in (*functions, *classes))
    for group in classes[0].groups if len(classes) == 1 else ():
        yield from ((member.id, member.name) for member in group.items)
