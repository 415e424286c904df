"""Which entry, and which of its fields, a text on a page comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kb.site import urls

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kb.base import KnowledgeBase
    from kb.read import Record

_TELLING = 4
"""Letters that a text must have to say where it comes from."""


def origin(base: KnowledgeBase, page: str, texts: Iterable[str]) -> str:
    """The file and the field that one of some texts of a page comes from; empty where none is.

    Looked for in the entry that the page shows, then in all others. Where no field has the text,
    it is the entry of the page. The texts are what is at fault, as it stands on the page or
    decoded; the most telling first.
    """
    telling = [text.strip() for text in texts if len(text.strip()) >= _TELLING]
    shown = [r for r in base.corpus if urls.entry_page(r.kind, r.id) == page]
    for record in (*shown, *base.corpus):
        if field := _field(record, telling):
            return f"{record.source.path}, {field}"
    return shown[0].source.path if shown else ""


def _field(record: Record, texts: list[str]) -> str:
    """The field whose value has one of the texts in it, or is the longest within one."""
    values = list(_values(record.entry.model_dump(by_alias=True, exclude_none=True)))
    for text in texts:
        for place, value in values:
            if text in value:
                return place
    within = [
        (len(value), place)
        for text in texts
        for place, value in values
        if len(value) >= _TELLING and value in text
    ]
    return max(within, default=(0, ""))[1]


def _values(value: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a value, with its place as messages write it: `steps[0].text`."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from _values(one, f"{place}.{name}".lstrip("."))
    elif isinstance(value, list | tuple):
        for number, one in enumerate(value):
            yield from _values(one, f"{place}[{number}]")
