"""Whether the built site is right: every entry is there, every link and anchor resolves."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from kb.site import urls

if TYPE_CHECKING:
    from pathlib import Path

    from kb.base import KnowledgeBase

_LOADS = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "audio": "src",
    "video": "src",
    "object": "data",
    "embed": "src",
}
_HERE = "https://site.invalid/"


class _Page(HTMLParser):
    """The ids, links and loaded files of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        if tag in _LOADS and values.get(_LOADS[tag]):
            self.loads.append(values[_LOADS[tag]])
        if tag == "link" and {"stylesheet", "preload", "icon"} & set(values.get("rel", "").split()):
            self.loads.append(values.get("href", ""))


def mistakes(base: KnowledgeBase, folder: Path) -> tuple[int, list[str]]:
    """The number of pages of a built site, and everything that is wrong with it.

    Args:
        base: the entries it should show.
        folder: the built site.
    """
    pages = {}
    for file in sorted(folder.rglob("*.html")):
        page = _Page()
        page.feed(file.read_text("utf-8"))
        pages[file.relative_to(folder).as_posix()] = page
    wrong = [
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
            f"{name}: {_broken(link, name, known, folder)}"
            for link in page.links
            if _broken(link, name, known, folder)
        ]
        wrong += [
            f"{name}: loads {load}, which is not there"
            for load in page.loads
            if not _outside(load) and not _there(load, name, folder)
        ]
    return len(pages), wrong


def _twice(ids: list[str]) -> list[str]:
    seen: set[str] = set()
    return [id_ for id_ in ids if id_ in seen or seen.add(id_)]  # type: ignore[func-returns-value]


def _outside(link: str) -> bool:
    parts = urlsplit(link)
    return bool(parts.netloc) or parts.scheme not in {"", "data"}


def _there(link: str, name: str, folder: Path) -> bool:
    if link.startswith("data:"):
        return True
    path = unquote(urlsplit(urljoin(_HERE + name, link)).path).lstrip("/")
    return (folder / path).is_file()


def _broken(link: str, name: str, known: dict[str, frozenset[str]], folder: Path) -> str:
    """What is wrong with a link of a page; empty where nothing is."""
    if urlsplit(link).scheme in {"http", "https", "mailto"} or link.startswith("javascript:void"):
        return ""
    whole = urlsplit(urljoin(_HERE + name, link))
    path, fragment = unquote(whole.path).lstrip("/"), unquote(whole.fragment)
    if path.endswith("/") or not path:
        path += "index.html"
    if path not in known:
        return "" if (folder / path).is_file() else f"the link {link} leads nowhere"
    if fragment and fragment not in known[path]:
        return f"the link {link} leads to no place on {path}"
    return ""
