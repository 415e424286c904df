"""What a SPARQL query names, and where it would leave the base: told before it is run.

SPARQL answers nothing to a question about what does not exist, and its SERVICE calls on other
servers. So the words of a query are read here first. The engine parses it afterwards by itself, and
might part it into words otherwise than we do; that is why SERVICE is not looked for but disarmed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin

from kb.errors import QueryError, QueryRefused
from kb.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping

_TOKEN: Final = re.compile(
    r"""
      (?P<text>\"{3}(?:[^"\\]|\\.|\"{1,2}(?!\"))*\"{3} | '{3}(?:[^'\\]|\\.|'{1,2}(?!'))*'{3}
             | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
    | (?P<iri><(?:[A-Za-z/.\#][^<>"{}|^`\\\x00-\x20]*)?>)
    | (?P<comment>\#[^\n\r]*)
    | (?P<variable>[?$]\w+)
    | (?P<blank>_:[\w.-]+)
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<name>(?:[^\W\d_](?:[\w.-]*[\w-])?)?:
               (?:(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\.)*(?:[\w:-]|%[0-9A-Fa-f]{2}|\\.))?)
    | (?P<word>[^\W\d_]\w*)
    | (?P<number>[0-9][\w.]*)
    | (?P<mark>\S)
    """,
    re.VERBOSE | re.DOTALL,
)

_ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_SERVICE: Final = re.compile("s(?=ervice)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Question:
    """What a query says of itself.

    Attributes:
        verb: what it does, in upper case, such as SELECT; empty where it has no words.
        names: IRI to how it is written, for each that is to be found in the base.
        ordered: whether it says in which order the answers come.
        chosen: whether it says in which graphs to look.
    """

    verb: str
    names: Mapping[str, str]
    ordered: bool
    chosen: bool


def question(query: str, prefixes: Mapping[str, str], base: str) -> Question:
    """What a query says of itself.

    What it constructs is left out of the names: that may be told in any words. The prefixes need no
    declaration, and relative IRIs are relative to the base.

    Raises:
        QueryError: for a prefix that is not declared.
    """
    reader = _Reader(dict(prefixes), base)
    for token in _TOKEN.finditer(query):
        reader.take(str(token.lastgroup), token[0])
    verbs = [word for word in reader.words if word not in {"PREFIX", "BASE"}]
    return Question("".join(verbs[:1]), reader.names, reader.ordered, "FROM" in reader.words)


@dataclass(slots=True)
class _Reader:
    """A query as far as it was read."""

    prefixes: dict[str, str]
    base: str
    names: dict[str, str] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    ordered: bool = False
    depth: int = 0
    template: int = 0
    declared: str | None = None

    def take(self, sort: str, written: str) -> None:
        last = self.words[-1] if self.words else ""
        if sort == "word":
            self.words.append(written.upper())
            self.ordered |= written.upper() == "ORDER" and self.depth == 0
        elif sort == "mark":
            self.mark(written, last)
        elif sort == "name" and last == "PREFIX" and self.declared is None:
            self.declared = written.partition(":")[0]
        elif sort == "iri":
            self.iri(written, last)
        elif sort == "name" and not self.template:
            self.names.setdefault(self.expanded(written), written)

    def mark(self, written: str, last: str) -> None:
        if written == "{":
            self.depth += 1
            if last == "CONSTRUCT":
                self.template = self.depth
                self.words.append(written)
        elif written == "}":
            self.depth -= 1
            if self.depth < self.template:
                self.template = 0

    def iri(self, written: str, last: str) -> None:
        iri = written[1:-1]
        if not _ABSOLUTE.match(iri):
            iri = urljoin(self.base, iri)
        if last == "PREFIX" and self.declared is not None:
            self.prefixes[self.declared] = iri
            self.declared = None
        elif last == "BASE":
            self.base = iri
        elif not self.template:
            self.names.setdefault(iri, written)

    def expanded(self, name: str) -> str:
        prefix, _, local = name.partition(":")
        if prefix not in self.prefixes:
            hint = did_you_mean(prefix, self.prefixes)
            raise QueryError(f"no prefix {prefix!r}.{hint} Prefixes: {', '.join(self.prefixes)}.")
        return self.prefixes[prefix] + re.sub(r"\\(.)", r"\1", local)


def sealed(query: str) -> str:
    r"""The query with the same meaning, and certain to call on no other server.

    Where the word is part of a string, an IRI or a comment, one letter of it is written by its
    number. The engine reads such a letter in strings and IRIs only, so a SERVICE that it would have
    taken for the keyword is a mistake in syntax now.

    Raises:
        QueryRefused: where the word stands elsewhere, unless in a variable or after a prefix.

    >>> print(sealed('SELECT ?service { ?service k:text "self-service" }'))
    SELECT ?service { ?service k:text "self-\u0073ervice" }
    """
    return _TOKEN.sub(_disarmed, query)


def _disarmed(token: re.Match[str]) -> str:
    text = token[0]
    if token.lastgroup in {"text", "iri", "comment"}:
        return _SERVICE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    # `SERVICE:x` could be the keyword before a name without a prefix.
    able = text.partition(":")[0] if token.lastgroup == "name" else text
    if token.lastgroup != "variable" and _SERVICE.search(able):
        raise QueryRefused("a query reads the base and nothing else, and SERVICE asks a server")
    return text
