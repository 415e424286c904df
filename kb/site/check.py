"""Whether the built site is right: every entry is there, every link and anchor resolves.

And nothing is on a page that may not be there: no script, no frame, and no form.
"""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from kb.model.prose import SCHEMES
from kb.site import urls
from kb.site.allowed import fingerprint, leads, refused, scripts_of
from kb.site.finish import stubs
from kb.site.origin import origin

if TYPE_CHECKING:
    from pathlib import Path

    from kb.base import KnowledgeBase

_LOADS = {"script": "src", "img": "src"}
_LEADING = {"alternate", "icon", "preload", "stylesheet"}
_HERE = "https://site.invalid/"


class _Page(HTMLParser):
    """The ids, links and loaded files of a page, and what may not be on it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.refused: list[tuple[str, str, str]] = []
        """Each with the text at fault and the whole tag."""
        self._scripts: frozenset[str] | None = None
        self._inside: list[str] | None = None
        self._begun = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        if tag in _LOADS and values.get(_LOADS[tag]):
            self.loads.append(values[_LOADS[tag]])
        if tag == "link" and _LEADING & set(values.get("rel", "").split()):
            self.loads.append(values.get("href", ""))
        for said, text in refused(tag, tuple(attrs)):
            self.refused.append((said, text, self.get_starttag_text() or ""))
        if not self._begun and tag not in {"html", "head"} and "charset" not in values:
            self._begin(values)
        if tag == "script" and not values.keys() & {"src", "type"}:
            self._inside = []

    def updatepos(self, i: int, j: int) -> int:
        """Counts no lines: nobody asks for them, and it takes a fifth of the time."""
        del i
        return j

    def _begin(self, values: dict[str, str]) -> None:
        """Reads the policy, which stands before everything else."""
        self._begun = True
        if values.get("http-equiv") == "Content-Security-Policy":
            self._scripts = scripts_of(values.get("content", ""))
        if self._scripts is None:
            self.refused.append(("does not begin with the policy of the site", "", ""))

    def handle_comment(self, data: str) -> None:
        self.refused.append(("holds a comment", data, ""))

    def handle_data(self, data: str) -> None:
        if self._inside is not None:
            self._inside.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._inside is not None:
            script = "".join(self._inside)
            self._inside = None
            if fingerprint(script) not in (self._scripts or ()):
                self.refused.append((f"runs {_short(script)}", script, ""))


def mistakes(base: KnowledgeBase, folder: Path) -> tuple[int, list[str]]:
    """The number of pages of a built site, and everything that is wrong with it."""
    pages = {}
    moved = stubs(base)
    wrong = []
    for file in sorted(folder.rglob("*.html")):
        name, text = file.relative_to(folder).as_posix(), file.read_text("utf-8")
        page = _Page()
        page.feed(text)
        page.close()
        pages[name] = page
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


def _strange(base: KnowledgeBase, name: str, page: _Page) -> list[str]:
    """What may not be on a page, each with the entry and the field that it comes from."""
    found = []
    for said, text, tag in page.refused:
        place = origin(base, name, (text, tag))
        found.append(f"{name}: {said}" + (f", from {place}" if place else ""))
    return list(dict.fromkeys(found))


def _short(script: str) -> str:
    """The beginning of a script, on one line."""
    line = " ".join(script.split())
    return f"the script {line[:40]}…" if len(line) > 40 else f"the script {line}"


def _outside(link: str) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:
        return True
    return bool(parts.netloc or parts.scheme)


def _there(link: str, name: str, folder: Path) -> bool:
    path = unquote(urlsplit(urljoin(_HERE + name, link)).path).lstrip("/")
    return (folder / path).is_file()


def _broken(link: str, name: str, known: dict[str, frozenset[str]], folder: Path) -> str:
    """What is wrong with a link of a page; empty where nothing is."""
    if link.partition(":")[0].lower() in SCHEMES or not leads(link):
        return ""  # the second is told of already
    try:
        whole = urlsplit(urljoin(_HERE + name, link))
    except ValueError:
        return f"the link {link} leads nowhere"
    path, fragment = unquote(whole.path).lstrip("/"), unquote(whole.fragment)
    if path.endswith("/") or not path:
        path += "index.html"
    if path not in known:
        return "" if (folder / path).is_file() else f"the link {link} leads nowhere"
    if fragment and fragment not in known[path]:
        return f"the link {link} leads to no place on {path}"
    return ""
