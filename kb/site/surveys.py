"""The pages of many entries at once, beside the indexes: what the library computes of them all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kb.site import urls
from kb.site.pages import comparing
from kb.site.pages import matrix as grid
from kb.site.pages.between import between_pages
from kb.site.pages.field import field_map
from kb.site.pages.inside import inside
from kb.site.pages.lanes import lineage
from kb.site.pages.more import more
from kb.site.pages.news import feed, news
from kb.site.pages.paths import paths
from kb.site.pages.questions import open_questions
from kb.site.pages.seen import seen_index, seen_pages
from kb.site.pages.upkeep import graveyard, reviews, wanted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kb.site.pages.context import Site
    from kb.site.render import Renderer
    from kb.site.wanted import Wanted

_ALONE: Final[dict[str, Any]] = {"hide": ["navigation", "toc"]}
_LONG: Final[dict[str, Any]] = {"hide": ["navigation"]}


def surveys(site: Site, render: Renderer, names: Iterable[Wanted] = ()) -> dict[str, str]:
    """The files of these pages, by path.

    Args:
        site: the base.
        render: fills templates.
        names: those that no entry has yet.
    """
    matrix = grid.matrix(site)
    listed = [
        open_questions(site),
        paths(site),
        news(site),
        wanted(site, names),
        reviews(site),
        graveyard(site),
        comparing.comparing(site),
        seen_index(site),
        more(site),
    ]
    return {
        **dict(render.page("survey.md.j2", page, **_LONG) for page in listed),
        **dict(
            render.page("survey.md.j2", page, **_ALONE) for page in (lineage(site), field_map(site))
        ),
        **dict([render.page("inside.md.j2", inside(site), **_ALONE)]),
        **dict([render.page("matrix.md.j2", matrix, {"file": grid.FILE}, **_ALONE)]),
        **dict(render.page("pair.md.j2", page, **_ALONE) for page in comparing.pair_pages(site)),
        **dict(render.page("seen.md.j2", page, **_LONG) for page in seen_pages(site)),
        **dict(render.page("between.md.j2", page, **_ALONE) for page in between_pages(site)),
        comparing.DATA: comparing.data(site),
        grid.FILE: grid.table(matrix),
        urls.FEED: feed(site),
    }
