"""The whole base as Python users meet it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kb import people, rules
from kb.base.entry import Entry
from kb.debate import debate_of
from kb.errors import EntryNotFound, InvalidKnowledgeBase, NotAPoint, UnknownKind
from kb.findings import errors
from kb.suggest import near_names, nearest
from kb.vocabulary import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    import networkx as nx

    from kb.corpus import Corpus
    from kb.debate import Debate, Why
    from kb.findings import Finding

_HERE = Path(__file__).parent.parent


def default_folder() -> Path:
    """The folder of entries that belongs to this installation.

    The entries packaged with the library, or those of the checkout it is installed from.
    """
    packaged = _HERE / "_entries"
    return packaged if packaged.is_dir() else _HERE.parent / "entries"


def load(path: str | Path | None = None, *, strict: bool = True) -> KnowledgeBase:
    """The knowledge base in a folder.

    Args:
        path: a folder of entries, or a checkout that has one; without it, the entries that belong
            to the installed library.
        strict: refuse a base with mistakes. Otherwise broken entries are left out, and all
            mistakes are listed in `problems`.

    Raises:
        InvalidKnowledgeBase: if `strict` and there are mistakes; it lists all of them.

    >>> base = load()
    >>> base["rlhf"].title
    'Reinforcement learning from human feedback'
    """
    folder = Path(path) if path is not None else default_folder()
    if (folder / "entries").is_dir():
        folder = folder / "entries"
    corpus, problems = rules.check(folder)
    if strict and errors(problems):
        raise InvalidKnowledgeBase(errors(problems), folder.parent)
    return KnowledgeBase(corpus, folder, problems)


@dataclass(frozen=True)
class KnowledgeBase:
    """Every entry, the debate among them, and the graph they form. Nothing in it changes.

    Attributes:
        corpus: the entries as read.
        folder: where they were read from.
        problems: mistakes, where it was loaded with `strict=False`.
    """

    corpus: Corpus = field(repr=False)
    folder: Path
    problems: tuple[Finding, ...] = ()

    def __len__(self) -> int:
        """How many entries there are."""
        return len(self.corpus)

    def __iter__(self) -> Iterator[Entry]:
        """The entries, by kind and id."""
        return (Entry(self, record) for record in self.corpus)

    def __contains__(self, id_: str) -> bool:
        """Whether an entry has or had this id."""
        return self.corpus.present(id_) in self.corpus.records

    def __getitem__(self, id_: str) -> Entry:
        """The entry with an id; a former id gives a DeprecationWarning.

        Raises:
            EntryNotFound: if there is none, with suggestions.
        """
        now = self.corpus.present(id_)
        if now not in self.corpus.records:
            raise self._missing(id_)
        if now != id_:
            import warnings  # noqa: PLC0415

            warnings.warn(f"{id_!r} is now called {now!r}", DeprecationWarning, stacklevel=2)
        return Entry(self, self.corpus.records[now])

    def _missing(self, id_: str) -> EntryNotFound:
        if id_ in self.corpus.retired:
            stub = self.corpus.retired[id_]
            see = f" See {', '.join(stub.see)}." if stub.see else ""
            return EntryNotFound(
                f"{id_!r} was retired on {stub.since} ({stub.reason}).{see}", stub.see
            )
        near = tuple(nearest(id_, self.corpus.records, most=3))
        hint = f" Did you mean {self._described(near[0])}?" if near else ""
        return EntryNotFound(f"no entry {id_!r}.{hint}", near)

    def _described(self, id_: str) -> str:
        record = self.corpus.records[id_]
        return f"{id_!r} ({record.title}, {record.kind})"

    def find(self, text: str, *, most: int = 10) -> list[Entry]:
        """The entries whose id, title or alias is most like `text`, best first.

        Exact names come first, whatever their case; then names that hold every word of the text;
        then names that are near in letters.

        >>> [entry.id for entry in load().find("assistance game", most=1)]
        ['cirl']
        """
        wanted = " ".join(text.casefold().split())
        ranked: dict[str, tuple[int, int]] = {}
        order = {kind: number for number, kind in enumerate(KINDS)}
        for name, ids in self._names.items():
            rank = _rank(wanted, name)
            if rank is None:
                continue
            for id_ in ids:
                ranked[id_] = min(ranked.get(id_, (9, 0)), (rank, len(name)))
        near = near_names(wanted, {name: name for name in self._names}, most=most)
        for distance, name in enumerate(near):
            for id_ in self._names[name]:
                ranked.setdefault(id_, (8 + distance, 0))
        best = sorted(
            ranked,
            key=lambda id_: (
                ranked[id_][0],
                order[self.corpus.records[id_].kind],
                ranked[id_][1],
                id_,
            ),
        )
        return [Entry(self, self.corpus.records[id_]) for id_ in best[:most]]

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        names: dict[str, list[str]] = {}
        for record in self.corpus:
            for name in (
                record.id,
                record.id.replace("-", " "),
                record.title,
                *record.entry.aliases,
            ):
                ids = names.setdefault(name.casefold(), [])
                if record.id not in ids:
                    ids.append(record.id)
        return names

    @cached_property
    def arguments(self) -> Debate:
        """The points of the debate, what they assume and what attacks them."""
        return debate_of(self.corpus)

    @cached_property
    def graph(self) -> nx.MultiDiGraph[str]:
        """Everything as one frozen `networkx.MultiDiGraph`, edges keyed by relation."""
        from kb.graph import graph_of  # noqa: PLC0415 - networkx costs half a second

        return graph_of(self.corpus, self.arguments)

    def things(self) -> nx.MultiDiGraph[str]:
        """Concepts, problems, proposals and forecasts, and the relations among them."""
        from kb.graph import things  # noqa: PLC0415

        return things(self.graph)

    def debate(self) -> nx.MultiDiGraph[str]:
        """Claims, statements, theses and reasons, and what they assume, attack and support."""
        from kb.graph import debate  # noqa: PLC0415

        return debate(self.graph)

    def why(self, address: str) -> Why:
        """The tree of reasons behind the status of an address.

        Raises:
            EntryNotFound: if nothing has this address.
            NotAPoint: if what has it is not part of the debate.
        """
        return self.arguments.why(self._point(address))

    def status(self, address: str) -> str:
        """The status word of an address, such as `contested`.

        Raises:
            EntryNotFound: if nothing has this address.
            NotAPoint: if what has it is not part of the debate.
        """
        return self.arguments.status(self._point(address))

    def _point(self, address: str) -> str:
        address = self.corpus.present(address)
        if address in self.arguments.points:
            return address
        head, mark, fragment = address.partition("#")
        if head not in self.corpus.records:
            raise self._missing(head)
        if mark:
            own = [a.partition("#")[2] for a in self.arguments.points if a.startswith(f"{head}#")]
            near = tuple(f"{head}#{name}" for name in nearest(fragment, own))
            hint = f" Did you mean {near[0]!r}?" if near else ""
            raise EntryNotFound(f"{head!r} has no statement {fragment!r}.{hint}", near)
        record = self.corpus.records[head]
        raise NotAPoint(
            f"{head!r} is a {record.kind}, which has no status; "
            "proposals, forecasts, claims, critiques, arguments and their statements have one"
        )

    @cached_property
    def positions(self) -> tuple[people.Held, ...]:
        """Every recorded position, by holder and date."""
        return tuple(people.positions(self.corpus))

    def of_kind(self, kind: str) -> list[Entry]:
        """The entries of a kind.

        Raises:
            UnknownKind: for a word that is no kind.
        """
        if kind not in KINDS:
            near = nearest(kind, KINDS)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            raise UnknownKind(f"no kind {kind!r}.{hint} Kinds: {', '.join(KINDS)}.")
        return [Entry(self, record) for record in self.corpus.of_kind(kind)]


def _rank(wanted: str, name: str) -> int | None:
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    words = name.replace("-", " ").split()
    if all(any(word.startswith(part) for word in words) for part in wanted.split()):
        return 2
    return 3 if len(wanted) > 2 and wanted in name else None
