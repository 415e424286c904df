"""What the check of the site looks at on a page: ids, links, files, what may not be there."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser
from typing import Final

from kb.site.allowed import fingerprint, refused, scripts_of

Attributes = tuple[tuple[str, str | None], ...]

_LOADS = {"script": "src", "img": "src"}
_LEADING = {"alternate", "icon", "preload", "stylesheet"}

_TAG: Final = re.compile(r"<[^<>]*>")
_SCRIPT: Final = re.compile(r"(<script[^<>]*>)(.*?)</script>", re.DOTALL)
_ATTRIBUTE: Final = re.compile(r'\s+([a-zA-Z][a-zA-Z0-9:-]*)(?:="([^"<>]*)")?')
_BEGINNING: Final = re.compile(
    r'<([a-z][a-z0-9]*)((?:\s+[a-zA-Z][a-zA-Z0-9:-]*(?:="[^"<>]*")?)*)\s*/?>'
)
_HELD: Final = re.compile(
    r"<(?:iframe|noembed|noframes|noscript|plaintext|style|textarea|title|xmp)\b[^<>]*>[^<]*<(?!/)"
)
"""A tag inside an element in which there are none."""

_END: Final = re.compile(r"</[a-z][a-z0-9]*>|<!doctype html>")


@dataclass(frozen=True, slots=True)
class Tag:
    """What a tag that begins an element says.

    Attributes:
        name: of the element.
        values: of the attributes, by their names.
        id: empty for none.
        link: where it leads; None for nowhere.
        loads: the file that it loads; None for none.
        refused: what may not be there, in words, each with the text that is at fault.
        tells: whether there is any of these.
    """

    name: str
    values: dict[str, str]
    id: str | None
    link: str | None
    loads: str | None
    refused: tuple[tuple[str, str], ...]
    tells: bool

    @classmethod
    def of(cls, name: str, attributes: Attributes) -> Tag:
        """The tag with a name and attributes."""
        values = {key: value or "" for key, value in attributes}
        id_, link = values.get("id"), values.get("href") if name == "a" else None
        loads = values.get(_LOADS.get(name, "-")) or None
        if name == "link" and _LEADING & set(values.get("rel", "").split()):
            loads = values.get("href", "")
        wrong = refused(name, attributes)
        tells = bool(wrong) or not id_ is link is loads is None
        return cls(name, values, id_, link, loads, wrong, tells)

    @property
    def runs(self) -> bool:
        """Whether it begins a script that stands on the page itself."""
        return self.name == "script" and not self.values.keys() & {"src", "type"}


class Page:
    """The ids, links and loaded files of a page, and what may not be on it."""

    def __init__(self, text: str) -> None:
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.refused: list[tuple[str, str, str]] = []
        """Each with the text at fault and the whole tag."""
        self._scripts: frozenset[str] | None = None
        self._begun = False
        parts = _plain(text)
        if parts is None:
            _Parser(self).read(text)
        for written, script in parts or ():
            for one in written:
                tag = _tag(one)
                if tag is not None and (tag.tells or not self._begun):
                    self.meet(tag, one)
            if script is not None:
                self.run(script)

    def meet(self, tag: Tag, written: str) -> None:
        """Takes in a tag that begins an element, as it is written."""
        if tag.id is not None:
            self.ids.append(tag.id)
        if tag.link is not None:
            self.links.append(tag.link)
        if tag.loads is not None:
            self.loads.append(tag.loads)
        self.refused += [(said, text, written) for said, text in tag.refused]
        if not self._begun and tag.name not in {"html", "head"} and "charset" not in tag.values:
            self._begin(tag.values)

    def run(self, script: str) -> None:
        """Takes in a script that stands on the page itself."""
        if fingerprint(script) not in (self._scripts or ()):
            self.refused.append((f"runs {_short(script)}", script, ""))

    def _begin(self, values: dict[str, str]) -> None:
        """Reads the policy, which stands before everything else."""
        self._begun = True
        if values.get("http-equiv") == "Content-Security-Policy":
            self._scripts = scripts_of(values.get("content", ""))
        if self._scripts is None:
            self.refused.append(("does not begin with the policy of the site", "", ""))


def _plain(text: str) -> list[tuple[list[str], str | None]] | None:
    """The tags of a plainly written page up to each script that stands on it, and the script.

    None where only a parser can tell what a text means: where anything is not a tag in small
    letters with attributes in double quotes, or between two of them and without brackets.
    """
    if _HELD.search(text):
        return None
    found: list[tuple[list[str], str | None]] = []
    parts = [*_SCRIPT.split(text), "", ""]
    for between, begun, script in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        tags = _TAG.findall(between)
        if not between.count("<") == between.count(">") == len(tags):
            return None
        if "<script" in between or "</script" in between or "</script" in script.lower():
            return None
        tags += [begun] if begun else []
        try:
            for tag in {*tags}:
                _tag(tag)
        except ValueError:
            return None
        found.append((tags, script if begun and _runs(begun) else None))
    return found


def _runs(begun: str) -> bool:
    """Whether a tag begins a script that stands on the page itself."""
    tag = _tag(begun)
    return tag is not None and tag.runs


@lru_cache(maxsize=1 << 17)
def _tag(written: str) -> Tag | None:
    """A tag that begins an element, from how it is plainly written; None for one that ends it.

    Raises:
        ValueError: if it is written in another way.
    """
    begun = _BEGINNING.fullmatch(written)
    if begun is None:
        if _END.fullmatch(written):
            return None
        raise ValueError(written)
    attributes = tuple(
        (one[1].lower(), None if one[2] is None else html.unescape(one[2]))
        for one in _ATTRIBUTE.finditer(begun[2])
    )
    return Tag.of(begun[1], attributes)


def _short(script: str) -> str:
    """The beginning of a script, on one line."""
    line = " ".join(script.split())
    return f"the script {line[:40]}…" if len(line) > 40 else f"the script {line}"


class _Parser(HTMLParser):
    """Tells a page what any text means to a browser, at a tenth of the pace."""

    def __init__(self, page: Page) -> None:
        super().__init__(convert_charrefs=True)
        self.page = page
        self._inside: list[str] | None = None

    def read(self, text: str) -> None:
        """Reads a whole page."""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = Tag.of(tag, tuple(attrs))
        self.page.meet(found, self.get_starttag_text() or "")
        if found.runs:
            self._inside = []

    def updatepos(self, i: int, j: int) -> int:
        """Counts no lines: nobody asks for them, and it takes a fifth of the time."""
        del i
        return j

    def handle_comment(self, data: str) -> None:
        self.page.refused.append(("holds a comment", data, ""))

    def handle_data(self, data: str) -> None:
        if self._inside is not None:
            self._inside.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._inside is not None:
            script = "".join(self._inside)
            self._inside = None
            self.page.run(script)
