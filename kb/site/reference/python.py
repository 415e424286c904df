"""The Python interface as pages, from docstrings and annotations."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from kb.model import MODELS
from kb.model.words import Status
from kb.site import urls
from kb.site.pages.parts import NONE
from kb.site.pages.sheet import Page, Section
from kb.site.prose import Writer
from kb.site.reference import surface
from kb.site.reference.docstrings import Named, Pen, Told
from kb.site.reference.fields import parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from griffe import Class

    from kb.read import Corpus

_MAIN: Final = "KnowledgeBase"
"""The class that has a page of its own."""

_SPOKEN: Final = MappingProxyType(
    {
        "__getitem__": ("{}[…]", "{}[…]"),
        "__call__": ("{}(…)", "{}(…)"),
        "__contains__": ("… in {}", "… in {}"),
        "__iter__": ("iter({})", "iter({}…)"),
        "__len__": ("len({})", "len({}…)"),
    }
)
"""How readers know methods that Python calls by itself: in headings, and around parameters."""

_PAGES: Final = MappingProxyType(
    {
        "base": ("knowledge-base", _MAIN, "The whole base: the one face it has."),
        "entries": (
            "entries",
            "Entries and rows",
            "What looking something up gives, and the lists that answers come in.",
        ),
        "values": ("values", "Values", "What methods give: plain values that never change."),
        "errors": (
            "errors",
            "Errors",
            "Everything the library refuses: each says what is so, and what may have been meant.",
        ),
    }
)
"""The pages: file, title, lead."""

_LISTS: Final = ("kb.base.", "kb.table.")


@dataclass(frozen=True, slots=True)
class Member:
    """A function, method or property."""

    id: str
    owner: str
    name: str
    signatures: tuple[Markup, ...]
    told: Told


@dataclass(frozen=True, slots=True)
class Described:
    """A class."""

    id: str
    bases: Markup
    told: Told
    fields: tuple[Named, ...]
    choices: tuple[Markup, ...]
    borrowed: tuple[Markup, ...]
    origins: tuple[Markup, ...]
    groups: tuple[Section, ...]


def python_pages(corpus: Corpus, names: Mapping[str, Any]) -> Iterator[Page]:
    """The pages of the Python interface that tell of any of the exported `names`.

    Each shows the functions and the classes it tells of.
    """
    whole = {**names, **surface.given(names)}
    places, origins = _places(whole, names), surface.mentioned(whole)
    pages: dict[str, dict[str, Any]] = defaultdict(dict)
    for name, what in whole.items():
        pages[_page(name, what, names)][name] = what
    for key, (_, title, lead) in _PAGES.items():
        pen = Pen(Writer(corpus, _path(key)), places)
        if here := pages[key]:
            functions = tuple(_function(pen, one) for one in here.values() if not one.is_class)
            classes = tuple(_class(pen, name, whole, origins) for name in _sorted(here))
            shown = (functions, classes)
            yield Page("python.md.j2", _path(key), title, pen.prose(lead), more=shown)


def _places(whole: Mapping[str, Any], names: Mapping[str, Any]) -> dict[str, str]:
    """Where everything is told of, by name and by path."""
    told = {what.canonical_path for what in whole.values()}
    places = {}
    for name, model in {**MODELS, **{p.__name__: p for p in parts()}}.items():
        places[f"{model.__module__}.{model.__name__}"] = f"{urls.FIELDS}#{name}"
    for name, what in whole.items():
        place = f"{_path(_page(name, what, names))}#{name}"
        places |= {name: place, what.canonical_path: place}
        if what.is_class:
            members = (*surface.brought(what, told), *surface.public_fields(what))
            places |= {f"{name}.{one}": f"{place}.{one}" for one in members}
    return places


def _path(key: str) -> str:
    return f"reference/{_PAGES[key][0]}.html"


def _page(name: str, what: Any, names: Mapping[str, Any]) -> str:
    """The page a name belongs on."""
    if not what.is_class or name == _MAIN:
        return "base"
    if surface.is_error(what):
        return "errors"
    return "entries" if name in names and what.canonical_path.startswith(_LISTS) else "values"


def _sorted(names: Mapping[str, Any]) -> list[str]:
    """The names of classes: errors and lists after what they are built on, values by name."""
    found = {name: what for name, what in names.items() if what.is_class}
    return sorted(found, key=lambda name: (len(found[name].mro()), name))


def _function(pen: Pen, function: Any) -> Member:
    """A function, or a constant."""
    name = function.name
    signatures = (
        pen.signatures(function, f"{name}(…)", method=False)
        if function.is_function
        else _typed(pen, name, function.annotation)
    )
    return Member(name, "kb.", name, signatures, pen.told(function.docstring))


def _typed(pen: Pen, name: str, annotation: Any) -> tuple[Markup, ...]:
    shown = Markup("<span>: {}</span>").format(pen.type(annotation)) if annotation else ""
    return (Markup("<b>{}</b>{}").format(name, shown),)


def _class(
    pen: Pen, name: str, whole: Mapping[str, Any], origins: Mapping[str, list[str]]
) -> Described:
    cls = whole[name]
    told_of = {what.canonical_path: known for known, what in whole.items()}
    above = [base for base in cls.mro() if base.canonical_path in told_of]
    unnamed = [base for base in reversed(cls.mro()) if base.canonical_path not in told_of]
    givers = (*origins.get(cls.canonical_path, ()), *origins.get(name, ()))
    return Described(
        name,
        Markup(", ").join(pen.type(base) for base in cls.bases),
        replace(replace(pen, scope=name).told(cls.docstring), parameters=()),
        pen.fields(cls),
        tuple(_choice(pen, cls.members[one]) for one in surface.choices(cls)),
        tuple(
            pen.name(f"{told_of[base.canonical_path]}.{method}", method)
            for base in above
            for method in surface.own(base)
            if method not in cls.members
        ),
        tuple(pen.name(origin, _spoken(origin)) for origin in dict.fromkeys(givers)),
        tuple(_groups(pen, name, cls, unnamed)),
    )


def _choice(pen: Pen, member: Any) -> Markup:
    """A member of an enumeration; a link where it is a status."""
    if member.parent.name != Status.__name__ or member.name not in Status.__members__:
        return Markup.escape(str(member.value))
    word = Status[member.name]
    place = urls.relative(f"{urls.TERMS}#status-{word}", pen.writer.page)
    return Markup('<a href="{}">{}</a>').format(place, word)


def _groups(pen: Pen, owner: str, cls: Class, unnamed: list[Class]) -> Iterator[Section]:
    """Members by the class that brings them: unnamed bases first, then its own."""
    taken: set[str] = set()
    for base in (*unnamed, cls):
        brought = [name for name in surface.own(base) if name not in taken]
        taken.update(brought)
        if brought:
            own = base is cls
            yield Section(
                f"{cls.name}-own" if own else base.name,
                "And more" if own else _title(base),
                NONE,
                tuple(_member(pen, owner, cls.all_members[name]) for name in brought),
            )


def _title(cls: Class) -> str:
    return cls.docstring.value.split("\n")[0].rstrip(".") if cls.docstring else cls.name


def _spoken(name: str) -> str:
    """A method as readers know it: `base[…]` for the one that answers it."""
    owner, _, method = name.rpartition(".")
    return _SPOKEN[method][0].format(_variable(owner)) if method in _SPOKEN else name


def _variable(owner: str) -> str:
    return "base" if owner == _MAIN else owner.lower()


def _member(pen: Pen, owner: str, member: Any) -> Member:
    name = member.name
    around = _SPOKEN[name][1].format(_variable(owner)) if name in _SPOKEN else f"{name}(…)"
    if "property" in member.labels:
        annotation = member.annotation if member.is_attribute else member.returns
        signatures = _typed(pen, name, annotation)
    else:
        bound = "staticmethod" not in member.labels
        signatures = pen.signatures(member, around, method=bound)
    return Member(
        f"{owner}.{name}",
        "" if name in _SPOKEN else f"{owner}.",
        _spoken(f"{owner}.{name}") if name in _SPOKEN else name,
        signatures,
        pen.told(member.docstring),
    )
