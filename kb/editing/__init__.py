"""Changes to entries: mending, laying out, renaming, retiring; each planned whole, then written."""

from kb.editing.changes import difference, save
from kb.editing.fix import Mended, mend
from kb.editing.fmt import entry_files, formatted, reformat
from kb.editing.mv import move
from kb.editing.retire import REASONS, retire
from kb.errors import EditRefused

__all__ = [
    "REASONS",
    "EditRefused",
    "Mended",
    "difference",
    "entry_files",
    "formatted",
    "mend",
    "move",
    "reformat",
    "retire",
    "save",
]
