"""What a page may hold: elements, attributes, addresses and scripts. It may hold nothing else."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from kb.model.prose import SCHEMES
from kb.site.forms.head import CITATION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_PLAIN: Final = (
    # The page itself, and its frame.
    "html head title body header footer main nav div ul "
    # What is read.
    "article b blockquote br caption code colgroup dd dl dt em figcaption figure h1 h2 h3 "
    "h4 i kbd li p pre q section small span strong summary table tbody tfoot thead wbr "
    # Drawings.
    "g"
)
"""The elements that have no attributes of their own."""

_OWN: Final[Mapping[str, str]] = MappingProxyType(
    {
        "*": "aria-current aria-describedby aria-expanded aria-hidden aria-label aria-labelledby "
        "class data-broad data-kb data-kind data-md-component data-status dir hidden id "
        "lang role tabindex title",
        # The page itself.
        "meta": "charset content http-equiv name property",
        "link": "as crossorigin href rel type",
        "script": "src type",
        # The frame: the theme writes two boxes and a label that nobody sees.
        "input": "autocomplete data-md-toggle type",
        "label": "for",
        "button": "aria-pressed name type value",
        "section": "data-guess",
        # What is read.
        "a": "data-lost data-words href rel",
        "img": "alt height src width",
        "ol": "start",
        "col": "span",
        "details": "open",
        "td": "colspan",
        "th": "colspan scope",
        "tr": "data-evidence data-open data-year",
        # Drawings.
        "circle": "cx cy r",
        "line": "x1 x2 y1 y2",
        "path": "d",
        "rect": "height rx width x y",
        "svg": "font-size height viewbox width xmlns",
        "text": "text-anchor x y",
        "tspan": "dy",
    }
)
ATTRIBUTES: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        element: frozenset(names.split()) | frozenset(_OWN["*"].split())
        for element, names in {**dict.fromkeys(_PLAIN.split(), ""), **_OWN}.items()
        if element != "*"
    }
)
"""The attributes that each element may have; no element but these may be on a page."""

_VALUES: Final = MappingProxyType(
    {
        ("link", "rel"): {
            "alternate",
            "canonical",
            "icon",
            "next",
            "preload",
            "prev",
            "stylesheet",
        },
        ("meta", "http-equiv"): {"Content-Security-Policy"},
        ("meta", "name"): {
            *("description", "kb:id", "kb:kind", "twitter:card", "viewport"),
            *CITATION,
        },
        ("meta", "property"): {
            f"og:{name}" for name in ("description", "image", "site_name", "title", "type", "url")
        },
        ("script", "type"): {"application/json", "application/ld+json"},
    }
)
"""The values of attributes that may have only these."""

_IGNORED: Final = re.compile(r"[\x00-\x20]")
"""What browsers leave out when they look for a scheme."""

_SCHEME: Final = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_ELSEWHERE: Final = re.compile(r"[/\\]{2}")
_HASH: Final = re.compile(r"'sha256-[A-Za-z0-9+/]{43}='")


@lru_cache(maxsize=4096)
def refused(
    element: str, attributes: tuple[tuple[str, str | None], ...]
) -> tuple[tuple[str, str], ...]:
    """What a page may not hold of an element, in words, each with the text that is at fault.

    >>> refused("a", (("href", "javascript:alert(1)"), ("onclick", "x()")))
    (('links to javascript:alert(1)', 'javascript:alert(1)'), ('<a> has onclick', 'x()'))
    """
    return tuple(_refused(element, attributes))


def _refused(
    element: str, attributes: Iterable[tuple[str, str | None]]
) -> Iterator[tuple[str, str]]:
    names = ATTRIBUTES.get(element)
    if names is None:
        yield f"holds <{element}>", ""
        return
    for name, value in attributes:
        text = value or ""
        if name not in names:
            yield f"<{element}> has {name}", text
        elif name == "href" and element == "a" and not leads(text):
            yield f"links to {text}", text
        elif (element, name) in _VALUES and text not in _VALUES[element, name]:
            yield f"<{element}> has {name}={text}", text


def leads(address: str) -> bool:
    """Whether an address is of the site, or of the web with its scheme."""
    address = _IGNORED.sub("", address)
    scheme = _SCHEME.match(address)
    return scheme[1].lower() in SCHEMES if scheme else not _ELSEWHERE.match(address)


def fingerprint(text: str) -> str:
    """A script or a style inside a page as a policy names it."""
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def policy(scripts: Iterable[str]) -> str:
    """The Content-Security-Policy of a page: nothing from elsewhere, no script but those given.

    They are given by their fingerprints.
    """
    inside = "".join(f" {one}" for one in sorted(set(scripts)))
    return (
        f"default-src 'none'; script-src 'self'{inside}; style-src 'self'; font-src 'self' data:; "
        "img-src 'self' data:; connect-src 'self'; worker-src 'self'; form-action 'self'; "
        "base-uri 'none'"
    )


def scripts_of(text: str) -> frozenset[str] | None:
    """The fingerprints in a policy; none where it is not one that `policy` writes."""
    found = frozenset(_HASH.findall(text))
    return found if text == policy(found) else None
