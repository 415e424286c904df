"""The concept graph: everything in the base as one plain, frozen `networkx.MultiDiGraph`."""

from kb.graph.model import debate, graph_of, things

__all__ = ["debate", "graph_of", "things"]
