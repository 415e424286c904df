"""All entries, resolved: ids from paths, names, former ids, addresses, mentions, citations."""

from kb.read.corpus import Corpus, Record, StatementRecord
from kb.read.folder import RETIRED, TEXTS, model_in, read_folder
from kb.read.resolve import Place, places, unresolved, unresolved_address, unresolved_in

__all__ = [
    "RETIRED",
    "TEXTS",
    "Corpus",
    "Place",
    "Record",
    "StatementRecord",
    "model_in",
    "places",
    "read_folder",
    "unresolved",
    "unresolved_address",
    "unresolved_in",
]
