"""Works as bibliographies: BibTeX, CSL-JSON, RIS; all of them, or those that one entry cites."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from kb.errors import UnknownFormat
from kb.model import Work, cite
from kb.model.iri import HOME
from kb.model.names import parts
from kb.model.prose import citations
from kb.share.formats.text import json_of, line
from kb.suggest import unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from kb.read import Corpus
    from kb.share.formats.format import About, Whole


def works_of(corpus: Corpus, id_: str | None = None) -> tuple[str, ...]:
    """The ids of the works that an entry cites in fields or in prose, sorted; a work cites itself.

    A statement cites what its entry does. Without an id every work is meant.
    """
    if id_ is None:
        return tuple(sorted(record.id for record in corpus.of_kind("work")))
    record = corpus.owner(id_)
    named = [
        record.id,
        *(reference.address for reference in corpus.references(record)),
        *(cited.work for _, text in corpus.prose(record) for cited in citations(text)),
    ]
    found = {corpus.present(name) for name in named}
    return tuple(sorted(found & {work.id for work in corpus.of_kind("work")}))


def bibliography(corpus: Corpus, id_: str | None = None, style: str = "bibtex") -> str:
    """The works that an entry cites, or all works, as the text of a bibliography.

    Raises:
        UnknownFormat: for another style.
    """
    if style not in STYLES:
        raise UnknownFormat(unknown("style", style, STYLES))
    works = {one: corpus.records[one].entry for one in works_of(corpus, id_)}
    return STYLES[style](
        {one: work for one, work in works.items() if isinstance(work, Work)}, corpus.groups
    )


def _bibtex(works: Mapping[str, Work], groups: Collection[str]) -> str:
    return "\n\n".join(cite.bibtex(id_, work, groups) for id_, work in works.items()) + "\n"


_IN_A_CONTAINER: Final = frozenset(
    {
        "article-journal",
        "article-magazine",
        "article-newspaper",
        "chapter",
        "paper-conference",
        "post",
        "post-weblog",
        "review",
        "webpage",
    }
)
"""Types whose venue is what contains them; that of the others publishes them."""


def csl(id_: str, work: Work, groups: Collection[str] = ()) -> dict[str, Any]:
    """The work as an item of CSL-JSON 1.0.2.

    An arXiv id is its number, a stored copy its location in an archive, and the day on which it was
    checked the day on which it was accessed.
    """
    names = [parts(name, groups) for name in work.authors]
    item = {
        "id": id_,
        "type": work.type,
        "title": work.title,
        "author": [
            {"family": family, "given": given, **({"suffix": suffix} if suffix else {})}
            if given
            else {"literal": family}
            for given, family, suffix in names
        ],
        "issued": _csl_date(work.date),
        "container-title" if work.type in _IN_A_CONTAINER else "publisher": work.venue,
        "number": work.arxiv and f"arXiv:{work.arxiv}",
        "DOI": work.doi,
        "ISBN": work.isbn,
        "URL": cite.address(work),
        "archive_location": work.archived,
        "accessed": work.checked and _csl_date(work.checked),
    }
    return {name: value for name, value in item.items() if value is not None}


def _csl_date(date: str) -> dict[str, Any]:
    ends = [[int(part) for part in end.removesuffix("~").split("-")] for end in date.split("/")]
    return {"date-parts": ends, **({"circa": True} if "~" in date else {})}


def _csl_json(works: Mapping[str, Work], groups: Collection[str]) -> str:
    return json_of([csl(id_, work, groups) for id_, work in works.items()]).decode()


def csl_of_page(key: str, title: str, told: cite.Told, type_: str = "webpage") -> dict[str, Any]:
    """A page of this base, or the whole of it, as an item of CSL-JSON."""
    item = {
        "id": f"alignment-kb-{key}",
        "type": type_,
        "title": title,
        "author": [{"literal": cite.CONTRIBUTORS}],
        "container-title": cite.SITE,
        "version": told.version,
        "URL": told.url,
    }
    return item | ({"issued": _csl_date(told.date)} if told.date else {})


def citation(about: About, style: str = "text") -> str:
    """The whole base, in the state that it is in, as it is cited.

    Raises:
        UnknownFormat: for another style.
    """
    commit = about.git_sha[:_TELLING]
    told = cite.Told(HOME, about.day or "", f"{about.schema_version}, commit {commit}")
    cited: dict[str, Callable[[], str]] = {
        "text": lambda: cite.apa_of_entry(cite.TITLE, told),
        "bibtex": lambda: cite.bibtex_of_entry("commit", commit, cite.TITLE, told),
        "csl-json": lambda: json_of([csl_of_page(commit, cite.TITLE, told, "dataset")]).decode(),
    }
    if style not in cited:
        raise UnknownFormat(unknown("style", style, cited))
    return cited[style]()


_TELLING: Final = 12
"""Letters of a commit that tell it from all others."""


_RIS: Final = MappingProxyType(
    {
        "article": "UNPB",
        "article-journal": "JOUR",
        "article-magazine": "MGZN",
        "article-newspaper": "NEWS",
        "bill": "BILL",
        "book": "BOOK",
        "broadcast": "MPCT",
        "chapter": "CHAP",
        "dataset": "DATA",
        "manuscript": "MANSCPT",
        "motion_picture": "MPCT",
        "paper-conference": "CPAPER",
        "personal_communication": "PCOMM",
        "post": "ICOMM",
        "post-weblog": "BLOG",
        "report": "RPRT",
        "review": "JOUR",
        "software": "COMP",
        "thesis": "THES",
        "webpage": "ELEC",
    }
)
"""Types of CSL as types of RIS; any other is generic."""


def ris(id_: str, work: Work, groups: Collection[str] = ()) -> str:
    """The work as a record of RIS, with its type in CSL as the type of work (`M3`).

    A date that is about a year, or between two, stands in words behind the year. A stored copy is a
    second address. Every value is on one line, which is all that RIS has.
    """
    venue = "T2" if work.type in _IN_A_CONTAINER else "PB"
    pairs = [
        ("TY", _RIS.get(work.type, "GEN")),
        ("ID", id_),
        *(("AU", _ris_name(name, groups)) for name in work.authors),
        ("TI", work.title),
        ("PY", cite.year(work)),
        ("DA", _ris_date(work.date)),
        (venue, work.venue),
        ("M3", work.type),
        ("AN", work.arxiv and f"arXiv:{work.arxiv}"),
        ("DO", work.doi),
        ("SN", work.isbn),
        ("UR", cite.address(work)),
        ("UR", work.archived),
        ("Y2", work.checked and _ris_date(work.checked)),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {line(value)}\n" for tag, value in pairs if value is not None)


def _ris_name(name: str, groups: Collection[str]) -> str:
    given, family, suffix = parts(name, groups)
    return ", ".join(part for part in (family, given, suffix) if part)


def _ris_date(date: str) -> str:
    """Year, month, day and anything else, between three strokes."""
    plain = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", date)
    if plain:
        return "/".join((plain[1], plain[2] or "", plain[3] or "", ""))
    words = date.replace("/", " to ").replace("~", " or about then")
    return f"{date[:4]}///{words}"


def _ris_all(works: Mapping[str, Work], groups: Collection[str]) -> str:
    return "\n".join(ris(id_, work, groups) for id_, work in works.items())


STYLES: Final[Mapping[str, Callable[[Mapping[str, Work], Collection[str]], str]]] = (
    MappingProxyType({"bibtex": _bibtex, "csl-json": _csl_json, "ris": _ris_all})
)
"""Every style by name."""


def writer(style: str) -> Callable[[Whole], bytes]:
    """What writes a bibliography as a file, headed by where it comes from if a style can say so."""

    def write(whole: Whole) -> bytes:
        comment = f"@comment{{{whole.about.sentence}}}\n\n" if style == "bibtex" else ""
        return (comment + bibliography(whole.corpus, whole.of, style)).encode("utf-8")

    return write
