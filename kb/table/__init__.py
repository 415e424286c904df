"""Tables of plain values: laid out as text, shown in notebooks, handed to other libraries."""

from kb.table.frame import Column, Frame, Frames, Type
from kb.table.rows import Field, Rows, fields_of

__all__ = ["Column", "Field", "Frame", "Frames", "Rows", "Type", "fields_of"]
