"""What to read before something, in order, with the reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.graph import reading_order
from kb.model.words import KINDS
from kb.site import urls
from kb.site.pages.context import Context
from kb.site.pages.survey import Item, Part, Survey, Way
from kb.survey import families

if TYPE_CHECKING:
    from kb.site.pages.context import Site


def paths(site: Site) -> Survey:
    """The page of all reading paths, to approaches by family, then to problems."""
    context = Context(site, urls.PATHS)
    corpus = site.base.corpus
    goals = [id_ for ids in families(corpus).values() for id_ in ids]
    goals += [record.id for record in corpus.of_kind("problem")]
    parts = [part for id_ in goals if len((part := _path(context, id_)).items) > 1]
    return Survey(
        urls.PATHS,
        "Reading paths",
        "What to read before each proposal and problem, in order: all that it needs, and all that "
        "this needs in turn, each with the reason.",
        tuple(parts),
        (Way(urls.MATRIX, "Matrix"), Way(urls.ALL, "All names")),
        "Nothing needs anything else to be read first.",
    )


def _path(context: Context, id_: str) -> Part:
    title = context.site.base.corpus.records[id_].title
    return Part(
        id_,
        title,
        tuple(
            Item(
                context.link(step.address),
                note=context.line(step.why),
                aside=f"{KINDS[step.kind].noun.capitalize()}, needed for "
                + ", ".join(context.link(one).text for one in step.before)
                if step.before
                else "",
            )
            for step in reading_order(context.site.graph, id_)
        ),
        ordered=True,
    )
