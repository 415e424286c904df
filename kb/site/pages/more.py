"""Where everything is that the navigation does not name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.model.words import KINDS
from kb.site import urls
from kb.site.pages.survey import Part, Survey, Way

if TYPE_CHECKING:
    from kb.site.pages.context import Site


def more(site: Site) -> Survey:
    """The page that leads to all others but those of entries."""
    there = {record.kind for record in site.base.corpus}
    kinds = tuple(
        Way(urls.kind_page(kind.name), kind.plural, kind.meaning)
        for kind in KINDS.values()
        if kind.name in there
    )
    return Survey(
        urls.MORE,
        "More",
        "Every way into the map.",
        (
            Part("overview", "See all of it", ways=_OVERVIEW),
            Part("learn", "Begin, and follow", ways=_FOLLOW),
            Part("kinds", "By kind", ways=(*kinds, Way(urls.ALL, "A to Z", "Every name."))),
            Part("help", "Help it along", ways=_HELP),
            Part("use", "Use it elsewhere", ways=_USE),
        ),
    )


_OVERVIEW = (
    Way(urls.MATRIX, "Matrix", "Proposals, what they are for, what they share, what hits them."),
    Way(urls.MAP, "Map of the field", "Proposals, what they rest on, what is said against it."),
    Way(urls.TIMELINE, "Lineage", "When each proposal came, from what, and what followed."),
    Way(urls.COMPARE, "Two side by side", "What two proposals share, and where they differ."),
    Way(urls.INSIDE, "Your inside view", "What you hold of a few claims, and what follows."),
    Way(urls.SEEN, "As people see it", "The debate as one person sees it, and two side by side."),
    Way(urls.OPEN, "Open questions", "Critiques without a reply, and what is left open."),
)
_FOLLOW = (
    Way(urls.PATHS, "Reading paths", "What to read before what, and why."),
    Way(urls.CHANGES, "What changed", "New entries and reviews by month; also as a feed."),
    Way("about.html", "About", "How to read this site."),
)
_HELP = (
    Way("contribute/index.html", "Contribute", "From one sentence to a whole debate."),
    Way(urls.WANTED, "Wanted", "What the map lacks."),
    Way(urls.REVIEWS, "Least recently reviewed", "Where someone should look again."),
    Way(urls.GRAVEYARD, "Graveyard", "What was removed or renamed, and where it leads."),
    Way(urls.RULES, "Rules", "What is checked, and why."),
)
_USE = (
    Way("download.html", "Download", "The whole base, and data beside every page."),
    Way("python.html", "Ask it in Python", "A guide with answers."),
    Way("tutorial.html", "Tutorial", "Five questions."),
    Way("agents.html", "For agents", "The map for language models."),
    Way(urls.REFERENCE, "Reference", "Names, fields, commands and terms."),
    Way(urls.CHANGELOG, "Changelog", "Changes of language, library and site."),
)
