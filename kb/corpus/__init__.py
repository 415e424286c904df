"""All entries, resolved: ids from paths, names, former ids, addresses, mentions, citations."""

from kb.corpus.model import Corpus, Part, Record
from kb.corpus.read import TEXTS, read_folder
from kb.corpus.resolve import unresolved, unresolved_in

__all__ = ["TEXTS", "Corpus", "Part", "Record", "read_folder", "unresolved", "unresolved_in"]
