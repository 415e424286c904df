"""The names that entries and their statements have on the web, which never change."""

from __future__ import annotations

from typing import Final

from kb.model.address import Address
from kb.model.words import KINDS

HOME: Final = "https://alignment-kb.github.io/alignment-kb/"
"""Where the site is."""

TERMS: Final = f"{HOME}terms#"
"""What the project's own relations, classes and properties are called in linked data."""


def iri(kind: str, address: str) -> str:
    """The IRI of an entry, which is of a kind, or of a statement inside one.

    >>> iri("proposal", "rlhf#useful")
    'https://alignment-kb.github.io/alignment-kb/proposals/rlhf#useful'
    """
    return f"{HOME}{KINDS[kind].folder}/{address}"


def address(web: str) -> str:
    """The address of what has a page or an IRI; any other text as it is.

    >>> address("https://alignment-kb.github.io/alignment-kb/proposals/rlhf.html#useful")
    'rlhf#useful'
    """
    if not web.startswith(HOME):
        return web
    return web.removeprefix(HOME).rpartition("/")[2].replace(".html", "", 1)


def page(kind: str, address: str) -> str:
    """The address of the page on which an entry or a statement stands.

    >>> page("proposal", "rlhf#useful")
    'https://alignment-kb.github.io/alignment-kb/proposals/rlhf.html#useful'
    """
    where = Address(address)
    return f"{HOME}{KINDS[kind].folder}/{where.entry}.html{where.anchor}"
