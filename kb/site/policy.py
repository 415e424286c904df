"""The Content-Security-Policy of every page: what a browser may load and run on it."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Final

from kb.disk import write
from kb.site.allowed import fingerprint, policy

if TYPE_CHECKING:
    from pathlib import Path

_EMPTY: Final = "404.html"
"""The page on which nothing of an entry stands."""

_SCRIPT: Final = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_ROOT: Final = re.compile(r'new URL\("[^"]*",location\)')
"""Where the theme says how the root of the site is reached; that differs from page to page."""

_FIRST: Final = '<meta charset="utf-8">'
_META: Final = '\n<meta http-equiv="Content-Security-Policy" content="'


def guard(folder: Path) -> None:
    """Puts a policy before everything that it guards, on every page that has none.

    It allows the scripts that the theme writes into pages. They are those of a page that holds
    nothing of an entry, so that no entry can have a say in it.
    """
    scripts = _SCRIPT.findall((folder / _EMPTY).read_text("utf-8"))
    for file in sorted(folder.rglob("*.html")):
        head, mark, rest = file.read_text("utf-8").partition(_FIRST)
        if mark and not rest.startswith(_META):
            name = file.relative_to(folder).as_posix()
            own = scripts if name == _EMPTY else [_from(name, script) for script in scripts]
            meta = f'{_META}{policy(map(fingerprint, own))}">'
            write(file, f"{head}{mark}{meta}{rest}".encode())


def _from(page: str, script: str) -> str:
    """A script of the theme as it stands on a page."""
    root = posixpath.relpath(".", posixpath.dirname(page) or ".")
    return _ROOT.sub(f'new URL("{root}",location)', script)
