"""One entry as Markdown: all of its fields, how it stands, and what others say of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from pydantic import BaseModel

from kb.model import Address, Entry, Thing
from kb.model.fields import Number, fields_of
from kb.model.iri import page
from kb.model.numbers import amount
from kb.model.parts import Statement
from kb.model.prose import CITATION, CODE, MENTION, cited
from kb.model.types import MARKDOWN
from kb.model.words import KINDS, STATUS_SENTENCE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kb.base import KnowledgeBase
    from kb.graph import Link
    from kb.model.fields import Field
    from kb.read import Record

_MARKS: Final = re.compile(r"[\\`*_\[\]<>]")
"""What a reader of Markdown would take for more than text."""

_ELEMENT: Final = re.compile(r"<(?=[a-zA-Z/!?])")
_ON_TOP: Final = frozenset({"title", "aliases", "summary", "body"})
_LEADS: Final = (
    "text",
    "target",
    "about",
    "quantity",
    "question",
    "what",
    "result",
    "name",
    "quote",
    "work",
)
"""The fields one of which stands first in a group, without its name."""


def text_of(base: KnowledgeBase, record: Record, said: Iterable[Link]) -> str:
    """An entry as Markdown that links to the Markdown of others.

    Args:
        base: the base it belongs to.
        record: the entry.
        said: the relations that others write of it.
    """
    return "\n".join(_Text(base, record).lines(said)) + "\n"


class _Text:
    """Writes one entry, as seen from its own folder."""

    def __init__(self, base: KnowledgeBase, record: Record) -> None:
        self.base = base
        self.record = record

    def lines(self, said: Iterable[Link]) -> Iterator[str]:
        """The whole text."""
        record, entry = self.record, self.record.entry
        yield f"# {_plain(record.title)}"
        yield ""
        yield f"{record.kind.capitalize()} `{record.id}`, <{page(record.kind, record.id)}>"
        if entry.aliases:
            yield f"\nAlso known as {_plain(', '.join(entry.aliases))}."
        if entry.summary:
            yield f"\n> {_plain(entry.summary)}"
        if record.id in self.base.debate.points:
            status = self.base.debate.status(record.id)
            yield f"\n**{status}**: {status.meaning}. {self.base.profile(record.id).sentence}"
            yield f"\n{STATUS_SENTENCE}"
        if whole := self.base.corpus.full(record):
            yield f"\n{_plain(whole)}"
        if entry.body:
            yield f"\n{self.prose(entry.body)}"
        fields = fields_of(type(entry)).values()
        for field in sorted(fields, key=lambda field: field.owner in (Thing, Entry)):
            value = field.of(entry)
            if field.name not in _ON_TOP and value not in (None, "", ()):
                yield f"\n## {_heading(field.name)}\n"
                yield from self.section(field, value)
        if told := [one for one in said if not one.forward]:
            yield "\n## What others say of it\n"
            yield from (f"- {_plain(one.text)} ({self.link(one.source)})" for one in told)

    def section(self, field: Field, value: Any) -> Iterator[str]:
        """The value of a field under its heading."""
        if isinstance(value, tuple) and not _pair(field):
            for one in value:
                yield from self.item(field, one)
        elif isinstance(value, BaseModel):
            yield from self.group(value, "")
        else:
            yield self.value(field, value)

    def item(self, field: Field, value: Any) -> Iterator[str]:
        """One of several values, with what a group holds indented below."""
        if not isinstance(value, BaseModel):
            yield f"- {self.value(field, value)}"
            return
        fields = fields_of(type(value))
        first = next(fields[name] for name in _LEADS if name in fields and fields[name].of(value))
        yield f"- {self.value(first, first.of(value))}"
        yield from self.group(value, "  ", first.name)

    def group(self, value: BaseModel, indent: str, told: str = "") -> Iterator[str]:
        """The fields of a group, one a line; how a statement stands comes last."""
        for field in fields_of(type(value)).values():
            one = field.of(value)
            if field.name == told or one in (None, "", ()):
                continue
            name = field.name.replace("-", " ").replace("_", " ")
            if isinstance(one, BaseModel):
                yield f"{indent}- {name}:"
                yield from self.group(one, f"{indent}  ")
            elif field.parts and isinstance(one, tuple):
                yield f"{indent}- {name}:"
                yield from (f"{indent}  {line}" for each in one for line in self.item(field, each))
            else:
                text = self.value(field, one).replace("\n", f"\n{indent}  ")
                yield f"{indent}- {name}: {text}"
        if isinstance(value, Statement):
            address = Address.of(self.record.id, value.id)
            if address in self.base.debate.points:
                yield f"{indent}- stands: {self.base.debate.status(address)}"

    def value(self, field: Field, value: Any) -> str:
        """A plain value: a link, prose, a number or a text."""
        if isinstance(value, tuple):
            between = " to " if _pair(field) else ", "
            return between.join(self.value(field, one) for one in value)
        if isinstance(value, float):
            return amount(value)
        text = str(value)
        if field.relation or field.holds("address"):
            return self.link(text)
        return self.prose(text) if field.holds(MARKDOWN) else _plain(text)

    def link(self, address: str) -> str:
        """A link to an entry, or to a statement on it."""
        corpus = self.base.corpus
        try:
            present, owner = corpus.present(address), corpus.owner(address)
        except KeyError:
            return _plain(address)
        text = corpus.text(present) if present.fragment else owner.title
        place = f"../{KINDS[owner.kind].folder}/{owner.id}.md{present.anchor}"
        return f"[{_plain(text)}]({place})"

    def prose(self, text: str) -> str:
        """Prose with its links to entries and sources as Markdown has them; code stays."""
        parts, end = [], 0
        for code in CODE.finditer(text):
            parts += [self.written(text[end : code.start()]), code[0]]
            end = code.end()
        return "".join([*parts, self.written(text[end:])])

    def written(self, text: str) -> str:
        """Prose without code."""
        text = _ELEMENT.sub(r"\\<", text)
        text = MENTION.sub(lambda one: self.mention(one[1].strip(), one[2]), text)
        return CITATION.sub(lambda one: self.sources(one[1]), text)

    def mention(self, address: str, label: str | None) -> str:
        """A mention of an entry, under its label."""
        link = self.link(address)
        return re.sub(r"^\[.*?\](?=\([^()]*\)$)", lambda _: f"[{label}]", link) if label else link

    def sources(self, inside: str) -> str:
        """The works of one citation, with their places."""
        corpus = self.base.corpus
        told = (
            f"[{_plain(corpus.short(one.work))}](../works/{corpus.present(one.work)}.md)"
            + (f", {one.at}" if one.at else "")
            for one in cited(inside)
        )
        return f"({'; '.join(told)})"


def _pair(field: Field) -> bool:
    return any(value.number is Number.PAIR for value in field.takes)


def _heading(name: str) -> str:
    return name.replace("-", " ").replace("_", " ").capitalize()


def _plain(text: str) -> str:
    """A text on one line in which nothing means anything to Markdown."""
    return _MARKS.sub(r"\\\g<0>", " ".join(text.split()))
