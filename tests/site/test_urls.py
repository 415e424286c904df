from __future__ import annotations

from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.model.words import KINDS
from kb.site import urls

if TYPE_CHECKING:
    from kb.base import KnowledgeBase

_PLACES = st.sampled_from(
    [urls.HOME, urls.MATRIX, urls.ALL]
    + [urls.kind_page(kind) for kind in KINDS]
    + [urls.entry_page(kind, "some-id") for kind in KINDS]
)


def test_an_entry_is_in_the_folder_of_its_kind() -> None:
    assert urls.entry_page("person", "ada-reed") == "people/ada-reed.html"


def test_a_kind_has_an_index() -> None:
    assert urls.kind_page("critique") == "critiques/index.html"


def test_an_address_with_a_fragment_is_a_place_on_a_page(vines: KnowledgeBase) -> None:
    place = urls.address_page(vines.corpus, "gardening#cuts-teach")
    assert place == "proposals/gardening.html#cuts-teach"


def test_a_former_id_leads_to_the_present_page(vines: KnowledgeBase) -> None:
    assert urls.address_page(vines.corpus, "slow-gardening") == "proposals/gardening.html"


def test_a_page_comes_from_the_markdown_file_of_its_name() -> None:
    assert urls.source_file("works/a.html") == "works/a.md"


def test_a_place_on_the_same_page_is_its_fragment_alone() -> None:
    assert urls.relative("works/a.html#x", "works/a.html") == "#x"


@pytest.mark.parametrize("fragment", ["", "#part"])
@given(_PLACES, _PLACES)
def test_a_relative_link_leads_where_it_should(fragment: str, target: str, page: str) -> None:
    link = urls.relative(target + fragment, page)
    path, mark, part = link.partition("#")
    arrived = normpath(join(dirname(page), path)) if path else page
    assert arrived + mark + part == target + fragment
