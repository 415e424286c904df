"""Whether the built site is right: every entry is there, every link and anchor resolves.

And nothing is on a page that may not be there: no script, no frame, and no form.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from kb.model.prose import SCHEMES
from kb.site import urls
from kb.site.allowed import leads
from kb.site.finish import stubs
from kb.site.origin import origin
from kb.site.scan import Page

if TYPE_CHECKING:
    from pathlib import Path

    from kb.base import KnowledgeBase

_HERE = "https://site.invalid/"


def mistakes(base: KnowledgeBase, folder: Path) -> tuple[int, list[str]]:
    """The number of pages of a built site, and everything that is wrong with it."""
    pages = {}
    moved = stubs(base)
    wrong = []
    for file in sorted(folder.rglob("*.html")):
        name, text = file.relative_to(folder).as_posix(), file.read_text("utf-8")
        page = pages[name] = Page(text)
        if text != moved.get(name):
            wrong += _strange(base, name, page)
    wrong += [
        f"{record.id}: has no page"
        for record in base.corpus
        if urls.entry_page(record.kind, record.id) not in pages
    ]
    pages.pop("404.html", None)  # its links are absolute, from the site's own address
    known = {name: frozenset(page.ids) for name, page in pages.items()}
    for name, page in pages.items():
        wrong += [f"{name}: the id {id_} stands twice" for id_ in _twice(page.ids)]
        wrong += [f"{name}: loads {load} from elsewhere" for load in page.loads if _outside(load)]
        wrong += [
            f"{name}: {said}" for link in page.links if (said := _broken(link, name, known, folder))
        ]
        wrong += [
            f"{name}: loads {load}, which is not there"
            for load in page.loads
            if not _outside(load) and not _there(load, name, folder)
        ]
    return len(pages), wrong


def _twice(ids: list[str]) -> list[str]:
    return [id_ for id_, count in Counter(ids).items() if count > 1]


def _strange(base: KnowledgeBase, name: str, page: Page) -> list[str]:
    """What may not be on a page, each with the entry and the field that it comes from."""
    found = []
    for said, text, tag in page.refused:
        place = origin(base, name, (text, tag))
        found.append(f"{name}: {said}" + (f", from {place}" if place else ""))
    return list(dict.fromkeys(found))


@lru_cache(maxsize=1 << 12)
def _outside(link: str) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:
        return True
    return bool(parts.netloc or parts.scheme)


def _there(link: str, name: str, folder: Path) -> bool:
    return (folder / _led(link, _from(link, name))[0]).is_file()


def _broken(link: str, name: str, known: dict[str, frozenset[str]], folder: Path) -> str:
    """What is wrong with a link of a page; empty where nothing is."""
    if _apart(link):
        return ""
    try:
        path, fragment = _led(link, _from(link, name))
    except ValueError:
        return f"the link {link} leads nowhere"
    if path.endswith("/") or not path:
        path += "index.html"
    if path not in known:
        return "" if (folder / path).is_file() else f"the link {link} leads nowhere"
    if fragment and fragment not in known[path]:
        return f"the link {link} leads to no place on {path}"
    return ""


@lru_cache(maxsize=1 << 16)
def _apart(link: str) -> bool:
    """Whether a link leaves the site, or is one of which it is told already that it may not be."""
    return link.partition(":")[0].lower() in SCHEMES or not leads(link)


def _from(link: str, name: str) -> str:
    """Where a link starts: on its page, or in the folder of it where that makes no difference."""
    plain = link[:1].isalnum() or link.startswith(".")
    return name[: name.rfind("/") + 1] if plain else name


@lru_cache(maxsize=1 << 17)
def _led(link: str, start: str) -> tuple[str, str]:
    """The path and the fragment to which a link leads.

    Raises:
        ValueError: if it is no address.
    """
    whole = urlsplit(urljoin(_HERE + start, link))
    return unquote(whole.path).lstrip("/"), unquote(whole.fragment)
