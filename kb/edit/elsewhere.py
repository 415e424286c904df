"""What is written by hand beside the entries, and names one of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_PAGES: Final = (
    *("*.md", "entries/*.md", "site/*.yaml", "site/pages/**/*.md", "site/notebooks/*.py"),
    *("site/templates/*.j2", "site/assets/js/*.js"),
)


def naming(root: Path, id_: str) -> list[str]:
    """Where files beside the entries name an id, as an address in code, a mention or a path.

    Each as `file:line`. An id of one word is also a word: there it must stand like an id.
    """
    plain = "-" not in id_ and "#" not in id_
    before = r"[`\"'\[/@=]" if plain else r"(?<![\w-])"
    found = re.compile(rf"{before}{re.escape(id_)}(?![\w-])(?!\.(?!html|yaml|md))")
    places = []
    for pattern in _PAGES:
        for file in sorted(root.glob(pattern)):
            for number, line in enumerate(file.read_text("utf-8", "replace").split("\n"), 1):
                if found.search(line):
                    places.append(f"{file.relative_to(root).as_posix()}:{number}")
    return places
