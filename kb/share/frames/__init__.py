"""The base as four flat tables: entries, statements, links and positions."""

from kb.share.frames.entries import entry_rows
from kb.share.frames.read import Frame, Frames, entry_row, frames_of

__all__ = ["Frame", "Frames", "entry_row", "entry_rows", "frames_of"]
