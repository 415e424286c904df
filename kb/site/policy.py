"""The Content-Security-Policy of every page: what a browser may load and run on it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kb.disk import write
from kb.site.allowed import fingerprint, policy

if TYPE_CHECKING:
    from pathlib import Path

_EMPTY: Final = "404.html"
"""The page on which nothing of an entry stands."""

_SCRIPT: Final = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_FIRST: Final = '<meta charset="utf-8">'
_META: Final = '\n<meta http-equiv="Content-Security-Policy" content="'


def guard(folder: Path) -> None:
    """Puts a policy before everything that it guards, on every page that has none.

    It allows the scripts that our layout writes into pages. They are those of a page that holds
    nothing of an entry, so that no entry can have a say in it.
    """
    scripts = _SCRIPT.findall((folder / _EMPTY).read_text("utf-8"))
    meta = f'{_META}{policy(map(fingerprint, scripts))}">'
    for file in sorted(folder.rglob("*.html")):
        head, mark, rest = file.read_text("utf-8").partition(_FIRST)
        if mark and not rest.startswith(_META):
            write(file, f"{head}{mark}{meta}{rest}".encode())
