"""The base as four flat tables: entries, statements, links and positions."""

from kb.share.frames.read import entry_row, frames_of

__all__ = ["entry_row", "frames_of"]
