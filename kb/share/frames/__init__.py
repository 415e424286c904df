"""The base as four flat tables: entries, statements, links and positions."""

from kb.share.frames.read import Frame, Frames, entry_row, entry_rows, frame_of, frames_of

__all__ = ["Frame", "Frames", "entry_row", "entry_rows", "frame_of", "frames_of"]
