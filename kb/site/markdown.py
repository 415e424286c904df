"""Where text of entries meets Markdown and the theme: headings, front matter, code."""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING, Any, Final

import yaml
from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_MARKS: Final = re.compile(r"[#*\[\\\]^_`{|}~&<>\"]")
"""What means something in Markdown, in its attribute lists or in HTML."""

_NAMED: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_SPACES: Final = re.compile(r"[ \t\r\n\f\v]+")
_LAID_OUT: Final = {"\n": Markup("&#10;"), "\t": Markup("&#9;")}
"""What Markdown reads as layout, and how only a browser reads it."""

_ID: Final = re.compile(r"[\w.-]+")
_SECTION: Final = re.compile(r"^## (.*) \{ #([\w.-]+) \}$", re.MULTILINE)
_FACTS: Final = re.compile(r'<dl class="kb-facts">.*?</dl>', re.DOTALL)
_ANCHOR: Final = re.compile(r"^(#+ .* \{ #)([\w.-]+)( \})$", re.MULTILINE)


class _Dumper(yaml.SafeDumper):
    """Writes every text between quotation marks, on one line."""


_Dumper.add_representer(
    str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')
)


def heading(level: int, text: str, id_: str = "") -> Markup:
    r"""A heading in Markdown that shows a plain text exactly as it is.

    >>> print(heading(1, "*a* { #b }", "top"))
    # &#42;a&#42; &#123; &#35;b &#125; { #top }

    Without an anchor one is made from the text.

    Raises:
        ValueError: if the anchor is none.
    """
    if id_ and not _ID.fullmatch(id_):
        raise ValueError(f"{id_!r} is no anchor")
    shown = _MARKS.sub(
        lambda mark: _NAMED.get(mark[0], f"&#{ord(mark[0])};"), _SPACES.sub(" ", text)
    )
    return Markup(f"{'#' * level} {shown}" + (f" {{ #{id_} }}" if id_ else ""))  # noqa: S704


def apart(page: str, taken: Collection[str]) -> str:
    """A page whose sections leave the taken anchors to others: to the statements on it.

    >>> apart("## Steps { #steps }", {"steps"})
    '## Steps { #steps-section }'
    """
    if not taken:
        return page

    def named(anchor: re.Match[str]) -> str:
        name = anchor[2]
        while name in taken:
            name += "-section"
        return f"{anchor[1]}{name}{anchor[3]}"

    return _ANCHOR.sub(named, page)


def contents(page: str) -> str:
    r"""A page with its sections listed in a fold, below its facts or before the first section.

    >>> print(contents("# A\n\n## Steps { #steps }"))
    # A
    <BLANKLINE>
    <details class="kb-onpage"><summary>On this page</summary>
    <ul><li><a href="#steps">Steps</a></li></ul></details>
    <BLANKLINE>
    ## Steps { #steps }
    """
    sections = _SECTION.findall(page)
    if not sections:
        return page
    links = "".join(f'<li><a href="#{anchor}">{title}</a></li>' for title, anchor in sections)
    fold = f'<details class="kb-onpage"><summary>On this page</summary>\n<ul>{links}</ul></details>'
    place = _FACTS.search(page) or _SECTION.search(page)
    at = place.end() if place and place.re is _FACTS else page.index("\n## ") + 1
    return f"{page[:at].rstrip()}\n\n{fold}\n\n{page[at:].lstrip()}"


def preformatted(text: str) -> Markup:
    r"""Text, or HTML, with the ends of lines and the blanks that it has, whatever is around it.

    >>> print(preformatted("if a < b:\n\n    b"))
    if a &lt; b:&#10;&#10;    b
    """
    html = escape(text)
    for mark, reference in _LAID_OUT.items():
        html = html.replace(mark, reference)
    return html


def front(values: Mapping[str, Any]) -> str:
    """Front matter as the theme prints it: every text in it escaped for HTML, then for YAML.

    What is finished HTML stays as it is.

    >>> print(front({"title": 'a "b" & <c>', "hide": ["toc"]}), end="")
    ---
    title: "a &quot;b&quot; &amp; &lt;c&gt;"
    hide: ["toc"]
    ---
    """
    lines = (f"{name}: {_yaml(_escaped(value))}\n" for name, value in values.items())
    return f"---\n{''.join(lines)}---\n"


def _escaped(value: Any) -> Any:
    """A value with its texts escaped for elements and for attributes in double quotes."""
    if isinstance(value, Markup):
        return str(value)
    if isinstance(value, str):
        return "".join(_NAMED.get(letter, letter) for letter in value)
    if isinstance(value, dict):
        return {_escaped(name): _escaped(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_escaped(one) for one in value]
    return value


def _yaml(value: Any) -> str:
    """A value on one line of YAML; what YAML would not read is written as an escape."""
    told = json.dumps(value, ensure_ascii=False)
    if told.isprintable():
        return told
    text = yaml.dump(
        value,
        Dumper=_Dumper,
        allow_unicode=True,
        default_flow_style=True,
        sort_keys=False,
        width=math.inf,
    )
    return text.removesuffix("\n").removesuffix("\n...")
