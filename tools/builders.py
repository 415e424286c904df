"""Whether Zensical makes the same pages of the Markdown tree as MkDocs: ids, and where links lead.

    python -m tools.builders

It needs `zensical`, which is no dependency of the project, and a site that `kb build` made. Where
the two differ, it says where, and ends with 1.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import yaml

_HERE = "https://site.invalid/"
_ADDED = {"__skip"}
"""What one of the two themes calls the heading that is skipped to, where it has no name."""


@dataclass
class Page:
    """What stands in the article of a page."""

    title: str = ""
    ids: set[str] = field(default_factory=set)
    links: set[str] = field(default_factory=set)


class _Reader(HTMLParser):
    """Reads the article of a page."""

    def __init__(self, name: str) -> None:
        super().__init__(convert_charrefs=True)
        self.name = name
        self.page = Page()
        self._inside = False
        self._title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = self._inside or tag == "article"
        self._title = tag == "title" and not self.page.title
        values = dict(attrs)
        if self._inside and (id_ := values.get("id")):
            self.page.ids.add(id_)
        if self._inside and tag == "a" and (href := values.get("href")):
            self.page.links.add(_place(urljoin(_HERE + self.name, href)))

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "article"
        self._title = False

    def handle_data(self, data: str) -> None:
        if self._title:
            self.page.title += data


def _place(address: str) -> str:
    """An address without what differs in how builders write it.

    Zensical takes the text beside a page, which is Markdown, for the page.
    """
    path, fragment = urldefrag(address)
    if path.startswith(_HERE) and path.endswith(".md"):
        path = path.removesuffix(".md") + ".html"
    if path.startswith(_HERE) and path.endswith("/"):
        path += "index.html"
    return f"{path}#{fragment}" if fragment else path


def read(folder: Path, names: set[str]) -> dict[str, Page]:
    """The pages of a built site, of those named."""
    found = {}
    for name in sorted(names):
        file = folder / name
        if file.is_file():
            reader = _Reader(name)
            reader.feed(file.read_text("utf-8"))
            found[name] = reader.page
    return found


def differences(one: dict[str, Page], other: dict[str, Page]) -> list[str]:
    """Where two builds of the same tree differ, in words."""
    said = [f"{name}: only one of the two has it" for name in sorted(one.keys() ^ other.keys())]
    for name in sorted(one.keys() & other.keys()):
        mine, theirs = one[name], other[name]
        if mine.title != theirs.title:
            said.append(f"{name}: the title is {mine.title!r} and {theirs.title!r}")
        for what, left, right in (
            ("id", mine.ids - _ADDED, theirs.ids - _ADDED),
            ("link", mine.links, theirs.links),
        ):
            said += [f"{name}: only one has the {what} {each}" for each in sorted(left ^ right)]
    return said


def build(root: Path, folder: Path) -> None:
    """Makes the site of `build/docs` with Zensical, in a folder."""
    config = yaml.safe_load((root / "mkdocs.yml").read_text("utf-8"))
    copy = folder / "source"
    shutil.copytree(root / "build/docs", copy / "docs")
    shutil.copytree(root / config["theme"]["custom_dir"], copy / "overrides")
    config["theme"]["custom_dir"] = "overrides"
    (copy / "mkdocs.yml").write_text(
        yaml.safe_dump({**config, "docs_dir": "docs", "site_dir": "made"}, sort_keys=False)
    )
    command = [shutil.which("zensical") or "zensical", "build", "--clean"]
    subprocess.run(command, cwd=copy, check=True)  # noqa: S603 - a fixed command


def main(root: Path) -> int:
    """Builds, compares, and prints what differs."""
    if shutil.which("zensical") is None:
        print("zensical is not installed: pip install zensical", file=sys.stderr)
        return 2
    docs = root / "build/docs"
    names = {file.relative_to(docs).with_suffix(".html").as_posix() for file in docs.rglob("*.md")}
    with tempfile.TemporaryDirectory(prefix="kb-") as name:
        build(root, Path(name))
        theirs = read(Path(name) / "source/made", names)
    wrong = differences(read(root / "build/site", names), theirs)
    print("\n".join(wrong) or f"{len(names)} pages are the same")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(Path.cwd()))
