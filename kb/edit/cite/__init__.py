"""Works from registries, files and what is typed, as drafts of new entries."""

from kb.edit.cite.citing import Outcome, keys, outcomes

__all__ = ["Outcome", "keys", "outcomes"]
