"""One file's text, as a tree of plain strings with the place of every part.

The YAML accepted is a small, dull part of YAML 1.2: mappings, lists and scalars. Every scalar is
text, typed later by the schema, so `no` stays "no" and `1.10` stays "1.10". Anchors, aliases, tags,
merge keys and duplicate keys are refused, so nothing can be executed, expanded or silently lost.
"""

from kb.read.source.parse import LARGEST, decode, parse, too_large
from kb.read.source.seek import Seeker
from kb.read.source.tree import Source
from kb.read.source.walk import DEEPEST, Path

__all__ = ["DEEPEST", "LARGEST", "Path", "Seeker", "Source", "decode", "parse", "too_large"]
