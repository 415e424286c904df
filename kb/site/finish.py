"""What MkDocs does not make: pages for ids of the past."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from kb.disk import write
from kb.site import urls
from kb.site.generate import redirects

if TYPE_CHECKING:
    from pathlib import Path

    from kb.base import KnowledgeBase

_STUB = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>{title}</title>
<meta name="robots" content="noindex">
{head}<style>body {{ font: 18px/1.5 Georgia, serif; max-width: 32rem; margin: 4rem auto }}</style>
<h1>{title}</h1>
<p>{text} <a href="{href}">{label}</a></p>
</html>
"""


def finish(base: KnowledgeBase, folder: Path) -> None:
    """Writes a page for every former and retired id, so that no published URL dies.

    Args:
        base: the entries.
        folder: the built site.
    """
    for page, (target, text) in redirects(base).items():
        href = escape(urls.relative(target or urls.ALL, page))
        head = (
            f'<link rel="canonical" href="{href}">\n'
            f'<meta http-equiv="refresh" content="4; url={href}">\n'
            if target
            else ""
        )
        label = "Go there" if target else "All names, A to Z"
        title = "This entry has moved" if target else "This entry was removed"
        stub = _STUB.format(title=title, head=head, text=escape(text), href=href, label=label)
        write(folder / page, stub.encode())
