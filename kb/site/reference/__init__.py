"""The reference: pages that are made from the code, so that they say what the code does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from kb.read import Corpus
from kb.rules import RULES
from kb.site import urls
from kb.site.prose import Writer
from kb.site.reference.commands import command_page
from kb.site.reference.docstrings import Pen, Told
from kb.site.reference.fields import field_page
from kb.site.reference.python import PythonPage, python_pages
from kb.site.reference.surface import exported, package
from kb.site.reference.tables import table_page
from kb.site.reference.terms import term_page
from kb.site.render import Renderer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from kb.site.reference.commands import CommandPage

__all__ = ["Contents", "reference"]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A page of the reference as its contents name it.

    Attributes:
        href: the page.
        title: its name.
        lead: what it is about.
        names: what it tells of: links to some or all of it.
    """

    href: str
    title: str
    lead: Markup
    names: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """The first page of the reference."""

    path: str
    title: str
    lead: str
    told: Told
    python: tuple[Chapter, ...]
    terminal: tuple[Chapter, ...]
    data: tuple[Chapter, ...]


def reference(templates: Path) -> dict[str, str]:
    """Every page of the reference as Markdown, by path: the same for every base.

    A search finds them after entries of the same name.
    """
    render = Renderer(templates)
    files = {}
    for template, page in _pages():
        front = {
            "title": page.title,
            "description": Markup.escape(page.lead).striptags(),
            "hide": ["navigation"],
            "search": {"boost": 0.3},
        }
        files[urls.source_file(page.path)] = render(template, front, page=page)
    return files


def _pages() -> Iterator[tuple[str, Any]]:
    """Every page, with the template it fills."""
    nothing = Corpus.of([])
    kb = package()
    python = tuple(python_pages(nothing, {**exported(kb), **kb["errors"].classes}))
    commands, terms = command_page(nothing), term_page(nothing)
    fields, tables = field_page(nothing), table_page(nothing)
    rules = f"The {len(RULES)} rules that entries are held to, each with its reason."
    yield (
        "contents.md.j2",
        Contents(
            urls.REFERENCE,
            "Reference",
            "All that can be asked in Python, typed in a terminal, or written in an entry. These "
            "pages are made from the code itself.",
            Pen(Writer(nothing, urls.REFERENCE), {}).told(kb.docstring),
            tuple(_chapter(page.path, page.title, page.lead, _names(page)) for page in python),
            (_commands(commands),),
            (
                *(_chapter(page.path, page.title, page.lead) for page in (terms, fields, tables)),
                _chapter(urls.RULES, "Rules", rules),
            ),
        ),
    )
    yield from (("python.md.j2", page) for page in python)
    yield "commands.md.j2", commands
    yield "terms.md.j2", terms
    yield "fields.md.j2", fields
    yield "tables.md.j2", tables


def _chapter(
    path: str, title: str, lead: str | Markup, names: Iterable[tuple[str, str]] = ()
) -> Chapter:
    page = urls.relative(path, urls.REFERENCE)
    return Chapter(
        page, title, Markup.escape(lead), tuple((f"{page}#{id_}", name) for id_, name in names)
    )


def _names(page: PythonPage) -> list[tuple[str, str]]:
    """What a page of the Python interface tells of."""
    names = [(one.id, one.id) for one in page.functions]
    names += [(one.id, one.id) for one in page.classes]
    return names if len(page.classes) > 1 else [*names, *_methods(page)]


def _methods(page: PythonPage) -> Iterator[tuple[str, str]]:
    for group in (group for one in page.classes for group in one.groups):
        yield from ((member.id, member.name) for member in group.members)


def _commands(page: CommandPage) -> Chapter:
    found = (command for group in page.groups for command in group.commands)
    return _chapter(page.path, page.title, page.lead, ((one.id, one.name) for one in found))
