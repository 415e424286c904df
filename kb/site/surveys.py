"""The pages of many entries at once, beside the indexes: what the library computes of them all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kb.site.pages import matrix as grid

if TYPE_CHECKING:
    from kb.site.pages.context import Site
    from kb.site.render import Renderer

_ALONE: Final[dict[str, Any]] = {"hide": ["navigation", "toc"]}


def surveys(site: Site, render: Renderer) -> dict[str, str]:
    """The files of these pages, by path."""
    matrix = grid.matrix(site)
    return {
        **dict([render.page("matrix.md.j2", matrix, {"file": grid.FILE}, **_ALONE)]),
        grid.FILE: grid.table(matrix),
    }
