"""The graph: what leads where, what to read first, what is alike."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from kb.base.holding import Holding
from kb.errors import UnknownMeasure
from kb.suggest import did_you_mean
from kb.survey import Alternative, Event, alternatives, compare, timeline

if TYPE_CHECKING:
    from collections.abc import Iterable

    import networkx as nx

    from kb.base.entries import Entries
    from kb.graph import Central, Link, Path, Reading
    from kb.survey import Comparison
    from kb.table.rows import Rows


class Exploring(Holding):
    """The graph: what leads where, what to read first, what is alike."""

    @cached_property
    def graph(self) -> nx.MultiDiGraph[str]:
        """Everything as one frozen `networkx.MultiDiGraph`, edges keyed by relation."""
        from kb.graph import graph_of  # noqa: PLC0415 - networkx costs half a second

        return graph_of(self.corpus, self.debate)

    def things(self) -> nx.MultiDiGraph[str]:
        """Concepts, problems, proposals and forecasts, and the relations among them."""
        from kb.graph import things  # noqa: PLC0415

        return things(self.graph)

    def debate_graph(self) -> nx.MultiDiGraph[str]:
        """Claims, statements, theses and reasons, and what they assume, attack and support."""
        from kb.graph import debate_graph  # noqa: PLC0415

        return debate_graph(self.graph)

    def neighbors(
        self, address: str, relation: str | None = None, *, direction: str = "out"
    ) -> Rows[Link]:
        """The relations of an entry or statement.

        Args:
            address: of an entry or a statement.
            relation: only these, such as `assumes`; its inverse, such as `assumed-by`, will do.
            direction: `out` for those it writes, `in` for those written of it, or `both`.

        Raises:
            EntryNotFound: if nothing has this address.
            UnknownRelation: for a word that is no relation.
            UnknownField: for another direction.
        """
        from kb.graph import Link, neighbors  # noqa: PLC0415

        found = neighbors(self.graph, self.known.address(address), relation, direction)
        return self._rows(Link, found, hidden=("force", "field", "work", "at", "forward", "text"))

    def path(self, start: str, end: str, *, through: str | Iterable[str] = ()) -> Path:
        """The shortest way from one entry to another; `.explain()` says it in sentences.

        Args:
            start: an address.
            end: another.
            through: kinds that it may lead through beside things and reasons, such as `person`.

        Raises:
            EntryNotFound: if nothing has one of the addresses.
            NoPath: if there is none; it says what would help.
            UnknownKind: for a word in `through` that is no kind.
        """
        from kb.graph import path  # noqa: PLC0415

        return path(self.graph, self.known.address(start), self.known.address(end), through)

    def reading_order(self, id_: str) -> Rows[Reading]:
        """What to read to understand an entry, in order, and why; the entry itself is last.

        Raises:
            EntryNotFound: if there is no such entry.
        """
        from kb.graph import Reading, reading_order  # noqa: PLC0415

        found = reading_order(self.graph, self.known.id(id_))
        return self._rows(Reading, found, hidden=("before",), text="")

    def alternatives(self, id_: str) -> Rows[Alternative]:
        """The proposals and forecasts that address the same problems, most of them shared first.

        `near` holds problems that are parts of one another's.

        Raises:
            EntryNotFound: if there is no such entry.
            NotAnApproach: if it is neither a proposal nor a forecast.
        """
        found = alternatives(self.corpus, self.known.id(id_))
        return self._rows(Alternative, found, hidden=("kind",), text="")

    def compare(self, ids: Iterable[str], rows: str = "assumptions") -> Comparison:
        """Proposals and forecasts side by side.

        Args:
            ids: of those to be compared, a column each.
            rows: `assumptions`, `problems`, `critiques` and more; a wrong word lists them.

        Raises:
            EntryNotFound: if there is no entry with one of the ids.
            UnknownField: for rows that there are not.
        """
        wanted = [self.known.id(id_) for id_ in ids]
        return compare(self.corpus, self.debate, wanted, rows)

    def timeline(self, id_: str) -> Rows[Event]:
        """What happened around an entry: milestones, works, critiques, positions, by date.

        Raises:
            EntryNotFound: if there is no such entry.
        """
        return self._rows(Event, timeline(self.corpus, self.held, self.known.id(id_)))

    def communities(self, graph: str = "things") -> tuple[Entries, ...]:
        """Entries that are more closely related to each other than to the rest, largest first.

        Args:
            graph: `things`; in the graph of the debate statements would be members.
        """
        from kb.graph import communities  # noqa: PLC0415

        return tuple(self.entries(group) for group in communities(self._part(graph)))

    def centrality(self, measure: str = "betweenness", graph: str = "things") -> Rows[Central]:
        """How central each entry or point is, the most central first.

        Args:
            measure: `betweenness`, `degree`, `pagerank` and more; a wrong word lists them.
            graph: `things` or `debate`.

        Raises:
            UnknownMeasure: for another measure or graph.
        """
        from kb.graph import Central, centrality  # noqa: PLC0415

        return self._rows(Central, centrality(self._part(graph), measure))

    def _part(self, graph: str) -> nx.MultiDiGraph[str]:
        parts = {"things": self.things, "debate": self.debate_graph}
        if graph not in parts:
            raise UnknownMeasure(
                f"no graph {graph!r}.{did_you_mean(graph, parts)} Graphs: {', '.join(parts)}."
            )
        return parts[graph]()
