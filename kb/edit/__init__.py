"""Changes to entries: mending, laying out, renaming, retiring; each planned whole, then written."""

from kb.edit.changes import difference, save
from kb.edit.fix import Mended, mend, tried
from kb.edit.fmt import entry_files, formatted, reformat
from kb.edit.merge import merge
from kb.edit.mv import move
from kb.edit.retire import REASONS, retire
from kb.errors import EditRefused

__all__ = [
    "REASONS",
    "EditRefused",
    "Mended",
    "difference",
    "entry_files",
    "formatted",
    "mend",
    "merge",
    "move",
    "reformat",
    "retire",
    "save",
    "tried",
]
