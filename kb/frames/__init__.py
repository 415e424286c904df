"""The base as four flat tables: entries, statements, links and positions."""

from kb.frames.model import Column, Frame, Frames, Type
from kb.frames.read import entry_row, frames_of

__all__ = ["Column", "Frame", "Frames", "Type", "entry_row", "frames_of"]
