"""Every code a finding can have: one rule each, in one module for each hundred."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from kb.rules.catalogue import files, graph, identity, prose, references, schema, sources
from kb.rules.catalogue.explained import explanation, overview
from kb.rules.catalogue.rule import Example, Rule

__all__ = ["RULES", "Example", "Rule", "explanation", "overview"]

_RULES = (
    *files.RULES,
    *schema.RULES,
    *references.RULES,
    *identity.RULES,
    *sources.RULES,
    *graph.RULES,
    *prose.RULES,
)

RULES: Final = MappingProxyType({rule.code: rule for rule in _RULES})
"""The rules by code, in order."""
