"""What the search of the site looks in: names, then the words of every text, as two scripts."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

import yaml
from markupsafe import Markup

from kb.model import Work
from kb.model.entries import Critique, Person
from kb.model.locators import unversioned
from kb.model.words import KINDS, STATEMENT
from kb.site import urls
from kb.site.render import typographic
from kb.survey import Index, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kb.base import KnowledgeBase
    from kb.read import Corpus, Record
    from kb.site.wanted import Wanted

NAMES: Final = "assets/kb/names.js"
TEXTS: Final = "assets/kb/texts.js"
PAGE: Final = "page"
"""What stands for the kind of a page that shows no entry."""

_FRONT: Final = re.compile(r"---\n(.*?\n)---\n", re.DOTALL)
_HEADING: Final = re.compile(r"^#+ (.*?)(?: \{[^}]*\})?$", re.MULTILINE)
_IN_HEADING: Final = 2
"""How much a word counts in a heading; elsewhere on such a page it counts for one."""


def scripts(
    base: KnowledgeBase,
    wanted: Iterable[Wanted],
    lists: Mapping[str, str],
    pages: Mapping[str, str | bytes],
) -> dict[str, str]:
    """The two scripts, by path.

    The first has a row for every entry, then for every statement, every other page and every
    wanted name; the second, for every word, the rows with it.

    Args:
        base: what is searched.
        wanted: the names that no entry has.
        lists: pages that only list what is found by itself, by path: of them only the names.
        pages: the other pages that show no entry, by path.
    """
    places = {record.id: number for number, record in enumerate(base.corpus)}
    targets = _targets(base.corpus)
    rows = [_row(base, record, places, targets.get(record.id, ())) for record in base.corpus]
    for address, one in base.corpus.statements.items():
        places[address] = len(rows)
        rows.append(
            [
                typographic(one.statement.text),
                STATEMENT,
                urls.address_page(base.corpus, address),
                f"Said in {typographic(one.owner.title)}",
                str(base.debate.status(address)) if address in base.debate.points else "",
            ]
        )
    index: dict[str, dict[int, float]] = defaultdict(dict)
    for word, found in Index.of(base.corpus).places.items():
        index[word] = {places[address]: weight for address, weight in found.items()}
    for path, text in lists.items():
        if path.endswith(".md"):
            rows.append(_page(path, text)[0])
    for path, told in pages.items():
        row, found = _page(path, told if isinstance(told, str) else told.decode())
        for word, weight in found.items():
            index[word][len(rows)] = weight
        rows.append(row)
    rows += [_wanted(one, places) for one in wanted]
    glyphs = {kind.name: kind.glyph for kind in KINDS.values()}
    return {
        NAMES: f"kbNames({_compact(rows)},{_compact(glyphs)});\n",
        TEXTS: f"kbTexts({_compact({word: _packed(index[word]) for word in sorted(index)})});\n",
    }


def _row(
    base: KnowledgeBase, record: Record, places: Mapping[str, int], targets: Iterable[str]
) -> list[Any]:
    """An entry: title, kind, page, what is said of it, status, other names, what it is about."""
    corpus, entry = base.corpus, record.entry
    about = [*targets, *corpus.by(record)]
    names = [*entry.aliases]
    if isinstance(entry, Person) and entry.type == "person":
        names.append(record.title.split()[-1])
    if isinstance(entry, Work):
        names.append(corpus.short(record.id))
        names += [f"arXiv {unversioned(entry.arxiv)}"] if entry.arxiv else []
        names += [entry.doi] if entry.doi else []
    return [
        typographic(record.title),
        record.kind,
        urls.entry_page(record.kind, record.id),
        typographic(_said(corpus, record, targets)),
        str(base.debate.status(record.id)) if record.id in base.debate.points else "",
        list(dict.fromkeys(map(typographic, names))),
        list(dict.fromkeys(places[id_] for id_ in about if id_ in places)),
    ]


def _targets(corpus: Corpus) -> dict[str, tuple[str, ...]]:
    """The entries that each critique hits, and those that each work is an original source of."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for record, _, attack in corpus.attacks():
        found[record.id][corpus.present(attack.target).entry] = None
    for record in corpus:
        for source in record.entry.sources:
            if source.as_ == "original":
                found[corpus.present(source.work)][record.id] = None
    return {id_: tuple(ids) for id_, ids in found.items()}


def _said(corpus: Corpus, record: Record, targets: Iterable[str]) -> str:
    """What a result says of an entry: its kind, of what it is one, its summary."""
    entry = record.entry
    kind = record.kind.capitalize()
    if isinstance(entry, Work):
        return f"{kind} · {corpus.short(record.id)}" + (f", {entry.venue}" if entry.venue else "")
    if isinstance(entry, Critique):
        kind += " of " + ", ".join(_named(corpus, id_) for id_ in targets)
    return f"{kind}. {entry.summary}" if entry.summary else kind


def _named(corpus: Corpus, id_: str) -> str:
    """An entry by the short name that it is known by, else by its title."""
    record = corpus.records[id_]
    return next((name for name in record.entry.aliases if name.isupper()), record.title)


def _page(path: str, text: str) -> tuple[list[Any], dict[str, float]]:
    """The row of a page that shows no entry, and how much each of its words counts."""
    front = _FRONT.match(text)
    told = yaml.load(front[1], Loader=yaml.CSafeLoader) if front else {}
    body = text[front.end() :] if front else text
    headings = [_plain(found) for found in _HEADING.findall(body)]
    title = _plain(told.get("title") or (headings[0] if headings else path))
    lead = _plain(told.get("description", ""))
    found = dict.fromkeys(words(_plain(body)), 1.0)
    for word in words(" ".join(headings)):
        found[word] = _IN_HEADING
    return [title, PAGE, path.removesuffix(".md") + ".html", lead, ""], found


def _plain(html: str) -> str:
    """The text of HTML, as a reader sees it."""
    return Markup(html).striptags()  # noqa: S704 - it is taken apart, and shown as text


def _wanted(one: Wanted, places: Mapping[str, int]) -> list[Any]:
    """A wanted name: where it is treated stands for what it is about, the nearest come last."""
    return [
        typographic(one.name),
        "wanted",
        urls.WANTED,
        "treated" if one.treated else "",
        "",
        [typographic(name) for name in one.also],
        [places[id_] for id_ in one.treated or one.near],
    ]


def _packed(rows: Mapping[int, float]) -> str:
    """The rows with a word: those in which it counts alike together, each as a step from the last.

    >>> _packed({3: 4.0, 7: 1.0, 9: 1.0})
    '1:7,2;4:3'
    """
    alike: dict[float, list[int]] = defaultdict(list)
    for row in sorted(rows):
        alike[rows[row]].append(row)
    return ";".join(
        f"{weight:g}:{','.join(str(b - a) for a, b in zip([0, *found], found, strict=False))}"
        for weight, found in sorted(alike.items())
    )


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
