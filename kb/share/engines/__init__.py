"""Questions to the four tables in the languages of databases; each engine is an extra.

All three are read-only, reach nothing outside the tables, and answer with the same addresses.
"""

from kb.share.engines.cypher import Cypher
from kb.share.engines.sparql import Sparql
from kb.share.engines.sql import Sql

__all__ = ["Cypher", "Sparql", "Sql"]
