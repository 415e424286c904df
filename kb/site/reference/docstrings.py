"""Docstrings and types as HTML: prose, examples, tables of parameters, links between names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from griffe import DocstringSectionKind as Kind
from griffe import Expr, ExprCall, ExprKeyword, ExprName
from markupsafe import Markup, escape
from pygments import formatters, highlight, lexers  # type: ignore[import-untyped]

from kb.site import urls
from kb.site.pages.parts import NONE
from kb.site.reference.surface import meanings, meant, public_fields, sections

if TYPE_CHECKING:
    from collections.abc import Mapping

    from griffe import Class, Docstring, Function

    from kb.site.prose import Writer

_CHUNKS: Final = re.compile(r"\n[ \t]*\n")
_EXAMPLE: Final = re.compile(r"^>>> ", re.MULTILINE)
_DIRECTIVE: Final = re.compile(r"[ \t]*# doctest: .*")
_CODE: Final = re.compile(r"<code>(?:kb\.)?([\w.]+)(?:\(\))?</code>")
_PLAIN: Final = formatters.HtmlFormatter(nowrap=True)
_CONSOLE: Final = lexers.PythonConsoleLexer()


@dataclass(frozen=True, slots=True)
class Named:
    """A name with its type and what it stands for: a parameter, a field, an option."""

    name: str
    type: Markup = NONE
    meaning: Markup = NONE
    note: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What a docstring tells."""

    lead: Markup = NONE
    body: Markup = NONE
    parameters: tuple[Named, ...] = ()
    gives: Markup = NONE
    raises: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes docstrings and types for one page.

    Attributes:
        writer: of prose on that page.
        places: where each documented name is told of, by short name (`Entry`, `Entry.why`) and,
            for what types name, by the path it is defined at.
        scope: the class that is told of, whose methods go by their names alone.
    """

    writer: Writer
    places: Mapping[str, str]
    scope: str = ""

    def prose(self, text: str) -> Markup:
        """A text of one or several paragraphs; names of documented things become links."""
        parts = _CHUNKS.split(text.strip())
        html = self.writer.inline(" ".join(text.split())) if len(parts) == 1 else None
        return self._linked(self.writer.html(text) if html is None else html)

    def _linked(self, html: str) -> Markup:
        def link(match: re.Match[str]) -> str:
            name = match[1]
            place = self.places.get(f"{self.scope}.{name}") or self.places.get(name)
            return f'<a href="{self._href(place)}">{match[0]}</a>' if place else match[0]

        return Markup(_CODE.sub(link, html))  # noqa: S704 - the writer escapes

    def _href(self, place: str) -> str:
        return urls.relative(place, self.writer.page)

    def name(self, path: str, shown: str | None = None) -> Markup:
        """A name as code, a link where it is documented."""
        place = self.places.get(path)
        text = escape(shown or path)
        return Markup('<a href="{}">{}</a>').format(self._href(place), text) if place else text

    def type(self, annotation: Expr | str | None) -> Markup:
        """An annotation, with links to what is documented."""
        if annotation is None or isinstance(annotation, str):
            return escape(annotation or "")
        return NONE.join(
            self.name(_path(part), part.name) if isinstance(part, ExprName) else escape(str(part))
            for part in annotation.iterate(flat=True)
        )

    def told(self, docstring: Docstring | None) -> Told:
        """What a docstring tells, taken apart."""
        found = sections(docstring)
        lead, _, rest = "\n\n".join(found.get(Kind.text, ())).partition("\n\n")
        gives = found.get(Kind.returns) or found.get(Kind.yields) or ()
        return Told(
            self.prose(lead) if lead else NONE,
            self.body(rest),
            tuple(
                Named(one.name, meaning=self.prose(one.description))
                for one in found.get(Kind.parameters, ())
            ),
            NONE.join(self.prose(one.description) for one in gives),
            tuple(
                Named(
                    str(one.annotation), self.name(str(one.annotation)), self.prose(one.description)
                )
                for one in found.get(Kind.raises, ())
            ),
        )

    def body(self, text: str) -> Markup:
        """Paragraphs and examples."""
        html = NONE
        examples: list[str] = []
        for chunk in _CHUNKS.split(text.strip()):
            first = _EXAMPLE.search(chunk)
            words, code = (chunk[: first.start()], chunk[first.start() :]) if first else (chunk, "")
            if words.strip():
                html += _shown(examples) + self._linked(self.writer.html(words))
                examples = []
            examples += [code] if code else []
        return html + _shown(examples)

    def signatures(self, function: Function, template: str, *, method: bool) -> tuple[Markup, ...]:
        """A function as it is called, once for each overload.

        The template says what stands around the parameters, as in `find(…)`; the first parameter
        of a method is the object it belongs to.
        """
        return tuple(
            self._signature(one, template, method=method)
            for one in (function.overloads or [function])
        )

    def _signature(self, function: Function, template: str, *, method: bool) -> Markup:
        parts: list[Markup] = []
        starred = slashed = False
        for parameter in list(function.parameters)[1 if method else 0 :]:
            kind = parameter.kind.name if parameter.kind else ""
            if slashed and kind != "positional_only":
                parts.append(Markup("/"))
            slashed = kind == "positional_only"
            if kind == "keyword_only" and not starred:
                parts.append(Markup("*"))
            starred = starred or kind in {"keyword_only", "var_positional"}
            mark = {"var_positional": "*", "var_keyword": "**"}.get(kind, "")
            parts.append(self._parameter(parameter, mark))
        if slashed:
            parts.append(Markup("/"))
        opening, closing = template.split("…")
        spans = [Markup("<span>{},</span> ").format(part) for part in parts[:-1]]
        spans += [Markup("<span>{}{}</span>").format(part, closing) for part in parts[-1:]]
        inside = NONE.join(spans) or escape(closing)
        returns = self.type(function.returns) or escape("None")
        return Markup("{}{} <span>-&gt; {}</span>").format(opening, inside, returns)

    def _parameter(self, parameter: Any, mark: str) -> Markup:
        shown = Markup("<b>{}{}</b>").format(mark, parameter.name)
        if parameter.annotation is not None:
            shown += Markup(": {}").format(self.type(parameter.annotation))
        if parameter.default is not None and not mark:
            equals = " = " if parameter.annotation is not None else "="
            shown += Markup("{}{}").format(equals, str(parameter.default))
        return shown

    def fields(self, cls: Class) -> tuple[Named, ...]:
        """The public fields of a class and of its bases, with what they are for."""
        told, members = meanings(cls), cls.all_members
        return tuple(
            Named(
                name,
                self.type(_type(members, name)),
                self.prose(told[name]) if name in told else NONE,
                _default(members[name]),
            )
            for name in dict.fromkeys(public_fields(cls))
        )


def _type(members: Mapping[str, Any], field: str) -> Any:
    """The type of a field: its own, or that of the parameter that it keeps."""
    made = members.get("__init__")
    kept = {p.name: p.annotation for p in made.parameters} if made and made.is_function else {}
    return members[field].annotation or kept.get(field)


def _default(field: Any) -> str:
    """What a field is where nothing is said; empty where something must be, or where it is made."""
    value = field.value
    if "class-attribute" not in field.labels or value is None:
        return ""
    if isinstance(value, ExprCall) and str(value.function) == "field":
        said = {one.name: one.value for one in value.arguments if isinstance(one, ExprKeyword)}
        value = said.get("default", "")
    return str(value)


def _path(name: ExprName) -> str:
    """The path at which what a name stands for is defined."""
    what = meant(name)
    return name.canonical_path if what is None else str(what.canonical_path)


def _shown(examples: list[str]) -> Markup:
    """Examples as one block of code."""
    if not examples:
        return NONE
    code = _DIRECTIVE.sub("", "\n\n".join(examples)).replace("<BLANKLINE>", "")
    html = highlight(code, _CONSOLE, _PLAIN).strip("\n").replace("\n", "&#10;")
    return Markup('<pre class="kb-code">{}</pre>').format(Markup(html))  # noqa: S704 - Pygments escapes
